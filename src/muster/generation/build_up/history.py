"""Uniformed people by mission and month, out of the file of the record.

The file is `data_mission.csv` of the IPI Peacekeeping Database: troops, police and observers by mission and month from
November 1990. Not every date in it is the last day of its month, a month may be missing (2016-11), and some missions
stand under several names (`tables/series_names.csv`). Its columns of coordinates, which are exchanged, are not read.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from muster.generation.build_up.months import month_number
from muster.generation.build_up.source import Line, lines_of

MISSION_FILE = Path("ipi_contributions") / "data_mission.csv"
"""Where the file lies in the folder of public data sets."""

COLUMNS = ("Date", "Mission", "Total")
OWN_TABLES = Path(__file__).with_name("tables")

Strengths = Mapping[str, Mapping[int, int]]
"""By acronym, then by the number of the month (see `months.month_number`): people at its end."""


def read_strengths(folder: Path) -> Strengths:
    """Strengths by mission and month from the folder of public data sets.

    Series that stand under other names are joined to their missions. Raises Refused with the place of a row that
    cannot be read, or that gives a month of a mission a second, different figure.
    """
    found: dict[str, dict[int, int]] = {}
    for line in lines_of(folder / MISSION_FILE, COLUMNS):
        number = month_number(line.day("Date"))
        people = line.whole("Total")
        series = found.setdefault(_mission(line.text("Mission"), number), {})
        if series.setdefault(number, people) != people:
            raise _second_figure(line, series[number], people)
    return found


def _second_figure(line: Line, first: int, second: int) -> Exception:
    return line.refused(
        f"{line.text('Mission')} has {first} and {second} people in one month", "leave one of the two rows"
    )


def _mission(name: str, number: int) -> str:
    """The mission to which a month of a name belongs."""
    other = _other_names().get(name)
    return other[1] if other and number >= other[0] else name


@cache
def _other_names() -> Mapping[str, tuple[int, str]]:
    """By the file's name: the first month from which it stands for a mission, and which."""
    rows = lines_of(OWN_TABLES / "series_names.csv", ("name", "first_month", "mission"))
    return {row.text("name"): (row.read("first_month", _first, "a month"), row.text("mission")) for row in rows}


def _first(text: str) -> int:
    return month_number(date.fromisoformat(f"{text}-01")) if text else 0
