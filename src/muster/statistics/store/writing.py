"""Writing the store: rows of one file of a data set become one Parquet file a table, put in place when all is read."""

import csv
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import duckdb

from muster.statistics.store.roll_ups import write_roll_ups
from muster.statistics.store.schema import BY_SEX, Table, table
from muster.statistics.store.views import FOLDER, ROLL_UP_FOLDER

BETWEEN = "|"
"""What stands between the words of a cell that holds several."""


class TableWriter:
    """Takes the rows of one table, holding none in memory, and writes them as Parquet on `finish`."""

    def __init__(self, one: Table, folder: Path) -> None:
        self.table = one
        self._text: IO[str] = tempfile.NamedTemporaryFile(  # noqa: SIM115 - closed by `finish` or `discard`
            "w", dir=folder, suffix=".csv", newline="", encoding="utf-8", delete=False
        )
        self._writer = csv.writer(self._text)
        self._names = one.names
        self._lists = tuple(place for place, column in enumerate(one.columns) if column.is_list)
        self.rows = 0

    def add(self, values: Mapping[str, Any]) -> None:
        """Take one row; a column that is not named stays empty."""
        cells: list[Any] = list(map(values.get, self._names))
        for place in self._lists:
            if cells[place] is not None:
                cells[place] = BETWEEN.join(cells[place])
        self._writer.writerow(cells)
        self.rows += 1

    def finish(self) -> Path:
        """Write the rows; the Parquet file, beside the place where they were gathered."""
        self._text.close()
        made = Path(self._text.name).with_suffix(".parquet")
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
        return made

    def discard(self) -> None:
        """Take no more rows."""
        self._text.close()


class FileWriter:
    """The tables that one file of a data set gives rows to; nothing is in place until `keep`.

    Used as a context: everything is gathered in a folder of its own inside the store, which goes when it is left.
    """

    def __init__(
        self, folder: Path, data_set: str, file: str, progress: Callable[[str], None] = lambda words: None
    ) -> None:
        self._folder = folder
        self._set, self._file, self._progress = data_set, file, progress
        self._name = _name_of(data_set, file)
        self._tables: dict[str, TableWriter] = {}
        self._whole: dict[str, tuple[Path, int]] = {}
        folder.mkdir(parents=True, exist_ok=True)
        self.work = Path(tempfile.mkdtemp(dir=folder, prefix="importing-"))
        """Folder for whatever a reader keeps on disk meanwhile."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for writer in self._tables.values():
            writer.discard()
        shutil.rmtree(self.work)

    def add(self, name: str, values: Mapping[str, Any]) -> None:
        """Take one row of a table."""
        writer = self._tables.get(name)
        if writer is None:
            writer = self._tables[name] = TableWriter(table(name), self.work)
        writer.add(values)

    def add_by_sex(self, parquet: Path, rows: int) -> None:
        """Take all contributions of the file as Parquet with the sexes beside each other; `rows` that it stands for."""
        self._whole[BY_SEX] = (parquet, rows)

    def keep(self) -> dict[str, int]:
        """Put the rows and their roll-ups in place, and take away what an earlier import left; rows kept by table."""
        kept = {name: writer.rows for name, writer in self._tables.items()}
        made = {Path(FOLDER) / name: writer.finish() for name, writer in self._tables.items()}
        for name, (parquet, rows) in self._whole.items():
            kept["contributions"] = kept.get("contributions", 0) + rows
            made[Path(FOLDER) / name] = parquet
        made |= self._roll_ups(made)
        for where, parquet in made.items():
            (self._folder / where).mkdir(parents=True, exist_ok=True)
            os.replace(parquet, self._folder / where / self._name)
        for old in self._folder.glob(f"*/*/{self._name}"):
            if old.parent.relative_to(self._folder) not in made:
                old.unlink()
        return kept

    def _roll_ups(self, made: Mapping[Path, Path]) -> dict[Path, Path]:
        """The roll-ups of the contributions that were made, where there are any; a file gives one form of them."""
        for name, beside in (("contributions", False), (BY_SEX, True)):
            parquet = made.get(Path(FOLDER) / name)
            if parquet is not None:
                rows = f"read_parquet('{_quoted(str(parquet))}')"
                written = write_roll_ups(rows, beside, self.work, self._set, self._file, self._progress)
                return {Path(ROLL_UP_FOLDER) / name: parquet for name, parquet in written.items()}
        return {}


def is_in_place(folder: Path, data_set: str, file: str, rows: Mapping[str, int]) -> bool:
    """Whether the store still holds every table that an import of the file gave rows to."""
    name = _name_of(data_set, file)
    tables = {one.parent.name for one in folder.glob(f"*/*/{name}")}
    if BY_SEX in tables:
        tables.add("contributions")
    return tables >= {table for table, number in rows.items() if number}


def take_away(folder: Path, data_set: str, file: str) -> None:
    """Remove everything that an import of the file gave."""
    for one in folder.glob(f"*/*/{_name_of(data_set, file)}"):
        one.unlink()


def _name_of(data_set: str, file: str) -> str:
    return f"{data_set}--{file.replace('/', '-')}.parquet"


def _selected(name: str, is_list: bool) -> str:
    if not is_list:
        return f'"{name}"'
    return f'coalesce(string_split("{name}", \'{BETWEEN}\'), []) AS "{name}"'


def _quoted(text: str) -> str:
    return text.replace("'", "''")
