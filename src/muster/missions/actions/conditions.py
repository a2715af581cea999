"""Writes of dated statements on operations: consent, agreements, concepts, principles, threat, casualties."""

from django.db import transaction

from muster.audit import actions as audit
from muster.changes.actions import record_change
from muster.changes.models import ChangeKind
from muster.changes.terms import ChangeTerms
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Refused
from muster.missions.models import ConditionKind, MissionCondition
from muster.missions.queries.mandates import known_conditions
from muster.missions.rules.conditions import changes_what_holds, condition_problems
from muster.parties import visibility
from muster.parties.viewer import SYSTEM, Viewer

CHANGES: dict[str, ChangeKind] = {
    ConditionKind.HOST_CONSENT: ChangeKind.CONSENT,
    ConditionKind.PARTY_CONSENT: ChangeKind.CONSENT,
    ConditionKind.PEACE_AGREEMENT: ChangeKind.AGREEMENT,
    ConditionKind.FORCES_AGREEMENT: ChangeKind.AGREEMENT,
    ConditionKind.CONCEPT: ChangeKind.CONCEPT,
    ConditionKind.ENGAGEMENT: ChangeKind.CONCEPT,
    ConditionKind.PRINCIPLE_CONSENT: ChangeKind.PRINCIPLE,
    ConditionKind.PRINCIPLE_IMPARTIALITY: ChangeKind.PRINCIPLE,
    ConditionKind.PRINCIPLE_FORCE: ChangeKind.PRINCIPLE,
    ConditionKind.FINANCING: ChangeKind.FINANCING,
    ConditionKind.THREAT: ChangeKind.THREAT,
    ConditionKind.CASUALTIES: ChangeKind.CASUALTIES,
    ConditionKind.MEDICAL: ChangeKind.MEDICAL,
    ConditionKind.LIFE: ChangeKind.LIFE,
}


@transaction.atomic
def record_condition(actor: Viewer, condition: MissionCondition) -> MissionCondition:
    """Enter a statement (unsaved), by an officer of the organisation that mandates the operation.

    It takes the place of the one before of the same kind and party, and every record that rests on that is told; one
    after which another holds already is added and tells nothing. Its `known_from` is the day on which it became known.
    """
    what = f"{condition.get_kind_display()} of {condition.mission}"
    visibility.require_owner(actor, condition.mission.mandated_by_id, what)
    problems = condition_problems(condition.kind, condition.status, condition.people)
    if problems:
        raise Refused(f"{what}: {problems[0]}")
    beside = known_conditions(SYSTEM, condition.known_from, [condition.mission.acronym]).filter(
        kind=condition.kind, party=condition.party
    )
    last = beside.filter(valid_from__lte=condition.valid_from).last()
    before = "" if last is None else _told(last)
    is_superseded = beside.filter(valid_from__gt=condition.valid_from).exists()
    require_clean_fields(condition, what)
    condition.save(force_insert=True)
    after = {
        "kind": condition.kind,
        "party": condition.party,
        "status": condition.status,
        "true_from": condition.valid_from,
        "people": condition.people,
    }
    audit.record(
        actor, "missions:condition:recorded", condition.mission.acronym, before={"status": before}, after=after
    )
    if changes_what_holds(condition.kind, before, _told(condition), is_superseded=is_superseded):
        party = f", {condition.party}" if condition.party else ""
        subject = f"{condition.mission}: {condition.get_kind_display()}{party}"
        record_change(
            actor,
            ChangeTerms(
                kind=CHANGES[condition.kind],
                subject=subject,
                before=before,
                after=_told(condition),
                true_from=condition.valid_from,
                mission=condition.mission.acronym,
                source=condition.source,
                standing=condition.standing,
                status=condition.status,
            ),
            today=condition.known_from,
        )
    return condition


def _told(condition: MissionCondition) -> str:
    """Return the standing in words, with the people hurt where it counts them."""
    words = str(condition.get_status_display())
    return f"{words}: {condition.people}" if condition.people is not None else words
