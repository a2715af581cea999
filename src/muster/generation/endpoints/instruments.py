"""The API of instruments: the same queries and actions as the pages."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router, Status
from pydantic import Field

from muster.generation.actions import instrument_steps as steps
from muster.generation.actions import instruments as actions
from muster.generation.actions.instruments import InstrumentTerms
from muster.generation.endpoints.fields import CaseReference, InstrumentReference
from muster.generation.models import Annex, Instrument, InstrumentKind, InstrumentStage, LineOrigin
from muster.generation.queries.case_parts import case_seen
from muster.generation.queries.instruments import instruments_of, line_terms, versions_of, visible_instrument
from muster.generation.rules.instrument_lines import MOST_LINES, LineTerms
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, Filters, ListFilters, Page, Sourced, page_of
from muster.kit.openapi import sourced as sourced_values
from muster.kit.openapi.fields import Day, LongLine, People, Prose, Title, Truth, Version, Word
from muster.parties.request import MusterRequest

router = Router(tags=["instruments"])
CodeOrNone = Annotated[str, Field(pattern=r"^([A-Z]{3})?$", max_length=3)]


class InstrumentSummary(Sourced):
    """An agreement of a case and where it stands."""

    reference: str
    case: str
    kind: InstrumentKind
    number: str
    title: str
    other_state: str | None = Field(description="code of the co-deploying State")
    needs_ratification: bool
    ratified_by: str
    stage: InstrumentStage
    stage_on: date
    version: int
    known_from: date


class InstrumentLineAnswer(Answer):
    """One line as agreed, with what pledge and statement of unit requirement say of it. No rates."""

    annex: Annex
    category: str
    item: str
    quantity: int | None
    lease: str
    provider: str
    words: str
    origin: LineOrigin
    pledged: str
    required: str
    differs: bool


class InstrumentAnswer(InstrumentSummary):
    """An instrument with what its latest version says, and what that changes."""

    content_version: int
    changes: list[str]
    lines: list[InstrumentLineAnswer]


class NewInstrument(Body):
    """An instrument to be drafted: annexes are made from pledge and statement, clauses with their heads."""

    kind: InstrumentKind
    title: Annotated[Title, Field(min_length=1)]
    number: Word = ""
    other_state: CodeOrNone = ""
    needs_ratification: Truth = False
    ratified_by: Word = ""
    source: LongLine = ""


class InstrumentLineBody(Body):
    """One line as it is to stand. What pledge and statement say is kept of the line of the same annex and item."""

    annex: Annex
    category: Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=60)] = ""
    item: Annotated[Title, Field(min_length=1)]
    quantity: People | None = None
    lease: Annotated[str, Field(pattern=r"^(wet|dry)?$", max_length=8)] = ""
    provider: Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=60)] = ""
    words: Prose = ""


class WrittenLines(Body):
    """All lines of an instrument. `held_from` is needed for an amendment, and so is a reason."""

    version: Version
    lines: Annotated[list[InstrumentLineBody], Field(max_length=MOST_LINES)]
    reason: LongLine = ""
    held_from: Day | None = None


class InstrumentStep(Body):
    """The next stage, on a day."""

    version: Version
    stage: InstrumentStage
    held_from: Day
    reason: LongLine = ""


def _values(one: Instrument) -> dict[str, Any]:
    names = ("reference", "kind", "number", "title", "needs_ratification", "ratified_by", "stage", "stage_on",
             "version", "known_from")  # fmt: skip
    plain = {name: getattr(one, name) for name in names}
    other = one.other_state.code if one.other_state else None
    return {**sourced_values(one), **plain, "case": one.case.reference, "other_state": other}


def _one(request: MusterRequest, reference: str, day: date) -> InstrumentAnswer:
    found = visible_instrument(request.viewer, day, reference)
    versions = versions_of(found, day)
    latest = versions[0]
    lines = [vars(line) for line in line_terms(list(latest.lines.all()))]
    said = {"content_version": latest.number, "changes": latest.changes, "lines": lines}
    return InstrumentAnswer.model_validate({**_values(found), **said})


@router.get(
    "/cases/{case}/instruments", response={200: Page[InstrumentSummary], **READ_ERRORS}, summary="Instruments of a case"
)
def case_instruments(
    request: MusterRequest, case: CaseReference, filters: Query[ListFilters]
) -> Page[InstrumentSummary]:
    """The agreements of a case that the caller may see."""
    day = filters.day(request)
    found = instruments_of(request.viewer, day, case_seen(request.viewer, day, case)).order_by("reference")
    return page_of(found, filters, lambda one: InstrumentSummary.model_validate(_values(one)))


@router.post(
    "/cases/{case}/instruments", response={201: InstrumentAnswer, **WRITE_ERRORS}, summary="Draft an instrument"
)
def draft_instrument(request: MusterRequest, case: CaseReference, body: NewInstrument) -> Status[InstrumentAnswer]:
    """Draft an instrument of a case, by the register."""
    terms = InstrumentTerms(**{**body.model_dump(), "kind": body.kind.value})
    made = actions.create_instrument(request.viewer, case, terms, today=request.today)
    return Status(201, _one(request, made.reference, request.today))


@router.get("/instruments/{reference}", response={200: InstrumentAnswer, **READ_ERRORS}, summary="One instrument")
def one_instrument(request: MusterRequest, reference: InstrumentReference, filters: Query[Filters]) -> InstrumentAnswer:
    """An instrument with the lines known on the day."""
    return _one(request, reference, filters.day(request))


@router.put(
    "/instruments/{reference}/lines", response={200: InstrumentAnswer, **WRITE_ERRORS}, summary="Write its lines"
)
def write_instrument_lines(
    request: MusterRequest, reference: InstrumentReference, body: WrittenLines
) -> InstrumentAnswer:
    """Replace the lines of a draft; with `held_from`, amend what is in force."""
    known = {
        (line.annex, line.category, line.item): line
        for line in line_terms(list(visible_instrument(request.viewer, request.today, reference).latest.lines.all()))
    }
    lines = [_line(one, known.get((one.annex.value, one.category, one.item))) for one in body.lines]
    more: dict[str, Any] = {"today": request.today, "reason": body.reason, "expected_version": body.version}
    if body.held_from is None:
        steps.write_lines(request.viewer, reference, lines, **more)
    else:
        steps.amend_instrument(request.viewer, reference, lines, held_from=body.held_from, **more)
    return _one(request, reference, request.today)


def _line(body: InstrumentLineBody, known: LineTerms | None) -> LineTerms:
    """Return the line as said, with what is known of it."""
    said = {**body.model_dump(), "annex": body.annex.value}
    return LineTerms(**({**vars(known), **said} if known else said))


@router.post("/instruments/{reference}/step", response={200: InstrumentAnswer, **WRITE_ERRORS}, summary="Next stage")
def step_instrument(request: MusterRequest, reference: InstrumentReference, body: InstrumentStep) -> InstrumentAnswer:
    """Take an instrument to its next stage."""
    steps.take_step(
        request.viewer,
        reference,
        body.stage.value,
        held_from=body.held_from,
        today=request.today,
        reason=body.reason,
        expected_version=body.version,
    )
    return _one(request, reference, request.today)
