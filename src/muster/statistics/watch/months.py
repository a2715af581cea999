"""Calendar months as whole numbers, so that they can be counted; pure."""

import re
from calendar import monthrange
from datetime import date

from muster.kit.errors import Problem, Refused

_MONTH = re.compile(r"(\d{4})-(\d{2})(?:-\d{2})?")


def month_of(day: date) -> int:
    """The number of the day's month: twelve times the year, and the months before it in the year."""
    return day.year * 12 + day.month - 1


def month_number(text: str, place: str = "month") -> int:
    """The number of a month written `YYYY-MM` (a day behind it is left out). Raises Refused, naming `place`."""
    found = _MONTH.fullmatch(text.strip())
    if found is None or not 1 <= int(found[2]) <= 12 or int(found[1]) == 0:
        raise Refused(problems=[Problem(place, f"{text.strip()!r} is no month", "write it as YYYY-MM, like 2024-01")])
    return int(found[1]) * 12 + int(found[2]) - 1


def month_text(number: int) -> str:
    """The month as `YYYY-MM`."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def last_day(number: int) -> date:
    """The last day of the month: the day on which its count is known."""
    year, month = number // 12, number % 12 + 1
    return date(year, month, monthrange(year, month)[1])
