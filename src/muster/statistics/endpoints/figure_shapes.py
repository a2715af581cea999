"""Shapes of the figures in the API: what the commands print as JSON. Shares are parts of 1."""

import datetime as dt

from pydantic import Field

from muster.kit.openapi import Answer


class FigureSource(Answer):
    """Where a figure is from."""

    file: str = Field(description="files of the data sets, with a comma between them")
    date: dt.date | None = Field(description="last day that the rows stand for")
    filter: str = Field(description="how the rows were chosen")
    notes: list[str] = Field(description="what has to be known of the figure")


class MissionCount(Answer):
    """Uniformed people of a mission: the last count not after the day."""

    mission: str
    on: dt.date
    as_counted_on: dt.date
    troops: int
    police: int
    experts: int
    total: int
    source: FigureSource


class StatePeriod(Answer):
    """A State's people in a month or in a year."""

    period: str = Field(description="2018 or 2018-03")
    count: int
    as_stored: float = Field(description="the figure as the file has it")
    months_present: int | None = Field(description="months for which somebody is counted; of a year only")


class StateOverTime(Answer):
    """A State's people over time; what is missing is no zero."""

    state: str
    mission: str | None
    grain: str = Field(description="month or year mean")
    rows: list[StatePeriod]
    missing: list[str]
    source: FigureSource


class RankedState(Answer):
    """A State in the ranking; equal counts share a rank."""

    rank: int
    state: str
    count: int


class ContributorRanking(Answer):
    """States by the people that they have."""

    on: dt.date
    mission: str | None
    type: str
    rows: list[RankedState]
    source: FigureSource


class ContributorConcentration(Answer):
    """The Herfindahl index of contributors."""

    on: dt.date
    mission: str | None
    herfindahl: float
    states: int
    source: FigureSource


class OperationUnderWay(Answer):
    """An operation under way; `end` is its last day."""

    mission: str
    name: str
    start: dt.date
    end: dt.date | None
    host: str | None
    latitude: float | None
    longitude: float | None


class OperationsUnderWay(Answer):
    """Peacekeeping operations under way on a day."""

    on: dt.date
    region: str | None
    missions: list[OperationUnderWay]
    source: FigureSource


class WomenOfState(Answer):
    """A State's women; no light without a target."""

    state: str
    women: int
    all: int
    share: float
    target: float | None
    light: str | None = Field(description="green, yellow or red")


class WomenOnDay(Answer):
    """The share of women on a day."""

    on: dt.date
    mission: str | None
    type: str
    share: float | None
    women: int
    all: int
    target: float | None
    rows: list[WomenOfState]
    source: FigureSource


class UniformedDeaths(Answer):
    """Deaths of uniformed people over their person-years."""

    count: int
    per_1000_person_years: float | None
    interval_95: list[float] | None


class DeathsInPeriod(Answer):
    """Deaths in a period, everybody's, over the person-years of uniformed people."""

    since: dt.date
    until: dt.date
    mission: str | None
    count: int
    person_years: float
    per_1000_person_years: float | None
    interval_95: list[float] | None
    uniformed: UniformedDeaths
    source: FigureSource


class BuildUpMonth(Answer):
    """A mission's people so many months after that of its start."""

    month: int
    date: dt.date
    count: int


class MissionBuildUp(Answer):
    """How a mission grew in its first three years."""

    mission: str
    start: dt.date
    points: list[BuildUpMonth]
    peak: int
    months_to_half: int
    months_to_full: int = Field(description="months to nine tenths of the peak")
    source: FigureSource


class ThresholdCrossing(Answer):
    """A month in which a State's people in a mission crossed the threshold."""

    date: dt.date
    state: str
    mission: str
    kind: str = Field(description="entry or exit")
    before: int
    count: int


class EntriesAndExits(Answer):
    """Entries and exits of contributors."""

    type: str
    threshold: int
    rows: list[ThresholdCrossing]
    contingents: int = Field(description="pairs of State and mission that reached the threshold")
    source: FigureSource


class ValueOfSource(Answer):
    """What one file says."""

    source: str
    file: str
    kind: str
    as_of: dt.date
    count: int
    as_stored: float
    months_present: int | None
    is_taken: bool = Field(description="whether figures take this one")
    difference: int = Field(description="over the value that is taken")


class SourcesBesideEachOther(Answer):
    """One figure in every source that has it."""

    on: dt.date
    state: str | None
    mission: str | None
    rows: list[ValueOfSource]
    source: FigureSource


class BurdenOfState(Answer):
    """What a State pays and sends."""

    state: str
    pays: float | None = Field(description="assessed part of the budget")
    people: float = Field(description="mean strength of the year")
    sends: float = Field(description="part of all uniformed people")


class BurdenOfYear(Answer):
    """Who pays against who sends."""

    year: int
    rows: list[BurdenOfState]
    source: FigureSource
