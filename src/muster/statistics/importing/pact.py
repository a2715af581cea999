"""Peacekeeping Activities 2.0: what operations did in a year, and a list of the 71 operations by month.

An activity that is not marked was not reported, which is not the same as not done. Africa is not in the activities.
"""

import calendar
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from muster.kit.intervals import month_end
from muster.reference.errors import UnknownStateError
from muster.reference.states import find_state
from muster.statistics.importing.cells import BadCell, day_after, is_missing, year, year_end, yes
from muster.statistics.importing.names import mission_of, state_of
from muster.statistics.importing.operations import continent_of, end_of, host_of
from muster.statistics.importing.sink import Sink
from muster.statistics.importing.source_file import SourceFile

MONTH_ALONE = "month without a day: from its first day, to its last"
BETWEEN = "__"
PRESENT = "Present"
MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}


def read_activities(file: Path, sink: Sink) -> None:
    """A row an operation and year, with a column of 0 or 1 for each activity and way of engaging in it."""
    for line, row in sink.rows(file, ("PKO", "year", "iso3", "Mission_Country")):
        with sink.row(line):
            end = year_end(year(row["year"], "year"))
            mission, host = mission_of(row["PKO"], end, sink), _host(row, sink)
            for heading, cell in row.items():
                words = heading.split(BETWEEN)
                if len(words) == 2 and yes(cell, heading):
                    activity, engagement = words
                    sink.add(
                        "activities",
                        line,
                        end,
                        mission=mission,
                        year=end.year,
                        host=host,
                        activity=activity,
                        engagement=engagement,
                    )


def read_operations(file: Path, sink: Sink) -> None:
    """A row an operation, with the months in which it began and ended."""
    for line, row in sink.rows(file, ("Acronym", "Missionname", "start_date", "end_date")):
        with sink.row(line):
            start, present = month(row["start_date"], "start_date"), row["end_date"].strip() == PRESENT
            sink.repaired(MONTH_ALONE)
            acronym = mission_of(row["Acronym"], start, sink)
            told = None if present else day_after(month_end(month(row["end_date"], "end_date")))
            until = end_of(acronym, told, sink)
            sink.add(
                "operations",
                line,
                start,
                mission=acronym,
                name=row["Missionname"].strip() or None,
                start=start,
                until=until,
                active=None if sink.as_of else present and until is None,
                host=host_of(acronym),
                region=continent_of(acronym),
                umbrella=False,
            )


def month(text: str, name: str) -> date:
    """The first day of a month written "May 1948". Raises BadCell."""
    word, _, number = text.strip().partition(" ")
    if word not in MONTHS:
        raise BadCell(f"{name} {text!r} is no month and year")
    return date(year(number, name), MONTHS[word], 1)


def _host(row: Mapping[str, str], sink: Sink) -> str | None:
    code = row["iso3"].strip()
    try:
        return find_state(code).iso3
    except UnknownStateError:
        return code if len(code) == 3 and not is_missing(code) else state_of(row["Mission_Country"], sink)


FILES = (
    SourceFile("PACT2_mission-year.csv", "operation and year, with activities", read_activities),
    SourceFile("pko_list_start_end.csv", "operations, with the months of start and end", read_operations),
)
