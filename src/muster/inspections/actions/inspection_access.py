"""What all writes to inspections share: the inspection held fast, and whose turn it is."""

from datetime import date

from muster.deployments.models import DeployedUnit
from muster.inspections.models import Inspection
from muster.inspections.queries.inspections import inspection_condition
from muster.inspections.rules.inspection_stages import StepSide, side_of
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.read_version import require_version
from muster.parties.models import Role
from muster.parties.viewer import Viewer


def is_mission_side(actor: Viewer, unit: DeployedUnit, role: Role = Role.OFFICER) -> bool:
    """Return whether the actor acts for the mission of a unit, or for the secretariat that mandates it."""
    mission = unit.post.requirement.mission
    sides = (mission.organisation_id, mission.mandated_by_id)
    return actor.is_system or (actor.organisation_id in sides and actor.has_role(role))


def is_state_side(actor: Viewer, unit: DeployedUnit) -> bool:
    """Return whether the actor is an officer of the unit's State."""
    return actor.is_system or (actor.organisation_id == unit.state_id and actor.has_role(Role.OFFICER))


def require_mission_side(actor: Viewer, unit: DeployedUnit, what: str, role: Role = Role.OFFICER) -> None:
    """Raise NotAllowed unless the actor acts for the mission, or for the secretariat that mandates it."""
    if not is_mission_side(actor, unit, role):
        who = f"{Role(role).label.lower()}s of the mission or of the secretariat that mandates it"
        raise NotAllowed(f"{what}: this is for {who}.")


def require_state_side(actor: Viewer, unit: DeployedUnit, what: str) -> None:
    """Raise NotAllowed unless the actor is an officer of the unit's State."""
    if not is_state_side(actor, unit):
        raise NotAllowed(f"{what}: this is for officers of {unit.state.name}.")


def takes_steps(actor: Viewer, inspection: Inspection) -> bool:
    """Return whether the actor writes an inspection and takes its steps."""
    if side_of(inspection.kind) == StepSide.STATE:
        return is_state_side(actor, inspection.unit)
    return is_mission_side(actor, inspection.unit)


def require_writer(actor: Viewer, inspection: Inspection, what: str) -> None:
    """Raise NotAllowed unless the actor writes the inspection: the mission's side, of a monthly report the State."""
    if side_of(inspection.kind) == StepSide.STATE:
        require_state_side(actor, inspection.unit, what)
    else:
        require_mission_side(actor, inspection.unit, what)


def locked_inspection(actor: Viewer, reference: str, expected_version: int | None) -> Inspection:
    """Return the inspection, its row held. Raises NotFound if there is none that the actor may see."""
    seen = Inspection.objects.filter(inspection_condition(actor), reference=reference).values("pk")
    found = (
        Inspection.objects.select_for_update(of=("self",))
        .select_related("unit__state", "unit__pledge", "unit__post__requirement__mission__organisation", "corrects")
        .filter(pk__in=seen)
        .first()
    )
    if found is None:
        raise NotFound(f"There is no inspection {reference!r} that you may see.")
    require_version(f"Inspection {reference}", found.version, expected_version)
    return found


def require_day(what: str, on: date, today: date, last: date | None = None) -> None:
    """Raise Refused for a day that has not come, or one before the step that it follows."""
    if on > today:
        raise Refused(f"{what}: {on} has not come yet; give a day up to {today}.")
    if last is not None and on < last:
        raise Refused(f"{what}: the step before is of {last}; give that day or a later one.")
