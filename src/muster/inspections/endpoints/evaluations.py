"""The API of evaluations: opened, written, shared, commented, answered, final; the same actions as the pages."""

from django.http import HttpResponse
from ninja import Query, Router, Status

from muster.inspections import actions
from muster.inspections.endpoints import evaluation_shapes as shapes
from muster.inspections.papers.evaluation import paper_of_evaluation
from muster.inspections.queries.evaluation_context import context_shown
from muster.inspections.queries.evaluations import visible_evaluation, visible_evaluations
from muster.inspections.stages import EvaluationKind, EvaluationStage
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, ListFilters, Page, page_of
from muster.kit.openapi.fields import Code, Reference
from muster.kit.papers import as_pdf
from muster.kit.uploads import attached
from muster.parties.request import MusterRequest

router = Router(tags=["evaluations"])
A_PAPER = {
    "description": "The paper",
    "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
}


class EvaluationFilters(ListFilters):
    """Which evaluations."""

    mission: Code | None = None
    state: Code | None = None
    unit: Reference | None = None
    kind: EvaluationKind | None = None
    stage: EvaluationStage | None = None


def _again(request: MusterRequest, reference: str) -> shapes.WholeEvaluationAnswer:
    found = visible_evaluation(request.viewer, request.today, reference)
    return shapes.whole_evaluation_answer(found, context_shown(request.viewer, found, request.today))


@router.get("/evaluations", response={200: Page[shapes.EvaluationAnswer], **READ_ERRORS}, summary="Evaluations")
def evaluations(request: MusterRequest, filters: Query[EvaluationFilters]) -> Page[shapes.EvaluationAnswer]:
    """The evaluations that the caller may see, at the stage of the day: the sides' own, and no other State's."""
    found = visible_evaluations(request.viewer, filters.day(request)).filter(
        **filters.chosen(
            mission="unit__post__requirement__mission__acronym",
            state="unit__state__code",
            unit="unit__reference",
            kind="kind",
            stage="stage_then",
        )
    )
    return page_of(found, filters, shapes.evaluation_answer)


@router.post("/evaluations", response={201: shapes.WholeEvaluationAnswer, **WRITE_ERRORS}, summary="Open an evaluation")
def open_evaluation(request: MusterRequest, body: shapes.NewEvaluation) -> Status[shapes.WholeEvaluationAnswer]:
    """Open the draft of an evaluation of a unit: the mission's side does."""
    made = actions.open_evaluation(request.viewer, shapes.evaluation_terms(body), today=request.today)
    return Status(201, _again(request, made.reference))


@router.get(
    "/evaluations/{reference}",
    response={200: shapes.WholeEvaluationAnswer, **READ_ERRORS},
    summary="An evaluation",
)
def evaluation(
    request: MusterRequest, reference: shapes.EvaluationReference, filters: Query[Filters]
) -> shapes.WholeEvaluationAnswer:
    """One evaluation with its lines, the context beside them, the comment and the answer."""
    day = filters.day(request)
    found = visible_evaluation(request.viewer, day, reference)
    return shapes.whole_evaluation_answer(found, context_shown(request.viewer, found, day))


@router.put(
    "/evaluations/{reference}",
    response={200: shapes.WholeEvaluationAnswer, **WRITE_ERRORS},
    summary="Write an evaluation",
)
def write_evaluation(
    request: MusterRequest, reference: shapes.EvaluationReference, body: shapes.EvaluationContentBody
) -> shapes.WholeEvaluationAnswer:
    """Rate by task and as a whole: all of it or nothing, as a draft or after the contributor's comment."""
    content = shapes.evaluation_content(body)
    actions.write_evaluation(request.viewer, reference, content, today=request.today, expected_version=body.version)
    return _again(request, reference)


@router.post(
    "/evaluations/{reference}/steps",
    response={200: shapes.WholeEvaluationAnswer, **WRITE_ERRORS},
    summary="Take an evaluation on",
)
def step_evaluation(
    request: MusterRequest, reference: shapes.EvaluationReference, body: shapes.EvaluationStepBody
) -> shapes.WholeEvaluationAnswer:
    """Share, comment, answer and make final, or withdraw: each by the side whose turn it is."""
    actions.step_evaluation(
        request.viewer, reference, body.stage.value, day=body.on, words=body.words,
        comment_due_on=body.comment_due_on, today=request.today, expected_version=body.version,
    )  # fmt: skip
    return _again(request, reference)


@router.get(
    "/evaluations/{reference}/paper",
    response={**READ_ERRORS},
    summary="An evaluation as PDF",
    openapi_extra={"responses": {200: A_PAPER}},
)
def evaluation_pdf(
    request: MusterRequest, reference: shapes.EvaluationReference, filters: Query[Filters]
) -> HttpResponse:
    """The evaluation as a paper: ratings, context, comment and answer, and the plans because of it."""
    made = paper_of_evaluation(request.viewer, filters.day(request), reference, request.today)
    return attached(as_pdf(made), f"{reference}.pdf")
