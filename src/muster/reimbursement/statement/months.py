"""Calendar months cut out of a half-open range of days, as ordinals."""

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BilledMonth:
    """The billed days `[start, until)` of a calendar month, as ordinals, and how many days the whole month has."""

    name: str
    start: int
    until: int
    days_in_month: int


def billed_months(start: date, until: date) -> tuple[BilledMonth, ...]:
    """Return the months of `[start, until)` in order, the first and last cut to it."""
    found: list[BilledMonth] = []
    year, month = start.year, start.month
    last = until.toordinal()
    day = start.toordinal()
    while day < last:
        length = calendar.monthrange(year, month)[1]
        end = date(year, month, 1).toordinal() + length
        found.append(BilledMonth(f"{year:04d}-{month:02d}", day, min(end, last), length))
        year, month, day = (year, month + 1, end) if month < 12 else (year + 1, 1, end)
    return tuple(found)
