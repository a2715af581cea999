"""Half-open date intervals [start, until) and the arithmetic of calendar months."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

MONTHS_PER_YEAR = 12


@dataclass(frozen=True, slots=True)
class DateInterval:
    """The days from `start` (included) to `until` (excluded); `until=None` has no end.

    There is no empty interval: raises ValueError unless `start` comes before `until`.
    """

    start: date
    until: date | None = None

    def __post_init__(self) -> None:
        if isinstance(self.start, datetime) or isinstance(self.until, datetime):
            raise ValueError("a date interval is made of dates, not of moments in time")
        if self.until is not None and self.start >= self.until:
            raise ValueError(f"an interval must start before it ends: {self.start} is not before {self.until}")

    def __str__(self) -> str:
        if self.until is None:
            return f"{self.start.isoformat()} with no end"
        return f"{self.start.isoformat()} to {self.until.isoformat()} (until excluded)"

    @property
    def is_open(self) -> bool:
        """Whether the interval has no end."""
        return self.until is None

    @property
    def length_in_days(self) -> int:
        """The number of days; raises ValueError for an interval with no end."""
        if self.until is None:
            raise ValueError(f"an interval with no end has no length: {self}")
        return (self.until - self.start).days

    def contains(self, day: date) -> bool:
        """Whether `day` is one of the interval's days."""
        return self.start <= day and (self.until is None or day < self.until)

    def covers(self, other: DateInterval) -> bool:
        """Whether every day of `other` is one of the interval's days."""
        return self.intersection(other) == other

    def overlaps(self, other: DateInterval) -> bool:
        """Whether the two share at least one day; intervals that only touch do not."""
        return self.intersection(other) is not None

    def intersection(self, other: DateInterval) -> DateInterval | None:
        """The days that both have; None where they share no day (an empty interval does not exist)."""
        start = max(self.start, other.start)
        until = _earlier_end(self.until, other.until)
        return DateInterval(start, until) if until is None or start < until else None

    def difference(self, *others: DateInterval) -> tuple[DateInterval, ...]:
        """The days of this interval that none of `others` has, as separate intervals in order."""
        remaining = []
        start: date | None = self.start
        for other in union(others):
            if start is None or (self.until is not None and other.start >= self.until):
                break
            if start < other.start:
                remaining.append(DateInterval(start, other.start))
            start = None if other.until is None else max(start, other.until)
        if start is not None and (self.until is None or start < self.until):
            remaining.append(DateInterval(start, self.until))
        return tuple(remaining)

    def shift_months(self, months: int) -> DateInterval:
        """The interval with both ends moved by `months` as in `add_months`.

        Where both ends fall on the same last day of a month (30 and 31 January by one month), one day is kept.
        """
        start = add_months(self.start, months)
        if self.until is None:
            return DateInterval(start, None)
        return DateInterval(start, max(add_months(self.until, months), start + timedelta(days=1)))


def union(intervals: Iterable[DateInterval]) -> tuple[DateInterval, ...]:
    """Merge intervals that overlap or touch: the same days as separate intervals in order."""
    merged: list[DateInterval] = []
    for interval in sorted(intervals, key=lambda each: each.start):
        last = merged[-1] if merged else None
        if last is not None and (last.until is None or interval.start <= last.until):
            merged[-1] = DateInterval(last.start, _later_end(last.until, interval.until))
        else:
            merged.append(interval)
    return tuple(merged)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later (or earlier, if negative), or that month's last day if it is shorter.

    31 January and one month is 28 or 29 February. Raises ValueError outside the years 1 to 9999.
    """
    year, month_index = divmod(day.year * MONTHS_PER_YEAR + day.month - 1 + months, MONTHS_PER_YEAR)
    if not date.min.year <= year <= date.max.year:
        raise ValueError(f"{months} months from {day.isoformat()} is outside the years 1 to 9999")
    last_day = calendar.monthrange(year, month_index + 1)[1]
    return day.replace(year=year, month=month_index + 1, day=min(day.day, last_day))


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_between(start: date, end: date) -> int:
    """The number of whole months from `start` to `end`: the most that `add_months(start, n)` allows without passing it.

    Negative where `end` comes first, counted from `end`.
    """
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * MONTHS_PER_YEAR + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def month_periods(start: date, count: int) -> tuple[DateInterval, ...]:
    """`count` periods of one month, one after the other; each border is reckoned from `start`, so none drifts."""
    borders = [add_months(start, months) for months in range(count + 1)]
    return tuple(DateInterval(first, next_) for first, next_ in pairwise(borders))


def _earlier_end(one: date | None, other: date | None) -> date | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def _later_end(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)
