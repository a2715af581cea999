"""The API of measures: what is measured, and one measure of a mission, a State, or of all that the caller may see."""

from datetime import date
from typing import Annotated

from ninja import Query, Router
from pydantic import Field

from muster.kit.errors import Refused
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Filters, ListFilters, Page, page_of_rows
from muster.kit.openapi.fields import Code, Reference
from muster.parties.request import MusterRequest
from muster.yardsticks.facts.reading import Reading, Scope, Subject, subject_of
from muster.yardsticks.measure_pages import unseen_words
from muster.yardsticks.measures.shape import Behind, Figure
from muster.yardsticks.measures.window import read_quarter
from muster.yardsticks.reckoned import Told, told
from muster.yardsticks.register import ALL, Measure, measure_of

router = Router(tags=["yardsticks"])
QuarterWord = Annotated[str, Field(pattern=r"^[1-9][0-9]{3}Q[1-4]$", examples=["2018Q3"])]


class YardstickSummary(Answer):
    """A measure, as the list gives it."""

    measure: str
    title: str
    formula: str
    reads: str = Field(description="the records that it reads")
    beware: str = Field(description="how it may mislead")
    told_of: list[str] = Field(description="everything, mission, state")
    parameters: list[str] = Field(description="keys of the parameters that it uses")
    source: str
    standing: str = Field(description="how far the formula may be trusted")


class YardstickFigure(Answer):
    """One figure. Without a value there are no cases."""

    label: str
    unit: str = Field(description="share (0 to 1), days, months, person-days, count, ratio, index, cents, rate")
    value: float | None
    of: int | None = Field(description="the denominator; of a median the cases; of a rate the person-years")
    part: int | None = Field(description="the numerator")
    low: float | None = Field(description="lower bound of an interval of 95 per cent")
    high: float | None


class YardstickContext(Answer):
    """A context variable beside the score."""

    variable: str
    label: str
    words: str


class YardstickQuarter(Answer):
    """The first figure in a quarter, or at its end."""

    quarter: str
    is_partial: bool = Field(description="the quarter is not over")
    figure: YardstickFigure


class YardstickParameter(Answer):
    """A parameter that was used."""

    key: str
    value: str
    unit: str
    source: str
    standing: str


class YardstickRecord(Answer):
    """A record behind the figure."""

    kind: str
    record: str
    state: str
    mission: str
    on: date | None
    verdict: str = Field(description="counts, fails, open (not judged yet), aside (no part of it)")
    number: float | None
    words: str
    illustrative: bool


class YardstickAnswer(Answer):
    """A measure of a mission, a State, or of everything that the caller may see, as of a day."""

    measure: str
    title: str
    formula: str
    mission: str
    state: str
    as_of: date
    figures: list[YardstickFigure]
    nothing: str = Field(description="what is said where there are no cases")
    context: list[YardstickContext]
    trend: list[YardstickQuarter]
    parameters: list[YardstickParameter]
    records: list[YardstickRecord]
    public_sources: list[str]
    unseen: str = Field(description="what the caller does not see")
    illustrative: bool = Field(description="true: records made up for demonstration are counted")


class YardstickFilters(Filters):
    """Of what a measure is asked: a mission, a State, or everything; as of a day, or of the end of a quarter."""

    mission: Code | None = None
    state: Code | None = None
    quarter: QuarterWord | None = None


def summary(one: Measure) -> YardstickSummary:
    """Return a measure as the list gives it."""
    return YardstickSummary(
        measure=one.code,
        title=str(one.title),
        formula=str(one.formula),
        reads=str(one.reads),
        beware=str(one.beware),
        told_of=[scope.value for scope in Scope if scope in one.scopes],
        parameters=list(one.parameters),
        source=one.source,
        standing=one.standing,
    )


def figure_answer(one: Figure) -> YardstickFigure:
    """Return a figure."""
    return YardstickFigure(
        label=one.label, unit=one.unit.value, value=one.value, of=one.of, part=one.part, low=one.low, high=one.high
    )


def record_answer(one: Behind) -> YardstickRecord:
    """Return a record behind a figure."""
    return YardstickRecord(
        kind=one.sort.value,
        record=one.label,
        state=one.state,
        mission=one.mission,
        on=one.on,
        verdict=one.verdict.value,
        number=one.number,
        words=one.words,
        illustrative=one.illustrative,
    )


def answer(one: Told, unseen: str) -> YardstickAnswer:
    """Return a measure as it was told."""
    return YardstickAnswer(
        measure=one.measure.code,
        title=str(one.measure.title),
        formula=str(one.measure.formula),
        mission=one.subject.mission,
        state=one.subject.state,
        as_of=one.window.day,
        figures=[figure_answer(each) for each in one.measured.figures],
        nothing="" if one.measured.has_cases else one.measured.nothing,
        context=[
            YardstickContext(variable=each.key.value, label=str(each.label), words=each.words) for each in one.context
        ],
        trend=[
            YardstickQuarter(quarter=str(each.quarter), is_partial=each.is_partial, figure=figure_answer(each.figure))
            for each in one.trend
        ],
        parameters=[
            YardstickParameter(key=row.key, value=row.value, unit=row.unit, source=row.source, standing=row.standing)
            for row in one.parameters
        ],
        records=[record_answer(each) for each in one.measured.behind],
        public_sources=list(one.measured.sources),
        unseen=unseen,
        illustrative=one.measured.illustrative,
    )


def subject_named(request: MusterRequest, day: date, mission: str | None, state: str | None) -> Subject:
    """Return the subject that is named. Raises Refused where two are, NotFound where it is not on record."""
    if mission and state:
        raise Refused("A measure is of a mission or of a State: name one of mission= and state=, or none.")
    scope = Scope.MISSION if mission else Scope.STATE if state else Scope.EVERYTHING
    return subject_of(request.viewer, day, scope, mission or state or "")


@router.get("/yardsticks", response={200: Page[YardstickSummary], **READ_ERRORS}, summary="Measures")
def yardsticks(request: MusterRequest, filters: Query[ListFilters]) -> Page[YardstickSummary]:
    """What is measured, with formula, what it reads and how it may mislead."""
    return page_of_rows(ALL, filters, summary)


@router.get(
    "/yardsticks/{measure}", response={200: YardstickAnswer, **READ_ERRORS, **WRITE_ERRORS}, summary="One measure"
)
def yardstick(request: MusterRequest, measure: Reference, filters: Query[YardstickFilters]) -> YardstickAnswer:
    """A measure of a mission, a State, or of everything that the caller may see, with context and records."""
    day = filters.day(request)
    if filters.quarter:
        day = read_quarter(filters.quarter, day).as_of(day).day
    found = subject_named(request, day, filters.mission, filters.state)
    reading = Reading(request.viewer, day, request.today, found)
    return answer(told(measure_of(measure), reading), unseen_words(request.viewer))
