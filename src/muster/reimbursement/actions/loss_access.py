"""What all writes to losses share: whose turn it is, the case held fast, its stages, and who is told."""

from datetime import date

from django.urls import reverse

from muster.inspections.actions.inspection_access import is_mission_side, is_state_side
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed
from muster.kit.read_version import require_version
from muster.notices.actions import notify
from muster.notices.terms import Subject
from muster.parties.models import Organisation, Role
from muster.parties.viewer import Viewer
from muster.reimbursement.models import LossEvent, LossStageEvent, Memorandum
from muster.reimbursement.queries.losses import SIDES, visible_loss
from muster.reimbursement.rules.loss_stages import MISSION, STEPS, LossStage


def sides_of(memorandum: Memorandum) -> list[Organisation]:
    """Return the sides of a memorandum: the unit's State, the mission, the secretariat that mandates it."""
    mission = memorandum.unit.post.requirement.mission
    sides = (memorandum.unit.state, mission.organisation, mission.mandated_by)
    return list({one.pk: one for one in sides if one is not None}.values())


def may_report(actor: Viewer, memorandum: Memorandum) -> bool:
    """Return whether the actor reports losses under a memorandum: an officer of the unit's State or of the mission."""
    if is_state_side(actor, memorandum.unit):
        return True
    mission = memorandum.unit.post.requirement.mission
    return actor.organisation_id == mission.organisation_id and actor.has_role(Role.OFFICER)


def may_write(actor: Viewer, event: LossEvent) -> bool:
    """Return whether the actor may change what a case says: who may report it, then who investigates it."""
    if event.stage == LossStage.REPORTED:
        return may_report(actor, event.memorandum)
    return event.stage == LossStage.INVESTIGATED and is_mission_side(actor, event.memorandum.unit)


def may_add_evidence(actor: Viewer, event: LossEvent) -> bool:
    """Return whether the actor may add evidence: an officer of a side, before the decision."""
    is_open = event.stage in (LossStage.REPORTED, LossStage.INVESTIGATED)
    return is_open and (is_state_side(actor, event.memorandum.unit) or is_mission_side(actor, event.memorandum.unit))


def is_decider(actor: Viewer, event: LossEvent) -> bool:
    """Return whether the actor decides on losses: an approver of the secretariat, and not of those who reported."""
    if actor.is_system:
        return True
    mandated_by = event.memorandum.unit.post.requirement.mission.mandated_by_id
    if actor.organisation_id != mandated_by or not actor.has_role(Role.APPROVER):
        return False
    has_reported = event.reported_by_id is not None and event.reported_by_id == actor.user_id
    return not has_reported and event.reporter_id != actor.organisation_id


def loss_steps_open(actor: Viewer, event: LossEvent) -> list[LossStage]:
    """Return the stages to which the actor may take a case."""
    leads, decides = is_mission_side(actor, event.memorandum.unit), is_decider(actor, event)
    following = STEPS[LossStage(event.stage)]
    return [stage for stage, side in following.items() if (leads if side == MISSION else decides)]


def require_writer(actor: Viewer, event: LossEvent) -> None:
    """Raise NotAllowed unless the actor may change what the case says."""
    if not may_write(actor, event):
        raise NotAllowed(
            f"Loss {event.reference}: as reported it is written by the State and the mission, as investigated by the "
            "mission; after that by nobody."
        )


def locked_loss(actor: Viewer, reference: str, expected_version: int | None, today: date) -> LossEvent:
    """Return a case with its row held. Raises NotFound if there is none that the actor may see, Refused if changed."""
    seen = visible_loss(actor, today, reference)
    found = LossEvent.objects.select_for_update(of=("self",)).select_related(*SIDES).get(pk=seen.pk)
    require_version(f"Loss {reference}", found.version, expected_version)
    return found


def last_step_on(event: LossEvent) -> date | None:
    """Return the day of the last step of a case; None before the first."""
    found: date | None = event.stage_events.order_by("-held_from", "-pk").values_list("held_from", flat=True).first()
    return found


def add_loss_stage(actor: Viewer, event: LossEvent, on: date, known_from: date, words: str = "") -> None:
    """Record that a case is at its stage from a day on."""
    made = LossStageEvent(
        event=event, stage=event.stage, held_from=on, by_id=actor.organisation_id, words=words, known_from=known_from
    )
    require_clean_fields(made, f"A step of loss {event.reference}")
    made.save(force_insert=True)


def tell_loss(actor: Viewer, event: LossEvent, today: date, words: str = "") -> None:
    """Tell the sides, but for who acts, that a case was reported or has moved on."""
    unit = event.memorandum.unit
    mission = unit.post.requirement.mission
    subject = Subject(
        "loss", event.reference, state=unit.state.code, unit_type=unit.post.unit_type, mission=mission.acronym
    )
    title = f"Loss {event.reference} of {unit.reference}: {LossStage(event.stage).label.lower()}"
    href = reverse("loss", args=[event.reference])
    for to in sides_of(event.memorandum):
        if to.pk != actor.organisation_id:
            notify(topic="loss-stage", to=to, title=title, day=today, subject=subject, body=words, href=href)
