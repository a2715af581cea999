"""What all writes to memoranda share: the memorandum held fast, and whose turn it is."""

from datetime import date

from muster.deployments.models import DeployedUnit
from muster.deployments.queries.units import visible_unit
from muster.kit.errors import NotAllowed, Refused
from muster.kit.read_version import require_version
from muster.kit.standing import Standing
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.reimbursement.models import Memorandum
from muster.reimbursement.queries.memoranda import visible_memorandum
from muster.reimbursement.stages import MemorandumStage

MISSION = "unit__post__requirement__mission"


def decides(actor: Viewer, unit: DeployedUnit) -> bool:
    """Return whether the actor is an officer of the secretariat that mandates the unit's mission."""
    mandated_by = unit.post.requirement.mission.mandated_by_id
    return actor.is_system or (actor.organisation_id == mandated_by and actor.has_role(Role.OFFICER))


def drafts(actor: Viewer, unit: DeployedUnit) -> bool:
    """Return whether the actor writes drafts: an officer of the unit's State, or who decides."""
    is_of_state = actor.organisation_id == unit.state_id and actor.has_role(Role.OFFICER)
    return is_of_state or decides(actor, unit)


def require_drafter(actor: Viewer, unit: DeployedUnit, what: str) -> None:
    """Raise NotAllowed unless the actor may write drafts of the unit's memoranda."""
    if not drafts(actor, unit):
        raise NotAllowed(
            f"{what}: this is for officers of {unit.state.name} and of the secretariat that mandates the mission."
        )


def require_decider(actor: Viewer, unit: DeployedUnit, what: str) -> None:
    """Raise NotAllowed unless the actor puts memoranda of the unit in force, amends and ends them."""
    if not decides(actor, unit):
        raise NotAllowed(f"{what}: this is for officers of the secretariat that mandates the mission.")


def unit_to_agree_on(actor: Viewer, reference: str, today: date, standing: str) -> DeployedUnit:
    """Return the unit for which the actor may open a memorandum. Raises NotFound, NotAllowed, Refused."""
    unit = visible_unit(actor, today, reference)
    require_drafter(actor, unit, f"Unit {reference}")
    if standing != Standing.ENTERED and not actor.is_system:
        raise Refused(f"Unit {reference}: the standing of what is entered is 'entered'.")
    return unit


def locked_memorandum(actor: Viewer, reference: str, today: date, expected_version: int | None) -> Memorandum:
    """Return the memorandum with its row held.

    Raises NotFound if there is none that the actor may see, Refused if it has moved on since it was read.
    """
    seen = visible_memorandum(actor, today, reference)
    rows = Memorandum.objects.select_for_update(of=("self",))
    sides = (
        "unit__state",
        f"{MISSION}__organisation",
        f"{MISSION}__mandated_by",
        "instrument",
    )
    found = rows.select_related(*sides).get(pk=seen.pk)
    if not seen.seen_whole:
        raise NotAllowed(f"Memorandum {reference}: only its sides write it.")
    require_version(f"Memorandum {reference}", found.version, expected_version)
    return found


def may_write(actor: Viewer, memorandum: Memorandum) -> bool:
    """Return whether the actor may write the lines of a draft now."""
    return memorandum.stage == MemorandumStage.DRAFT and drafts(actor, memorandum.unit)


def may_amend(actor: Viewer, memorandum: Memorandum) -> bool:
    """Return whether the actor may amend what is in force."""
    return memorandum.stage == MemorandumStage.IN_FORCE and decides(actor, memorandum.unit)
