"""The API of the handover of a desk: the same query as the page."""

from datetime import date
from typing import Any

from ninja import Query, Router

from muster.generation.endpoints.desk_shapes import EntryAnswer, OpenCaseAnswer, entry_of, open_case_of
from muster.generation.queries.handover import Handover, desk_of, handover
from muster.generation.rules.handover import DecisionLine, FindingLine, MissingLine, OwedStep, PromiseLine
from muster.kit.openapi import WRITE_ERRORS, Answer, Filters
from muster.kit.openapi.fields import Code
from muster.parties.request import MusterRequest

router = Router(tags=["desk"])


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


def _line(shape: type[Answer], line: OwedStep | PromiseLine | DecisionLine | MissingLine | FindingLine) -> Any:
    return shape(**{name: getattr(line, name) for name in shape.model_fields})


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
        cases=[open_case_of(row) for row in told.cases],
        owed=[_line(OwedAnswer, one) for one in told.owed],
        this_week=[entry_of(one) for one in told.this_week],
        next_weeks=[entry_of(one) for one in told.next_weeks],
        promises=[_line(PromiseAnswer, one) for one in told.promises],
        decisions=[_line(DecisionAnswer, one) for one in told.decisions],
        instruments=[_line(HandoverMissingAnswer, one) for one in told.instruments],
        clearances=[_line(HandoverMissingAnswer, one) for one in told.clearances],
        findings=[_line(OpenFindingAnswer, one) for one in told.findings],
    )
