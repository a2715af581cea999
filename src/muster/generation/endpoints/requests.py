"""The API of requests for contributions: the same queries and actions as the pages."""

from ninja import Query, Router, Status

from muster.generation.actions import request as actions
from muster.generation.actions.request import RequestTerms
from muster.generation.endpoints.comparison_shapes import ComparisonAnswer, comparison_of
from muster.generation.endpoints.fields import ReasonedStep, VersionedStep
from muster.generation.endpoints.request_shapes import (
    ChangedRequest,
    ClosingStep,
    DecliningBody,
    NewRequest,
    ReopeningStep,
    RequestAnswer,
    RequestContent,
    RequestFilters,
    RequestInList,
    WeightsBody,
    request_answer,
    summary_of,
)
from muster.generation.queries.comparison import asked_post, compared
from muster.generation.queries.request import counted_requests, own_register
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, Page, page_of
from muster.kit.openapi.fields import Reference
from muster.parties.request import MusterRequest

router = Router(tags=["requests for contributions"])


def _terms(reference: str, body: RequestContent) -> RequestTerms:
    said = body.model_dump(exclude={"version", "reference"})
    return RequestTerms(reference=reference, **{**said, "posts": tuple(body.posts), "states": tuple(body.states)})


@router.get("/requests", response={200: Page[RequestInList], **READ_ERRORS}, summary="Requests for contributions")
def all_requests(request: MusterRequest, filters: Query[RequestFilters]) -> Page[RequestInList]:
    """The requests of the caller's register, or those that the caller's State was asked by."""
    conditions = filters.chosen(stage="stage", mission="posts__requirement__mission__acronym")
    found = counted_requests(request.viewer, filters.day(request)).filter(**conditions)
    ordered = found.order_by("-reply_by", "reference")
    return page_of(ordered, filters, lambda one: RequestInList.model_validate(summary_of(one)))


@router.post("/requests", response={201: RequestAnswer, **WRITE_ERRORS}, summary="Draft a request")
def draft_request(request: MusterRequest, body: NewRequest) -> Status[RequestAnswer]:
    """Draft a request, by an officer of the register that asks."""
    register = own_register(request.viewer, f"Request {body.reference}")
    made = actions.create_request(request.viewer, _terms(body.reference, body), register=register, today=request.today)
    return Status(201, request_answer(request.viewer, made.reference, request.today))


@router.get("/requests/{reference}", response={200: RequestAnswer, **READ_ERRORS}, summary="One request")
def one_request(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> RequestAnswer:
    """A request with whom it asks, what they replied, and the weights of the criteria."""
    return request_answer(request.viewer, reference, filters.day(request))


@router.put("/requests/{reference}", response={200: RequestAnswer, **WRITE_ERRORS}, summary="Change a draft")
def change_request(request: MusterRequest, reference: Reference, body: ChangedRequest) -> RequestAnswer:
    """Replace what a draft says; what States have been asked stands."""
    actions.change_request(request.viewer, _terms(reference, body), today=request.today, expected_version=body.version)
    return request_answer(request.viewer, reference, request.today)


@router.post("/requests/{reference}/issue", response={200: RequestAnswer, **WRITE_ERRORS}, summary="Ask the States")
def issue_request(request: MusterRequest, reference: Reference, body: VersionedStep) -> RequestAnswer:
    """Issue a draft: every State that is asked is told."""
    actions.issue_request(request.viewer, reference, today=request.today, expected_version=body.version)
    return request_answer(request.viewer, reference, request.today)


@router.post("/requests/{reference}/close", response={200: RequestAnswer, **WRITE_ERRORS}, summary="Close a request")
def close_request(request: MusterRequest, reference: Reference, body: ClosingStep) -> RequestAnswer:
    """Close a request: no more offers, and units may be selected."""
    actions.close_request(
        request.viewer, reference, today=request.today, reason=body.reason, expected_version=body.version
    )
    return request_answer(request.viewer, reference, request.today)


@router.post("/requests/{reference}/cancel", response={200: RequestAnswer, **WRITE_ERRORS}, summary="Give it up")
def cancel_request(request: MusterRequest, reference: Reference, body: ReasonedStep) -> RequestAnswer:
    """Give a request up for good."""
    actions.cancel_request(
        request.viewer, reference, today=request.today, reason=body.reason, expected_version=body.version
    )
    return request_answer(request.viewer, reference, request.today)


@router.post("/requests/{reference}/reopen", response={200: RequestAnswer, **WRITE_ERRORS}, summary="Open it again")
def reopen_request(request: MusterRequest, reference: Reference, body: ReopeningStep) -> RequestAnswer:
    """Open a closed request again until a new last day."""
    actions.reopen_request(
        request.viewer,
        reference,
        today=request.today,
        reply_by=body.reply_by,
        reason=body.reason,
        expected_version=body.version,
    )
    return request_answer(request.viewer, reference, request.today)


@router.put("/requests/{reference}/weights", response={200: RequestAnswer, **WRITE_ERRORS}, summary="Its own weights")
def weigh_request(request: MusterRequest, reference: Reference, body: WeightsBody) -> RequestAnswer:
    """Give a request weights of its own, before any offer."""
    weights = [(one.criterion, one.points) for one in body.weights]
    actions.set_weights(
        request.viewer, reference, weights, today=request.today, reason=body.reason, expected_version=body.version
    )
    return request_answer(request.viewer, reference, request.today)


@router.post("/requests/{reference}/decline", response={200: RequestAnswer, **WRITE_ERRORS}, summary="Decline")
def decline_request(request: MusterRequest, reference: Reference, body: DecliningBody) -> RequestAnswer:
    """Record that a State gives nothing: by itself, or by the register from its note verbale."""
    actions.decline_request(request.viewer, reference, state=body.state, reason=body.reason, today=request.today)
    return request_answer(request.viewer, reference, request.today)


@router.get(
    "/requests/{reference}/posts/{post}/comparison",
    response={200: ComparisonAnswer, **READ_ERRORS},
    summary="Offers compared",
)
def compare_offers(
    request: MusterRequest, reference: Reference, post: Reference, filters: Query[Filters]
) -> ComparisonAnswer:
    """Hold the offers for a post against each other as of the day: gates, scores, what is not known. The register's."""
    day = filters.day(request)
    found, asked = asked_post(request.viewer, day, reference, post)
    return comparison_of(compared(request.viewer, day, found, asked))
