"""Small stores made by hand. Their numbers are invented, but for those of Kazakhstan in UNIFIL (CountryByYear.csv)."""

import calendar
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from muster.statistics.store.store import Store
from muster.statistics.store.writing import FileWriter


def month_end(month: str) -> date:
    """The last day of a month written YYYY-MM."""
    year, number = map(int, month.split("-"))
    return date(year, number, calendar.monthrange(year, number)[1])


def monthly(
    month: str,
    count: int,
    state: str | None = None,
    mission: str | None = None,
    of_type: str = "all",
    women: int | None = None,
) -> list[dict[str, Any]]:
    """Rows of a monthly count; with `women`, the sexes too."""
    on = month_end(month)
    row = {
        "date": on,
        "state": state,
        "mission": mission,
        "personnel_type": of_type,
        "sex": "all",
        "count": count,
        "grain": "month",
        "stored": count,
        "source": "ipi",
        "line": 1,
        "known_on": on,
    }
    if women is None:
        return [row]
    sexes = {"female": women, "male": count - women}
    return [row, *({**row, "sex": sex, "count": people, "stored": people} for sex, people in sexes.items() if people)]


def yearly(
    year: int, stored: int, state: str = "KAZ", mission: str = "UNIFIL", months: int = 12, women: int = 0
) -> list[dict[str, Any]]:
    """Rows of a year's mean, told by sex, of a file that has so many months of the year."""
    on = date(year, 12, 31)
    return [
        {
            "date": on,
            "state": state,
            "mission": mission,
            "personnel_type": "all",
            "sex": sex,
            "count": (figure * 24 + months) // (2 * months),
            "grain": "year",
            "stored": figure,
            "months_present": months,
            "source": "un-yearly",
            "line": 1,
            "known_on": on,
        }
        for sex, figure in (("all", stored), ("female", women), ("male", stored - women))
    ]


def operation(
    mission: str, start: date, until: date | None = None, umbrella: bool = False, source: str = "un-psdata"
) -> dict[str, Any]:
    """A row of a register."""
    return {
        "mission": mission,
        "name": f"Operation {mission}",
        "start": start,
        "until": until,
        "umbrella": umbrella,
        "source": source,
        "line": 1,
        "known_on": start,
    }


def death(day: date, mission: str = "UNIFIL", of_type: str = "Military") -> dict[str, Any]:
    """A casualty."""
    return {
        "date": day,
        "mission": mission,
        "personnel_type": of_type,
        "kind": "Fatality",
        "source": "un-psdata",
        "line": 1,
        "known_on": day,
    }


def share(state: str, year: int, percent: float) -> dict[str, Any]:
    """An assessed share."""
    return {
        "state": state,
        "year": year,
        "share": percent,
        "source": "assessments",
        "line": 1,
        "known_on": date(year, 1, 1),
    }


def months_of(first: str, number: int) -> list[str]:
    """So many months from a first one on, written YYYY-MM."""
    year, month = map(int, first.split("-"))
    return [f"{year + (month - 1 + step) // 12}-{(month - 1 + step) % 12 + 1:02d}" for step in range(number)]


def store_with(folder: Path, **files: Iterable[tuple[str, dict[str, Any]]]) -> Store:
    """A store with files by name (without the ending csv), each of rows with their table."""
    for name, rows in files.items():
        file = f"{name}.csv"
        made = list(rows)
        with FileWriter(folder, made[0][1]["source"], file) as writer:
            for table, row in made:
                writer.add(table, {**row, "file": file})
            writer.keep()
    return Store(folder)


def counts(*groups: Iterable[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """Rows of contributions."""
    return [("contributions", row) for group in groups for row in group]
