"""Months and runs of months in words, as sentences and tables write them. Pure."""

from collections.abc import Iterable
from datetime import date

from muster.plans.periods import Calendar


def month_words(month: date) -> str:
    """Return the month as a sentence writes it: June 2019."""
    return f"{month:%B %Y}"


def run_words(first: date, last: date) -> str:
    """Return the months from the first to the last, both included: June to August 2019."""
    if (first.year, first.month) == (last.year, last.month):
        return month_words(first)
    if first.year == last.year:
        return f"{first:%B} to {month_words(last)}"
    return f"{month_words(first)} to {month_words(last)}"


def short_month_words(month: date) -> str:
    """Return the month as a table writes it: Jun 2019."""
    return f"{month:%b %Y}"


def short_run_words(first: date, last: date) -> str:
    """Return the months from the first to the last, both included, as a table writes them."""
    if (first.year, first.month) == (last.year, last.month):
        return short_month_words(first)
    return f"{short_month_words(first)} \u2013 {short_month_words(last)}"


def periods_words(calendar: Calendar, runs: Iterable[tuple[int, int]]) -> str:
    """Return half-open runs of periods as months: June to August 2019 and May 2020."""
    words = [run_words(calendar.day(start), calendar.day(end - 1)) for start, end in runs]
    return " and ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])} and {words[-1]}"
