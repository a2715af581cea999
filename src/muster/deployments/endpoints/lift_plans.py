"""The API of the lift of rotations: on which day each tour arrives; asked for, read with its bounds, accepted whole."""

from datetime import date
from typing import Annotated

from ninja import Router, Status
from pydantic import Field

from muster.deployments import actions
from muster.deployments.actions.planning_runs import require_asker
from muster.deployments.endpoints.planning_run_shapes import (
    PlannedTourName,
    PlanningRunAnswer,
    run_values,
    tour_named,
)
from muster.deployments.endpoints.tours import TourAnswer, tour_answers
from muster.deployments.models import PlanningRun, RunKind, RunStage
from muster.deployments.planning.lift import LiftPlan, LiftProblem, Rotation, WithoutDay, why_without_day
from muster.deployments.planning.lift_check import flights_by_month
from muster.deployments.planning.written import read_as, written
from muster.deployments.queries.lift_plan import LiftOrder, lift_question, require_lift_reader
from muster.deployments.queries.planning_runs import visible_run
from muster.deployments.tasks import queue_run
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body
from muster.kit.openapi.fields import WHOLE, Code, Day, RecordId
from muster.parties.request import MusterRequest

router = Router(tags=["plans of deployments"])
Weeks = Annotated[int, Field(ge=1, le=160), WHOLE]
PeopleAWeek = Annotated[int, Field(ge=1, le=20_000), WHOLE]
FlightsAMonth = Annotated[int, Field(ge=1, le=1_000), WHOLE]


class LiftPlanBody(Body):
    """Arrivals of some missions (none named: of all that the caller's secretariat mandates) are planned together."""

    begins_on: Day
    weeks: Weeks
    people_per_week: PeopleAWeek = Field(description="whom each mission receives")
    flights_per_month: FlightsAMonth = Field(description="the charter plan of all missions together")
    missions: Annotated[list[Code], Field(max_length=100)] = []


class ArrivalDay(PlannedTourName):
    """A tour with the day on which it arrives by the plan; null: it stays without one, and why."""

    mission: str
    people: int
    due: date = Field(description="on record")
    on: date | None
    late_days: int = Field(description="days after its window")
    is_fixed: bool = Field(description="true: it is agreed and keeps its day")
    why_without: WithoutDay | None


class FlightsOfMonth(Answer):
    """The flights of a month, and those of the charter plan."""

    month: date = Field(description="its first day")
    flights: int
    plan: int | None


class LiftPlanResult(Answer):
    """The days of arrival, what they come to, and how good they are proven to be."""

    days: list[ArrivalDay]
    flights_by_month: list[FlightsOfMonth]
    without_day: int
    is_without_day_proven: bool = Field(description="true: no plan leaves fewer tours without a day")
    breach_days: int
    deviation_days: int
    deviation_bound: int = Field(description="no plan has less of breach days times a hundred and days moved together")
    flights: int
    flights_bound: int = Field(description="no plan with as few days moved has fewer")
    changes: int = Field(description="tours that accepting it moves")


class LiftPlanAnswer(PlanningRunAnswer):
    """A plan of arrivals; its result is null while it is not done."""

    begins_on: date
    weeks: int
    people_per_week: int
    flights_per_month: int
    missions: list[str]
    result: LiftPlanResult | None


def _answer(run: PlanningRun) -> LiftPlanAnswer:
    return LiftPlanAnswer.model_validate({**run_values(run), **run.asked, "result": _result(run)})


def _result(run: PlanningRun) -> LiftPlanResult | None:
    if run.stage != RunStage.DONE:
        return None
    problem, plan = read_as(LiftProblem, run.problem), read_as(LiftPlan, run.answer)
    flights = flights_by_month(problem, plan.days)
    return LiftPlanResult(
        days=[_day(problem, plan, row) for row in problem.rotations],
        flights_by_month=[
            FlightsOfMonth(month=month, flights=flights[month], plan=problem.flights.get(month))
            for month in sorted(flights)
        ],
        without_day=len(plan.without_day),
        is_without_day_proven=plan.is_primary_proven,
        breach_days=plan.breach_days,
        deviation_days=plan.deviation_days,
        deviation_bound=plan.deviation_bound,
        flights=plan.flights,
        flights_bound=plan.flights_bound,
        changes=sum(1 for row in problem.rotations if plan.days.get(row.id, row.due) != row.due),
    )


def _day(problem: LiftProblem, plan: LiftPlan, row: Rotation) -> ArrivalDay:
    on = plan.days.get(row.id)
    return ArrivalDay(
        **tour_named(row.id),
        mission=problem.unit_by_id[row.unit].mission,
        people=sum(row.people),
        due=row.due,
        on=on,
        late_days=0 if on is None else max(0, (on - row.window_until).days + 1),
        is_fixed=row.fixed_on is not None,
        why_without=why_without_day(problem, row) if on is None else None,
    )


@router.post("/lift-plans", response={201: LiftPlanAnswer, **WRITE_ERRORS}, summary="Ask for days of arrival")
def ask_for_lift_plan(request: MusterRequest, body: LiftPlanBody) -> Status[LiftPlanAnswer]:
    """Ask on which day each tour arrives; the worker answers. What cannot be answered is refused at once."""
    require_lift_reader(request.viewer)
    require_asker(request.viewer)
    order = LiftOrder(**body.model_dump(exclude={"missions"}), missions=tuple(body.missions))
    lift_question(request.viewer, order, request.today)
    return Status(201, _answer(queue_run(request.viewer, RunKind.LIFT, written(order), request.today)))


@router.get("/lift-plans/{number}", response={200: LiftPlanAnswer, **READ_ERRORS}, summary="A plan of arrivals")
def lift_plan(request: MusterRequest, number: RecordId) -> LiftPlanAnswer:
    """The day of each tour, those without one and why, flights by month, and what is proven."""
    require_lift_reader(request.viewer)
    return _answer(visible_run(request.viewer, RunKind.LIFT, number))


@router.post(
    "/lift-plans/{number}/accept", response={200: list[TourAnswer], **WRITE_ERRORS}, summary="Accept days of arrival"
)
def accept_lift_plan(request: MusterRequest, number: RecordId) -> list[TourAnswer]:
    """Give tours the days of a plan, all or none; refused where a tour was changed since."""
    require_lift_reader(request.viewer)
    return tour_answers(request, actions.accept_lift_plan(request.viewer, number, today=request.today))
