"""The time that a measure is about: as of a day, and of what happened since another. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from muster.kit.errors import Problem, Refused
from muster.kit.intervals import add_months

ONE_DAY = timedelta(days=1)
QUARTER_MONTHS = 3
QUARTER = re.compile(r"([1-9]\d{3})-?[Qq]([1-4])")


class Known(Protocol):
    """A fact that became known on a day."""

    @property
    def known_from(self) -> date:
        """Return the day on which it became known."""


SomeKnown = TypeVar("SomeKnown", bound=Known)


@dataclass(frozen=True)
class Window:
    """As of `day` (it is included). What happens counts from `since` on (included); None: from the first on record.

    What stands, stands on `day`: `since` plays no part in it.
    """

    day: date
    since: date | None = None

    def holds(self, day: date | None) -> bool:
        """Return whether something that happened, or fell due, on a day counts."""
        return day is not None and day <= self.day and (self.since is None or self.since <= day)

    def known(self, facts: Iterable[SomeKnown]) -> list[SomeKnown]:
        """Return those of the facts that were known on the day."""
        return [one for one in facts if one.known_from <= self.day]


def past(day: date | None, window: Window) -> date | None:
    """Return a day that has come as of the window, None for one still ahead or none."""
    return day if day is not None and day <= window.day else None


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year, 1 to 4."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def start(self) -> date:
        """Return its first day."""
        return date(self.year, QUARTER_MONTHS * (self.number - 1) + 1, 1)

    @property
    def last_day(self) -> date:
        """Return its last day."""
        return add_months(self.start, QUARTER_MONTHS) - ONE_DAY

    def as_of(self, day: date) -> Window:
        """Return the window of the quarter as of a day in it or after it: until the day, or to its end."""
        return Window(min(self.last_day, day), self.start)


def quarter_with(day: date) -> Quarter:
    """Return the quarter in which a day lies."""
    return Quarter(day.year, (day.month - 1) // QUARTER_MONTHS + 1)


def quarters_until(day: date, number: int) -> list[Quarter]:
    """Return so many quarters up to the one in which a day lies, the oldest first."""
    first = quarter_with(day).start
    return [quarter_with(add_months(first, -QUARTER_MONTHS * back)) for back in range(number - 1, -1, -1)]


def read_quarter(words: str, today: date) -> Quarter:
    """Return the quarter that is written as `2018Q3`. Raises Refused for other words and for one that has not begun."""
    found = QUARTER.fullmatch(words.strip())
    if found is None:
        raise Refused(problems=[Problem("quarter", f"{words!r} is no quarter", "write it as 2018Q3")])
    quarter = Quarter(int(found[1]), int(found[2]))
    if quarter.start > today:
        raise Refused(
            problems=[Problem("quarter", f"{quarter} has not begun", f"give {quarter_with(today)} or before")]
        )
    return quarter
