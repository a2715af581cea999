"""A record as rows: made once a run by the actions themselves, put back for each test that asks for it.

Making it takes seconds of rules, events and notices; putting the same rows back takes a few hundredths.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from muster.kit.table_statistics import renew_table_statistics
from tests.made_once import made_once

MadeT = TypeVar("MadeT")
FILE = "rows"
MANY_ROWS = 2_000
"""Above it a server must count its tables before it is asked."""


@dataclass(frozen=True)
class Rows:
    """The rows of one table, as the database gave them."""

    table: str
    columns: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class Kept:
    """What was made, as bytes, and the rows that making it wrote."""

    made: bytes
    rows: tuple[Rows, ...]


class Snapshot(Generic[MadeT]):
    """What `make` wrote to the empty database, and what it returned. `name` is its own in a run."""

    def __init__(self, name: str, make: Callable[[], MadeT]) -> None:
        self.name = name
        self.make = make
        self.kept: Kept | None = None
        self.script = ""

    def put(self) -> MadeT:
        """Have the rows in the database, and return what was made, as new objects."""
        if self.kept is None:
            folder = made_once(f"{self.name}-on-{connection.vendor}", self._make)
            if self.kept is None:
                self.kept = _read(folder)
                self._put_back(self.kept)
        else:
            self._put_back(self.kept)
        made: MadeT = pickle.loads(self.kept.made)
        return made

    def _make(self, folder: Path) -> None:
        """Make it in the database of this process, and keep it for the others too."""
        before = {rows.table for rows in _filled_tables()}
        made = pickle.dumps(self.make())
        self.kept = Kept(made, tuple(rows for rows in _filled_tables() if rows.table not in before))
        (folder / FILE).write_bytes(pickle.dumps(self.kept))

    def _put_back(self, kept: Kept) -> None:
        """Insert the rows into the empty database; a server gets them as one text, in one journey."""
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                for rows in kept.rows:
                    cursor.executemany(_insert(rows, 1), rows.values)
                return
            self.script = self.script or _script(cursor, kept)
            cursor.execute(self.script)
        if sum(len(rows.values) for rows in kept.rows) > MANY_ROWS:
            renew_table_statistics()


def _read(folder: Path) -> Kept:
    """Read what another process of this run made."""
    kept: Kept = pickle.loads((folder / FILE).read_bytes())
    return kept


def _filled_tables() -> list[Rows]:
    """Read every table that holds a row."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            values = tuple(tuple(row) for row in cursor.fetchall())
            if values and cursor.description is not None:
                found.append(Rows(table, tuple(column[0] for column in cursor.description), values))
    return found


def _insert(rows: Rows, number: int) -> str:
    """Return what inserts so many rows of a table; keys between tables are checked when the transaction ends."""
    quote = connection.ops.quote_name
    columns, places = ", ".join(map(quote, rows.columns)), ", ".join(["%s"] * len(rows.columns))
    return f"INSERT INTO {quote(rows.table)} ({columns}) VALUES {', '.join([f'({places})'] * number)}"


def _script(cursor: Any, kept: Kept) -> str:
    """Return all rows as one text, at its end what lets new rows be numbered after them."""
    tables = {rows.table for rows in kept.rows}
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in tables]
    inserts = [
        cursor.mogrify(_insert(rows, len(rows.values)), list(chain.from_iterable(rows.values))) for rows in kept.rows
    ]
    return ";\n".join([*inserts, *connection.ops.sequence_reset_sql(no_style(), models)])
