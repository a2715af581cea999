"""One query of a user's own: it reads the store's tables and nothing else, and ends in time and memory.

The database is in memory and closed to the outside but for the store's own files before the query is seen; its
settings can no longer be changed; and nothing but one SELECT is run.
"""

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from muster.kit.errors import Problem, Refused, one_line
from muster.statistics.store.schema import ROLL_UPS, TABLES
from muster.statistics.store.store import THREADS
from muster.statistics.store.views import FOLDER, ROLL_UP_FOLDER, views

PLACE = "the query"


@dataclass(frozen=True)
class Bounds:
    """What a query may take: seconds, megabytes of memory, rows of its answer."""

    seconds: float
    megabytes: int
    rows: int


@dataclass(frozen=True)
class Answer:
    """What a query found. `cut` tells that there were more rows than the bound; columns have names of their own."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cut: bool

    def dicts(self) -> list[dict[str, Any]]:
        """The rows as mappings from column to cell."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def run_select(folder: Path, sql: str, bounds: Bounds, parameters: Sequence[Any] = ()) -> Answer:
    """Run one SELECT on the store in `folder`.

    Raises Refused, in one line, for anything else than one SELECT, for a query that the database refuses, and for one
    that takes more than the bounds allow.
    """
    connection = _closed_database(folder, bounds)
    try:
        select = _one_select(connection, sql)
        # One row more than is given tells that there are more; the bound is the database's own, so that the rows behind
        # it are never held.
        bounded = f"SELECT * FROM (\n{select}\n) LIMIT {bounds.rows + 1}"
        return _answer(connection, bounded, bounds, parameters)
    finally:
        connection.close()


def tables_in(sql: str) -> tuple[str, ...]:
    """The store's tables whose names stand in a query."""
    words = set(re.findall(r"\w+", sql.lower()))
    return tuple(one.name for one in (*TABLES, *ROLL_UPS) if one.name in words)


def _closed_database(folder: Path, bounds: Bounds) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": THREADS,
            "memory_limit": f"{bounds.megabytes}MB",
            "python_enable_replacements": "false",
            "autoload_known_extensions": "false",
            "autoinstall_known_extensions": "false",
        },
    )
    for name, query in views(folder).items():
        connection.execute(f"CREATE VIEW {name} AS {query}")
    allowed = ", ".join("'" + str(folder / one).replace("'", "''") + "/'" for one in (FOLDER, ROLL_UP_FOLDER))
    connection.execute(f"SET allowed_directories = [{allowed}]")
    connection.execute("SET temp_directory = ''")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _one_select(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """The text of the one SELECT, which then stands between brackets. Raises Refused for anything else."""
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise _refusal(error) from None
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise Refused(problems=[Problem(PLACE, "is not one SELECT", "give one SELECT; the store is only read")])
    return str(statements[0].query).strip().rstrip(";")


def _answer(connection: duckdb.DuckDBPyConnection, sql: str, bounds: Bounds, parameters: Sequence[Any]) -> Answer:
    late = threading.Event()

    def stop() -> None:
        late.set()
        connection.interrupt()

    clock = threading.Timer(bounds.seconds, stop)
    clock.start()
    try:
        found = connection.execute(sql, parameters)
        columns = _named_apart([str(one[0]) for one in found.description or ()])
        rows = found.fetchmany(bounds.rows + 1)
    except (duckdb.Error, RuntimeError) as error:
        if late.is_set():
            raise Refused(
                problems=[Problem(PLACE, f"took more than {bounds.seconds:g} seconds", "ask for less at once")]
            ) from None
        raise _refusal(error) from None
    finally:
        clock.cancel()
    return Answer(columns, tuple(tuple(row) for row in rows[: bounds.rows]), len(rows) > bounds.rows)


def _named_apart(names: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns, a second one of the same name with a number behind it."""
    found: list[str] = []
    for name in names:
        number, own = 2, name
        while own in found:
            own, number = f"{name}_{number}", number + 1
        found.append(own)
    return tuple(found)


def _refusal(error: Exception) -> Refused:
    """What the database says, in one line, without the query that it repeats."""
    told = str(error).split("\nLINE ")[0].split("\n\n")[0]
    if isinstance(error, duckdb.OutOfMemoryException):
        return Refused(problems=[Problem(PLACE, "takes more memory than it may", "ask for less at once")])
    return Refused(problems=[Problem(PLACE, one_line(told), "`muster sql --tables` tells tables and columns")])
