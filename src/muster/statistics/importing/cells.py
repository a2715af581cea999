"""Cells of the data sets: what a text means, and one clear reason where it means nothing."""

import calendar
import csv
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from muster.kit.errors import Problem, Refused

MISSING = frozenset({"", "NA", "NaN", "nan", "NULL", "None"})
"""Spellings of nothing. Never asked of a column of ISO alpha-2 codes, where NA is Namibia."""


class BadCell(ValueError):  # noqa: N818 - a cell that says nothing usable
    """A cell that cannot be understood; its text is the reason."""


def rows_of(file: Path, needed: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with their numbers, the first after the heading being 1, as they come.

    Raises Refused where a needed column is not there.
    """
    with file.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        lacking = [name for name in needed if name not in (reader.fieldnames or ())]
        if lacking:
            raise Refused(
                problems=[Problem(str(file), f"has no column {', '.join(lacking)}", "give the file as published")]
            )
        yield from enumerate(reader, start=1)


def is_missing(text: str | None) -> bool:
    """Whether a cell is empty or says so."""
    return text is None or text.strip() in MISSING


def whole(text: str | None, name: str) -> int | None:
    """A whole number, or nothing. Raises BadCell for anything else, also for a negative one."""
    if is_missing(text):
        return None
    assert text is not None
    try:
        number = float(text)
    except ValueError:
        raise BadCell(f"{name} {text!r} is no number") from None
    if not number.is_integer() or number < 0:
        raise BadCell(f"{name} {text!r} is no whole number of 0 or more")
    return int(number)


def decimal(text: str | None, name: str) -> float | None:
    """A number, or nothing. Raises BadCell."""
    if is_missing(text):
        return None
    assert text is not None
    try:
        return float(text)
    except ValueError:
        raise BadCell(f"{name} {text!r} is no number") from None


def day(text: str | None, name: str) -> date:
    """A day written YYYY-MM-DD. Raises BadCell."""
    try:
        return date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        raise BadCell(f"{name} {text!r} is no date") from None


def year(text: str | None, name: str) -> int:
    """A year between 1900 and 2100. Raises BadCell."""
    number = whole(text, name)
    if number is None or not 1900 <= number <= 2100:
        raise BadCell(f"{name} {text!r} is no year")
    return number


def month_end(of: date) -> date:
    """The last day of a day's month."""
    return of.replace(day=calendar.monthrange(of.year, of.month)[1])


def year_end(number: int) -> date:
    """31 December."""
    return date(number, 12, 31)


def day_after(of: date) -> date:
    """The day after."""
    return of + timedelta(days=1)
