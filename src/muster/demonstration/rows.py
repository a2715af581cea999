"""Rows of the demonstration record's files: typed cells, and errors that name file and line."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

from django.core.exceptions import ValidationError
from django.db import DatabaseError

from muster.kit.errors import MusterError, Refused, one_line
from muster.kit.standing import Standing

FIRST_LINE: Final = 2
"""The first row stands below the line of column names."""


@dataclass(frozen=True)
class Row:
    """One row of a file; `line` counts from 1 at the column names."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return a cell's text. Raises ValueError where the file has no such column."""
        try:
            return self.cells[column]
        except KeyError:
            raise ValueError(f"there is no column {column!r}") from None

    def integer(self, column: str) -> int:
        """Return a whole number. Raises ValueError naming the column."""
        try:
            return int(self[column])
        except ValueError as error:
            raise ValueError(f"column {column!r}: {self.cells.get(column)!r} is no whole number") from error

    def optional_integer(self, column: str) -> int | None:
        """Return a whole number, None where the cell is empty."""
        return self.integer(column) if self[column] else None

    def day(self, column: str) -> date:
        """Return a date. Raises ValueError naming the column."""
        try:
            return date.fromisoformat(self[column])
        except ValueError as error:
            raise ValueError(f"column {column!r}: {self.cells.get(column)!r} is no date, write YYYY-MM-DD") from error

    def optional_day(self, column: str) -> date | None:
        """Return a date, None where the cell is empty."""
        return self.day(column) if self[column] else None

    def truth(self, column: str) -> bool:
        """Return whether the cell says yes. Raises ValueError unless it says yes or no."""
        if self[column] not in ("yes", "no"):
            raise ValueError(f"column {column!r}: {self[column]!r} is neither yes nor no")
        return self[column] == "yes"

    @property
    def standing(self) -> Standing:
        """Return the row's standing. Raises ValueError for an unknown one."""
        return Standing(self["standing"])


def record_folder() -> Traversable:
    """Return the folder of the record's files within the package."""
    return resources.files("muster.demonstration").joinpath("record")


def read_rows(name: str, folder: Traversable | None = None) -> tuple[Row, ...]:
    """Return the rows of a file of the record. Raises Refused with file and line."""
    path = (folder or record_folder()).joinpath(f"{name}.csv")
    reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline=""), strict=True)
    columns = reader.fieldnames or []
    rows = []
    for line, cells in enumerate(reader, start=FIRST_LINE):
        if set(cells) != set(columns) or None in cells.values():
            raise Refused(f"{name}.csv, line {line}: the row has not the {len(columns)} cells of the column names.")
        rows.append(Row(name, line, cells))
    return tuple(rows)


RowLoader = Callable[[Row], bool]
"""Enters a row, False where it is there already."""

FileLoader = Callable[[], RowLoader]
"""Makes, when its turn comes, the loader of one file: enters a row, False where it is there already."""


@contextmanager
def place(row: Row) -> Iterator[None]:
    """Turn whatever a row's content leads to into a refusal that names its file and line."""
    try:
        yield
    except (MusterError, ValueError, LookupError, ValidationError, DatabaseError) as error:
        problems = " ".join(str(problem) for problem in getattr(error, "problems", ()))
        told = one_line(f"{error} {problems}")
        raise Refused(f"{row.file}.csv, line {row.line}: {told}") from error
