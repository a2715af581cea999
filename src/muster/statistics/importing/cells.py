"""Cells of the data sets: what a text means, and one clear reason where it means nothing."""

import csv
import json
import math
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from muster.kit.errors import Problem, Refused

MISSING = frozenset({"", "NA", "NaN", "nan", "NULL", "None"})
"""Spellings of nothing. Never asked of a column of ISO alpha-2 codes, where NA is Namibia."""


MOST = 2**31 - 1
"""The largest whole number that the store's columns hold."""


NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
DAY = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?")


class BadCell(ValueError):  # noqa: N818 - a cell that says nothing usable
    """A cell that cannot be understood; its text is the reason."""


def rows_of(file: Path, needed: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with their numbers, the first after the heading being 1, as they come.

    A row shorter than the heading has `None` in the cells that are not there, one that is longer has them under
    `None`: `Sink.rows` refuses both. Raises Refused where a needed column is not there.
    """
    with file.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        lacking = [name for name in needed if name not in (reader.fieldnames or ())]
        if lacking:
            raise Refused(
                problems=[Problem(str(file), f"has no column {', '.join(lacking)}", "give the file as published")]
            )
        yield from enumerate(reader, start=1)


def object_of(file: Path) -> dict[str, Any]:
    """The JSON object that a file holds. Raises Refused where it holds something else."""
    found = json.loads(file.read_text(encoding="utf-8-sig"))
    if not isinstance(found, dict):
        raise Refused(problems=[Problem(str(file), "holds no JSON object", "give the file as published")])
    return found


def member(entry: object, name: str) -> Any:
    """A member of a JSON object. Raises BadCell where it is not there."""
    if not isinstance(entry, dict) or name not in entry:
        raise BadCell(f"has no {name}")
    return entry[name]


def is_missing(text: str | None) -> bool:
    """Whether a cell is empty or says so."""
    return text is None or text.strip() in MISSING


def whole(text: str | None, name: str) -> int | None:
    """A whole number, or nothing. Raises BadCell for anything else, also for a negative one."""
    number = decimal(text, name)
    if number is None:
        return None
    if not number.is_integer() or number < 0:
        raise BadCell(f"{name} {text!r} is no whole number of 0 or more")
    if number > MOST:
        raise BadCell(f"{name} {text!r} is too large")
    return int(number)


def decimal(text: str | None, name: str) -> float | None:
    """A number in plain digits, or nothing. Raises BadCell."""
    if is_missing(text):
        return None
    assert text is not None
    if NUMBER.fullmatch(text.strip()) is None:
        raise BadCell(f"{name} {text!r} is no number")
    number = float(text)
    if not math.isfinite(number):
        raise BadCell(f"{name} {text!r} is too large")
    return number


def degrees(latitude: str | None, longitude: str | None) -> tuple[float | None, float | None]:
    """Degrees north and east, or nothing for both where one is not told. Raises BadCell outside of the globe."""
    north, east = decimal(latitude, "latitude"), decimal(longitude, "longitude")
    if north is None or east is None:
        return None, None
    if abs(north) > 90 or abs(east) > 180:
        raise BadCell(f"{north}, {east} is no place on the globe")
    return north, east


def yes(text: str | None, name: str) -> bool:
    """A mark of 1 or 0 (nothing is 0). Raises BadCell for anything else."""
    number = whole(text, name)
    if number not in (None, 0, 1):
        raise BadCell(f"{name} {text!r} is neither 0 nor 1")
    return number == 1


def day(text: str | None, name: str) -> date:
    """A day written YYYY-MM-DD, with or without a time behind it. Raises BadCell."""
    found = DAY.fullmatch((text or "").strip())
    try:
        return date.fromisoformat(found["day"] if found is not None else "")
    except ValueError:
        raise BadCell(f"{name} {text!r} is no date") from None


def year(text: str | None, name: str) -> int:
    """A year between 1900 and 2100. Raises BadCell."""
    number = whole(text, name)
    if number is None or not 1900 <= number <= 2100:
        raise BadCell(f"{name} {text!r} is no year")
    return number


def year_end(number: int) -> date:
    """31 December."""
    return date(number, 12, 31)


def day_after(of: date) -> date:
    """The day after."""
    return of + timedelta(days=1)
