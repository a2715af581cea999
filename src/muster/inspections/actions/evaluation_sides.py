"""The sides of an evaluation or a plan to do better: who may begin one about a unit, and who takes which step."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from muster.deployments.models import DeployedUnit
from muster.deployments.queries.units import visible_unit
from muster.inspections.actions.inspection_access import is_mission_side, is_state_side, require_mission_side
from muster.inspections.rules.evaluation_stages import CONTRIBUTOR
from muster.kit.errors import Refused
from muster.kit.standing import Standing
from muster.parties.viewer import Viewer

StageT = TypeVar("StageT")


def steps_open(viewer: Viewer, unit: DeployedUnit, following: Mapping[StageT, str]) -> list[StageT]:
    """Return those of the stages that may follow, each with the side that takes the step, that are the viewer's."""
    leads, contributes = is_mission_side(viewer, unit), is_state_side(viewer, unit)
    return [stage for stage, side in following.items() if (contributes if side == CONTRIBUTOR else leads)]


def evaluated_unit(actor: Viewer, reference: str, today: date, standing: str) -> DeployedUnit:
    """Return the unit that the actor may evaluate.

    Raises NotFound, NotAllowed, and Refused for a standing that only a loader may give.
    """
    unit = visible_unit(actor, today, reference)
    require_mission_side(actor, unit, f"Unit {reference}")
    if standing != Standing.ENTERED and not actor.is_system:
        raise Refused(f"Unit {reference}: the standing of what is entered is 'entered'.")
    return unit
