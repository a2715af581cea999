"""The API of losses: reported, written, investigated, decided, settled; the same actions as the pages."""

from ninja import Query, Router, Status

from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, ListFilters, Page, page_of
from muster.kit.openapi.fields import Code, Reference
from muster.parties.request import MusterRequest
from muster.reimbursement.actions import losses as actions
from muster.reimbursement.actions.loss_evidence import add_loss_evidence
from muster.reimbursement.endpoints import loss_shapes as shapes
from muster.reimbursement.queries.losses import visible_loss, visible_losses
from muster.reimbursement.rules.loss_stages import LossStage
from muster.reimbursement.rules.losses import LossKind

router = Router(tags=["reimbursement"])


class LossFilters(ListFilters):
    """Which cases."""

    mission: Code | None = None
    state: Code | None = None
    unit: Reference | None = None
    memorandum: shapes.LossReference | None = None
    kind: LossKind | None = None
    stage: LossStage | None = None


def _again(request: MusterRequest, reference: str) -> shapes.WholeLoss:
    return shapes.loss_answer(visible_loss(request.viewer, request.today, reference), request.today)


@router.get("/losses", response={200: Page[shapes.LossSummary], **READ_ERRORS}, summary="Losses")
def losses(request: MusterRequest, filters: Query[LossFilters]) -> Page[shapes.LossSummary]:
    """The cases of loss or damage that the caller may see, at the stage of the day: the sides' own."""
    found = visible_losses(request.viewer, filters.day(request)).filter(
        **filters.chosen(
            mission="memorandum__unit__post__requirement__mission__acronym",
            state="memorandum__unit__state__code",
            unit="memorandum__unit__reference",
            memorandum="memorandum__reference",
            kind="kind",
            stage="stage_then",
        )
    )
    return page_of(found, filters, shapes.loss_summary)


@router.post("/losses", response={201: shapes.WholeLoss, **WRITE_ERRORS}, summary="Report a loss")
def report_loss(request: MusterRequest, body: shapes.NewLoss) -> Status[shapes.WholeLoss]:
    """Report an event with its items: an officer of the unit's State or of the mission does."""
    made = actions.report_loss(request.viewer, shapes.loss_terms(body), today=request.today)
    return Status(201, _again(request, made.reference))


@router.get("/losses/{reference}", response={200: shapes.WholeLoss, **READ_ERRORS}, summary="A loss")
def loss(request: MusterRequest, reference: shapes.LossReference, filters: Query[Filters]) -> shapes.WholeLoss:
    """One case with its items, who bears each, what is paid, and why."""
    day = filters.day(request)
    return shapes.loss_answer(visible_loss(request.viewer, day, reference), day)


@router.put("/losses/{reference}", response={200: shapes.WholeLoss, **WRITE_ERRORS}, summary="Write a loss")
def write_loss(request: MusterRequest, reference: shapes.LossReference, body: shapes.LossBody) -> shapes.WholeLoss:
    """Write what a case says with all of its items, before it is decided."""
    actions.write_loss(
        request.viewer, reference, shapes.content_of(body), today=request.today, expected_version=body.version
    )
    return _again(request, reference)


@router.post("/losses/{reference}/steps", response={200: shapes.WholeLoss, **WRITE_ERRORS}, summary="Take a loss on")
def step_loss(request: MusterRequest, reference: shapes.LossReference, body: shapes.LossStepBody) -> shapes.WholeLoss:
    """Record the inquiry, decide, settle or refuse: by the side whose turn it is, and not by who reported."""
    actions.step_loss(
        request.viewer, reference, body.stage.value, day=body.on, words=body.words, today=request.today,
        expected_version=body.version,
    )  # fmt: skip
    return _again(request, reference)


@router.post(
    "/losses/{reference}/evidence",
    response={200: shapes.WholeLoss, **WRITE_ERRORS},
    summary="Add evidence of a loss",
)
def evidence(
    request: MusterRequest, reference: shapes.LossReference, body: shapes.LossEvidenceBody
) -> shapes.WholeLoss:
    """Add a document of the caller's organisation, which the other sides may then read."""
    add_loss_evidence(request.viewer, reference, body.document, today=request.today, expected_version=body.version)
    return _again(request, reference)
