"""Calendar months as whole numbers, and days as months of mean length: how a build-up is measured."""

import calendar
from datetime import date

from muster.kit.intervals import MONTHS_PER_YEAR

DAYS_PER_MONTH = 365.25 / MONTHS_PER_YEAR
DAYS_PER_WEEK = 7


def month_number(day: date) -> int:
    """The calendar month of a day, counted from the year 0; successive months are successive numbers."""
    return day.year * MONTHS_PER_YEAR + day.month - 1


def month_end(number: int) -> date:
    """The last day of a month given by its number."""
    year, month = divmod(number, MONTHS_PER_YEAR)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def months_between(start: date, end: date) -> float:
    """Months of mean length from one day to another."""
    return (end - start).days / DAYS_PER_MONTH
