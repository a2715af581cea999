"""The lifts of a tour are planned: in several days, or given up again."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.actions.tour_records import drop_planned_lifts, tour_of
from muster.deployments.actions.tours import locked_unit
from muster.deployments.models import Lift, LiftWay, Tour, TourStage
from muster.deployments.queries.blocks import rotation_blocks, spans_of
from muster.deployments.rules.lifts import IN, OUT, LiftedTour, LiftTerms, Way, lift_problems
from muster.deployments.rules.tour_stages import AHEAD
from muster.kit.errors import Refused
from muster.kit.read_version import require_version
from muster.parties.viewer import Viewer

OPEN_STAGES = {LiftWay.IN: AHEAD, LiftWay.OUT: (*AHEAD, TourStage.IN_THEATRE)}
"""The stages in which a tour's lifts may be planned, by way."""
WAYS: dict[LiftWay, Way] = {LiftWay.IN: IN, LiftWay.OUT: OUT}


@transaction.atomic
def plan_lifts(
    actor: Viewer,
    reference: str,
    rotation: str,
    way: str,
    lifts: Sequence[LiftTerms],
    *,
    today: date,
    expected_version: int | None = None,
) -> Tour:
    """Say in which lifts a tour's people come (`in`) or go (`out`); without lifts all travel on one day again.

    Raises Refused with everything that does not hold: people together, order, first and last day, days of a block.
    """
    unit = locked_unit(actor, reference, today)
    tour = tour_of(unit, rotation)
    what = f"Lifts of {rotation} of {reference}"
    require_version(f"Tour {tour}", tour.version, expected_version)
    if way not in LiftWay.values:
        raise Refused(f"{what}: {way!r} is no way; give 'in' or 'out'.")
    of_way = LiftWay(way)
    if tour.stage not in OPEN_STAGES[of_way]:
        raise Refused(f"{what}: the tour is {tour.get_stage_display()}; only lifts that lie ahead are planned.")
    blocks = spans_of(list(rotation_blocks(actor, [unit.post.requirement.mission_id], today)), today)
    terms = LiftedTour(tour.strength, tour.arrived_on or tour.arrives_on, tour.leaves_on)
    if not lifts and not tour.lifts.filter(way=of_way, has_happened=False).exists():
        raise Refused(f"{what}: all travel on one day already; give the lifts, a day and people each.")
    if lifts and (problems := lift_problems(WAYS[of_way], lifts, terms, blocks, today)):
        raise Refused(f"{what} cannot be planned.", problems)
    return write_lifts(actor, tour, of_way, lifts, "")


def write_lifts(actor: Viewer, tour: Tour, way: LiftWay, lifts: Sequence[LiftTerms], reason: str) -> Tour:
    """Put lifts in the place of those that have not happened."""
    before = drop_planned_lifts(tour, way)
    for one in lifts:
        Lift.objects.create(tour=tour, way=way, on=one.on, people=one.people)
    tour.version += 1
    tour.save()
    audit.record(
        actor,
        "deployments:tour:lifts",
        tour.unit.reference,
        before={"rotation": tour.rotation, "way": way.value, "lifts": before},
        after={"rotation": tour.rotation, "way": way.value, "lifts": [f"{one.on}: {one.people}" for one in lifts]},
        reason=reason,
    )
    return tour
