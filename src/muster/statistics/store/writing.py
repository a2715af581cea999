"""Writing the store: rows of one file of a data set become one Parquet file a table, put in place when all is read."""

import csv
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import duckdb

from muster.statistics.store.schema import Table, table

BETWEEN = "|"
"""What stands between the words of a cell that holds several."""


class TableWriter:
    """Takes the rows of one table, holding none in memory, and writes them as Parquet on `convert`."""

    def __init__(self, one: Table, folder: Path) -> None:
        self.table = one
        self._text: IO[str] = tempfile.NamedTemporaryFile(  # noqa: SIM115 - closed by `convert` or `discard`
            "w", dir=folder, suffix=".csv", newline="", encoding="utf-8", delete=False
        )
        self._writer = csv.writer(self._text)
        self._names = one.names
        self._lists = frozenset(column.name for column in one.columns if column.is_list)
        self.rows = 0

    def add(self, values: Mapping[str, Any]) -> None:
        """Take one row; a column that is not named stays empty."""
        self._writer.writerow([self._cell(name, values.get(name)) for name in self._names])
        self.rows += 1

    def _cell(self, name: str, value: Any) -> Any:
        if value is None:
            return None
        return BETWEEN.join(value) if name in self._lists else value

    def convert(self) -> Path:
        """Write the rows as Parquet beside their table's folder; where. Raises duckdb.Error, with nothing in place."""
        self._text.close()
        made = self._made
        types = ", ".join(
            f"'{column.name}': '{'VARCHAR' if column.is_list else column.type}'" for column in self.table.columns
        )
        cells = ", ".join(_selected(column.name, column.is_list) for column in self.table.columns)
        connection = duckdb.connect(":memory:", config={"threads": 2, "memory_limit": "512MB"})
        try:
            connection.execute(
                f"COPY (SELECT {cells} FROM read_csv('{_quoted(self._text.name)}', columns = {{{types}}}, "
                f"header = false, delim = ',', quote = '\"', escape = '\"', nullstr = '', strict_mode = true)) "
                f"TO '{_quoted(str(made))}' (FORMAT parquet, COMPRESSION zstd)"
            )
        finally:
            connection.close()
        Path(self._text.name).unlink()
        return made

    def discard(self) -> None:
        """Throw the rows away."""
        self._text.close()
        Path(self._text.name).unlink(missing_ok=True)
        self._made.unlink(missing_ok=True)

    @property
    def _made(self) -> Path:
        return Path(self._text.name).with_suffix(".parquet")


class FileWriter:
    """The tables that one file of a data set gives rows to; nothing is in place until `keep`.

    Used as a context: leaving it without `keep` throws everything away.
    """

    def __init__(self, folder: Path, data_set: str, file: str) -> None:
        self._folder = folder
        self._name = f"{data_set}--{file.replace('/', '-')}.parquet"
        self._tables: dict[str, TableWriter] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for writer in self._tables.values():
            writer.discard()

    def add(self, name: str, values: Mapping[str, Any]) -> None:
        """Take one row of a table."""
        writer = self._tables.get(name)
        if writer is None:
            writer = self._tables[name] = TableWriter(table(name), self._folder)
        writer.add(values)

    def keep(self) -> dict[str, int]:
        """Put the rows in place, and take away what an earlier import of the file left; rows kept by table."""
        kept = {name: writer.rows for name, writer in self._tables.items()}
        made = {name: writer.convert() for name, writer in self._tables.items()}
        for name, parquet in made.items():
            target = self._folder / "tables" / name / self._name
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(parquet, target)
        for old in (self._folder / "tables").glob(f"*/{self._name}"):
            if old.parent.name not in kept:
                old.unlink()
        self._tables.clear()
        return kept


def _selected(name: str, is_list: bool) -> str:
    if not is_list:
        return f'"{name}"'
    return f'coalesce(string_split("{name}", \'{BETWEEN}\'), []) AS "{name}"'


def _quoted(text: str) -> str:
    return text.replace("'", "''")
