"""What a measure comes to: figures with their denominators, and the records behind them. Pure.

Where there is nothing to measure a figure has no value: "no cases" is said, 0 of 0 never is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil
from statistics import median


class Unit(StrEnum):
    """What a figure counts."""

    SHARE = "share"
    DAYS = "days"
    MONTHS = "months"
    PERSON_DAYS = "person-days"
    COUNT = "count"
    RATIO = "ratio"
    INDEX = "index"
    CENTS = "cents"
    RATE = "per 1,000 person-years"


class Sort(StrEnum):
    """What kind of record stands behind a figure: a door makes its address of it."""

    PLEDGE = "pledge"
    ANNOUNCEMENT = "announcement"
    CASE = "case"
    POST = "post"
    VISIT = "visit"
    FINDING = "finding"
    OFFER = "offer"
    TOUR = "tour"
    UNIT = "unit"
    INDIVIDUAL_POST = "individual post"
    INSPECTION = "inspection"
    CLAIM = "claim"
    STATE = "State"
    MISSION = "mission"
    COURSE = "course"
    POOL = "pool"
    CONSULTATION = "consultation"
    NONE = ""


class Verdict(StrEnum):
    """How a record counts."""

    COUNTS = "counts"
    FAILS = "fails"
    OPEN = "open"
    ASIDE = "aside"


@dataclass(frozen=True)
class Figure:
    """One number of a measure. `value` is a share from 0 to 1, or a number in `unit`; None: there are no cases.

    `of` is the denominator (of a median: the cases that it is the median of), `part` the numerator of a share.
    `low` and `high` bound an interval of 95 per cent.
    """

    label: str
    unit: Unit
    value: float | None
    of: int | None = None
    part: int | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Behind:
    """A record behind a figure: what it is, whose it is, when, and how it counts.

    `parts` are what its address is made of. `number` is its own figure, `words` say why it counts as it does.
    """

    sort: Sort
    parts: tuple[str, ...]
    label: str
    verdict: Verdict
    words: str
    state: str = ""
    mission: str = ""
    on: date | None = None
    number: float | None = None
    illustrative: bool = False


@dataclass(frozen=True)
class Measured:
    """What a measure came to. The first figure is the one that trends are told of.

    `nothing` is said where there are no cases; `sources` are those of the public record, beside Muster's own.
    """

    figures: tuple[Figure, ...]
    behind: tuple[Behind, ...] = ()
    nothing: str = ""
    sources: tuple[str, ...] = ()

    @property
    def headline(self) -> Figure:
        """Return the first figure."""
        return self.figures[0]

    @property
    def has_cases(self) -> bool:
        """Return whether any figure says something: a share or median of cases, or a count of some."""
        return any(one.value if one.unit == Unit.COUNT else one.value is not None for one in self.figures)

    @property
    def illustrative(self) -> bool:
        """Return whether records that are no published facts are counted."""
        return any(one.illustrative for one in self.behind if one.verdict != Verdict.ASIDE)


def share(label: str, part: int, of: int) -> Figure:
    """Return a share; None of nothing."""
    return Figure(label, Unit.SHARE, part / of if of else None, of, part)


def count(label: str, number: int) -> Figure:
    """Return a plain count: 0 is a count like any other."""
    return Figure(label, Unit.COUNT, float(number), None, number)


def middle(label: str, values: Sequence[float], unit: Unit = Unit.DAYS) -> Figure:
    """Return the median of values; None of nothing."""
    return Figure(label, unit, float(median(values)) if values else None, len(values))


def percentile(label: str, values: Sequence[float], percent: int, unit: Unit = Unit.DAYS) -> Figure:
    """Return the value that so many per cent of the values do not exceed (the nearest rank); None of nothing."""
    if not values:
        return Figure(label, unit, None, 0)
    place = max(1, ceil(percent * len(values) / 100))
    return Figure(label, unit, float(sorted(values)[place - 1]), len(values))


def counted(behind: Iterable[Behind]) -> tuple[int, int]:
    """Return how many records count, and how many are judged: those that count and those that fail."""
    verdicts = [one.verdict for one in behind]
    return verdicts.count(Verdict.COUNTS), verdicts.count(Verdict.COUNTS) + verdicts.count(Verdict.FAILS)


def share_of(label: str, behind: Iterable[Behind]) -> Figure:
    """Return the share of the judged records that count."""
    return share(label, *counted(behind))
