"""The United Nations' register of peace operations and its list of casualties, as the data hub gives them.

The register writes coordinates with decimal commas and exchanges some of them; it has umbrella rows over operations
that are listed too, one operation under two acronyms, and one still called active after its end. A first of the month
stands for a month of which the day is not told: an operation is then in being from the first day of the month in which
it began to the last of the month in which it ended, as in Muster's own table of operations.
"""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from muster.kit.great_circle import great_circle_km
from muster.kit.intervals import month_end
from muster.reference.states import state
from muster.statistics.importing.cells import BadCell, day, day_after, degrees, is_missing
from muster.statistics.importing.names import mission_of, state_of
from muster.statistics.importing.operations import continent_of, end_of, fact_of, host_of
from muster.statistics.importing.sink import Sink
from muster.statistics.importing.source_file import SourceFile

DECIMAL_COMMA = "coordinates with decimal commas"
EXCHANGED = "latitude and longitude exchanged: they fit the host the other way round"
UMBRELLA_ROW = "umbrella row over operations that are listed too, flagged"
TWO_ACRONYMS = "operation listed under two acronyms: the row of the current one kept"
NOT_AS_USUAL = "mark of activity spelled another way"
END_MONTH = "end known to the month: the operation was in being to its last day"
UNDATED = "operation without a date: not told when it became known"
TRAILING_BLANK = "blank after a word taken away"
TWICE = "casualty listed twice under one identity: the first row kept"
CODE_MISSING = "code of the nationality missing: taken from its name"
SEXES = {"M": "male", "F": "female", "": None}
ACTIVE = {"Yes": True, "No": False}
OPERATION_COLUMNS = (
    "mission_acronym",
    "mission_name",
    "lead_department",
    "mission_isactive",
    "start_date",
    "end_date",
    "mission_location",
    "mission_longitude",
    "mission_latitude",
    "last_update",
)
CASUALTY_COLUMNS = (
    "incident_date",
    "casualty_id",
    "mission_acronym",
    "type_of_casualty",
    "gender",
    "casualty_nationality",
    "casualty_personnel_type",
    "type_of_incident",
    "isocode3",
    "last_update",
)


def read_operations(file: Path, sink: Sink) -> None:
    """The register: one row an operation, and the umbrella rows, flagged."""
    acronyms = _acronyms(file)
    for line, row in sink.rows(file, OPERATION_COLUMNS):
        with sink.row(line):
            _operation(row, line, acronyms, sink)


def _operation(row: Mapping[str, str], line: int, acronyms: frozenset[str], sink: Sink) -> None:
    given = row["mission_acronym"].strip()
    if not given:
        raise BadCell("has no acronym")
    umbrella = f"{given} II" in acronyms
    start = None if is_missing(row["start_date"]) else day(row["start_date"], "start_date")
    vintage = day(row["last_update"], "last_update")
    acronym = given if umbrella else mission_of(given, start or vintage, sink)
    if acronym != given and acronym in acronyms:
        sink.left_out(TWO_ACRONYMS)
        return
    if start is None and sink.as_of is not None:
        sink.left_out(UNDATED)
        return
    if umbrella:
        sink.repaired(UMBRELLA_ROW)
    latitude, longitude = _place(row, acronym, sink)
    until = _end(row, acronym, sink)
    sink.add(
        "operations",
        line,
        start,
        vintage=vintage,
        mission=acronym,
        name=row["mission_name"].strip().strip('"') or None,
        start=start,
        until=until,
        active=_active(row, until, sink) if sink.knows(vintage) else None,
        lead=row["lead_department"].strip() or None,
        headquarters=row["mission_location"].strip() or None,
        host=host_of(acronym),
        region=continent_of(acronym),
        latitude=latitude,
        longitude=longitude,
        umbrella=umbrella,
    )


def _acronyms(file: Path) -> frozenset[str]:
    """All acronyms of the register: which rows are umbrellas shows from the others alone."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return frozenset((row.get("mission_acronym") or "").strip() for row in csv.DictReader(stream))


def _end(row: Mapping[str, str], acronym: str, sink: Sink) -> date | None:
    if is_missing(row["end_date"]):
        called_active = row["mission_isactive"].strip().capitalize() == "Yes"
        return end_of(acronym, None, sink) if called_active else None
    last = day(row["end_date"], "end_date")
    if last.day == 1:
        sink.repaired(END_MONTH)
        last = month_end(last)
    return end_of(acronym, day_after(last), sink)


def _active(row: Mapping[str, str], until: date | None, sink: Sink) -> bool | None:
    text = row["mission_isactive"].strip()
    if text not in ACTIVE:
        if text.capitalize() not in ACTIVE:
            raise BadCell(f"mission_isactive {text!r} is neither Yes nor No")
        sink.repaired(NOT_AS_USUAL)
    return ACTIVE[text.capitalize()] and until is None


def _place(row: Mapping[str, str], acronym: str, sink: Sink) -> tuple[float | None, float | None]:
    """Degrees north and east, put right where they fit the mission or its host better when exchanged."""
    texts = row["mission_latitude"], row["mission_longitude"]
    if any("," in text for text in texts):
        sink.repaired(DECIMAL_COMMA)
    first, second = (text.replace(",", ".") for text in texts)
    point = _point(acronym)
    if point is not None and not is_missing(first) and not is_missing(second):
        try:
            exchanged = degrees(second, first)
        except BadCell:  # no place on the globe the other way round: not exchanged
            return degrees(first, second)
        given = degrees(first, second) if abs(float(first)) <= 90 else None
        if given is None or _off(exchanged, point) < _off(given, point):
            sink.repaired(EXCHANGED)
            return exchanged
    return degrees(first, second)


def _point(acronym: str) -> tuple[float, float] | None:
    """Where an operation is: its headquarters in Muster's table of operations, else a point of its host."""
    fact = fact_of(acronym)
    if fact is not None:
        return float(fact.latitude), float(fact.longitude)
    host = host_of(acronym)
    if host is None:
        return None
    found = state(host)
    return float(found.latitude), float(found.longitude)


def _off(place: tuple[float | None, float | None], point: tuple[float, float]) -> float:
    latitude, longitude = place
    assert latitude is not None
    assert longitude is not None
    return great_circle_km((latitude, longitude), point)


def read_fatalities(file: Path, sink: Sink) -> None:
    """Casualties, one row a person; no names are in the file."""
    seen: set[str] = set()
    for line, row in sink.rows(file, CASUALTY_COLUMNS):
        with sink.row(line):
            identity = row["casualty_id"].strip()
            if not identity:
                raise BadCell("has no casualty_id")
            if identity in seen:
                sink.left_out(TWICE)
                continue
            _casualty(row, line, identity, sink)
            seen.add(identity)


def _casualty(row: Mapping[str, str], line: int, identity: str, sink: Sink) -> None:
    on, vintage = day(row["incident_date"], "incident_date"), day(row["last_update"], "last_update")
    if row["gender"] not in SEXES:
        raise BadCell(f"gender {row['gender']!r} is neither M nor F")
    sink.add(
        "fatalities",
        line,
        on,
        vintage=vintage,
        date=on,
        mission=mission_of(row["mission_acronym"], on, sink),
        state=_nationality(row, sink),
        personnel_type=_word(row["casualty_personnel_type"], sink),
        sex=SEXES[row["gender"]],
        kind=_word(row["type_of_casualty"], sink),
        incident=_word(row["type_of_incident"], sink),
        casualty_id=identity,
    )


def _nationality(row: Mapping[str, str], sink: Sink) -> str | None:
    name, code = row["casualty_nationality"].strip(), row["isocode3"].strip()
    if code:
        return code
    if not name:
        return None
    found = state_of(name, sink)
    if found is not None:
        sink.repaired(CODE_MISSING)
    return found


def _word(text: str, sink: Sink) -> str | None:
    stripped = text.strip()
    if stripped != text:
        sink.repaired(TRAILING_BLANK)
    return stripped or None


FILES = (
    SourceFile("DPPADPOSS-PKO.csv", "operations, with headquarters, start and end", read_operations),
    SourceFile("DPPADPOSS-FATALITIES.csv", "casualties", read_fatalities),
)
