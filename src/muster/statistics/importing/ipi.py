"""The International Peace Institute's database: contributors and missions by month, 1990 to 2017.

A blank means that none were reported. Staff officers are counted among the troops. Some dates are not the last of
their month and are put there. The headings of the headquarters' coordinates are exchanged in the table of missions,
so those are taken from the list of missions alone.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from muster.kit.intervals import month_end
from muster.reference.errors import UnknownFactError
from muster.reference.missions import mission as operation
from muster.statistics.importing.cells import day, decimal, member, object_of, whole
from muster.statistics.importing.names import mission_of, state_of
from muster.statistics.importing.sink import Sink
from muster.statistics.importing.source_file import SourceFile

MONTH_END = "date put at the end of its month"
MONTH_MISSING = "month that the file does not have"
TOTAL_ADDED_UP = "total of the types added up, since the file has none"
NOWHERE = "coordinates 0, 0 taken as unknown"
ATTRIBUTES_ON = date(2014, 3, 31)
"""Day whose memberships the database gives (its last month)."""
BY_SEX = {
    "Individual Police": "individual_police",
    "Formed Police Units": "formed_police",
    "Experts on Mission": "experts",
    "Troops": "troops",
    "Total": "all",
}
SEXES = {"Male": "male", "Female": "female", "Total": "all"}


def read_by_sex(file: Path, sink: Sink) -> None:
    """State, mission, month, type and sex: figures of 0 are real, the one of all people is kept."""
    counted = [f"{heading} {word}" for heading in BY_SEX for word in SEXES]
    for line, row in sink.rows(file, ("Date", "Contributor", "Mission", *counted)):
        with sink.row(line):
            on, state = _month(row["Date"], sink), state_of(row["Contributor"], sink)
            mission = mission_of(row["Mission"], on, sink)
            for heading, kind in BY_SEX.items():
                for word, sex in SEXES.items():
                    count = whole(row[f"{heading} {word}"], f"{heading} {word}") or 0
                    if count or (kind == sex == "all"):
                        _count(sink, line, on, state, mission, kind, sex, count)


def read_missions_by_month(file: Path, sink: Sink) -> None:
    """All States together in one mission and month, by type."""
    kinds = {"Troops": "troops", "Police": "police", "Observers": "experts", "Total": "all"}
    months = set()
    for line, row in sink.rows(file, ("Date", "Mission", *kinds)):
        with sink.row(line):
            on = _month(row["Date"], sink)
            months.add(on)
            _counts(sink, line, on, None, mission_of(row["Mission"], on, sink), row, kinds)
    _tell_missing(sink, months)


def read_states_by_month(file: Path, sink: Sink) -> None:
    """One State in all missions in one month, by type."""
    kinds = {"Troops": "troops", "Police": "police", "Experts": "experts", "Total": "all"}
    for line, row in sink.rows(file, ("Date", "Contributor", *kinds)):
        with sink.row(line):
            on = _month(row["Date"], sink)
            _counts(sink, line, on, state_of(row["Contributor"], sink), None, row, kinds)


def read_folder_of_states(folder: Path, sink: Sink) -> None:
    """One State in all missions in one month, one file a State; rows are numbered through all files in order."""
    kinds = {"Troops": "troops", "Police": "police", "Experts": "experts"}
    line = 0
    for file in sorted(folder.glob("*.csv")):
        for number, row in sink.rows(file, ("Date", *kinds)):
            line += 1
            with sink.row(line, f"{file.name}, row {number}"):
                on, state = _month(row["Date"], sink), state_of(file.stem, sink)
                told = [count for heading in kinds if (count := whole(row[heading], heading)) is not None]
                _counts(sink, line, on, state, None, row, kinds)
                sink.repaired(TOTAL_ADDED_UP)
                _count(sink, line, on, state, None, "all", "all", sum(told))


def read_world_by_month(file: Path, sink: Sink) -> None:
    """All States in all missions in one month, by type."""
    kinds = {
        "Troop Contributions": "troops",
        "Police Contributions": "police",
        "EOM Contributions": "experts",
        "Total Contributions": "all",
    }
    for line, row in sink.rows(file, ("Date", *kinds)):
        with sink.row(line):
            _counts(sink, line, _month(row["Date"], sink), None, None, row, kinds)


def read_one_day(file: Path, sink: Sink) -> None:
    """State, mission and type on one day."""
    kinds = {
        "Troops": "troops",
        "Formed_Police_Units": "formed_police",
        "Inidividual_Police": "individual_police",  # as the file spells it
        "Experts_on_Mission": "experts",
        "Total": "all",
    }
    for line, row in sink.rows(file, ("Date", "Contributor", "Mission", *kinds)):
        with sink.row(line):
            on = _month(row["Date"], sink)
            state = state_of(row["Contributor"], sink)
            _counts(sink, line, on, state, mission_of(row["Mission"], on, sink), row, kinds)


def read_missions(file: Path, sink: Sink) -> None:
    """Missions with their host and the coordinates of their headquarters."""
    for line, (acronym, entry) in enumerate(object_of(file).items(), start=1):
        with sink.row(line):
            latitude, longitude = _place(entry, "mission_loc")
            if not latitude and not longitude:
                sink.repaired(NOWHERE)
                latitude = longitude = None
            sink.add(
                "operations",
                line,
                _known_since(acronym),
                mission=acronym,
                name=acronym,
                headquarters=member(entry, "hq") or None,
                host=member(entry, "country_id") or None,
                latitude=latitude,
                longitude=longitude,
                umbrella=False,
            )


def read_countries(file: Path, sink: Sink) -> None:
    """Countries with their capital, regions and the organisations they were members of in 2014."""
    known = sink.knows(ATTRIBUTES_ON)
    for line, (code, entry) in enumerate(object_of(file).items(), start=1):
        with sink.row(line):
            latitude, longitude = _place(entry, "capital_loc")
            sink.add(
                "countries",
                line,
                ATTRIBUTES_ON if known else None,
                state=code,
                name=member(entry, "country_name"),
                capital=member(entry, "capital"),
                latitude=latitude,
                longitude=longitude,
                continent=member(entry, "continent"),
                region=member(entry, "un_region"),
                un_bloc=member(entry, "un_bloc") if known else None,
                memberships=sorted(name for name, joined in entry.items() if joined is True) if known else [],
            )


def _place(entry: object, name: str) -> tuple[float | None, float | None]:
    """Degrees north and east; the file has them as `y` and `x`."""
    place = member(entry, name)
    return decimal(str(member(place, "y")), "y"), decimal(str(member(place, "x")), "x")


def _month(text: str, sink: Sink) -> date:
    on = day(text, "Date")
    end = month_end(on)
    if end != on:
        sink.repaired(MONTH_END)
    return end


def _counts(
    sink: Sink,
    line: int,
    on: date,
    state: str | None,
    mission: str | None,
    row: Mapping[str, str],
    kinds: Mapping[str, str],
) -> None:
    for heading, kind in kinds.items():
        count = whole(row[heading], heading)
        if count is not None:
            _count(sink, line, on, state, mission, kind, "all", count)


def _count(
    sink: Sink, line: int, on: date, state: str | None, mission: str | None, kind: str, sex: str, count: int
) -> None:
    sink.add(
        "contributions",
        line,
        on,
        date=on,
        state=state,
        mission=mission,
        personnel_type=kind,
        sex=sex,
        count=count,
        grain="month",
        stored=count,
    )


def _tell_missing(sink: Sink, months: Iterable[date]) -> None:
    known = {(one.year, one.month) for one in months}
    if not known:
        return
    (year, month), last = min(known), max(known)
    while (year, month) < last:
        if (year, month) not in known:
            sink.left_out(f"{MONTH_MISSING}: {year}-{month:02d}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _known_since(acronym: str) -> date:
    try:
        return operation(acronym).start
    except UnknownFactError:
        return ATTRIBUTES_ON


COUNTRIES = "countries"
FILES = (
    SourceFile("Gender.Full.csv", "contributor, mission, month, type and sex", read_by_sex),
    SourceFile("data_mission.csv", "mission and month, by type", read_missions_by_month),
    SourceFile(
        "derived_tcc_month_type_1990-2014.csv",
        "contributor and month, by type",
        read_states_by_month,
        instead_of=COUNTRIES,
    ),
    SourceFile(COUNTRIES, "the same, one file a contributor", read_folder_of_states, is_folder=True),
    SourceFile("data_monthly.csv", "the world by month", read_world_by_month),
    SourceFile("current_month_*.csv", "contributor and mission on one day", read_one_day),
    SourceFile("missions.json", "missions, host and headquarters", read_missions),
    SourceFile("countries.json", "countries and their memberships of 2014", read_countries),
)
