"""Days as these commands take them: a year, a month or a day."""

import re
from datetime import date

from muster.kit.errors import Problem, Refused
from muster.kit.intervals import month_end

YEARS = range(1900, 2200)
FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def first_day(place: str, text: str) -> date:
    """The day, or the first one of the year or month: what `--from` and `--until` mean. Raises Refused."""
    year, month, day = _parts(place, text)
    return _day(place, text, year, month or 1, day or 1)


def last_day(place: str, text: str) -> date:
    """The day, or the last one of the year or month: what `--on` means. Raises Refused."""
    year, month, day = _parts(place, text)
    first = _day(place, text, year, month or 12, day or 1)
    return first if day else month_end(first)


def span(since: str, until: str) -> tuple[date, date]:
    """The half-open span of `--from` and `--until`. Raises Refused where it holds no day."""
    first, last = first_day("--from", since), first_day("--until", until)
    if first >= last:
        problem = Problem("--until", f"{last.isoformat()} is not after {first.isoformat()}", "give a later end")
        raise Refused(problems=[problem])
    return first, last


def _parts(place: str, text: str) -> tuple[int, int | None, int | None]:
    found = FORM.fullmatch(text.strip())
    if found is None:
        raise _no_date(place, text)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    return year, month, day


def _day(place: str, text: str, year: int, month: int, day: int) -> date:
    if year not in YEARS:
        raise _no_date(place, text)
    try:
        return date(year, month, day)
    except ValueError:
        raise _no_date(place, text) from None


def _no_date(place: str, text: str) -> Refused:
    return Refused(
        problems=[Problem(place, f"{text!r} is no date", "write it as 2018, 2018-10 or 2018-10-01, from 1900 to 2199")]
    )
