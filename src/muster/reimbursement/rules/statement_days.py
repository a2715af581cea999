"""The days that a statement is asked for. Pure."""

from datetime import date

from muster.kit.errors import Problem
from muster.kit.intervals import DateInterval, add_months

QUARTER_MONTHS = 3
MOST_MONTHS = 60
"""A statement asked for on a page or by the API covers at most so many months, so that it stays a page."""


def quarter_before(day: date) -> DateInterval:
    """Return the last calendar quarter that is over on a day."""
    first = date(day.year, (day.month - 1) // QUARTER_MONTHS * QUARTER_MONTHS + 1, 1)
    return DateInterval(add_months(first, -QUARTER_MONTHS), first)


def days_problems(start: date, until: date) -> list[Problem]:
    """Return why no statement is made for `[start, until)`, a line each."""
    if until <= start:
        return [Problem("until", f"{until} is not after {start}", "give a later day", "until")]
    if add_months(start, MOST_MONTHS) < until:
        return [Problem("until", f"more than {MOST_MONTHS} months from {start}", "ask for fewer months", "until")]
    return []
