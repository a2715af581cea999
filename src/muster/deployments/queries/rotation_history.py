"""The tours of a unit that happened, beside what the rules had planned from the first arrival on."""

from datetime import date

from muster.deployments.models import DeployedUnit
from muster.deployments.queries.blocks import blocks_of_mission
from muster.deployments.queries.units import agreement_of, visible_tours
from muster.deployments.rules.rotation_history import HappenedTour, TourComparison, compared
from muster.parties.viewer import Viewer


def rotation_history(viewer: Viewer, unit: DeployedUnit, day: date) -> tuple[TourComparison, ...]:
    """Return the comparison of each tour that had come by `day`, by what is agreed of the unit's tours."""
    rows = visible_tours(viewer, day).filter(unit=unit, arrived_on__isnull=False).order_by("arrived_on")
    happened = [HappenedTour(one.rotation, one.arrived_on, one.left_on) for one in rows if one.arrived_on]
    blocks = blocks_of_mission(viewer, unit.post.requirement.mission_id, day)
    return compared(happened, agreement_of(unit, day), blocks)
