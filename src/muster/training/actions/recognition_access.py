"""What all writes to recognition cases share: the case under lock, and whose turn it is."""

from datetime import date

from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.read_version import require_version
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.training.models import RecognitionCase, RecognitionDutyDone, RecognitionStageEvent
from muster.training.queries.recognition_cases import CASE_FIELDS, RELATED, duties_of
from muster.training.rules.recognition_duties import deciding_refusal
from muster.training.rules.recognition_stages import APPROVER, ENDED, INSTITUTION
from muster.training.stages import RecognitionDuty, RecognitionStage

AUDITED = ("stage", "decision", "applied_on")


def snapshot(case: RecognitionCase) -> dict[str, object]:
    """Return a case's content as the audit event keeps it."""
    content: dict[str, object] = {name: getattr(case, name) for name in AUDITED}
    return content | {"visit": case.visit.reference if case.visit else ""}


def locked_case(actor: Viewer, reference: str, expected_version: int | None = None) -> RecognitionCase:
    """Return the case, locked for this transaction. Raises NotFound if there is none that the actor may see."""
    seen = visibility.rows(actor, CASE_FIELDS)
    rows = RecognitionCase.objects.select_for_update(of=("self",)).filter(seen, reference=reference)
    case = rows.select_related(*[one for one in RELATED if one != "certificate"]).first()
    if case is None:
        raise NotFound(f"There is no recognition case {reference!r} that you may see.")
    require_version(f"Recognition case {reference}", case.version, expected_version)
    return case


def is_institution(actor: Viewer, case: RecognitionCase) -> bool:
    """Return whether the actor is an officer of the course's institution."""
    return actor.organisation_id == case.course.institution_id and actor.has_role(Role.OFFICER)


def is_reviewer(actor: Viewer, case: RecognitionCase, role: Role = Role.OFFICER) -> bool:
    """Return whether the actor is an officer (or more) of the register's secretariat."""
    return actor.organisation_id == case.register_id and actor.has_role(role)


def may_act_as(actor: Viewer, case: RecognitionCase, side: str) -> bool:
    """Return whether the actor may take a step of a side."""
    if actor.is_system:
        return True
    if side == INSTITUTION:
        return is_institution(actor, case)
    return is_reviewer(actor, case, Role.APPROVER if side == APPROVER else Role.OFFICER)


def require_side(actor: Viewer, case: RecognitionCase, side: str) -> None:
    """Raise NotAllowed unless the actor may act for a side."""
    if may_act_as(actor, case, side):
        return
    who = case.course.institution.name if side == INSTITUTION else case.register.name
    role = Role.APPROVER if side == APPROVER else Role.OFFICER
    raise NotAllowed(f"Recognition case {case.reference}: this is for {who}, as {role.label.lower()} or above.")


def require_apart(actor: Viewer, case: RecognitionCase) -> None:
    """Raise NotAllowed where the actor would decide on a case that they applied for or reviewed."""
    if refusal := deciding_refusal(duties_of(actor, case)):
        raise NotAllowed(f"Recognition case {case.reference}: {refusal}.")


def note_duty(actor: Viewer, case: RecognitionCase, duty: RecognitionDuty, today: date) -> None:
    """Keep that the actor applied for a case or reviewed it; the event log tells the deed itself."""
    if actor.user_id is not None:
        RecognitionDutyDone.objects.get_or_create(
            case=case, user_id=actor.user_id, duty=duty.value, defaults={"done_on": today}
        )


def require_during(case: RecognitionCase, stages: tuple[RecognitionStage, ...], what: str) -> None:
    """Raise Refused unless the case is at one of `stages`."""
    if case.stage in stages:
        return
    stage = RecognitionStage(case.stage).label
    if case.stage in ENDED:
        raise Refused(f"Recognition case {case.reference} has ended (“{stage}”): {what} no more.")
    when = ", ".join(f"“{one.label}”" for one in stages)
    raise Refused(f"Recognition case {case.reference} is at “{stage}”: {what} only at {when}.")


def require_come(day: date, today: date, what: str) -> None:
    """Raise Refused for a day that has not come."""
    if day > today:
        raise Refused(f"{what}: {day} has not come yet; give a day up to {today}.")


def side_id(actor: Viewer, case: RecognitionCase, side: str) -> int:
    """Return the organisation that acts; for the installation itself, that of the side."""
    if actor.organisation_id is not None:
        return actor.organisation_id
    return case.course.institution_id if side == INSTITUTION else case.register_id


def bump(case: RecognitionCase) -> None:
    """Write a case down as a new version of its record."""
    case.version += 1
    require_clean_fields(case, f"Recognition case {case.reference}")
    case.save()


def add_event(
    case: RecognitionCase,
    stage: str,
    by_id: int,
    *,
    held_from: date,
    known_from: date,
    reason: str = "",
    day_as_told: str = "",
    source: str = "",
    standing: str = Standing.ENTERED,
) -> RecognitionStageEvent:
    """Add a stage event to a case."""
    event = RecognitionStageEvent(
        case=case, stage=stage, held_from=held_from, known_from=known_from, by_id=by_id, reason=reason,
        day_as_told=day_as_told, source=source, standing=standing,
    )  # fmt: skip
    require_clean_fields(event, f"A step of recognition case {case.reference}")
    event.save(force_insert=True)
    return event
