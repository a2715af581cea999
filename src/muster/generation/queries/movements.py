"""Movements of cases and the arrivals of missions, as the viewer may see them."""

from datetime import date

from django.db.models import QuerySet

from muster.generation.models import Case, CaseStage, Movement, MovementStage
from muster.generation.queries.case_parts import PART_FIELDS
from muster.generation.rules.arrivals import PlannedArrival
from muster.generation.rules.movement import LiftRule
from muster.kit.facts import known_on
from muster.missions.models import ArrivalLimit, Mission
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter

LIFT_KEYS = (
    "ship_speed_knots",
    "ship_port_days",
    "ship_lane_metres",
    "air_speed_knots",
    "passenger_jet_seats",
    "cargo_plane_payload_t",
    "cargo_plane_volume_m3",
)


def lift_rule(day: date) -> LiftRule:
    """Return the parameters of lifts in force on a day."""
    return LiftRule(
        ship_speed_knots=parameter("ship_speed_knots", day).decimal,
        ship_port_days=parameter("ship_port_days", day).integer,
        ship_lane_metres=parameter("ship_lane_metres", day).integer,
        air_speed_knots=parameter("air_speed_knots", day).decimal,
        passenger_seats=parameter("passenger_jet_seats", day).integer,
        cargo_payload_t=parameter("cargo_plane_payload_t", day).decimal,
        cargo_volume_m3=parameter("cargo_plane_volume_m3", day).decimal,
    )


def visible_movements(viewer: Viewer, day: date) -> QuerySet[Movement]:
    """Return the movements that the viewer may see, known on `day`."""
    found = known_on(Movement.objects.filter(visibility.rows(viewer, PART_FIELDS)), day)
    return found.select_related("case__state", "case__post__requirement__mission")


def movements_of(viewer: Viewer, day: date, case: Case) -> QuerySet[Movement]:
    """Return the movements of a case, in order."""
    return visible_movements(viewer, day).filter(case=case).order_by("departs_on", "number")


def arriving_movements(viewer: Viewer, day: date, mission: Mission) -> QuerySet[Movement]:
    """Return the movements of people to a mission that count: of open cases, no drills, not cancelled."""
    return (
        visible_movements(viewer, day)
        .filter(case__post__requirement__mission=mission, case__stage=CaseStage.OPEN, case__is_drill=False)
        .filter(people__gt=0)
        .exclude(stage=MovementStage.CANCELLED)
        .order_by("arrives_on", "case__reference", "number")
    )


def planned_arrivals(movements: QuerySet[Movement]) -> list[PlannedArrival]:
    """Return movements as the rules of arrivals read them; one that has arrived cannot be later."""
    return [
        PlannedArrival(
            f"{one.case.reference}/{one.number}",
            one.case.state.name,
            one.arrives_on,
            one.people,
            one.later_by_days if one.stage == MovementStage.PLANNED else 0,
        )
        for one in movements
    ]


def capacity_of(mission: Mission) -> int | None:
    """Return how many people a mission can receive in a month; None where no limit is stated."""
    limit = ArrivalLimit.objects.filter(mission=mission).first()
    return None if limit is None else limit.personnel_per_month
