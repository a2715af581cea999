"""What all writes to claims share: the sides, the claim held fast, and its stages as dated events."""

from datetime import date
from typing import Any

from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Refused
from muster.kit.read_version import require_version
from muster.missions.models import Mission
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.reimbursement.claim_stages import ClaimStage
from muster.reimbursement.models import Claim, ClaimStageEvent
from muster.reimbursement.queries.claims import MISSION_PATH, visible_claim, with_open
from muster.reimbursement.rules.claim_stages import CERTIFIER, DRAWER, PAYEE, STEPS, certifier_problem, step_side

FOR_SECRETARIAT = "of the secretariat that mandates the mission"


def acts_for_secretariat(actor: Viewer, mission: Mission, role: Role = Role.OFFICER) -> bool:
    """Return whether the actor acts in a role for the secretariat that mandates a mission: it claims and pays."""
    return actor.is_system or (actor.organisation_id == mission.mandated_by_id and actor.has_role(role))


def require_secretariat_of(actor: Viewer, mission: Mission, what: str, role: Role = Role.OFFICER) -> None:
    """Raise NotAllowed unless the actor acts in a role for the secretariat that mandates a mission."""
    if not acts_for_secretariat(actor, mission, role):
        raise NotAllowed(f"{what}: this is for {Role(role).label.lower()}s {FOR_SECRETARIAT}.")


def drew_up(claim: Claim) -> set[int | None]:
    """Return the persons who drew a claim up or submitted it."""
    events = claim.stage_events.filter(stage__in=(ClaimStage.DRAFT, ClaimStage.SUBMITTED))
    return set(events.values_list("actor", flat=True))


def _problem_of_side(actor: Viewer, claim: Claim, side: str) -> str:
    """Return why the actor does not take the steps of a side, empty where they do."""
    if side == PAYEE:
        is_payee = actor.is_system or (actor.organisation_id == claim.payee_id and actor.has_role(Role.OFFICER))
        return "" if is_payee else f"this is for officers of {claim.payee.name}"
    role = Role.APPROVER if side == CERTIFIER else Role.OFFICER
    if not acts_for_secretariat(actor, claim.mission, role):
        return f"this is for {Role(role).label.lower()}s {FOR_SECRETARIAT}"
    return certifier_problem(actor.user_id, drew_up(claim)) if side == CERTIFIER else ""


def require_step(actor: Viewer, claim: Claim, following: str) -> None:
    """Raise NotAllowed unless the step to a stage is the actor's; what is no step is left to the rules to refuse."""
    side = step_side(claim.stage, following) or DRAWER
    if problem := _problem_of_side(actor, claim, side):
        raise NotAllowed(f"Claim {claim.reference}: {problem}.")


def steps_open(actor: Viewer, claim: Claim) -> list[ClaimStage]:
    """Return the stages to which the actor may take a claim by hand."""
    sides = (DRAWER, CERTIFIER, PAYEE)
    following = STEPS[ClaimStage(claim.stage)].items()
    return [stage for stage, side in following if side in sides and not _problem_of_side(actor, claim, side)]


def locked_claim(actor: Viewer, reference: str, today: date, expected_version: int | None) -> Any:
    """Return a claim as of today with what is open of it, its row held. Raises NotFound, Refused."""
    seen = visible_claim(actor, today, reference)
    Claim.objects.select_for_update().get(pk=seen.pk)
    rows = with_open(Claim.objects.filter(pk=seen.pk), today)
    found = rows.select_related(
        "memorandum__unit__state", "payee", "corrects", f"{MISSION_PATH}__organisation", f"{MISSION_PATH}__mandated_by"
    ).get()
    require_version(f"Claim {reference}", found.version, expected_version)
    return found


def last_step_on(claim: Claim) -> date | None:
    """Return the day of the last step of a claim; None before the first."""
    last = claim.stage_events.order_by("-held_from", "-pk").first()
    return last.held_from if last else None


def require_day(what: str, on: date, today: date, last: date | None = None) -> None:
    """Raise Refused for a day that has not come, or one before the step that it follows."""
    if on > today:
        raise Refused(f"{what}: {on} has not come yet; give a day up to {today}.")
    if last is not None and on < last:
        raise Refused(f"{what}: the step before is of {last}; give that day or a later one.")


def add_claim_event(actor: Viewer, claim: Claim, on: date, today: date, reason: str = "") -> None:
    """Record that a claim is at its stage from a day on, and who took the step."""
    event = ClaimStageEvent(
        claim=claim, stage=claim.stage, held_from=on, by_id=actor.organisation_id, actor_id=actor.user_id,
        reason=reason, known_from=today,
    )  # fmt: skip
    require_clean_fields(event, f"A step of claim {claim.reference}")
    event.save(force_insert=True)


def snapshot(claim: Claim) -> dict[str, object]:
    """Return a claim's standing as the audit event keeps it."""
    names = ("stage", "personnel_cents", "major_equipment_cents", "self_sustainment_cents", "total_cents")
    return {name: getattr(claim, name) for name in names}
