"""The API of a drawdown: ordered, planned by the worker, read with what else could be chosen, accepted as it was."""

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Router, Status
from pydantic import Field

from muster.deployments import actions
from muster.deployments.actions.planning_runs import require_asker
from muster.deployments.endpoints.planning_run_shapes import PlanningRunAnswer, run_values
from muster.deployments.models import PlanningRun, RunKind, RunStage
from muster.deployments.planning.drawdown import DrawdownProblem
from muster.deployments.planning.drawdown_alternatives import Alternative
from muster.deployments.planning.drawdown_check import DrawdownRule, broken_rules
from muster.deployments.planning.written import read_as, written
from muster.deployments.queries.drawdown import DrawdownOrder, drawdown_question, require_drawdown_reader
from muster.deployments.queries.planning_runs import visible_run
from muster.deployments.tasks import queue_run
from muster.kit.errors import Refused
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body
from muster.kit.openapi.fields import WHOLE, Code, Day, LongLine, RecordId, Reference, Truth
from muster.parties.request import MusterRequest

router = Router(tags=["plans of deployments"])
First = Literal["balanced", "capability", "tour", "states", "presence", "more"]
Percent = Annotated[int, Field(ge=0, le=100), WHOLE]


class DrawdownBody(Body):
    """A cut by so many percent of a mission (none named: of all mandated), from `begins_on` until before `until`."""

    begins_on: Day
    until: Day
    percent: Percent = Field(description="100: the mission ends; 0: only the units named leave")
    mission: Annotated[str, Field(pattern=r"^[^\x00/]*$", max_length=40)] = ""
    in_each: Truth = Field(True, description="each mission loses its share")
    kept: Annotated[list[Code], Field(max_length=40, description="categories of units to be kept")] = []
    leaving: Annotated[list[Reference], Field(max_length=200, description="units that leave in any case")] = []


class DepartureLift(Answer):
    """So many people go home on a day."""

    on: date
    people: int


class UnitDeparture(Answer):
    """A unit that leaves, by its lifts; `version` is the unit's as it was seen."""

    unit: str
    version: int
    state: str
    mission: str
    category: str
    people: int
    lifts: list[DepartureLift]
    tour_ends_on: date | None


class BrokenDrawdownRule(Answer):
    """A rule that breaks in the week from a day on: of which mission or unit, how many people are concerned."""

    week_of: date
    rule: DrawdownRule
    subject: str
    people: int


class DrawdownAlternative(Answer):
    """A drawdown, what may come first for it to be chosen, what it comes to, and how good it is proven to be."""

    first: list[First]
    leaving: int = Field(description="people")
    broken: int = Field(description="people-weeks of broken rules")
    broken_bound: int = Field(description="nothing breaks less")
    capability: int = Field(description="people of kept categories who leave")
    tour: int = Field(description="people-weeks off the end of tours")
    states: int = Field(description="people beyond equal shares of States")
    presence: int = Field(description="people-weeks of presence lost")
    more: int = Field(description="people beyond the order")
    points: int
    points_bound: int = Field(description="nothing that breaks as little has fewer points")
    is_proven: bool
    departures: list[UnitDeparture]
    broken_rules: list[BrokenDrawdownRule]


class DrawdownResult(Answer):
    """The drawdowns to choose from; the balanced one is the first."""

    people: int = Field(description="in theatre on the day")
    alternatives: list[DrawdownAlternative]


class DrawdownAnswer(PlanningRunAnswer):
    """A drawdown as it was ordered; its result is null while it is not done."""

    begins_on: date
    until: date
    percent: int
    mission: str
    in_each: bool
    kept: list[str]
    leaving: list[str]
    result: DrawdownResult | None


class LeavingUnit(Answer):
    """A unit that leaves by a drawdown that was accepted; present until before the day."""

    unit: str
    present_until: date | None
    version: int


class AcceptedDrawdown(Body):
    """Which of the drawdowns of a plan is written, by what comes first in it, and by which decision."""

    first: First = "balanced"
    reason: Annotated[LongLine, Field(min_length=1)]


def _answer(run: PlanningRun) -> DrawdownAnswer:
    asked = {name: value for name, value in run.asked.items() if name != "first"}
    return DrawdownAnswer.model_validate({**run_values(run), **asked, "result": _result(run)})


def _result(run: PlanningRun) -> DrawdownResult | None:
    if run.stage != RunStage.DONE:
        return None
    problem = read_as(DrawdownProblem, run.problem)
    found = [read_as(Alternative, one) for one in run.answer]
    return DrawdownResult(people=problem.people, alternatives=[_alternative(run, problem, one) for one in found])


def _alternative(run: PlanningRun, problem: DrawdownProblem, one: Alternative) -> DrawdownAlternative:
    of_measures = ("leaving", "broken", "capability", "tour", "states", "presence", "more")
    of_drawdown = ("broken_bound", "points", "points_bound", "is_proven")
    values: dict[str, Any] = {name: getattr(one.measures, name) for name in of_measures}
    values |= {name: getattr(one.drawdown, name) for name in of_drawdown}
    return DrawdownAlternative.model_validate(
        {
            **values,
            "first": list(one.firsts),
            "departures": [
                _departure(problem, departure)
                for departure in actions.departures_of(problem, run.seen, one.drawdown.weeks)
            ],
            "broken_rules": [
                BrokenDrawdownRule(
                    week_of=problem.day_of(broken.week), rule=broken.rule, subject=broken.subject, people=broken.people
                )
                for broken in broken_rules(problem, one.drawdown.weeks)
            ],
        }
    )


def _departure(problem: DrawdownProblem, one: actions.Departure) -> UnitDeparture:
    unit = problem.unit_by_id[one.unit]
    return UnitDeparture(
        unit=one.unit,
        version=one.version,
        state=unit.state,
        mission=unit.mission,
        category=unit.category,
        people=unit.people,
        lifts=[DepartureLift(on=day, people=people) for day, people in one.lifts],
        tour_ends_on=unit.tour_ends_on,
    )


@router.post("/drawdown-plans", response={201: DrawdownAnswer, **WRITE_ERRORS}, summary="Order a drawdown")
def order_drawdown(request: MusterRequest, body: DrawdownBody) -> Status[DrawdownAnswer]:
    """Order a drawdown; the worker plans it. What makes no sense is refused at once; nothing is written."""
    require_drawdown_reader(request.viewer)
    require_asker(request.viewer)
    sets = {"kept": frozenset(body.kept), "leaving": frozenset(body.leaving)}
    order = DrawdownOrder(**{**body.model_dump(), **sets})
    drawdown_question(request.viewer, order, request.today)
    return Status(201, _answer(queue_run(request.viewer, RunKind.DRAWDOWN, written(order), request.today)))


@router.get("/drawdown-plans/{number}", response={200: DrawdownAnswer, **READ_ERRORS}, summary="A drawdown")
def drawdown_plan(request: MusterRequest, number: RecordId) -> DrawdownAnswer:
    """Who leaves when, what breaks, and what else could be chosen, each with its bounds."""
    require_drawdown_reader(request.viewer)
    return _answer(visible_run(request.viewer, RunKind.DRAWDOWN, number))


@router.post(
    "/drawdown-plans/{number}/accept", response={200: list[LeavingUnit], **WRITE_ERRORS}, summary="Accept a drawdown"
)
def accept_drawdown(request: MusterRequest, number: RecordId, body: AcceptedDrawdown) -> list[LeavingUnit]:
    """Let units leave as planned: an approver of the secretariat does; refused where a unit was changed since."""
    require_drawdown_reader(request.viewer)
    run = visible_run(request.viewer, RunKind.DRAWDOWN, number)
    if run.stage != RunStage.DONE:
        raise Refused(f"Plan {run}: it is {run.get_stage_display()}; a plan that is done is accepted.")
    found = [read_as(Alternative, one) for one in run.answer]
    chosen = next((one for one in found if body.first in one.firsts), None)
    if chosen is None:
        raise Refused(f"Plan {run}: nothing is chosen by {body.first!r}; read what there is to choose from.")
    departures = actions.departures_of(read_as(DrawdownProblem, run.problem), run.seen, chosen.drawdown.weeks)
    units = actions.accept_drawdown(request.viewer, departures, reason=body.reason, today=request.today)
    return [LeavingUnit(unit=one.reference, present_until=one.present_until, version=one.version) for one in units]
