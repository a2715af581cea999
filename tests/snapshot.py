"""The small record as rows: made once a process by the actions themselves, put back for each test that asks for it.

Making it takes some seconds of rules, events and notices; putting the same rows back takes a few hundredths.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

MadeT = TypeVar("MadeT")


@dataclass(frozen=True)
class Rows:
    """The rows of one table, as the database gave them."""

    table: str
    columns: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]


class Snapshot(Generic[MadeT]):
    """What `make` wrote to the empty database, and what it returned."""

    def __init__(self, make: Callable[[], MadeT]) -> None:
        self.make = make
        self.rows: tuple[Rows, ...] = ()
        self.made = b""

    def put(self) -> MadeT:
        """Have the rows in the database, and return what was made, as new objects."""
        if not self.made:
            before = {rows.table for rows in _filled_tables()}
            self.made = pickle.dumps(self.make())
            self.rows = tuple(rows for rows in _filled_tables() if rows.table not in before)
        else:
            with transaction.atomic():
                for rows in self.rows:
                    _insert(rows)
            _move_sequences({rows.table for rows in self.rows})
        made: MadeT = pickle.loads(self.made)
        return made


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


def _insert(rows: Rows) -> None:
    """Put the rows of one table back; keys between tables are checked when the transaction ends."""
    quote = connection.ops.quote_name
    columns, places = ", ".join(map(quote, rows.columns)), ", ".join(["%s"] * len(rows.columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(rows.table)} ({columns}) VALUES ({places})", rows.values)


def _move_sequences(tables: set[str]) -> None:
    """Let new rows be numbered after those put back."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in tables]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
