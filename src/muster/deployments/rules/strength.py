"""How many people of a unit are in theatre on a day, and of a mission by category and sex. Pure.

A unit has the strength of its last report on or before the day, while it is present; before its first report it has the
strength that was agreed, and says so. A national support element stands outside the strength: it is counted beside.
Local choice: no published text says what holds between two reports.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from muster.kit.intervals import DateInterval


@dataclass(frozen=True)
class Report:
    """People of a unit in theatre on a day, by sex; those of its national support element apart."""

    on: date
    men: int
    women: int
    support_men: int = 0
    support_women: int = 0

    @property
    def support(self) -> int:
        """Return the people of the national support element."""
        return self.support_men + self.support_women


@dataclass(frozen=True)
class UnitCount:
    """A unit as far as it is counted: who it is, what it is, when it is present and what was reported of it."""

    reference: str
    state: str
    unit_type: str
    category: str
    agreed: int
    present: DateInterval
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True)
class Strength:
    """People in theatre; men and women where they were reported, else `unsexed` people of the agreed strength."""

    men: int = 0
    women: int = 0
    unsexed: int = 0
    support: int = 0

    @property
    def people(self) -> int:
        """Return the people, without national support elements."""
        return self.men + self.women + self.unsexed

    def __add__(self, other: "Strength") -> "Strength":
        return Strength(
            self.men + other.men,
            self.women + other.women,
            self.unsexed + other.unsexed,
            self.support + other.support,
        )


NOBODY = Strength()


def last_report(unit: UnitCount, day: date) -> Report | None:
    """Return the last report of a unit on or before a day, None before the first one of its presence."""
    known = [one for one in unit.reports if one.on <= day and unit.present.contains(one.on)]
    return max(known, key=lambda one: one.on, default=None)


def strength_on(unit: UnitCount, day: date) -> Strength:
    """Return the people of a unit on a day; nobody while it is not present."""
    if not unit.present.contains(day):
        return NOBODY
    report = last_report(unit, day)
    if report is None:
        return Strength(unsexed=unit.agreed)
    return Strength(men=report.men, women=report.women, support=report.support)


def total_on(units: Iterable[UnitCount], day: date) -> Strength:
    """Return the people of several units on a day. A unit inside another is counted once: as itself."""
    return sum((strength_on(one, day) for one in units), NOBODY)


def by_category(units: Iterable[UnitCount], day: date) -> dict[str, Strength]:
    """Return the people of several units on a day by category of personnel, categories without units left out."""
    found: dict[str, Strength] = {}
    for one in units:
        if one.present.contains(day):
            found[one.category] = found.get(one.category, NOBODY) + strength_on(one, day)
    return found


def support_days(unit: UnitCount) -> tuple[DateInterval, ...]:
    """Return when a national support element was in theatre: from a report that has one until the next without."""
    within = sorted((one for one in unit.reports if unit.present.contains(one.on)), key=lambda one: one.on)
    found = []
    for place, one in enumerate(within):
        until = within[place + 1].on if place + 1 < len(within) else unit.present.until
        if one.support:
            found.append(DateInterval(one.on, until))
    return tuple(found)


def report_problem(unit: UnitCount, on: date, today: date) -> str:
    """Return why strength cannot be reported of a unit on a day, empty where it can."""
    if on > today:
        return f"{on} has not come yet"
    if not unit.present.contains(on):
        return f"the unit is not present on {on}"
    return ""


def changes(units: Sequence[UnitCount], start: date, until: date) -> list[date]:
    """Return the days of `[start, until)` on which the strength of units may change, the first day with them."""
    days = {start}
    for one in units:
        days |= {one.present.start, *(report.on for report in one.reports)}
        if one.present.until is not None:
            days.add(one.present.until)
    return sorted(day for day in days if start <= day < until)
