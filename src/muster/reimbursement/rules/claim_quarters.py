"""The quarters for which a memorandum is claimed, and by when. Pure.

Source: section 13 of the dossier on reimbursement: claims are processed quarterly, with the target of three months
after the quarter's end. The quarters are those of the calendar, cut to the days for which the memorandum holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from muster.kit.intervals import DateInterval, add_months

MONTHS = 3
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quarter:
    """The days `[start, until)` of a calendar quarter for which a memorandum holds."""

    start: date
    until: date

    @property
    def name(self) -> str:
        """Return the quarter as people write it: 2018Q3."""
        return f"{self.start.year}Q{(self.start.month - 1) // MONTHS + 1}"

    @property
    def days(self) -> DateInterval:
        """Return the days."""
        return DateInterval(self.start, self.until)


def _first_day(day: date) -> date:
    """Return the first day of the calendar quarter that holds a day."""
    return date(day.year, (day.month - 1) // MONTHS * MONTHS + 1, 1)


def quarters(start: date, until: date | None, before: date) -> Iterator[Quarter]:
    """Yield the quarters of `[start, until)` that begin before a day, in order; the first and last cut to the days.

    `until` None: no end is agreed.
    """
    first = start
    end = before if until is None else min(until, before)
    while first < end:
        following = add_months(_first_day(first), MONTHS)
        yield Quarter(first, following if until is None else min(following, until))
        first = following


def over_by(start: date, until: date | None, day: date) -> list[Quarter]:
    """Return the quarters of `[start, until)` whose days are all over on `day`, in order."""
    return [one for one in quarters(start, until, day) if one.until <= day]


def target_day(until: date, months: int) -> date:
    """Return the last day of the target for days that end before `until`: so many months after them."""
    return add_months(until, months) - ONE_DAY
