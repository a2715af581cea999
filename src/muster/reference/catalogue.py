"""Every reference table by name: its columns with type, unit and meaning, its rows, and one row by key."""

import csv
import difflib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib import resources
from types import MappingProxyType

from muster.reference.cells import Cell, parsed, shown
from muster.reference.errors import TableError, UndatedTableError, UnknownFactError, UnknownTableError

Row = Mapping[str, Cell]

STANDINGS = ("seen", "recalled", "recalled-check", "derived", "local choice", "compiled")
"""How sure a fact is: read in the source; known well; known but to be checked; worked out from seen values;
chosen by this installation; compiled from packages or published lists."""


@dataclass(frozen=True)
class Column:
    """One column of a table; a short list of the table shows it when it is ``listed``."""

    name: str
    kind: str
    unit: str
    listed: bool
    description: str


@dataclass(frozen=True)
class Table:
    """One reference table: rows in the file's order, each a read-only mapping by column name.

    ``interval`` names the two columns that say when a row holds, half-open; it is empty where rows hold at all times.
    """

    name: str
    title: str
    key: tuple[str, ...]
    interval: tuple[str, ...]
    description: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def key_of(self, row: Row) -> str:
        """The row's key as text; the parts of a key of several columns are joined by a blank."""
        return " ".join(shown(row[column]) for column in self.key)

    def in_force(self, on: date) -> tuple[Row, ...]:
        """The rows that hold on the day. Raises UndatedTableError where rows hold at all times."""
        if not self.interval:
            raise UndatedTableError(self.name, (name for name in list_tables() if table(name).interval))
        start, until = self.interval
        return tuple(row for row in self.rows if _begun(row[start], on) and not _over(row[until], on))

    @cached_property
    def by_key(self) -> Mapping[str, Row]:
        """The rows by key."""
        return MappingProxyType({self.key_of(row): row for row in self.rows})


def list_tables() -> tuple[str, ...]:
    """The names of all tables, in reading order."""
    return tuple(line["table"] for line in _lines("tables"))


@cache
def table(name: str) -> Table:
    """The table of this name.

    Raises UnknownTableError, or TableError when its file does not fit its description.
    """
    described = next((line for line in _lines("tables") if line["table"] == name), None)
    if described is None:
        raise UnknownTableError(name, list_tables())
    columns = tuple(
        Column(line["column"], line["type"], line["unit"], line["listed"] == "yes", line["description"])
        for line in _lines("columns")
        if line["table"] == name
    )
    return Table(
        name=name,
        title=described["title"],
        key=tuple(described["key"].split(";")),
        interval=tuple(filter(None, described["interval"].split(";"))),
        description=described["description"],
        columns=columns,
        rows=_rows(name, columns),
    )


def fact(name: str, key: str) -> Row:
    """The row of table ``name`` with this key (parts of a key of several columns joined by a blank).

    Raises UnknownTableError or UnknownFactError; the latter names near keys.
    """
    found = table(name)
    try:
        return found.by_key[key]
    except KeyError:
        near = difflib.get_close_matches(key, list(found.by_key), n=3)
        raise UnknownFactError(name, key, near) from None


def facts_under(name: str, key: str) -> tuple[Row, ...]:
    """All rows whose key is ``key`` or begins with its parts: every dated value of a parameter, for example.

    Raises UnknownTableError; UnknownFactError when there is none.
    """
    found = table(name)
    rows = tuple(row for text, row in found.by_key.items() if text == key or text.startswith(f"{key} "))
    return rows or (fact(name, key),)


def _begun(start: Cell, on: date) -> bool:
    return not isinstance(start, date) or start <= on


def _over(until: Cell, on: date) -> bool:
    return isinstance(until, date) and until <= on


@cache
def _lines(name: str) -> tuple[dict[str, str], ...]:
    file = resources.files("muster.reference").joinpath("tables", f"{name}.csv")
    return tuple(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))


def _rows(name: str, columns: tuple[Column, ...]) -> tuple[Row, ...]:
    lines = _lines(name)
    expected = [column.name for column in columns]
    for number, line in enumerate(lines, start=2):
        if list(line) != expected or None in line.values():
            raise TableError(name, number, "all", f"columns are not {', '.join(expected)}")
    return tuple(_row(name, number, line, columns) for number, line in enumerate(lines, start=2))


def _row(name: str, number: int, line: dict[str, str], columns: tuple[Column, ...]) -> Row:
    cells: dict[str, Cell] = {}
    for column in columns:
        try:
            cells[column.name] = parsed(line[column.name], column.kind)
        except ValueError as error:
            raise TableError(name, number, column.name, str(error)) from error
        except KeyError as error:
            raise TableError(name, number, column.name, f'there is no column type "{column.kind}"') from error
    return MappingProxyType(cells)
