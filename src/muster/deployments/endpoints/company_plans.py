"""The API of which of a State's companies takes which tour: asked for, read with what is proven, accepted whole."""

from datetime import date
from typing import Any

from ninja import Query, Router, Status
from pydantic import Field

from muster.deployments import actions
from muster.deployments.actions.planning_runs import require_asker
from muster.deployments.endpoints.planning_run_shapes import (
    PlannedTourName,
    PlanningRunAnswer,
    run_answer,
    run_values,
    tour_named,
)
from muster.deployments.endpoints.tours import TourAnswer, tour_answers
from muster.deployments.models import PlanningRun, RunKind, RunStage
from muster.deployments.planning.companies import CompaniesPlan, CompaniesProblem, Cure, NeededTour, Obstacle
from muster.deployments.planning.written import read_as
from muster.deployments.queries.abroad import member_state, require_reader_of_state
from muster.deployments.queries.company_plan import company_question
from muster.deployments.queries.planning_runs import all_visible_runs, visible_run
from muster.deployments.tasks import queue_run
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, ListFilters, Page, page_of
from muster.kit.openapi.fields import Code, Day, RecordId
from muster.parties.request import MusterRequest

router = Router(tags=["plans of deployments"])


class PlanningRunFilters(ListFilters):
    """Which runs."""

    kind: RunKind | None = None
    stage: RunStage | None = None


class CompanyPlanBody(Body):
    """Companies are chosen for the tours of a State that begin before `until`."""

    state: Code
    until: Day


class TakenTour(PlannedTourName):
    """A tour with the company that takes it: in training from `training_from`, in theatre `[arrives_on, leaves_on)`."""

    mission: str
    unit_type: str
    people: int
    training_from: date
    arrives_on: date
    leaves_on: date
    company: str
    is_named: bool = Field(description="true: the company was named before, and stays")


class CompanyCure(Answer):
    """What would let a company take a tour while the rest stays: `amount` more people or days, or `wanted`."""

    company: str | None = Field(description="null: the obstacle is the act's ceiling")
    obstacle: Obstacle
    amount: int
    wanted: str


class UntakenTour(PlannedTourName):
    """A tour that no company takes, and what would cure it: each of the lists is one way, company by company."""

    arrives_on: date
    people: int
    cures: list[list[CompanyCure]]


class CompanyPlanResult(Answer):
    """Who takes which tour."""

    taken: list[TakenTour]
    untaken: list[UntakenTour]
    sum_of_squares: int = Field(description="of the tours of each company: the fairer, the fewer")
    is_proven: bool = Field(description="true: no plan leaves fewer tours untaken, and none of those is fairer")
    changes: int = Field(description="tours on which accepting it names a company")


class CompanyPlanAnswer(PlanningRunAnswer):
    """A plan of companies; its result is null while it is not done."""

    state: str
    until: date
    result: CompanyPlanResult | None


def _answer(run: PlanningRun) -> CompanyPlanAnswer:
    return CompanyPlanAnswer.model_validate({**run_values(run), **run.asked, "result": _result(run)})


def _result(run: PlanningRun) -> CompanyPlanResult | None:
    if run.stage != RunStage.DONE:
        return None
    problem, plan = read_as(CompaniesProblem, run.problem), read_as(CompaniesPlan, run.answer)
    taken = [_taken(problem.tour_by_id[name], company) for name, company in plan.taken.items()]
    return CompanyPlanResult(
        taken=taken,
        untaken=[_untaken(problem.tour_by_id[name], plan) for name in plan.untaken],
        sum_of_squares=plan.unfair,
        is_proven=plan.is_proven,
        changes=sum(1 for one in taken if not one.is_named),
    )


def _taken(tour: NeededTour, company: str) -> TakenTour:
    names = ("mission", "unit_type", "people", "training_from", "arrives_on", "leaves_on")
    values: dict[str, Any] = {name: getattr(tour, name) for name in names}
    return TakenTour.model_validate(
        {**tour_named(tour.id), **values, "company": company, "is_named": bool(tour.agreed)}
    )


def _untaken(tour: NeededTour, plan: CompaniesPlan) -> UntakenTour:
    cures = [[_cure(one) for one in cures] for cures in plan.cures[tour.id]]
    return UntakenTour(**tour_named(tour.id), arrives_on=tour.arrives_on, people=tour.people, cures=cures)


def _cure(one: Cure) -> CompanyCure:
    return CompanyCure(company=one.company or None, obstacle=one.obstacle, amount=one.amount, wanted=one.wanted)


@router.get("/planning-runs", response={200: Page[PlanningRunAnswer], **READ_ERRORS}, summary="What was asked")
def planning_runs(request: MusterRequest, filters: Query[PlanningRunFilters]) -> Page[PlanningRunAnswer]:
    """What the caller's organisation asked of the optimisers, the newest first, and how far it is."""
    found = all_visible_runs(request.viewer).filter(**filters.chosen(kind="kind", stage="stage"))
    return page_of(found.order_by("-pk"), filters, run_answer)


@router.post("/company-plans", response={201: CompanyPlanAnswer, **WRITE_ERRORS}, summary="Ask for a plan of companies")
def ask_for_company_plan(request: MusterRequest, body: CompanyPlanBody) -> Status[CompanyPlanAnswer]:
    """Ask which companies take a State's tours; the worker answers. What cannot be answered is refused at once."""
    state = member_state(body.state)
    require_reader_of_state(request.viewer, state)
    require_asker(request.viewer)
    company_question(request.viewer, state, body.until, request.today)
    asked = {"state": body.state, "until": body.until.isoformat()}
    return Status(201, _answer(queue_run(request.viewer, RunKind.COMPANIES, asked, request.today)))


@router.get("/company-plans/{number}", response={200: CompanyPlanAnswer, **READ_ERRORS}, summary="A plan of companies")
def company_plan(request: MusterRequest, number: RecordId) -> CompanyPlanAnswer:
    """The tours with their companies, those that nobody takes with what would cure it, and what is proven."""
    return _answer(visible_run(request.viewer, RunKind.COMPANIES, number))


@router.post(
    "/company-plans/{number}/accept",
    response={200: list[TourAnswer], **WRITE_ERRORS},
    summary="Accept a plan of companies",
)
def accept_company_plan(request: MusterRequest, number: RecordId) -> list[TourAnswer]:
    """Name the companies on the tours that had none, all or none; refused where a tour was changed since."""
    return tour_answers(request, actions.accept_company_plan(request.viewer, number, today=request.today))
