"""The API of operations of the past (public) and of what States record of their own history (for parties)."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from ninja import Query, Router, Status
from pydantic import Field

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
from muster.kit.openapi.fields import Code, Day, LongLine, Prose, Reference, Title, Version, Word
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.statistics.actions import history as actions
from muster.statistics.models import HistoryEntry
from muster.statistics.queries.history import operations_since_1948, visible_entries, visible_entry
from muster.statistics.rules.history_terms import (
    MOST_POINTS,
    SAID,
    DayPrecision,
    HistoryKind,
    HistoryStage,
    HistoryTerms,
    PointKind,
    PointTerms,
)
from muster.statistics.store import open_store

router = Router(tags=["statistics"])
own = Router(tags=["statistics"])
AMOUNT = r"^[0-9]{1,14}(\.[0-9]{1,2})?$"


class PastOperationAnswer(Answer):
    """An operation, in being `[start, until)`, with the most uniformed people that the public record saw."""

    acronym: str
    name: str
    hosts: list[str] = Field(description="ISO 3166 alpha-3 codes")
    start: date
    until: date | None
    most_people: int | None
    most_people_on: date | None
    fatalities: int | None


class PastOperationsAnswer(Answer):
    """All operations begun by the day."""

    operations: list[PastOperationAnswer]


class HistoryPointAnswer(Answer):
    """A figure, or a lesson."""

    kind: PointKind
    words: str
    amount: str | None = Field(pattern=AMOUNT)
    unit: str


class HistoryAnswer(Sourced):
    """A record of a State's own history, in being `[holds_from, holds_until)`."""

    reference: str
    state: str
    kind: HistoryKind
    title: str
    operation: str
    place: str
    led_by: str
    holds_from: date
    from_precision: DayPrecision
    holds_until: date | None
    until_precision: DayPrecision
    text: str
    stage: HistoryStage
    version: int
    points: list[HistoryPointAnswer]


class HistoryPointBody(Body):
    """A figure (with its amount), or a lesson."""

    kind: PointKind
    words: Annotated[str, Field(pattern=r"^[^\x00]*$", min_length=1, max_length=500)]
    amount: Annotated[str, Field(pattern=AMOUNT)] | None = None
    unit: Annotated[Word, Field(max_length=40)] = ""


class HistoryBody(Body):
    """What a record says, whole."""

    kind: HistoryKind
    title: Annotated[Title, Field(min_length=1)]
    operation: Annotated[Word, Field(max_length=40)] = ""
    place: Title = ""
    led_by: Title = ""
    holds_from: Day
    from_precision: DayPrecision = DayPrecision.DAY
    holds_until: Day | None = None
    until_precision: DayPrecision = DayPrecision.DAY
    text: Prose = ""
    source: LongLine = ""
    points: Annotated[list[HistoryPointBody], Field(max_length=MOST_POINTS)] = []


class NewHistoryBody(HistoryBody):
    """A new record of a State."""

    reference: Reference
    state: Code


class ChangedHistoryBody(HistoryBody):
    """What a record says now; `version` is the one that was read."""

    version: Version


class HistoryStageBody(Body):
    """The stage that a record takes."""

    stage: HistoryStage
    version: Version


class HistoryFilters(ListFilters):
    """Which records."""

    state: Code | None = None
    kind: HistoryKind | None = None
    words: Word = ""


def _answer(one: HistoryEntry) -> HistoryAnswer:
    points = [
        {"kind": point.kind, "words": point.words, "amount": _text(point.amount), "unit": point.unit}
        for point in one.points.all()
    ]
    values = {name: getattr(one, name) for name in ("reference", "stage", "version", *SAID)}
    return HistoryAnswer.model_validate({**sourced(one), **values, "state": one.state.code, "points": points})


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"


def _terms(body: HistoryBody) -> HistoryTerms:
    said = body.model_dump(exclude={"points", "reference", "state", "version"}, mode="python")
    points = tuple(
        PointTerms(one.kind.value, one.words, None if one.amount is None else Decimal(one.amount), one.unit)
        for one in body.points
    )
    return HistoryTerms(**said, points=points)


@router.get(
    "/statistics/operations", response={200: PastOperationsAnswer, **READ_ERRORS}, summary="Operations since 1948"
)
def past_operations(request: MusterRequest, filters: Query[Filters]) -> PastOperationsAnswer:
    """Every operation of the United Nations begun by the day."""
    found = operations_since_1948(open_store(), filters.day(request))
    return PastOperationsAnswer(
        operations=[
            PastOperationAnswer(
                acronym=one.fact.acronym,
                name=one.fact.name,
                hosts=list(one.fact.host_iso3),
                start=one.fact.start,
                until=one.fact.until,
                most_people=one.peak,
                most_people_on=one.peak_on,
                fatalities=one.fatalities,
            )
            for one in found
        ]
    )


@own.get("/history", response={200: Page[HistoryAnswer], **READ_ERRORS}, summary="What States record of their history")
def history_records(request: MusterRequest, filters: Query[HistoryFilters]) -> Page[HistoryAnswer]:
    """The records that the caller may see."""
    found = visible_entries(request.viewer, filters.day(request), filters.words)
    return page_of(found.filter(**filters.chosen(state="state__code", kind="kind")), filters, _answer)


@own.get("/history/{reference}", response={200: HistoryAnswer, **READ_ERRORS}, summary="One record of history")
def history_record(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> HistoryAnswer:
    """A record with its figures and lessons."""
    return _answer(visible_entry(request.viewer, filters.day(request), reference))


@own.post("/history", response={201: HistoryAnswer, **WRITE_ERRORS}, summary="Enter a record of history")
def create_history(request: MusterRequest, body: NewHistoryBody) -> Status[HistoryAnswer]:
    """Enter a record as a draft: an officer of the State."""
    state = organisation(body.state)
    actions.record_history(request.viewer, body.reference, state, _terms(body), today=request.today)
    return Status(201, _answer(visible_entry(request.viewer, request.today, body.reference)))


@own.put("/history/{reference}", response={200: HistoryAnswer, **WRITE_ERRORS}, summary="Change a record of history")
def change_history(request: MusterRequest, reference: Reference, body: ChangedHistoryBody) -> HistoryAnswer:
    """Write anew what a record says, with all its points."""
    actions.change_history(request.viewer, reference, _terms(body), today=request.today, expected_version=body.version)
    return _answer(visible_entry(request.viewer, request.today, reference))


@own.post(
    "/history/{reference}/stage", response={200: HistoryAnswer, **WRITE_ERRORS}, summary="Publish a record of history"
)
def step_history(request: MusterRequest, reference: Reference, body: HistoryStageBody) -> HistoryAnswer:
    """Publish a draft to every party, or take it back."""
    actions.step_history(request.viewer, reference, body.stage, today=request.today, expected_version=body.version)
    return _answer(visible_entry(request.viewer, request.today, reference))
