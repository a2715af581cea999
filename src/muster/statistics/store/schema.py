"""The tables of the store: what a row is, and what each column holds.

Every table ends in the same five columns, which say where the row comes from and when it became known.
"""

from dataclasses import dataclass

from muster.kit.errors import NotFound


@dataclass(frozen=True)
class Column:
    """A column: its name, its type in DuckDB, and what it holds."""

    name: str
    type: str
    text: str

    @property
    def is_list(self) -> bool:
        """Whether a cell holds several words."""
        return self.type.endswith("[]")


@dataclass(frozen=True)
class Table:
    """A table: its name, what one row of it is, and its columns in order."""

    name: str
    text: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(column.name for column in self.columns)


ORIGIN = (
    Column("source", "VARCHAR", "data set that the row comes from, by the name under which it is imported"),
    Column("file", "VARCHAR", "file of the data set"),
    Column("line", "INTEGER", "row of that file, the first after the heading being 1"),
    Column("vintage", "DATE", "day of the file's edition, where it is known"),
    Column(
        "known_on", "DATE", "day on which the row became known: a month's last day, 31 December for a year or a map"
    ),
)
STATE = Column("state", "VARCHAR", "State, ISO 3166 alpha-3 code")
MISSION = Column("mission", "VARCHAR", "acronym of the mission")
PLACE = (
    Column("latitude", "DOUBLE", "degrees north"),
    Column("longitude", "DOUBLE", "degrees east"),
)
BASE = (
    Column("date", "DATE", "last day of the month of the map"),
    MISSION,
    Column("base", "VARCHAR", "place of the base"),
    Column("country", "VARCHAR", "country of the base, as named in its time"),
    *PLACE,
)
UNIT_TYPES = Column(
    "unit_types", "VARCHAR[]", "kinds of unit seen at the base (inf, fpu, eng, med, sig, avia, he.sup, mp, trans, ...)"
)

TABLES: tuple[Table, ...] = (
    Table(
        "contributions",
        "Uniformed personnel of one State (or of all) in one mission (or in all), by type and sex, on a day or as a "
        "year's mean. Sources that overlap are all kept: name `file` or `grain` before adding up.",
        (
            Column("date", "DATE", "last day of the month; 31 December for a year's mean"),
            Column("state", "VARCHAR", "contributor, ISO 3166 alpha-3 code; empty: all States"),
            Column("mission", "VARCHAR", "acronym of the mission; empty: all missions"),
            Column(
                "personnel_type",
                "VARCHAR",
                "troops, police (not told apart), individual_police, formed_police, experts, staff_officers or all",
            ),
            Column("sex", "VARCHAR", "female, male or all"),
            Column("count", "INTEGER", "people; of a year: their mean over the months that the file has"),
            Column("grain", "VARCHAR", "month or year"),
            Column("stored", "DOUBLE", "the figure as it stands in the file"),
            Column("months_present", "TINYINT", "months of the year that the file holds (a year's mean only)"),
            *ORIGIN,
        ),
    ),
    Table(
        "operations",
        "Peace operations as a source lists them, one row a source and operation.",
        (
            MISSION,
            Column("name", "VARCHAR", "full name"),
            Column("start", "DATE", "first day; the first of the month where only the month is known"),
            Column("until", "DATE", "first day after its end; empty: open, or its end not known"),
            Column("active", "BOOLEAN", "whether the source calls it active"),
            Column("lead", "VARCHAR", "leading department"),
            Column("headquarters", "VARCHAR", "place of its headquarters"),
            Column("host", "VARCHAR", "host State or territory, ISO 3166 alpha-3 code; the first of several"),
            Column("region", "VARCHAR", "continent of the host"),
            *PLACE,
            Column("umbrella", "BOOLEAN", "whether it stands for several operations that are listed too"),
            *ORIGIN,
        ),
    ),
    Table(
        "fatalities",
        "One casualty of a peace operation; no names.",
        (
            Column("date", "DATE", "day of the incident"),
            MISSION,
            Column("state", "VARCHAR", "nationality, ISO 3166 alpha-3 code; empty: not told"),
            Column("personnel_type", "VARCHAR", "Military, Police, International Civilian, Local, ..."),
            Column("sex", "VARCHAR", "female, male or empty"),
            Column("kind", "VARCHAR", "Fatality or another kind of casualty"),
            Column("incident", "VARCHAR", "Malicious Act, Accident, Illness, ..."),
            Column("casualty_id", "VARCHAR", "identity in the source"),
            *ORIGIN,
        ),
    ),
    Table(
        "bases",
        "One base on one deployment map. Strengths are estimates from the map's symbols, no head counts.",
        (
            *BASE,
            Column("troops", "INTEGER", "estimate: battalion 650, company 150, platoon 35; empty: unknown"),
            Column("hq", "TINYINT", "0 none, 1 contingent, 2 sector, 3 mission"),
            UNIT_TYPES,
            Column("observers", "BOOLEAN", "military observers there"),
            Column("police", "BOOLEAN", "United Nations police there"),
            Column("map", "VARCHAR", "number of the map"),
            *ORIGIN,
        ),
    ),
    Table(
        "base_contributors",
        "One contributor at one base on one deployment map (or over one year of maps, in files of that grain).",
        (
            *BASE,
            STATE,
            Column("contributor", "VARCHAR", "as the map spells it"),
            Column("troops", "INTEGER", "estimate of its people there; empty: unknown"),
            UNIT_TYPES,
            Column(
                "sole", "BOOLEAN", "whether it is the only contributor there, so that the kinds of unit are its own"
            ),
            *ORIGIN,
        ),
    ),
    Table(
        "activities",
        "An activity in which an operation was engaged in a year, as the Secretary-General reported it.",
        (
            MISSION,
            Column("year", "SMALLINT", "year"),
            Column("host", "VARCHAR", "host State, ISO 3166 alpha-3 code"),
            Column("activity", "VARCHAR", "field of activity"),
            Column("engagement", "VARCHAR", "Monitor, Assist, Implement, ..."),
            *ORIGIN,
        ),
    ),
    Table(
        "conflict_deaths",
        "Deaths in state-based conflict in one State and month; months without deaths are rows of 0.",
        (
            Column("date", "DATE", "last day of the month"),
            STATE,
            Column("name", "VARCHAR", "as the source names it"),
            Column("deaths", "INTEGER", "deaths"),
            Column("kind", "VARCHAR", "state-based"),
            *ORIGIN,
        ),
    ),
    Table(
        "conflict_years",
        "Battle deaths in one country and year.",
        (
            Column("year", "SMALLINT", "year"),
            STATE,
            Column("gwcode", "SMALLINT", "number of the country after Gleditsch and Ward"),
            Column("country", "VARCHAR", "as the source names it"),
            Column("low", "INTEGER", "lowest estimate"),
            Column("best", "INTEGER", "best estimate"),
            Column("high", "INTEGER", "highest estimate"),
            *ORIGIN,
        ),
    ),
    Table(
        "conflicts",
        "One state-based conflict in one year.",
        (
            Column("conflict_id", "INTEGER", "number of the conflict"),
            Column("year", "SMALLINT", "year"),
            Column("location", "VARCHAR", "where, as the source names it"),
            Column("states", "VARCHAR[]", "States of the location, ISO 3166 alpha-3 codes"),
            Column("side_a", "VARCHAR", "first side"),
            Column("side_b", "VARCHAR", "second side"),
            Column("incompatibility", "VARCHAR", "territory, government or both"),
            Column("intensity", "TINYINT", "1: 25 to 999 deaths in the year, 2: 1,000 or more"),
            Column("type", "VARCHAR", "extrasystemic, interstate, internal or internationalised internal"),
            Column("region", "VARCHAR", "region of the source, by name"),
            *ORIGIN,
        ),
    ),
    Table(
        "conflict_events",
        "One event of organised violence.",
        (
            Column("year", "SMALLINT", "year"),
            *PLACE,
            Column("place", "VARCHAR", "where"),
            Column("deaths", "INTEGER", "best estimate of all deaths"),
            Column("civilian_deaths", "INTEGER", "of them civilians"),
            *ORIGIN,
        ),
    ),
    Table(
        "forecasts",
        "What others forecast for one State and month.",
        (
            Column("run", "VARCHAR", "name of the run"),
            Column("issued", "DATE", "last day of the month in which the run was made"),
            Column("month", "DATE", "last day of the month forecast"),
            STATE,
            Column("kind", "VARCHAR", "state-based, non-state or one-sided"),
            Column("probability", "DOUBLE", "probability that the source gives; its threshold is the run's"),
            Column("mean", "DOUBLE", "deaths expected"),
            *ORIGIN,
        ),
    ),
    Table(
        "assessments",
        "What a State pays of the peacekeeping budget of a year, from a file of the user's own.",
        (
            STATE,
            Column("year", "SMALLINT", "year"),
            Column("share", "DOUBLE", "per cent of the budget assessed on the State"),
            *ORIGIN,
        ),
    ),
    Table(
        "countries",
        "A country's attributes in a source.",
        (
            STATE,
            Column("name", "VARCHAR", "as the source names it"),
            Column("capital", "VARCHAR", "capital"),
            *PLACE,
            Column("continent", "VARCHAR", "continent"),
            Column("region", "VARCHAR", "region of the United Nations"),
            Column("un_bloc", "VARCHAR", "regional group of the United Nations"),
            Column("memberships", "VARCHAR[]", "organisations of which it was a member in the source's year"),
            *ORIGIN,
        ),
    ),
)

GRAIN = Column("grain", "VARCHAR", "month or year")
SEX = Column("sex", "VARCHAR", "female, male or all")
OF_FILE = (
    GRAIN,
    Column("source", "VARCHAR", "data set that the figures come from"),
    Column("file", "VARCHAR", "file of the data set; figures of different files overlap and are not added up"),
    Column("known_on", "DATE", "day on which the figures became known"),
)
DAY = Column("date", "DATE", "last day of the month; 31 December for a year's mean")
TYPE = Column("personnel_type", "VARCHAR", "as in `contributions`; all types together have rows of their own")
COUNT = Column("count", "BIGINT", "people")
STATES = Column("states", "INTEGER", "States with anybody of the type there; empty: the file does not tell")
MISSIONS = Column("missions", "INTEGER", "missions with anybody of the type; empty: the file does not tell")

ROLL_UPS: tuple[Table, ...] = (
    Table(
        "state_totals",
        "Derived from `contributions` at import, file by file: one State in all missions. A total that the file gives "
        "itself is taken; otherwise its missions are added up.",
        (DAY, STATE, TYPE, SEX, COUNT, MISSIONS, *OF_FILE),
    ),
    Table(
        "mission_totals",
        "Derived from `contributions` at import, file by file: all States in one mission. A total that the file gives "
        "itself is taken; otherwise its States are added up.",
        (DAY, MISSION, TYPE, SEX, COUNT, STATES, *OF_FILE),
    ),
    Table(
        "pair_totals",
        "Derived from `contributions` at import, file by file: one State in one mission, all types together.",
        (DAY, STATE, MISSION, TYPE, SEX, COUNT, *OF_FILE),
    ),
    Table(
        "troop_totals",
        "Derived from `contributions` at import, file by file: the troops of one State in one mission.",
        (DAY, STATE, MISSION, TYPE, SEX, COUNT, *OF_FILE),
    ),
    Table(
        "world_totals",
        "Derived from `contributions` at import, file by file: all States in all missions. A total that the file gives "
        "itself is taken; otherwise the missions, or else the States, are added up.",
        (DAY, TYPE, SEX, COUNT, STATES, MISSIONS, *OF_FILE),
    ),
)
"""Tables that are kept beside `contributions`, so that a page need not read every row of it."""

BY_SEX = "contributions_by_sex"
"""Folder of files that hold `contributions` with the sexes beside each other: a third of the rows, read as three."""

_BY_NAME = {one.name: one for one in (*TABLES, *ROLL_UPS)}


def table(name: str) -> Table:
    """The table of this name. Raises NotFound."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise NotFound(f"The statistics store has no table {name!r}; it has {', '.join(_BY_NAME)}.") from None
