"""A changed fact calls for a consultation: it is proposed to the convening secretariat, once for each cause."""

from datetime import date
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from muster.changes.models import ChangeKind, FactChange, ReachKind
from muster.changes.signals import fact_changed
from muster.changes.terms import ReachTerms
from muster.consultations.actions.convening import free_reference, plan_consultation
from muster.consultations.actions.convening_telling import PROPOSED, notice
from muster.consultations.models import Consultation, Trigger
from muster.consultations.parameters import CASUALTIES_KEY
from muster.consultations.rules.stages import ENDED
from muster.consultations.rules.triggers import ChangedFact, trigger_of
from muster.consultations.terms import ConsultationTerms
from muster.missions.models import ConditionKind, MandatePeriod, Mission, MissionCondition
from muster.notices.actions import bulk_notify
from muster.parties.viewer import SYSTEM, Viewer
from muster.reference.parameters import parameter

CONDITIONS = {
    ChangeKind.THREAT.value: ConditionKind.THREAT,
    ChangeKind.CASUALTIES.value: ConditionKind.CASUALTIES,
    ChangeKind.LIFE.value: ConditionKind.LIFE,
}
"""Changed facts that are statements on an operation, by the kind of statement."""


@receiver(fact_changed, dispatch_uid="consultations-on-a-changed-fact")
def consultations_reached(*, actor: Viewer, change: FactChange, today: date, **_more: Any) -> list[ReachTerms]:
    """Return the consultations that a changed fact reaches: those under way, and the one that it calls for.

    What the installation itself records of the past calls for none.
    """
    mission = Mission.objects.filter(acronym=change.mission).first() if change.mission else None
    if mission is None:
        return []
    under_way = list(Consultation.objects.filter(mission=mission).exclude(stage__in=ENDED).order_by("pk"))
    reached = [_reached(one, "it is under way; its agenda may need this") for one in under_way]
    trigger = "" if actor.is_system else trigger_of(_fact(change, mission), parameter(CASUALTIES_KEY, today).integer)
    if trigger and all(one.trigger != trigger for one in under_way):
        reached.append(_reached(_proposed(change, mission, trigger, today), "the change calls for a consultation"))
    return reached


def _reached(one: Consultation, why: str) -> ReachTerms:
    return ReachTerms(
        kind=ReachKind.CONSULTATION.value,
        page="consultation",
        reference=one.reference,
        title=one.title,
        why=why,
        owner_id=one.convened_by_id,
    )


def _fact(change: FactChange, mission: Mission) -> ChangedFact:
    """Return a changed fact as the rule reads it: with the standing and the people of the record that changed it."""
    was_known = bool(change.before)
    if change.kind in CONDITIONS:
        said = (
            MissionCondition.objects.filter(
                mission=mission, kind=CONDITIONS[ChangeKind(change.kind).value], valid_from=change.true_from
            )
            .order_by("-pk")
            .first()
        )
        if said is not None:
            return ChangedFact(change.kind, said.status, said.people or 0, was_known)
    if change.kind == ChangeKind.MANDATE:
        period = MandatePeriod.objects.filter(mission=mission, valid_from=change.true_from).order_by("-pk").first()
        return ChangedFact(change.kind, period.kind if period else "", 0, was_known)
    return ChangedFact(change.kind, "", 0, was_known)


@transaction.atomic
def _proposed(change: FactChange, mission: Mission, trigger: str, today: date) -> Consultation:
    """Plan a consultation as the installation does, and tell the convening secretariat."""
    terms = ConsultationTerms(
        reference=free_reference(mission.acronym, trigger, today),
        mission=mission.acronym,
        title=f"{mission.acronym}: {Trigger(trigger).label}",
        trigger=trigger,
        reason=f"{change.subject}: {change.before or 'nothing on record'} → {change.after}"[:500],
        source=change.source,
        standing=change.standing,
    )
    made = plan_consultation(SYSTEM, terms, today=today, change_id=change.pk)
    title = f"Consultation proposed on {mission.acronym}: {Trigger(trigger).label}"
    bulk_notify([notice(made, PROPOSED, mission.mandated_by, title, today, made.reason)])
    return made
