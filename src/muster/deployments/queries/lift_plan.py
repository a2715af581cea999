"""On which day each tour of a secretariat's missions arrives: the problem out of the record, and the plan for it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch

from muster.deployments.models import DeployedUnit, Lift, LiftWay, TourStage
from muster.deployments.planning.lift import LiftBlock, LiftPlan, LiftProblem, Rotation, UnitTerms
from muster.deployments.planning.lift_check import broken_lift_rules
from muster.deployments.planning.lift_solver import plan_lift
from muster.deployments.planning.refusal import NoPlanFoundError
from muster.deployments.planning.written import read_as, written
from muster.deployments.queries.blocks import rotation_blocks, spans_of
from muster.deployments.queries.company_plan import tour_name
from muster.deployments.queries.planning_runs import Answered
from muster.deployments.queries.units import agreement_of, visible_tours, visible_units
from muster.kit.errors import NotAllowed, Refused
from muster.kit.intervals import add_months
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter

KEYS = (
    "rotation_lift_weeks",
    "rotation_lift_window_days",
    "rotation_lift_late_days",
    "rotation_lift_people_per_week",
    "rotation_lift_flights_per_month",
    "passenger_jet_seats",
    "rotation_lift_seconds",
)
DAYS_A_WEEK = 7


@dataclass(frozen=True)
class LiftOrder:
    """Of which missions (none named: of all) arrivals are planned for how many weeks from a day, within what.

    `people_per_week`: whom each mission receives; `flights_per_month`: the charter plan of all together.
    """

    begins_on: date
    weeks: int
    people_per_week: int
    flights_per_month: int
    missions: tuple[str, ...] = ()


@dataclass(frozen=True)
class LiftQuestion:
    """The problem of an order, and the version of each tour as it was seen."""

    problem: LiftProblem
    versions: dict[str, int]
    is_illustrative: bool


def require_lift_reader(viewer: Viewer) -> None:
    """Raise NotAllowed unless the viewer acts for a secretariat: it brings the contingents of its missions."""
    if not (viewer.is_system or viewer.is_secretariat):
        raise NotAllowed("Lift of rotations: only for the secretariat that mandates the missions.")


def lift_question(viewer: Viewer, order: LiftOrder, day: date) -> LiftQuestion:
    """Return the problem of an order as of a day. Raises NotAllowed, and Refused where there is nothing to plan.

    A planned tour may arrive within rotation_lift_window_days of its day; an agreed one keeps it.
    """
    require_lift_reader(viewer)
    units = visible_units(viewer, day)
    if not viewer.is_system:
        units = units.filter(post__requirement__mission__mandated_by=viewer.organisation_id)
    if order.missions:
        units = units.filter(post__requirement__mission__acronym__in=order.missions)
    by_pk = {unit.pk: unit for unit in units}
    lifts = Prefetch("lifts", Lift.objects.filter(way=LiftWay.IN), to_attr="known_lifts")
    tours: Any = visible_tours(viewer, day).filter(unit__in=by_pk).exclude(stage=TourStage.HOME)
    rows = list(tours.prefetch_related(lifts))
    until = order.begins_on + timedelta(weeks=order.weeks)
    coming = [row for row in rows if row.stage != TourStage.IN_THEATRE and order.begins_on <= row.arrives_on < until]
    if not coming:
        raise Refused("Lift of rotations: no tour to come in these weeks is on record; plan the tours first.")
    window = parameter("rotation_lift_window_days", day).integer
    there = {row.unit_id: row.arrived_on or row.arrives_on for row in rows if row.stage == TourStage.IN_THEATRE}
    concerned = [by_pk[key] for key in dict.fromkeys(row.unit_id for row in coming)]
    missions = {unit.post.requirement.mission_id: unit.post.requirement.mission.acronym for unit in concerned}
    names = sorted(missions.values())
    try:
        problem = LiftProblem(
            start=order.begins_on,
            weeks=order.weeks,
            units=tuple(_terms(unit, there.get(unit.pk), window, day) for unit in concerned),
            rotations=tuple(_rotation(row, window, order.begins_on) for row in coming),
            reception=dict.fromkeys(names, order.people_per_week),
            flights=dict.fromkeys(_months(order.begins_on, until), order.flights_per_month),
            seats=parameter("passenger_jet_seats", day).integer,
            blocks=tuple(_blocks(viewer, missions, day)),
            most_late_days=parameter("rotation_lift_late_days", day).integer,
        )
    except ValueError as error:
        raise Refused(f"Lift of rotations: {error}; change the order.") from error
    versions = {tour_name(row): row.version for row in coming}
    return LiftQuestion(problem, versions, any(row.illustrative for row in coming))


def _terms(unit: DeployedUnit, arrived_on: date | None, window: int, day: date) -> UnitTerms:
    """Return what holds for a unit's tours: as long as agreed, give or take the window."""
    agreement = agreement_of(unit, day)
    days = (add_months(day, agreement.tour_months) - day).days + agreement.overlap_days
    return UnitTerms(
        id=unit.reference,
        mission=unit.post.requirement.mission.acronym,
        tour_days_least=max(1, days - window),
        tour_days_most=days + window,
        overlap_days=agreement.overlap_days,
        arrived_on=arrived_on,
    )


def _rotation(row: Any, window: int, begins_on: date) -> Rotation:
    lifts = sorted(row.known_lifts, key=lambda one: one.on)
    are_weekly = all((one.on - row.arrives_on).days == DAYS_A_WEEK * place for place, one in enumerate(lifts))
    return Rotation(
        id=tour_name(row),
        unit=row.unit.reference,
        due=row.arrives_on,
        window_from=max(begins_on, row.arrives_on - timedelta(days=window)),
        window_until=row.arrives_on + timedelta(days=window + 1),
        people=tuple(one.people for one in lifts) if lifts and are_weekly else (row.strength,),
        fixed_on=row.arrives_on if row.stage == TourStage.AGREED else None,
    )


def _months(start: date, until: date) -> list[date]:
    """Return the first days of the months that a span touches."""
    first = start.replace(day=1)
    count = (until.year - first.year) * 12 + until.month - first.month + 1
    return [add_months(first, number) for number in range(count)]


def _blocks(viewer: Viewer, missions: dict[int, str], day: date) -> list[LiftBlock]:
    rows = list(rotation_blocks(viewer, missions, day))
    return [
        LiftBlock(row.mission.acronym, span.start, span.until)
        for row, span in zip(rows, spans_of(rows, day), strict=True)
    ]


def lift_answer(viewer: Viewer, asked: Any, day: date) -> Answered:
    """Return the problem of an order (as JSON) as of a day, and the plan for it, held against the checker."""
    question = lift_question(viewer, read_as(LiftOrder, asked), day)
    plan = checked_lift_plan(question.problem, parameter("rotation_lift_seconds", day).integer)
    return Answered(written(question.problem), question.versions, written(plan), question.is_illustrative)


def checked_lift_plan(problem: LiftProblem, seconds: float) -> LiftPlan:
    """Return a plan that the checker finds nothing wrong with. Raises NoPlanFoundError."""
    plan = plan_lift(problem, seconds=seconds)
    if broken := list(broken_lift_rules(problem, plan)):
        raise NoPlanFoundError(f"The plan does not hold when it is read again: {broken[0]}. Nothing is shown.")
    return plan
