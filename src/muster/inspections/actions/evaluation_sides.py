"""The unit that an evaluation or a plan to do better is about, for those who may begin one."""

from datetime import date

from muster.deployments.models import DeployedUnit
from muster.deployments.queries.units import visible_unit
from muster.inspections.actions.inspection_access import require_mission_side
from muster.kit.errors import Refused
from muster.kit.standing import Standing
from muster.parties.viewer import Viewer


def evaluated_unit(actor: Viewer, reference: str, today: date, standing: str) -> DeployedUnit:
    """Return the unit that the actor may evaluate.

    Raises NotFound, NotAllowed, and Refused for a standing that only a loader may give.
    """
    unit = visible_unit(actor, today, reference)
    require_mission_side(actor, unit, f"Unit {reference}")
    if standing != Standing.ENTERED and not actor.is_system:
        raise Refused(f"Unit {reference}: the standing of what is entered is 'entered'.")
    return unit
