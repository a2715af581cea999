"""The API of selections: the same queries and actions as the pages. They are the register's own."""

from ninja import Query, Router, Status

from muster.generation.actions import feedback as feedback_actions
from muster.generation.actions import selection as actions
from muster.generation.endpoints.fields import OfferReference, ReasonedStep, SelectionReference, VersionedStep
from muster.generation.endpoints.selection_shapes import (
    ChangedSelection,
    FeedbackBody,
    NewSelection,
    RecordAnswer,
    SelectionAnswer,
    SelectionFilters,
    SelectionInList,
    selection_answer,
    summary_of,
)
from muster.generation.queries.comparison import content_now
from muster.generation.queries.selection import visible_selection, visible_selections
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, Page, page_of
from muster.parties.request import MusterRequest

router = Router(tags=["selections"])


@router.get("/selections", response={200: Page[SelectionInList], **READ_ERRORS}, summary="Selections")
def all_selections(request: MusterRequest, filters: Query[SelectionFilters]) -> Page[SelectionInList]:
    """The selections of the caller's register; for anybody else there are none."""
    conditions = filters.chosen(
        request="request__reference",
        mission="post__requirement__mission__acronym",
        state="offer__state__code",
        stage="stage",
    )
    found = visible_selections(request.viewer, filters.day(request)).filter(**conditions).order_by("reference")
    return page_of(found, filters, lambda one: SelectionInList.model_validate(summary_of(one)))


@router.post("/selections", response={201: SelectionAnswer, **WRITE_ERRORS}, summary="Draft a choice")
def draft_selection(request: MusterRequest, body: NewSelection) -> Status[SelectionAnswer]:
    """Draft the choice of an offer, by an officer of the register."""
    made = actions.draft_selection(
        request.viewer, body.request, body.post, today=request.today, offer=body.offer, justification=body.justification
    )
    return Status(201, selection_answer(request.viewer, made.reference, request.today))


@router.get("/selections/{reference}", response={200: SelectionAnswer, **READ_ERRORS}, summary="One selection")
def one_selection(request: MusterRequest, reference: SelectionReference, filters: Query[Filters]) -> SelectionAnswer:
    """The choice, gates and scores of all offers compared, and what the other States are told."""
    return selection_answer(request.viewer, reference, filters.day(request))


@router.get("/selections/{reference}/record", response={200: RecordAnswer, **READ_ERRORS}, summary="What it rests on")
def selection_record(request: MusterRequest, reference: SelectionReference, filters: Query[Filters]) -> RecordAnswer:
    """The record of a selection with every input, as frozen, or of the day while it is a draft."""
    day = filters.day(request)
    found = visible_selection(request.viewer, day, reference)
    return RecordAnswer.model_validate(content_now(request.viewer, day, found))


@router.put("/selections/{reference}", response={200: SelectionAnswer, **WRITE_ERRORS}, summary="Change a draft choice")
def change_selection(request: MusterRequest, reference: SelectionReference, body: ChangedSelection) -> SelectionAnswer:
    """Choose another offer, or write another reason."""
    actions.change_selection(
        request.viewer,
        reference,
        today=request.today,
        expected_version=body.version,
        offer=body.offer,
        justification=body.justification,
    )
    return selection_answer(request.viewer, reference, request.today)


@router.post("/selections/{reference}/propose", response={200: SelectionAnswer, **WRITE_ERRORS}, summary="Propose it")
def propose_selection(request: MusterRequest, reference: SelectionReference, body: VersionedStep) -> SelectionAnswer:
    """Put a choice before the approver: everything that it rests on is frozen."""
    actions.propose_selection(request.viewer, reference, today=request.today, expected_version=body.version)
    return selection_answer(request.viewer, reference, request.today)


@router.post("/selections/{reference}/approve", response={200: SelectionAnswer, **WRITE_ERRORS}, summary="Approve it")
def approve_selection(request: MusterRequest, reference: SelectionReference, body: VersionedStep) -> SelectionAnswer:
    """Approve a proposal: by another person than the one who proposed it; its case is opened."""
    actions.approve_selection(request.viewer, reference, today=request.today, expected_version=body.version)
    return selection_answer(request.viewer, reference, request.today)


@router.post(
    "/selections/{reference}/send-back", response={200: SelectionAnswer, **WRITE_ERRORS}, summary="Send it back"
)
def send_back_selection(request: MusterRequest, reference: SelectionReference, body: ReasonedStep) -> SelectionAnswer:
    """Return a proposal to its draft: by an approver."""
    actions.send_back_selection(
        request.viewer, reference, today=request.today, reason=body.reason, expected_version=body.version
    )
    return selection_answer(request.viewer, reference, request.today)


@router.post("/selections/{reference}/revoke", response={200: SelectionAnswer, **WRITE_ERRORS}, summary="Revoke it")
def revoke_selection(request: MusterRequest, reference: SelectionReference, body: ReasonedStep) -> SelectionAnswer:
    """Take a selection back; the offers stand again."""
    actions.revoke_selection(
        request.viewer, reference, today=request.today, reason=body.reason, expected_version=body.version
    )
    return selection_answer(request.viewer, reference, request.today)


@router.put(
    "/selections/{reference}/feedback/{offer}",
    response={200: SelectionAnswer, **WRITE_ERRORS},
    summary="Put it in words",
)
def review_feedback(
    request: MusterRequest, reference: SelectionReference, offer: OfferReference, body: FeedbackBody
) -> SelectionAnswer:
    """Record what the State of an offer that was not chosen will be told."""
    feedback_actions.review_feedback(
        request.viewer,
        reference,
        offer,
        today=request.today,
        reasons=body.reasons,
        advice=body.advice,
        expected_version=body.version,
    )
    return selection_answer(request.viewer, reference, request.today)


@router.post("/selections/{reference}/feedback", response={200: SelectionAnswer, **WRITE_ERRORS}, summary="Tell States")
def send_feedback(request: MusterRequest, reference: SelectionReference, body: VersionedStep) -> SelectionAnswer:
    """Send what was reviewed: each State that was not chosen is told of its own offer."""
    feedback_actions.send_feedback(request.viewer, reference, today=request.today, expected_version=body.version)
    return selection_answer(request.viewer, reference, request.today)
