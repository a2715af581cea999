"""The API of plans: ask for one, read it as far as the caller may see it, publish it, take its files."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, Filters, ListFilters, Page, page_of
from muster.kit.openapi.fields import WHOLE, Code, Day, Reference, Title, Word
from muster.kit.uploads import attached
from muster.missions.models import Requirement
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.plans import actions, queries, reports
from muster.plans.assumption_bodies import Assumption
from muster.plans.assumptions import MOST_ASSUMPTIONS, told
from muster.plans.models import PlanGap, PlannedStay, PlanStage, StoredPlan
from muster.plans.tasks import solve_queued_plan
from muster.pledges.models import Pledge

router = Router(tags=["plans"])
JSON_FILE = {"content": {"application/json": {"schema": {"type": "object"}}}, "description": "The file."}


class PlanSummary(Answer):
    """A stored plan. Values in points; `gap` is (bound - objective) / bound; stages other than published are the
    Secretariat's own."""

    reference: str
    title: str
    registered_with: str = Field(description="code of the organisation whose register is planned")
    planned_on: date = Field(description="as of this day")
    horizon_months: int
    seconds_limit: int
    stage: PlanStage
    status: str = Field(description="optimal, feasible, or empty before it is solved")
    objective: int | None
    bound: float | None = Field(description="no plan can be worth more")
    gap: float | None
    seconds: float | None
    problem_sha256: str
    made_at: datetime
    published_at: datetime | None
    failure: str


class ParameterAnswer(Answer):
    """A row of the parameter table that the plan used."""

    key: str
    value: str
    unit: str
    source: str
    standing: str


class PlanAnswer(PlanSummary):
    """A plan with the parameters that were kept with it."""

    on_behalf_of: str
    parameters: list[ParameterAnswer]
    assumptions: list[str] | None = Field(description="in words, to the plan's Secretariat only; empty: the record")


class PlannedStayAnswer(Answer):
    """A stay of the plan, `[stay_from, stay_until)`; value in points, 0 for one agreed before."""

    mission: str
    requirement: str
    post: str
    state: str
    pledge: str
    stay_from: date
    stay_until: date
    is_committed: bool
    value: int
    illustrative: bool = Field(description="the pledge or the requirement is made up for demonstration")


class PlanGapAnswer(Answer):
    """A post that nobody holds in `[gap_from, gap_until)`."""

    mission: str
    requirement: str
    post: str
    unit_type: str
    gap_from: date
    gap_until: date
    reason_code: str
    explanation: str | None = Field(description="in words, with the pledges concerned: to the plan's Secretariat only")
    candidates: int | None
    refused: int | None
    refusals_by_rule: dict[str, int] | None
    illustrative: bool = Field(description="the requirement is made up for demonstration")


class PlanBody(Body):
    """What plan is wanted."""

    planned_on: Day
    horizon_months: Annotated[int, Field(ge=1, le=actions.LONGEST_HORIZON_MONTHS), WHOLE] = 36
    seconds: Annotated[int, Field(ge=1, le=actions.LONGEST_SOLVE_SECONDS), WHOLE] = 10
    title: Title = ""
    assumptions: Annotated[list[Assumption], Field(max_length=MOST_ASSUMPTIONS)] = Field(
        default=[], description="what is to happen beyond the record; such a plan is never published"
    )


class PlanFilters(ListFilters):
    """Which plans."""

    stage: PlanStage | None = None
    planned_on: Day | None = None


class PlanPartFilters(ListFilters):
    """Which part of a plan."""

    mission: Code | None = None
    post: Reference | None = None


class StayFilters(PlanPartFilters):
    """Which stays of a plan."""

    state: Code | None = None


class GapFilters(PlanPartFilters):
    """Which gaps of a plan."""

    unit_type: Word | None = None


def _plan_values(plan: StoredPlan) -> dict[str, object]:
    values = {name: getattr(plan, name) for name in PlanSummary.model_fields if name != "registered_with"}
    return {**values, "registered_with": plan.register.code}


def plan_summary(plan: StoredPlan) -> PlanSummary:
    """Return a plan, its register loaded, as lists give it."""
    return PlanSummary.model_validate(_plan_values(plan))


def plan_answer(plan: StoredPlan, shows_assumptions: bool) -> PlanAnswer:
    """Return a plan with its parameters as the API gives it."""
    return PlanAnswer.model_validate(
        {
            **_plan_values(plan),
            "on_behalf_of": plan.on_behalf_of,
            "parameters": plan.parameters,
            "assumptions": told(plan) if shows_assumptions else None,
        }
    )


def planned_stay_answer(stay: PlannedStay) -> PlannedStayAnswer:
    """Return a stay of a plan as the API gives it."""
    requirement: Requirement = stay.post.requirement
    pledge: Pledge = stay.pledge
    return PlannedStayAnswer(
        mission=requirement.mission.acronym,
        requirement=requirement.reference,
        post=stay.post.reference,
        state=pledge.state.code,
        pledge=pledge.reference,
        stay_from=stay.stay_from,
        stay_until=stay.stay_until,
        is_committed=stay.is_committed,
        value=stay.value,
        illustrative=stay.pledge_illustrative or requirement.illustrative,
    )


def plan_gap_answer(gap: PlanGap, shows_reasons: bool) -> PlanGapAnswer:
    """Return a gap of a plan as the API gives it; its words and counts speak of pledges."""
    requirement: Requirement = gap.post.requirement
    return PlanGapAnswer(
        mission=requirement.mission.acronym,
        requirement=requirement.reference,
        post=gap.post.reference,
        unit_type=gap.post.unit_type,
        gap_from=gap.gap_from,
        gap_until=gap.gap_until,
        reason_code=gap.reason_code,
        explanation=gap.explanation if shows_reasons else None,
        candidates=gap.candidates if shows_reasons else None,
        refused=gap.refused if shows_reasons else None,
        refusals_by_rule=gap.refusals_by_rule if shows_reasons else None,
        illustrative=requirement.illustrative,
    )


@router.get("/plans", response={200: Page[PlanSummary], **READ_ERRORS}, summary="Plans")
def plans(request: MusterRequest, filters: Query[PlanFilters]) -> Page[PlanSummary]:
    """The plans that the caller may see, the newest first."""
    found = queries.visible_plans(request.viewer).filter(**filters.chosen(stage="stage", planned_on="planned_on"))
    if filters.as_of:
        found = found.filter(planned_on__lte=filters.as_of)
    return page_of(found, filters, plan_summary)


@router.post("/plans", response={202: PlanAnswer, **WRITE_ERRORS}, summary="Ask for a plan")
def request_plan(request: MusterRequest, body: PlanBody) -> Status[PlanAnswer]:
    """Enter a plan and queue its solve; read it again to see how far it is."""
    plan = actions.request_plan(
        request.viewer,
        register=organisation(request.viewer.organisation_code),
        day=body.planned_on,
        horizon_months=body.horizon_months,
        seconds=body.seconds,
        title=body.title,
        assumptions=[one.change() for one in body.assumptions],
    )
    solve_queued_plan.enqueue(plan.reference, request.viewer.user_id, request.viewer.organisation_id)
    return Status(202, plan_answer(plan, shows_assumptions=True))


@router.get("/plans/{reference}", response={200: PlanAnswer, **READ_ERRORS}, summary="One plan")
def plan(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> PlanAnswer:
    """A plan's figures and the parameters that were kept with it."""
    found = queries.visible_plan(request.viewer, reference)
    return plan_answer(found, queries.sees_reasons(request.viewer, found))


@router.get("/plans/{reference}/stays", response={200: Page[PlannedStayAnswer], **READ_ERRORS}, summary="Its stays")
def plan_stays(request: MusterRequest, reference: Reference, filters: Query[StayFilters]) -> Page[PlannedStayAnswer]:
    """The stays of a plan that the caller may see: a State its own, a mission those in it."""
    found = queries.visible_plan(request.viewer, reference)
    stays = queries.visible_planned_stays(request.viewer, found).filter(
        **filters.chosen(
            mission="post__requirement__mission__acronym", post="post__reference", state="pledge__state__code"
        )
    )
    return page_of(stays, filters, planned_stay_answer)


@router.get("/plans/{reference}/gaps", response={200: Page[PlanGapAnswer], **READ_ERRORS}, summary="Its gaps")
def plan_gaps(request: MusterRequest, reference: Reference, filters: Query[GapFilters]) -> Page[PlanGapAnswer]:
    """The gaps of a plan. Why each is open is told in words to the plan's Secretariat, to others by a code."""
    found = queries.visible_plan(request.viewer, reference)
    gaps = queries.visible_gaps(request.viewer, found).filter(
        **filters.chosen(
            mission="post__requirement__mission__acronym", post="post__reference", unit_type="post__unit_type"
        )
    )
    shows_reasons = queries.sees_reasons(request.viewer, found)
    return page_of(gaps, filters, lambda gap: plan_gap_answer(gap, shows_reasons))


@router.post("/plans/{reference}/publish", response={200: PlanAnswer, **WRITE_ERRORS}, summary="Publish a plan")
def publish_plan(request: MusterRequest, reference: Reference) -> PlanAnswer:
    """Show a solved plan to the other parties, each its part."""
    actions.publish_plan(request.viewer, reference)
    return plan_answer(queries.visible_plan(request.viewer, reference), shows_assumptions=True)


def _file(request: MusterRequest, reference: str, name: str) -> HttpResponse:
    """Return one of the plan's files, as the page hands it out."""
    found = queries.visible_plan(request.viewer, reference)
    return attached(reports.plan_file(request.viewer, found, name), f"{reference}-{name}")


@router.get(
    "/plans/{reference}/plan.json",
    response={**WRITE_ERRORS},
    summary="Its plan file",
    openapi_extra={"responses": {200: JSON_FILE}},
)
def plan_file(request: MusterRequest, reference: Reference) -> HttpResponse:
    """The plan in the planner's file format, with the bound and the prices."""
    return _file(request, reference, "plan.json")


@router.get(
    "/plans/{reference}/problem.json",
    response={**WRITE_ERRORS},
    summary="Its problem file",
    openapi_extra={"responses": {200: JSON_FILE}},
)
def problem_file(request: MusterRequest, reference: Reference) -> HttpResponse:
    """The problem that was solved, in the planner's file format: the bytes that the plan's hash is of."""
    return _file(request, reference, "problem.json")
