"""Who acts on evaluations and plans: the mission or its secretariat on one side, the contributor on the other."""

from datetime import date

from muster.deployments.models import DeployedUnit
from muster.deployments.queries.units import visible_unit
from muster.kit.errors import NotAllowed, Refused
from muster.kit.standing import Standing
from muster.parties.models import Role
from muster.parties.viewer import Viewer


def may_evaluate(actor: Viewer, unit: DeployedUnit) -> bool:
    """Return whether the actor is an officer of the unit's mission or of the secretariat that mandates it."""
    mission = unit.post.requirement.mission
    sides = (mission.organisation_id, mission.mandated_by_id)
    return actor.is_system or (actor.organisation_id in sides and actor.has_role(Role.OFFICER))


def may_answer(actor: Viewer, unit: DeployedUnit) -> bool:
    """Return whether the actor is an officer of the unit's State."""
    return actor.is_system or (actor.organisation_id == unit.state_id and actor.has_role(Role.OFFICER))


def require_evaluator(actor: Viewer, unit: DeployedUnit, what: str) -> None:
    """Raise NotAllowed unless the actor may evaluate the unit; nobody evaluates their own contingent."""
    if not may_evaluate(actor, unit):
        raise NotAllowed(f"{what}: this is for officers of the mission and of the secretariat that mandates it.")


def require_contributor(actor: Viewer, unit: DeployedUnit, what: str) -> None:
    """Raise NotAllowed unless the actor may answer for the unit."""
    if not may_answer(actor, unit):
        raise NotAllowed(f"{what}: this is for officers of {unit.state.name}, whose unit it is.")


def evaluated_unit(actor: Viewer, reference: str, today: date, standing: str) -> DeployedUnit:
    """Return the unit that the actor may evaluate.

    Raises NotFound, NotAllowed, and Refused for a standing that only a loader may give.
    """
    unit = visible_unit(actor, today, reference)
    require_evaluator(actor, unit, f"Unit {reference}")
    if standing != Standing.ENTERED and not actor.is_system:
        raise Refused(f"Unit {reference}: the standing of what is entered is 'entered'.")
    return unit


def require_step_day(what: str, day: date, last: date | None, today: date) -> None:
    """Raise Refused for a step on a day that has not come, or before the step that it follows."""
    if day > today:
        raise Refused(f"{what}: {day} has not come yet; give a day up to {today}.")
    if last is not None and day < last:
        raise Refused(f"{what}: the stage before holds from {last}; give that day or a later one.")
