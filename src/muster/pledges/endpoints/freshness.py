"""The API of confirmations, confidence and obligations: the same queries and actions as the pages."""

from datetime import date
from typing import Annotated

from ninja import Query, Router, Status
from pydantic import Field

from muster.kit.errors import NotFound
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, Filters, ListFilters, Page
from muster.kit.openapi.fields import Code, Line, Reference
from muster.parties.request import MusterRequest
from muster.pledges import actions, queries
from muster.pledges.models import Confirmation
from muster.pledges.queries.obligations import Owed
from muster.pledges.rules.freshness import Freshness
from muster.pledges.rules.obligations import Duty, Side
from muster.pledges.rules.theatre_doubts import DoubtStanding, JudgedResult
from muster.pledges.theatre_terms import TheatreResultKind

router = Router(tags=["pledges"])
MOST_CONFIRMED = 500
NoteVerbale = Annotated[Line, Field(max_length=120, description="reference of the note verbale")]


class LossAnswer(Answer):
    """Why the score is not full."""

    says: str
    points: int


class ObligationAnswer(Answer):
    """Something owed between the two sides; `pledge` empty: it concerns the State as a whole."""

    pledge: str
    state: str
    registered_with: str
    owed_by: Side
    duty: Duty
    what: str
    about: str
    since: date
    due_on: date | None = Field(description="the last day on which it is in time")
    days_overdue: int
    parameter: str = Field(description="the parameter behind the day; empty where the record itself says it")


class ResultInTheatreAnswer(Answer):
    """What an inspection or evaluation found of a unit that came from the pledge, and what it means for the pledge."""

    kind: TheatreResultKind
    unit: str
    mission: str
    on: date
    known_from: date
    percent: int | None = Field(description="whole share of serviceable items, where it was counted")
    result: str = Field(description="in words")
    outcome: str = Field(description="the code of these words, where there is one")
    reference: str = Field(description="of the inspection or evaluation")
    means: DoubtStanding
    ended_by: str = Field(description="what ended its doubt")
    source: str
    standing: str


class HealthAnswer(Answer):
    """How a pledge stands: freshness, confidence with its reasons, what was found in theatre, what the sides owe."""

    pledge: str
    freshness: Freshness
    confirmed_on: date | None
    expires_on: date | None = Field(description="the first day without a confirmation that holds")
    confidence_percent: int
    reasons: list[LossAnswer]
    in_theatre: list[ResultInTheatreAnswer]
    obligations: list[ObligationAnswer]


class LookAgainBody(Body):
    """What the register looked at, and why the level stays."""

    words: Annotated[Line, Field(min_length=1, max_length=300)]


class ConfirmationAnswer(Answer):
    """A State's confirmation; valid until a day (excluded)."""

    pledge: str
    confirmed_on: date
    valid_until: date
    note_verbale: str


class NewConfirmation(Body):
    """What goes with the confirmation of one pledge."""

    note_verbale: NoteVerbale = ""


class NewConfirmations(Body):
    """The pledges that still hold, and the note verbale that says so."""

    pledges: Annotated[list[Reference], Field(min_length=1, max_length=MOST_CONFIRMED)]
    note_verbale: NoteVerbale = ""


def _obligation_answer(one: Owed) -> ObligationAnswer:
    return ObligationAnswer(
        pledge=one.pledge.reference if one.pledge is not None else "",
        state=one.state.code,
        registered_with=one.register.code,
        owed_by=one.obligation.owed_by,
        duty=one.obligation.duty,
        what=one.obligation.what,
        about=one.obligation.about,
        since=one.obligation.since,
        due_on=one.obligation.due_on,
        days_overdue=one.days_overdue,
        parameter=one.obligation.basis,
    )


def _result_answer(one: JudgedResult) -> ResultInTheatreAnswer:
    result = one.result
    return ResultInTheatreAnswer(
        kind=TheatreResultKind(result.kind),
        unit=result.unit,
        mission=result.mission,
        on=result.on,
        known_from=result.known_from,
        percent=result.percent,
        result=result.word,
        outcome=result.outcome,
        reference=result.reference,
        means=one.standing,
        ended_by=one.ended_by,
        source=result.source,
        standing=result.standing,
    )


def _confirmation_answer(one: Confirmation) -> ConfirmationAnswer:
    return ConfirmationAnswer(
        pledge=one.pledge.reference,
        confirmed_on=one.confirmed_on,
        valid_until=one.valid_until,
        note_verbale=one.note_verbale,
    )


class ObligationFilters(ListFilters):
    """How the list is narrowed."""

    state: Annotated[Code | None, Field(description="code of the State")] = None
    owed_by: Side | None = None
    overdue: Annotated[bool | None, Field(description="only what is overdue, or only what is in time")] = None


@router.get("/obligations", response={200: Page[ObligationAnswer], **READ_ERRORS}, summary="Obligations")
def obligations(request: MusterRequest, filters: Query[ObligationFilters]) -> Page[ObligationAnswer]:
    """What is owed between the two sides of pledges of which the caller is one, the most urgent first."""
    owed = [
        one
        for one in queries.all_owed(request.viewer, filters.day(request), filters.state or "")
        if filters.owed_by in (None, one.obligation.owed_by) and filters.overdue in (None, one.days_overdue > 0)
    ]
    part = owed[filters.offset : filters.offset + filters.limit]
    items = [_obligation_answer(one) for one in part]
    return Page(count=len(owed), limit=filters.limit, offset=filters.offset, items=items)


@router.get("/pledges/{reference}/health", response={200: HealthAnswer, **READ_ERRORS}, summary="Health of a pledge")
def health(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> HealthAnswer:
    """How fresh a pledge is, how far it may be relied on and why, and what its two sides owe; for these sides only."""
    day = filters.day(request)
    found = queries.visible_pledge(request.viewer, day, reference)
    queries.put_health(request.viewer, day, [found])
    if found.health is None:
        raise NotFound(f"What stands between the two sides of pledge {reference!r} is for them to see.")
    confidence = found.health.confidence
    return HealthAnswer(
        pledge=reference,
        freshness=found.health.freshness,
        confirmed_on=found.health.confirmed_on,
        expires_on=found.health.expires_on,
        confidence_percent=confidence.score,
        reasons=[LossAnswer(says=loss.says, points=loss.points) for loss in confidence.losses],
        in_theatre=[_result_answer(one) for one in found.health.theatre],
        obligations=[_obligation_answer(one) for one in queries.owed_by_health([found], day)],
    )


@router.post(
    "/pledges/{reference}/look-again",
    response={200: list[ResultInTheatreAnswer], **WRITE_ERRORS},
    summary="The level stays after what was found in theatre",
)
def look_again(request: MusterRequest, reference: Reference, body: LookAgainBody) -> list[ResultInTheatreAnswer]:
    """Say what the register looked at and why the level stays; this ends each doubt of today. Answers all results."""
    actions.look_again(request.viewer, reference, body.words, today=request.today)
    found = queries.visible_pledge(request.viewer, request.today, reference)
    queries.put_health(request.viewer, request.today, [found])
    return [_result_answer(one) for one in (found.health.theatre if found.health else ())]


@router.post(
    "/pledges/{reference}/confirmations",
    response={201: ConfirmationAnswer, **WRITE_ERRORS},
    summary="Confirm a pledge",
)
def confirm_pledge(request: MusterRequest, reference: Reference, body: NewConfirmation) -> Status[ConfirmationAnswer]:
    """Confirm that a pledge still holds, today; an officer of its State does it."""
    made = actions.confirm_pledge(request.viewer, reference, today=request.today, note_verbale=body.note_verbale)
    return Status(201, _confirmation_answer(made))


@router.post("/confirmations", response={201: list[ConfirmationAnswer], **WRITE_ERRORS}, summary="Confirm pledges")
def confirm_pledges(request: MusterRequest, body: NewConfirmations) -> Status[list[ConfirmationAnswer]]:
    """Confirm many pledges by one note verbale, all or none."""
    made = actions.confirm_pledges(request.viewer, body.pledges, today=request.today, note_verbale=body.note_verbale)
    return Status(201, [_confirmation_answer(one) for one in made])
