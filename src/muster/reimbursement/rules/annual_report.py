"""A year of a State's units abroad, for its parliament: people, person-days, money, equipment, losses, costs. Pure.

Money in whole cents.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from muster.deployments.rules.strength import UnitCount, changes, strength_on
from muster.kit.intervals import DateInterval


@dataclass(frozen=True, slots=True)
class UnitYear:
    """A unit in the days of a year: days present, the most people on a day, and person-days.

    `is_reported`: every day present is covered by a strength report; else the agreed strength stands in.
    """

    reference: str
    title: str
    mission: str
    days: int
    most_people: int
    person_days: int
    is_reported: bool


@dataclass(frozen=True, slots=True)
class MoneyYear:
    """What is owed under a memorandum for the year by its statement, and what was claimed, in cents.

    `paid_cents` is what payments and debts set off have settled of the claims; `outstanding_cents` what is still owed
    on those that are certified.
    """

    memorandum: str
    unit: str
    mission: str
    owed_cents: int
    withheld_cents: int
    claimed_cents: int = 0
    paid_cents: int = 0
    outstanding_cents: int = 0
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class EquipmentYear:
    """A line of equipment agreed in the year, of the version that held last in it."""

    memorandum: str
    item: str
    quantity: int
    lease: str


@dataclass(frozen=True, slots=True)
class LossYear:
    """A loss of the year, with its stage in words; `paid_cents` is what was decided to pay, None: not decided."""

    reference: str
    on: date
    words: str
    stage: str
    value_cents: int
    paid_cents: int | None = None
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class CostYear:
    """What a calculation of the State says that the months of the year cost: reckoned, not booked."""

    calculation: str
    head: str
    amount_cents: int


@dataclass(frozen=True)
class AnnualReport:
    """The report of a State for the days of a year. `notes` tell what the record lacks."""

    state: str
    year: int
    days: DateInterval
    units: tuple[UnitYear, ...]
    individuals: int
    individual_days: int
    money: tuple[MoneyYear, ...]
    equipment: tuple[EquipmentYear, ...]
    losses: tuple[LossYear, ...]
    costs: tuple[CostYear, ...]
    notes: tuple[str, ...] = ()
    illustrative: bool = False

    @property
    def person_days(self) -> int:
        """Return the person-days of units and individuals."""
        return sum(one.person_days for one in self.units) + self.individual_days


def days_of_year(year: int, day: date) -> DateInterval | None:
    """Return the days of a calendar year that are over on `day` or are that day; None of one that lies ahead."""
    start, until = date(year, 1, 1), date(year + 1, 1, 1)
    if day < start:
        return None
    return DateInterval(start, min(until, date.fromordinal(day.toordinal() + 1)))


def unit_year(counted: UnitCount, title: str, mission: str, days: DateInterval) -> UnitYear | None:
    """Return a unit in days that have an end; None where it is not present in them."""
    present = counted.present.intersection(days)
    if present is None or present.until is None:
        return None
    turns = [*changes([counted], present.start, present.until), present.until]
    stretches = [(strength_on(counted, start).people, (until - start).days) for start, until in pairwise(turns)]
    first = min((one.on for one in counted.reports if counted.present.contains(one.on)), default=None)
    return UnitYear(
        reference=counted.reference,
        title=title,
        mission=mission,
        days=(present.until - present.start).days,
        most_people=max(people for people, _days in stretches),
        person_days=sum(people * length for people, length in stretches),
        is_reported=first is not None and first <= present.start,
    )


def stays_in(stays: Iterable[tuple[date, date]], days: DateInterval) -> tuple[int, int]:
    """Return how many stays `[from, until)` have a day in `days`, and their days in it together."""
    common = [days.intersection(DateInterval(start, until)) for start, until in stays if start < until]
    lengths = [(one.until - one.start).days for one in common if one is not None and one.until is not None]
    return len(lengths), sum(lengths)


def lacking(units: Sequence[UnitYear]) -> tuple[str, ...]:
    """Return in words what the record lacks for the report."""
    return tuple(
        f"{one.title}: the agreed strength stands in for days before the first report (assumption)"
        for one in units
        if not one.is_reported
    )
