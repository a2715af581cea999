"""The API of the desk: open cases, the calendar and its address, the handover. The same queries as the pages."""

from datetime import date, timedelta
from typing import Annotated, Any

from django.urls import reverse
from ninja import Query, Router, Status
from pydantic import Field

from muster.generation.models import CaseVariant
from muster.generation.queries.board import OpenCase, open_cases
from muster.generation.queries.calendar import calendar_entries
from muster.generation.queries.handover import Handover, desk_of, handover
from muster.generation.rules.calendar import KINDS, CalendarEntry
from muster.generation.rules.handover import DecisionLine, FindingLine, MissingLine, OwedStep, PromiseLine
from muster.generation.rules.lateness import AT_RISK, IN_TIME, LATE, UNKNOWN
from muster.generation.rules.stations import NOWHERE, STATIONS
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Filters, ListFilters, Page, page_of_rows
from muster.kit.openapi.fields import Code, Day, Word
from muster.parties.actions import issue_calendar_key, revoke_calendar_key
from muster.parties.request import MusterRequest

router = Router(tags=["desk"])
MOST_DAYS = 400


def _one_of(*words: str) -> Any:
    return Field(json_schema_extra={"enum": list(words)}, max_length=40)


Station = Annotated[str, _one_of(*(one.code for one in (*STATIONS, NOWHERE)))]
Variant = Annotated[str, _one_of(*CaseVariant.values)]
Verdict = Annotated[str, _one_of(LATE, AT_RISK, IN_TIME, UNKNOWN)]
Kind = Annotated[str, _one_of(*KINDS)]


class OpenCaseAnswer(Answer):
    """An open case as its last forecast left it."""

    reference: str
    title: str
    state: str = Field(description="ISO alpha-3 code")
    mission: str
    post: str
    unit_type: str
    strength: int
    variant: str
    is_drill: bool
    desk_officer: str
    requested_on: date
    wanted_on: date
    station: str = Field(description="the group of phases in which it stands")
    phase: str = Field(description="code; empty where no phase is left to begin")
    arrival_p50: date | None
    arrival_p90: date | None
    days_late: int | None = Field(description="from the wanted day to the arrival by an even chance; negative: early")
    lateness: str
    owed_by: str | None = Field(description="code of the organisation that owes the next step")
    owed_on: date | None
    is_overdue: bool
    forecast_on: date | None
    source: str
    standing: str


class BoardFilters(ListFilters):
    """Which open cases."""

    mission: Code | None = None
    state: Code | None = None
    station: Station | None = None
    phase: Word | None = None
    variant: Variant | None = None
    lateness: Verdict | None = None
    owed_by: Code | None = None
    is_overdue: bool | None = None
    is_drill: bool | None = None


class EntryAnswer(Answer):
    """Something on the calendar in `[start, until)`; `until` null: not yet known."""

    kind: str
    start: date
    until: date | None
    reference: str
    title: str
    case: str
    phase: str
    mission: str
    state: str
    who: str
    is_overdue: bool
    is_drill: bool
    illustrative: bool
    source: str


class CalendarFilters(ListFilters):
    """Which days: from the day of the answer on, or from `start`."""

    start: Annotated[Day | None, Field(description="first day; else the day of the answer")] = None
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = 28
    kind: Kind | None = None
    mission: Code | None = None


class AddressAnswer(Answer):
    """The address of a calendar feed. It is told this once."""

    address: str


class HandoverFilters(Filters):
    """Of which mission, or of which State: one of the two."""

    mission: Code | None = None
    state: Code | None = None


class OwedAnswer(Answer):
    """A phase that its side could work on now."""

    case: str
    phase: str
    who: str
    due_on: date
    days_overdue: int
    is_critical: bool
    promised_for: date | None
    is_promise_broken: bool
    held_until: date | None


class PromiseAnswer(Answer):
    """The last promise about a phase: kept, broken, open or lapsed."""

    case: str
    phase: str
    who: str
    promised_at: date | None
    promised_for: date
    done_on: date | None
    verdict: str
    times: int


class DecisionAnswer(Answer):
    """Something that was decided, and why."""

    on: date
    record: str
    kind: str
    words: str
    who: str


class HandoverMissingAnswer(Answer):
    """Something that a case lacks."""

    case: str
    what: str
    stage: str
    since: date | None
    due_on: date | None
    is_overdue: bool
    note: str


class OpenFindingAnswer(Answer):
    """A finding that is not closed."""

    reference: str
    visit: str
    severity: str
    text: str
    who: str
    due_on: date | None
    is_overdue: bool


class HandoverAnswer(Answer):
    """What is handed over of a mission or a State."""

    kind: str
    code: str
    name: str
    as_of: date
    cases: list[OpenCaseAnswer]
    owed: list[OwedAnswer]
    this_week: list[EntryAnswer]
    next_weeks: list[EntryAnswer]
    promises: list[PromiseAnswer]
    decisions: list[DecisionAnswer]
    instruments: list[HandoverMissingAnswer]
    clearances: list[HandoverMissingAnswer]
    findings: list[OpenFindingAnswer]


def _case(row: OpenCase) -> OpenCaseAnswer:
    names = set(OpenCaseAnswer.model_fields) - {"state", "station", "lateness", "owed_by"}
    plain: dict[str, Any] = {name: getattr(row, name) for name in names}
    told: dict[str, Any] = {
        "state": row.state_code,
        "station": row.station.code,
        "lateness": row.verdict,
        "owed_by": row.owed_by_code,
    }
    return OpenCaseAnswer(**plain, **told)


def _entry(entry: CalendarEntry) -> EntryAnswer:
    return EntryAnswer(**{name: getattr(entry, name) for name in EntryAnswer.model_fields})


def _line(shape: type[Answer], line: OwedStep | PromiseLine | DecisionLine | MissingLine | FindingLine) -> Any:
    return shape(**{name: getattr(line, name) for name in shape.model_fields})


@router.get("/board", response={200: Page[OpenCaseAnswer], **READ_ERRORS}, summary="Open cases at a glance")
def board(request: MusterRequest, filters: Query[BoardFilters]) -> Any:
    """List the open cases that the caller may see, the latest against the wanted day first."""
    wanted = {
        "mission": filters.mission,
        "state_code": filters.state,
        "phase": filters.phase,
        "variant": filters.variant,
        "verdict": filters.lateness,
        "owed_by_code": filters.owed_by,
        "is_overdue": filters.is_overdue,
        "is_drill": filters.is_drill,
    }
    given = {name: value for name, value in wanted.items() if value is not None}
    rows = [
        row
        for row in open_cases(request.viewer, filters.day(request), today=request.today)
        if all(getattr(row, name) == value for name, value in given.items())
        and filters.station in (None, row.station.code)
    ]
    rows.sort(key=lambda row: (row.days_late is None, -(row.days_late or 0), row.reference))
    return page_of_rows(rows, filters, _case)


@router.get("/calendar", response={200: Page[EntryAnswer], **READ_ERRORS}, summary="What falls into a span of days")
def calendar(request: MusterRequest, filters: Query[CalendarFilters]) -> Any:
    """List steps due, promises, visits, arrivals expected and blocks, in order."""
    day = filters.day(request)
    start = filters.start or day
    rows = [
        entry
        for entry in calendar_entries(
            request.viewer, day, start, start + timedelta(days=filters.days), today=request.today
        )
        if filters.kind in (None, entry.kind) and filters.mission in (None, entry.mission)
    ]
    return page_of_rows(rows, filters, _entry)


@router.post("/calendar/address", response={201: AddressAnswer, **WRITE_ERRORS}, summary="A new address of my calendar")
def new_address(request: MusterRequest) -> Any:
    """Make the address of the caller's calendar feed; the one before stops to open it."""
    key = issue_calendar_key(request.viewer)
    address = request.build_absolute_uri(reverse("calendar-feed", args=[key]))
    return Status(201, AddressAnswer(address=address))


@router.delete("/calendar/address", response={204: None, **WRITE_ERRORS}, summary="Close the address of my calendar")
def close_address(request: MusterRequest) -> Any:
    """Let the address of the caller's calendar feed open no more."""
    revoke_calendar_key(request.viewer)
    return Status(204, None)


@router.get("/handover", response={200: HandoverAnswer, **WRITE_ERRORS}, summary="A handover")
def read_handover(request: MusterRequest, filters: Query[HandoverFilters]) -> Any:
    """What is open, promised and decided of a mission or a State, as far as the caller may see it."""
    told = handover(
        request.viewer, filters.day(request), desk_of(filters.mission or "", filters.state or ""), today=request.today
    )
    return _handover(told)


def _handover(told: Handover) -> HandoverAnswer:
    return HandoverAnswer(
        kind=told.desk.kind,
        code=told.desk.code,
        name=told.desk.name,
        as_of=told.day,
        cases=[_case(row) for row in told.cases],
        owed=[_line(OwedAnswer, one) for one in told.owed],
        this_week=[_entry(one) for one in told.this_week],
        next_weeks=[_entry(one) for one in told.next_weeks],
        promises=[_line(PromiseAnswer, one) for one in told.promises],
        decisions=[_line(DecisionAnswer, one) for one in told.decisions],
        instruments=[_line(HandoverMissingAnswer, one) for one in told.instruments],
        clearances=[_line(HandoverMissingAnswer, one) for one in told.clearances],
        findings=[_line(OpenFindingAnswer, one) for one in told.findings],
    )
