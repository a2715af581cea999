"""Reading the store: a DuckDB connection in memory with a view for each table, over whatever files are there."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from muster.statistics.store.connections import quiet
from muster.statistics.store.folder import store_folder
from muster.statistics.store.views import files_of, views

THREADS = 2
MEMORY_LIMIT = "1GB"
GENERATION = "generation.txt"
"""File that changes with every import: who keeps anything reckoned from the store keeps this with it."""


@dataclass(frozen=True)
class Rows:
    """What a query found: names of its columns and its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def dicts(self) -> list[dict[str, Any]]:
        """The rows as mappings from column to cell."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Store:
    """A folder of tables, open for reading; a query reads the files as they are when it begins.

    Safe for several threads: each query has a cursor of its own. After an import, `open_store` gives a fresh one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.generation = generation_of(folder)
        self._connection = duckdb.connect(
            ":memory:", config={"threads": THREADS, "memory_limit": MEMORY_LIMIT, "preserve_insertion_order": "true"}
        )
        self._latest: dict[str, date | None] = {}
        for name, query in views(folder).items():
            self._connection.execute(f"CREATE VIEW {name} AS {query}")

    def query(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Rows:
        """Run one query of our own; parameters are `?` or `$name`, never text put into it."""
        cursor = quiet(self._connection.cursor())
        try:
            found = cursor.execute(sql, parameters)
            columns = tuple(str(one[0]) for one in found.description or ())
            return Rows(columns, tuple(found.fetchall()))
        finally:
            cursor.close()

    def arrays(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> dict[str, Any]:
        """The same as a NumPy array for each column: for models that read many rows."""
        cursor = quiet(self._connection.cursor())
        try:
            return dict(cursor.execute(sql, parameters).fetchnumpy())
        finally:
            cursor.close()

    def has(self, name: str) -> bool:
        """Whether anything is on record in a table."""
        return bool(files_of(self.folder, name))

    def latest(self, name: str) -> date | None:
        """The last day on which a row of a table became known; `None` where the table is empty."""
        if name not in self._latest:
            # The roll-up of the world has every day of the contributions, in a thousandth of the rows.
            found = self.query(f"SELECT max(known_on) FROM {'world_totals' if name == 'contributions' else name}")
            day = found.rows[0][0]
            self._latest[name] = day if isinstance(day, date) else None
        return self._latest[name]

    def close(self) -> None:
        """Let go of the files."""
        self._connection.close()


def generation_of(folder: Path) -> str:
    """What the last import wrote; empty before the first."""
    try:
        return (folder / GENERATION).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


MOST_OPEN = 4
"""Stores that a process keeps open: one is usual; tests and back-tests open many."""
_open: dict[Path, Store] = {}
_lock = threading.Lock()


def open_store(folder: Path | None = None) -> Store:
    """The store in a folder (by default the one of the settings), opened once a process and anew after an import."""
    where = folder or store_folder()
    with _lock:
        known = _open.get(where)
        if known is None or known.generation != generation_of(where):
            # The old one is not closed: another thread may be reading with it, and it goes when that is done.
            _open.pop(where, None)
            known = _open[where] = Store(where)
            if len(_open) > MOST_OPEN:
                del _open[next(iter(_open))]
        return known
