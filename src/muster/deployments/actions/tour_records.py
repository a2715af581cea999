"""A tour's row as the actions read and write it: found, given new days, given up."""

from collections.abc import Sequence
from datetime import date

from muster.audit import actions as audit
from muster.deployments.models import DeployedUnit, LiftWay, Tour, TourStage
from muster.deployments.models.believed import keep_earlier
from muster.deployments.rules.rotation import PlannedTour
from muster.deployments.rules.tour_stages import AHEAD, may_become
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Refused
from muster.parties.viewer import Viewer

AUDITED = ("stage", "strength", "women", "training_from", "arrives_on", "leaves_on", "arrived_on", "left_on")


def snapshot(tour: Tour) -> dict[str, object]:
    """Return a tour's content as the audit event keeps it."""
    return {name: getattr(tour, name) for name in AUDITED}


def tour_of(unit: DeployedUnit, rotation: str) -> Tour:
    """Return one of a unit's tours that is not given up. Raises NotFound."""
    found = unit.tours.exclude(stage=TourStage.CANCELLED).select_related("unit").filter(rotation=rotation).first()
    if found is None:
        raise NotFound(f"Unit {unit.reference} has no tour {rotation!r}.")
    return found


def write_plan(
    actor: Viewer,
    unit: DeployedUnit,
    before: Sequence[PlannedTour],
    after: Sequence[PlannedTour],
    reason: str,
    today: date,
) -> list[Tour]:
    """Give a unit's tours the days of a plan, paired by number; one that is not in it is given up. Return the changed.

    Tours at home are not moved. Raises Refused for one that has begun and would fall away.
    """
    following = {one.number: one for one in after}
    written = []
    for was in before:
        row, now = tour_of(unit, was.name), following.get(was.number)
        if now is None:
            written.append(_given_up(actor, row, reason, today))
        elif was != now and row.stage != TourStage.HOME:
            written.append(_moved(actor, row, now, reason, today))
    return written


def _given_up(actor: Viewer, tour: Tour, reason: str, today: date) -> Tour:
    if not may_become(tour.stage, TourStage.CANCELLED):
        raise Refused(f"Tour {tour}: it is {tour.get_stage_display()} and cannot fall away; give it other days.")
    before = snapshot(tour)
    tour.stage = TourStage.CANCELLED
    return _saved(actor, tour, f"deployments:tour:{TourStage.CANCELLED}", before, reason, today)


def _moved(actor: Viewer, tour: Tour, now: PlannedTour, reason: str, today: date) -> Tour:
    """Give a stored tour its new days; planned lifts of a day that moves are given up. One in theatre has come."""
    before = snapshot(tour)
    days = {LiftWay.IN: tour.arrives_on, LiftWay.OUT: tour.leaves_on}
    if tour.stage in AHEAD:
        tour.arrives_on, tour.training_from = now.arrives_on, now.training_from
    tour.leaves_on = now.leaves_on
    for way, day in ((LiftWay.IN, tour.arrives_on), (LiftWay.OUT, tour.leaves_on)):
        if day != days[way]:  # its lifts were planned around the day that it has no more
            before[f"lifts {way.value}"] = drop_planned_lifts(tour, way)
    return _saved(actor, tour, "deployments:tour:changed", before, reason, today)


def drop_planned_lifts(tour: Tour, way: LiftWay) -> list[str]:
    """Give up the lifts of a tour that have not happened, and return them as an audit event keeps them."""
    planned = tour.lifts.filter(way=way, has_happened=False)
    told = [f"{one.on}: {one.people}" for one in planned.order_by("on")]
    planned.delete()
    return told


def _saved(actor: Viewer, tour: Tour, action: str, before: dict[str, object], reason: str, today: date) -> Tour:
    keep_earlier(tour, today)
    tour.version += 1
    require_clean_fields(tour, f"Tour {tour}")
    tour.save()
    audit.record(
        actor,
        action,
        tour.unit.reference,
        before={"rotation": tour.rotation, **before},
        after={"rotation": tour.rotation, **snapshot(tour)},
        reason=reason,
    )
    return tour
