"""The API of offers: the same queries and actions as the pages. A State reads its own, and its own score alone."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from ninja import Query, Router, Status
from pydantic import Field

from muster.generation.actions import offer as actions
from muster.generation.actions.offer import OfferTerms
from muster.generation.endpoints.comparison_shapes import (
    CriterionAnswer,
    GateAnswer,
    criteria_in,
    gates_in,
    left_out_of,
)
from muster.generation.endpoints.fields import NoteVerbale, OfferReference, ReasonedStep
from muster.generation.models import Offer, OfferStage
from muster.generation.queries.feedback import feedback_on, recorded_score
from muster.generation.queries.offer import bars_against, told_of, types_of, visible_offer, visible_offers
from muster.kit.openapi import (
    READ_ERRORS,
    WRITE_ERRORS,
    Answer,
    Body,
    Filters,
    ListFilters,
    Page,
    Sourced,
    page_of,
    sourced,
)
from muster.kit.openapi.fields import Code, Day, LongLine, Prose, Reference, Strength
from muster.parties.request import MusterRequest
from muster.parties.viewer import Viewer

router = Router(tags=["offers"])
MOST_PLEDGES = 20


class OfferFilters(ListFilters):
    """Which offers."""

    request: Reference | None = None
    post: Reference | None = None
    state: Code | None = None
    stage: OfferStage | None = None


class OfferInList(Sourced):
    """What a State gives for a post: of its pledges, the lead first, or a new unit. `counts`: it is compared."""

    reference: str
    request: str
    post: str
    mission: str
    state: str
    pledges: list[str]
    unit_type: str
    strength: int | None
    ready_on: date | None
    made_on: date
    is_late: bool
    admitted_on: date | None
    stage: OfferStage
    decided_on: date | None
    counts: bool
    version: int
    known_from: date


class OwnScoreAnswer(Answer):
    """The score of this offer alone, as frozen when the selection was proposed: neither its place nor another's."""

    score_hundredths: int | None
    known_points: int
    all_points: int
    left_out: list[str]
    gates_shut: list[GateAnswer]
    criteria: list[CriterionAnswer]


class ToldAnswer(Answer):
    """Why the offer was not chosen and what to improve; the register also reads what was not sent yet."""

    reasons: str
    advice: str
    reviewed_on: date | None
    sent_on: date | None
    score: OwnScoreAnswer | None


class OfferAnswer(OfferInList):
    """An offer with what bars it, in the words for its State, and what its State is told once it is decided."""

    words: str
    conditions: str
    note_verbale: str
    late_reason: str
    admitted_reason: str
    withdrawn_reason: str
    bars: list[str]
    feedback: ToldAnswer | None


class NewOffer(Body):
    """An offer for a post that a request asks for: pledges of the register, the lead first, or a new unit."""

    request: Reference
    post: Reference
    state: Code
    pledges: Annotated[list[Reference], Field(max_length=MOST_PLEDGES)] = []
    unit_type: Annotated[str, Field(pattern=r"^[A-Z0-9-]*$", max_length=20)] = ""
    strength: Strength | None = None
    ready_on: Day | None = None
    words: Prose = ""
    conditions: Annotated[Prose, Field(max_length=2000)] = ""
    note_verbale: NoteVerbale = ""
    late_reason: Annotated[LongLine, Field(description="needed after the request's last day")] = ""
    source: LongLine = ""


def _summary(one: Offer) -> dict[str, Any]:
    names = (
        "reference",
        "unit_type",
        "strength",
        "ready_on",
        "made_on",
        "is_late",
        "admitted_on",
        "stage",
        "decided_on",
        "counts",
        "version",
        "known_from",
    )
    return {
        **sourced(one),
        **{name: getattr(one, name) for name in names},
        "request": one.request.reference,
        "post": one.post.reference,
        "mission": one.post.requirement.mission.acronym,
        "state": one.state.code,
        "pledges": [part.pledge.reference for part in one.pledges.all()],
    }


def _score(recorded: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if recorded is None:
        return None
    return {
        **{name: recorded[name] for name in ("score_hundredths", "known_points", "all_points")},
        "left_out": left_out_of(recorded),
        "gates_shut": [one for one in gates_in(recorded, words="to_state") if not one["fits"]],
        "criteria": criteria_in(recorded),
    }


def _one(viewer: Viewer, reference: str, day: date) -> OfferAnswer:
    found = visible_offer(viewer, day, reference)
    names = ("words", "conditions", "note_verbale", "late_reason", "admitted_reason", "withdrawn_reason")
    told = feedback_on(viewer, day, found)
    feedback = None
    if told is not None:
        said = {name: getattr(told, name) for name in ("reasons", "advice", "reviewed_on", "sent_on")}
        feedback = {**said, "score": _score(recorded_score(told.selection.content, reference))}
    return OfferAnswer.model_validate(
        {
            **_summary(found),
            **{name: getattr(found, name) for name in names},
            "bars": [told_of(one) for one in bars_against(found, types_of(found), day)],
            "feedback": feedback,
        }
    )


@router.get("/offers", response={200: Page[OfferInList], **READ_ERRORS}, summary="Offers")
def all_offers(request: MusterRequest, filters: Query[OfferFilters]) -> Page[OfferInList]:
    """The offers made to the caller's register, or those of the caller's State."""
    conditions = filters.chosen(
        request="request__reference", post="post__reference", state="state__code", stage="stage"
    )
    found = visible_offers(request.viewer, filters.day(request)).filter(**conditions).order_by("reference")
    return page_of(found, filters, lambda one: OfferInList.model_validate(_summary(one)))


@router.post("/offers", response={201: OfferAnswer, **WRITE_ERRORS}, summary="Make an offer")
def make_offer(request: MusterRequest, body: NewOffer) -> Status[OfferAnswer]:
    """Offer for a post of an issued request: by the State, or by the register from its note verbale."""
    terms = OfferTerms(**{**body.model_dump(), "pledges": tuple(body.pledges)})
    made = actions.make_offer(request.viewer, terms, today=request.today)
    return Status(201, _one(request.viewer, made.reference, request.today))


@router.get("/offers/{reference}", response={200: OfferAnswer, **READ_ERRORS}, summary="One offer")
def one_offer(request: MusterRequest, reference: OfferReference, filters: Query[Filters]) -> OfferAnswer:
    """An offer, what bars it, and what became of it."""
    return _one(request.viewer, reference, filters.day(request))


@router.post("/offers/{reference}/withdraw", response={200: OfferAnswer, **WRITE_ERRORS}, summary="Withdraw an offer")
def withdraw_offer(request: MusterRequest, reference: OfferReference, body: ReasonedStep) -> OfferAnswer:
    """Take an offer back; a selection of it is revoked with it."""
    actions.withdraw_offer(
        request.viewer, reference, today=request.today, reason=body.reason, expected_version=body.version
    )
    return _one(request.viewer, reference, request.today)


@router.post("/offers/{reference}/admit", response={200: OfferAnswer, **WRITE_ERRORS}, summary="Admit a late offer")
def admit_offer(request: MusterRequest, reference: OfferReference, body: ReasonedStep) -> OfferAnswer:
    """Let a late offer count: by an officer of the register."""
    actions.admit_offer(
        request.viewer, reference, today=request.today, reason=body.reason, expected_version=body.version
    )
    return _one(request.viewer, reference, request.today)
