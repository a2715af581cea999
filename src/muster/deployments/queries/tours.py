"""Plans of tours that are not written yet: what the rules propose, and what a change moves."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from muster.deployments.models import DeployedUnit, Tour, TourStage
from muster.deployments.queries.units import RotationPlan, rotation_plan, visible_units, with_tours
from muster.deployments.rules.rotation import PlannedTour, moved, planned_tours
from muster.deployments.rules.tour_stages import AHEAD
from muster.deployments.terms import TourChange
from muster.kit.errors import NotFound, Refused
from muster.parties.viewer import Viewer


def plan_of(viewer: Viewer, unit: DeployedUnit, day: date) -> tuple[RotationPlan, list[Tour]]:
    """Return the plan of a unit as on record, and its stored tours."""
    loaded: Any = with_tours(viewer, visible_units(viewer, day).filter(pk=unit.pk), day).select_related(
        "post__requirement__mission"
    )[0]
    return rotation_plan(loaded, day), loaded.known_tours


def proposed_plan(viewer: Viewer, unit: DeployedUnit, until: date, day: date) -> RotationPlan:
    """Return the tours that the rules propose until a day, after those that are agreed, under way or over."""
    plan, rows = plan_of(viewer, unit, day)
    kept = [one for one, row in zip(plan.tours, rows, strict=True) if row.stage != TourStage.PLANNED]
    if not kept:
        return replace(plan, tours=planned_tours(plan.presence, plan.agreement, until))
    last = kept[-1]
    presence = replace(plan.presence, first_arrival=last.leaves_on, first_number=last.number + 1)
    tours = list(planned_tours(presence, plan.agreement, until))
    if tours:  # the first of them relieves the last that is there
        come = max(last.leaves_on - timedelta(days=plan.agreement.overlap_days), last.arrives_on + timedelta(days=1))
        begin = come - timedelta(days=plan.agreement.training_days)
        tours[0] = replace(tours[0], arrives_on=come, training_from=begin)
    return replace(plan, presence=presence, tours=tuple(tours))


def plan_with(viewer: Viewer, unit: DeployedUnit, proposed: RotationPlan, day: date) -> list[PlannedTour]:
    """Return all tours of a unit once those that are proposed stand in place of those that are only planned."""
    plan, rows = plan_of(viewer, unit, day)
    kept = [one for one, row in zip(plan.tours, rows, strict=True) if row.stage != TourStage.PLANNED]
    return [*kept, *proposed.tours]


def changed_plan(
    viewer: Viewer, unit: DeployedUnit, rotation: str, change: TourChange, day: date
) -> tuple[RotationPlan, RotationPlan]:
    """Return the plan of a unit before and after a change of one tour that has not begun. Raises NotFound, Refused."""
    plan, rows = plan_of(viewer, unit, day)
    places = [place for place, row in enumerate(rows) if row.rotation == rotation]
    if not places:
        raise NotFound(f"Unit {unit.reference} has no tour {rotation!r}.")
    place = places[0]
    what = f"Tour {rotation} of {unit.reference}"
    if rows[place].stage not in AHEAD:
        raise Refused(f"{what}: it is {rows[place].get_stage_display()}; only what lies ahead is changed.")
    if change.leaves_on <= change.arrives_on:
        raise Refused(f"{what}: it leaves on {change.leaves_on}, not after it arrives; give a later day.")
    if place and change.arrives_on <= plan.tours[place - 1].arrives_on:
        raise Refused(f"{what}: it would come no later than the tour before; give a day after that.")
    if change.arrives_on < day:
        raise Refused(f"{what}: {change.arrives_on} has passed; give a day from today on.")
    one = plan.tours[place]
    overlap = timedelta(days=plan.agreement.overlap_days if place else 0)
    due = min(change.arrives_on + overlap, change.leaves_on)
    now = replace(
        one,
        arrives_on=change.arrives_on,
        due_on=due,
        leaves_on=change.leaves_on,
        training_from=one.training_from + (change.arrives_on - one.arrives_on),
    )
    return plan, replace(plan, tours=moved(plan.tours, now, plan.agreement, plan.presence.wanted_until))
