"""Dates to planning periods and back. A period is a calendar month; the first one holds the planning day. Pure."""

from dataclasses import dataclass
from datetime import date

from muster.kit.intervals import DateInterval, add_months, months_between


@dataclass(frozen=True)
class Calendar:
    """`count` months from the first day of the planning day's month."""

    start: date
    count: int

    @classmethod
    def of(cls, day: date, count: int) -> "Calendar":
        """Return the calendar whose first month holds `day`."""
        return cls(day.replace(day=1), count)

    def first_whole(self, day: date) -> int:
        """Return the first period that begins on or after `day`. May be negative or past the end."""
        whole = months_between(self.start, day.replace(day=1))
        return whole if day.day == 1 else whole + 1

    def last_whole(self, day: date) -> int:
        """Return the end (excluded) of the last period that is over by `day`."""
        return months_between(self.start, day.replace(day=1))

    def day(self, period: int) -> date:
        """Return the first day of a period."""
        return add_months(self.start, period)

    def span(self, interval: DateInterval) -> tuple[int, int]:
        """Return the periods `[start, end)` of an interval: both ends at the next month's start.

        One rule for both ends keeps intervals that follow each other from sharing a period.
        """
        end = self.count if interval.until is None else self.first_whole(interval.until)
        return self.first_whole(interval.start), end

    def whole_months(self, interval: DateInterval) -> tuple[int, int] | None:
        """Return the periods within the horizon that lie wholly inside an interval, None if there are none."""
        start = max(0, self.first_whole(interval.start))
        end = self.count if interval.until is None else min(self.count, self.last_whole(interval.until))
        return (start, end) if start < end else None
