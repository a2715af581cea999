"""The API of demand, offers and leadership programmes; the same actions as the pages."""

from datetime import date
from typing import Annotated

from ninja import Query, Router, Status
from pydantic import Field

from muster.kit.openapi import (
    READ_ERRORS,
    WRITE_ERRORS,
    Answer,
    Body,
    ListFilters,
    Page,
    Sourced,
    page_of,
    page_of_rows,
    sourced,
)
from muster.kit.openapi.fields import WHOLE, Code, Day, LongLine, RecordId, Version, Word
from muster.parties.request import MusterRequest
from muster.training.actions import offers as actions
from muster.training.endpoints.readiness_shapes import StandardCode
from muster.training.models import OfferMatch, TrainingOffer
from muster.training.queries.demand import training_demand
from muster.training.queries.offers import (
    MatchOutcome,
    outcomes,
    proposals,
    visible_match,
    visible_offer,
    visible_offers,
)
from muster.training.readiness_terms import OfferTerms
from muster.training.rules.demand import ProposedMatch, QuarterDemand, quarter_words
from muster.training.stages import MatchStage, OfferKind

router = Router(tags=["training"])
OfferReference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=80)]
Trained = Annotated[int, Field(ge=1, le=100_000), WHOLE]
SessionReference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]*$", max_length=80)]


class TrainingDemandAnswer(Answer):
    """Seats that a State needs of a standard before deployments of a quarter, and which there are."""

    quarter: str
    standard: str
    state: str
    needed: int
    counted: int
    at_home: int
    elsewhere: int
    short_at_home: int


class DemandFilters(ListFilters):
    """Whose demand."""

    state: Code | None = None


def _demand_answer(one: QuarterDemand) -> TrainingDemandAnswer:
    names = ("standard", "state", "needed", "counted", "at_home", "elsewhere", "short_at_home")
    return TrainingDemandAnswer(quarter=quarter_words(one.quarter), **{name: getattr(one, name) for name in names})


@router.get(
    "/training-demand", response={200: Page[TrainingDemandAnswer], **READ_ERRORS}, summary="Demand for training"
)
def demand(request: MusterRequest, filters: Query[DemandFilters]) -> Page[TrainingDemandAnswer]:
    """Seats needed by quarter, standard and State, of the rotations ahead of which the caller is a side."""
    rows = training_demand(request.viewer, filters.day(request), filters.state or "")
    return page_of_rows(rows, filters, _demand_answer)


class TrainingOfferAnswer(Sourced):
    """An offer of training."""

    reference: str
    offered_by: str
    kind: OfferKind
    standard: str
    language: str
    people: int
    offered_from: date
    offered_until: date
    conditions: str
    withdrawn_on: date | None
    version: int


def _offer_answer(one: TrainingOffer) -> TrainingOfferAnswer:
    return TrainingOfferAnswer(
        offered_by=one.offered_by.code,
        kind=OfferKind(one.kind),
        **{name: getattr(one, name) for name in OFFER_FIELDS},
        **sourced(one),
    )


OFFER_FIELDS = (
    "reference", "standard", "language", "people", "offered_from", "offered_until", "conditions", "withdrawn_on",
    "version",
)  # fmt: skip


class TrainingOfferBody(Body):
    """What is offered."""

    reference: OfferReference
    kind: OfferKind
    standard: StandardCode
    people: Trained
    offered_from: Day
    offered_until: Day
    language: Annotated[Word, Field(max_length=8)] = ""
    conditions: Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=500)] = ""
    source: LongLine = ""


@router.get("/training-offers", response={200: Page[TrainingOfferAnswer], **READ_ERRORS}, summary="Offers of training")
def offers(request: MusterRequest, filters: Query[ListFilters]) -> Page[TrainingOfferAnswer]:
    """What is offered to States that lack training."""
    rows = visible_offers(request.viewer, filters.day(request)).order_by("offered_from", "reference")
    return page_of(rows, filters, _offer_answer)


@router.post("/training-offers", response={201: TrainingOfferAnswer, **WRITE_ERRORS}, summary="Offer training")
def offer(request: MusterRequest, body: TrainingOfferBody) -> Status[TrainingOfferAnswer]:
    """Enter what the caller's organisation offers."""
    terms = OfferTerms(**{**body.model_dump(), "kind": body.kind.value})
    made = actions.enter_offer(request.viewer, terms, today=request.today)
    return Status(201, _offer_answer(made))


class OfferWithdrawalBody(Body):
    """The version of the offer that was read."""

    version: Version


@router.post(
    "/training-offers/{reference}/withdraw",
    response={200: TrainingOfferAnswer, **WRITE_ERRORS},
    summary="Withdraw an offer",
)
def withdraw(request: MusterRequest, reference: OfferReference, body: OfferWithdrawalBody) -> TrainingOfferAnswer:
    """Withdraw an offer; what was agreed of it stays."""
    actions.withdraw_offer(request.viewer, reference, today=request.today, expected_version=body.version)
    return _offer_answer(visible_offer(request.viewer, request.today, reference))


class OfferProposalAnswer(Answer):
    """An offer that the rule proposes for a need, with the reason."""

    offer: str
    state: str
    standard: str
    quarter: str
    people: int
    reason: str


def _proposal_answer(one: ProposedMatch) -> OfferProposalAnswer:
    names = ("offer", "state", "standard", "people", "reason")
    return OfferProposalAnswer(quarter=quarter_words(one.quarter), **{name: getattr(one, name) for name in names})


@router.get(
    "/training-offer-proposals",
    response={200: Page[OfferProposalAnswer], **READ_ERRORS},
    summary="Offers proposed for needs",
)
def proposed(request: MusterRequest, filters: Query[ListFilters]) -> Page[OfferProposalAnswer]:
    """Which offers the rule proposes for which needs; nothing is recorded."""
    return page_of_rows(proposals(request.viewer, filters.day(request)), filters, _proposal_answer)


class OfferMatchAnswer(Answer):
    """An offer matched to a State's need, with what came of it."""

    number: int
    offer: str
    state: str
    people: int
    stage: MatchStage
    session: str | None
    passed: int
    deployed: int
    reason: str
    version: int


def _match_answer(one: MatchOutcome) -> OfferMatchAnswer:
    match = one.match
    return OfferMatchAnswer(
        number=match.pk,
        offer=match.offer.reference,
        state=match.state.code,
        people=match.people,
        stage=MatchStage(match.stage),
        session=match.session.reference if match.session else None,
        passed=one.passed,
        deployed=one.deployed,
        reason=match.reason,
        version=match.version,
    )


def _again(request: MusterRequest, match: OfferMatch) -> OfferMatchAnswer:
    found = visible_match(request.viewer, request.today, match.pk)
    return _match_answer(next(one for one in outcomes(request.viewer, request.today) if one.match.pk == found.pk))


@router.get(
    "/training-offer-matches", response={200: Page[OfferMatchAnswer], **READ_ERRORS}, summary="Matches of offers"
)
def matches(request: MusterRequest, filters: Query[ListFilters]) -> Page[OfferMatchAnswer]:
    """Offers matched to needs, of the offerer, the State in need, and all to secretariats."""
    return page_of_rows(outcomes(request.viewer, filters.day(request)), filters, _match_answer)


class OfferMatchBody(Body):
    """To which State an offer is proposed, for so many people, and why."""

    state: Code
    people: Trained
    reason: LongLine


@router.post(
    "/training-offers/{reference}/matches",
    response={201: OfferMatchAnswer, **WRITE_ERRORS},
    summary="Propose an offer to a State",
)
def propose(request: MusterRequest, reference: OfferReference, body: OfferMatchBody) -> Status[OfferMatchAnswer]:
    """Propose an offer to a State."""
    made = actions.propose_match(
        request.viewer, reference, state=body.state, people=body.people, reason=body.reason, today=request.today
    )
    return Status(201, _again(request, made))


class OfferMatchStepBody(Body):
    """The next stage; done needs the session that came of it, dropped a reason."""

    stage: MatchStage
    session: SessionReference = ""
    reason: LongLine = ""
    version: Version


@router.post(
    "/training-offer-matches/{number}/steps",
    response={200: OfferMatchAnswer, **WRITE_ERRORS},
    summary="Take a match on",
)
def step(request: MusterRequest, number: RecordId, body: OfferMatchStepBody) -> OfferMatchAnswer:
    """Agree a match, tell the session that came of it, or drop it."""
    made = actions.take_match_on(
        request.viewer,
        number,
        body.stage,
        today=request.today,
        session=body.session,
        reason=body.reason,
        expected_version=body.version,
    )
    return _again(request, made)
