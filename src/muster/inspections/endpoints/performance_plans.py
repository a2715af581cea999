"""The API of plans to do better: opened, written, proposed, agreed, done measure by measure, and ended."""

from typing import Annotated

from ninja import Query, Router, Status
from pydantic import Field

from muster.inspections import actions
from muster.inspections.endpoints import performance_plan_shapes as shapes
from muster.inspections.endpoints.evaluation_shapes import EvaluationReference
from muster.inspections.queries.evaluations import visible_plan, visible_plans
from muster.inspections.stages import ImprovementStage
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, ListFilters, Page, page_of
from muster.kit.openapi.fields import Code, Reference
from muster.parties.request import MusterRequest

router = Router(tags=["evaluations"])
MeasureNumber = Annotated[int, Field(ge=1, le=100_000)]


class PerformancePlanFilters(ListFilters):
    """Which plans to do better."""

    mission: Code | None = None
    state: Code | None = None
    unit: Reference | None = None
    evaluation: EvaluationReference | None = None
    inspection: EvaluationReference | None = None
    stage: ImprovementStage | None = None


def _again(request: MusterRequest, reference: str) -> shapes.PerformancePlanAnswer:
    return shapes.performance_plan_answer(visible_plan(request.viewer, request.today, reference), request.today)


@router.get(
    "/performance-plans",
    response={200: Page[shapes.PerformancePlanAnswer], **READ_ERRORS},
    summary="Plans to do better",
)
def plans(request: MusterRequest, filters: Query[PerformancePlanFilters]) -> Page[shapes.PerformancePlanAnswer]:
    """The plans to do better that the caller may see, at the stage of the day, by their days."""
    day = filters.day(request)
    found = visible_plans(request.viewer, day).filter(
        **filters.chosen(
            mission="unit__post__requirement__mission__acronym",
            state="unit__state__code",
            unit="unit__reference",
            evaluation="evaluation__reference",
            inspection="inspection__reference",
            stage="stage_then",
        )
    )
    return page_of(found, filters, lambda one: shapes.performance_plan_answer(one, day))


@router.post(
    "/performance-plans",
    response={201: shapes.PerformancePlanAnswer, **WRITE_ERRORS},
    summary="Open a plan to do better",
)
def open_plan(request: MusterRequest, body: shapes.NewPerformancePlan) -> Status[shapes.PerformancePlanAnswer]:
    """Open the draft of a plan of a unit: the mission's side does."""
    made = actions.open_plan(request.viewer, shapes.performance_plan_terms(body), today=request.today)
    return Status(201, _again(request, made.reference))


@router.get(
    "/performance-plans/{reference}",
    response={200: shapes.PerformancePlanAnswer, **READ_ERRORS},
    summary="A plan to do better",
)
def plan(
    request: MusterRequest, reference: EvaluationReference, filters: Query[Filters]
) -> shapes.PerformancePlanAnswer:
    """One plan with its measures by side."""
    day = filters.day(request)
    return shapes.performance_plan_answer(visible_plan(request.viewer, day, reference), day)


@router.put(
    "/performance-plans/{reference}",
    response={200: shapes.PerformancePlanAnswer, **WRITE_ERRORS},
    summary="Write a plan to do better",
)
def write_plan(
    request: MusterRequest, reference: EvaluationReference, body: shapes.PerformancePlanBody
) -> shapes.PerformancePlanAnswer:
    """Write aim, day and measures of a draft: all of it or nothing."""
    actions.write_plan(
        request.viewer, reference, aim=body.aim, due_on=body.due_on, measures=shapes.measure_terms(body.measures),
        today=request.today, expected_version=body.version,
    )  # fmt: skip
    return _again(request, reference)


@router.post(
    "/performance-plans/{reference}/steps",
    response={200: shapes.PerformancePlanStepAnswer, **WRITE_ERRORS},
    summary="Take a plan to do better on",
)
def step_plan(
    request: MusterRequest, reference: EvaluationReference, body: shapes.PerformancePlanStepBody
) -> shapes.PerformancePlanStepAnswer:
    """Propose, agree or send back, say that it is met or not, or withdraw: by the side whose turn it is."""
    taken = actions.step_plan(
        request.viewer, reference, body.stage.value, day=body.on, words=body.words, today=request.today,
        expected_version=body.version,
    )  # fmt: skip
    return shapes.PerformancePlanStepAnswer(reference=reference, stage=body.stage, version=taken.version)


@router.post(
    "/performance-plans/{reference}/move",
    response={200: shapes.PerformancePlanAnswer, **WRITE_ERRORS},
    summary="Move the day of a plan to do better",
)
def move_plan(
    request: MusterRequest, reference: EvaluationReference, body: shapes.PerformancePlanMove
) -> shapes.PerformancePlanAnswer:
    """Give an agreed plan another day, with the reason."""
    actions.move_plan(
        request.viewer, reference, body.due_on, body.reason, today=request.today, expected_version=body.version
    )
    return _again(request, reference)


@router.post(
    "/performance-plans/{reference}/measures/{number}/done",
    response={200: shapes.PerformancePlanAnswer, **WRITE_ERRORS},
    summary="Enter that a measure is done",
)
def measure_done(
    request: MusterRequest, reference: EvaluationReference, number: MeasureNumber, body: shapes.PlanMeasureDone
) -> shapes.PerformancePlanAnswer:
    """Enter when a measure was done and what shows it: whoever had to act does, or the mission for the others."""
    actions.measure_done(
        request.viewer, reference, number, done_on=body.done_on, shown_by=body.shown_by, today=request.today,
        expected_version=body.version,
    )  # fmt: skip
    return _again(request, reference)
