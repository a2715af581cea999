"""Roll-ups of one file's contributions: what every page asks for, added up once at import.

The rows of a file are taken in spans of whole days, so that memory is bounded however many there are; figures of one
day never need another's. Within a day:

- several rows of one State, mission and type are added up;
- all types together are taken where the file gives them, else added up (where it gives the police as such, the
  individual and the formed police are part of it);
- a State's, a mission's or the world's total is taken where the file gives it, else added up from its parts.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb

from muster.statistics.store.connections import quiet
from muster.statistics.store.schema import ROLL_UPS

VERSION = 2
"""Rises when the roll-ups of the same rows change, so that every file is read anew."""
SPAN_ROWS = 2_000_000
"""Rows that are added up at a time, if no single day has more."""
ORDERS = {
    "state_totals": "state, date, personnel_type",
    "mission_totals": "mission, date, personnel_type",
    "pair_totals": "mission, state, date",
    "troop_totals": "state, mission, date",
    "world_totals": "date, personnel_type",
}
"""How each is sorted: what is asked for by State or mission lies together."""
FIGURES = "female, male, total"
SUMS = ", ".join(f"sum({one})::BIGINT AS {one}" for one in FIGURES.split(", "))
TIDY = """
    SELECT date, state, mission, personnel_type, grain, max(known_on) AS known_on,
        (sum(count) FILTER (sex = 'female'))::BIGINT AS female, (sum(count) FILTER (sex = 'male'))::BIGINT AS male,
        coalesce(sum(count) FILTER (sex = 'all'), sum(count))::BIGINT AS total
    FROM {rows} WHERE date BETWEEN $first AND $last GROUP BY date, state, mission, personnel_type, grain"""
BESIDE = (
    """
    SELECT date, state, mission, personnel_type, grain, max(known_on) AS known_on, """
    + SUMS
    + """
    FROM {rows} WHERE date BETWEEN $first AND $last GROUP BY date, state, mission, personnel_type, grain"""
)


def write_roll_ups(
    rows: str,
    beside: bool,
    work: Path,
    source: str,
    file: str,
    progress: Callable[[str], None] = lambda words: None,
) -> dict[str, Path]:
    """Add up the contributions of one file; the Parquet file of each roll-up that has rows, in `work`, by its name.

    `rows` is an SQL relation with the columns of `contributions`, or with the sexes `beside` each other (`female`,
    `male`, `total` instead of `sex` and `count`).
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 2,
        "memory_limit": "512MB",
        "temp_directory": str(work / "spilled"),
        "preserve_insertion_order": "false",
    }
    connection = quiet(duckdb.connect(str(work / "roll_ups.duckdb"), config=config))
    try:
        for one in ROLL_UPS:
            connection.execute(f"CREATE TABLE {one.name} ({_stored_columns(one.name)})")
        for first, last in _spans(connection, rows):
            progress(f"adding up to {last}")
            _add_up(connection, (BESIDE if beside else TIDY).format(rows=rows), first, last)
        kept = [one.name for one in ROLL_UPS if connection.execute(f"SELECT 1 FROM {one.name} LIMIT 1").fetchone()]
        return {name: _written(connection, name, work, source, file) for name in kept}
    finally:
        connection.close()


def _stored_columns(name: str) -> str:
    """The columns of a roll-up as kept: the sexes beside each other, without what is the same in the whole file."""
    wanted = next(one for one in ROLL_UPS if one.name == name)
    kept = [
        f"{column.name} {column.type}"
        for column in wanted.columns
        if column.name not in {"sex", "count", "source", "file"}
    ]
    return ", ".join([*kept, "female BIGINT", "male BIGINT", "total BIGINT"])


def _spans(connection: duckdb.DuckDBPyConnection, rows: str) -> Iterator[tuple[date, date]]:
    """First and last day of each span, in order."""
    days = connection.execute(f"SELECT date, count(*) FROM {rows} GROUP BY date ORDER BY date").fetchall()
    first, gathered = None, 0
    for position, (day, number) in enumerate(days):
        first = first or day
        gathered += number
        if position + 1 == len(days) or gathered + days[position + 1][1] > SPAN_ROWS:
            yield first, day
            first, gathered = None, 0


def _add_up(connection: duckdb.DuckDBPyConnection, grouped: str, first: date, last: date) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE typed AS {grouped}", {"first": first, "last": last})
    given_types, given_totals = connection.execute(
        "SELECT bool_or(personnel_type IN ('all', 'police')), bool_or(state IS NULL OR mission IS NULL) FROM typed"
    ).fetchall()[0]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE together AS {_together(given_types)}")
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW parts AS SELECT * FROM typed WHERE personnel_type <> 'all' "
        "UNION ALL BY NAME SELECT *, 'all' AS personnel_type FROM together"
    )
    connection.execute(
        "INSERT INTO pair_totals BY NAME "
        f"SELECT date, state, mission, 'all' AS personnel_type, grain, known_on, {FIGURES} FROM together "
        " WHERE state IS NOT NULL AND mission IS NOT NULL"
    )
    connection.execute(
        f"INSERT INTO troop_totals BY NAME SELECT date, state, mission, 'troops' AS personnel_type, grain, "
        f"max(known_on) AS known_on, {SUMS} FROM typed WHERE personnel_type = 'troops' "
        "AND state IS NOT NULL AND mission IS NOT NULL GROUP BY date, state, mission, grain"
    )
    for table, kept, summed, number in (
        ("state_totals", "state", "mission", "missions"),
        ("mission_totals", "mission", "state", "states"),
    ):
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {kept}_span AS {_one_side(kept, summed, number, given_totals)}"
        )
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM {kept}_span")
    connection.execute(f"INSERT INTO world_totals BY NAME {_world()}")


def _together(given: bool) -> str:
    """All types of one State and mission together: the file's own figure, else the sum without what is part of it.

    Where no such figure is `given`, the plain sum is the same and three times as quick.
    """
    key = "date, state, mission, grain"
    if not given:
        return f"SELECT {key}, max(known_on) AS known_on, {SUMS} FROM typed GROUP BY {key}"
    kinds = {
        "own_": "FILTER (personnel_type = 'all')",
        "apart_": "FILTER (personnel_type NOT IN ('all', 'individual_police', 'formed_police'))",
        "": "",
    }
    names = FIGURES.split(", ")
    sums = ", ".join(f"(sum({one}) {only})::BIGINT AS {kind}{one}" for kind, only in kinds.items() for one in names)
    chosen = ", ".join(
        f"CASE WHEN own THEN own_{one} WHEN police THEN apart_{one} ELSE {one} END AS {one}" for one in names
    )
    return (
        f"SELECT {key}, known_on, {chosen} FROM (SELECT {key}, max(known_on) AS known_on, "
        "bool_or(personnel_type = 'all') AS own, bool_or(personnel_type = 'police') AS police, "
        f"{sums} FROM typed GROUP BY {key})"
    )


def _one_side(kept: str, summed: str, number: str, given: bool) -> str:
    """Totals by one of State and mission: the file's own where any is `given`, else sums over the other."""
    added = (
        f"SELECT date, {kept}, personnel_type, grain, max(known_on) AS known_on, {SUMS}, "
        f"count(*) FILTER (total > 0)::INTEGER AS {number} FROM parts {{where}} "
        f"GROUP BY date, {kept}, personnel_type, grain"
    )
    if not given:
        return added.format(where="")
    own = (
        f"SELECT date, {kept}, personnel_type, grain, known_on, {FIGURES}, NULL::INTEGER AS {number} "
        f"FROM parts WHERE {kept} IS NOT NULL AND {summed} IS NULL"
    )
    where = (
        f"WHERE {kept} IS NOT NULL AND {summed} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM together AS given "
        f"WHERE given.{summed} IS NULL AND given.{kept} = parts.{kept} AND given.date = parts.date "
        "AND given.grain = parts.grain)"
    )
    return f"{own} UNION ALL BY NAME {added.format(where=where)}"


def _world() -> str:
    """Totals of the world: the file's own, else sums over missions, else over States."""
    key = "date, personnel_type, grain"

    def summed(table: str) -> str:
        return f"SELECT {key}, max(known_on) AS known_on, {SUMS} FROM {table} GROUP BY {key}"

    def lacks(table: str, whole: str) -> str:
        return (
            f"NOT EXISTS (SELECT 1 FROM {table} AS given WHERE {whole} given.date = added.date "
            "AND given.grain = added.grain)"
        )

    own = lacks("together", "given.state IS NULL AND given.mission IS NULL AND")
    figures = (
        f"SELECT {key}, known_on, {FIGURES} FROM parts WHERE state IS NULL AND mission IS NULL "
        f"UNION ALL BY NAME SELECT * FROM ({summed('mission_span')}) AS added WHERE {own} "
        f"UNION ALL BY NAME SELECT * FROM ({summed('state_span')}) AS added "
        f"WHERE {own} AND {lacks('mission_span', '')}"
    )

    def numbers(table: str, number: str) -> str:
        return f"(SELECT {key}, count(*) FILTER (total > 0)::INTEGER AS {number} FROM {table} GROUP BY {key})"

    return (
        f"SELECT * FROM ({figures}) LEFT JOIN {numbers('state_span', 'states')} USING ({key}) "
        f"LEFT JOIN {numbers('mission_span', 'missions')} USING ({key})"
    )


def _written(connection: duckdb.DuckDBPyConnection, name: str, work: Path, source: str, file: str) -> Path:
    made = work / f"{name}.parquet"
    connection.execute(
        f"COPY (SELECT *, {_text(source)} AS source, {_text(file)} AS file FROM {name} ORDER BY {ORDERS[name]}) "
        f"TO {_text(str(made))} (FORMAT parquet, COMPRESSION zstd)"
    )
    return made


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
