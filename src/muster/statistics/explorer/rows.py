"""The rows behind a figure: conditions out of an address as a condition in SQL, counted and paged where they lie."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from muster.kit.errors import Problem, Refused
from muster.statistics.store import Store, Table, table

TIME_COLUMNS = ("date", "start", "month", "year", "known_on")
"""Which column of a table tells when, the first that it has."""
STATE_COLUMNS = ("state", "host")
TYPE_COLUMNS = ("personnel_type", "activity", "kind", "type")
LAST = ("source", "file", "line")
CHUNK = 10_000


@dataclass(frozen=True)
class Asked:
    """Which rows of one table; an empty word narrows nothing. `start` is inclusive, `until` exclusive."""

    table: str = "contributions"
    state: str = ""
    mission: str = ""
    kind: str = ""
    sex: str = ""
    grain: str = ""
    source: str = ""
    file: str = ""
    start: date | None = None
    until: date | None = None

    @property
    def of(self) -> Table:
        """The table. Raises NotFound."""
        return table(self.table)

    def first_of(self, names: Sequence[str]) -> str:
        """The first of these columns that the table has; empty where it has none."""
        return next((name for name in names if name in self.of.names), "")


@dataclass(frozen=True)
class RowsAsked:
    """A condition on the rows of a table, with its parameters."""

    table: str
    where: str
    given: dict[str, Any]


def condition(asked: Asked, as_of: date) -> RowsAsked:
    """The condition for what is asked; nothing that became known later passes.

    Raises Refused where the table lacks what it is to be narrowed by, NotFound for an unknown table.
    """
    words, given = ["known_on <= $as_of"], {"as_of": as_of}
    for name, column, value in (
        ("state", asked.first_of(STATE_COLUMNS), asked.state),
        ("mission", asked.first_of(("mission",)), asked.mission),
        ("type", asked.first_of(TYPE_COLUMNS), asked.kind),
        ("sex", asked.first_of(("sex",)), asked.sex),
        ("grain", asked.first_of(("grain",)), asked.grain),
        ("source", "source", asked.source),
        ("file", "file", asked.file),
    ):
        if not value:
            continue
        if not column:
            remedy = f"it has {', '.join(asked.of.names)}"
            raise Refused(problems=[Problem(f"table {asked.table}", f"its rows have no {name}", remedy)])
        words.append(f'"{column}" = ${name}')
        given[name] = value  # type: ignore[assignment]
    when = asked.first_of(TIME_COLUMNS)
    for sign, name, day in ((">=", "start", asked.start), ("<", "until", asked.until)):
        if day is not None:
            words.append(_bound(when, sign, name, day))
            given |= {} if when == "year" else {name: day}
    return RowsAsked(asked.table, " AND ".join(words), given)


def _bound(column: str, sign: str, name: str, day: date) -> str:
    if column != "year":
        return f'"{column}" {sign} ${name}'
    if name == "start":
        return f"year >= {day.year}"
    is_first = (day.month, day.day) == (1, 1)
    return f"year {'<' if is_first else '<='} {day.year}"


def counted(store: Store, asked: RowsAsked) -> int:
    """How many rows there are."""
    return int(store.query(f"SELECT count(*) FROM {asked.table} WHERE {asked.where}", asked.given).rows[0][0])


def summed(store: Store, asked: RowsAsked, columns: Sequence[str]) -> tuple[int, dict[str, Any]]:
    """How many rows there are, and the sum of columns."""
    sums = "".join(f', sum("{name}")' for name in columns)
    row = store.query(f"SELECT count(*){sums} FROM {asked.table} WHERE {asked.where}", asked.given).rows[0]
    return int(row[0]), dict(zip(columns, row[1:], strict=True))


def cut(
    store: Store, asked: RowsAsked, order: Sequence[tuple[str, bool]], start: int, stop: int
) -> list[dict[str, Any]]:
    """The rows from one place to another, in an order of columns (name, descending); without one, as files have them.

    Ties go by file and line, then by every word of the row: one line of a file may give several rows.
    """
    found = store.query(
        f"SELECT * FROM {asked.table} WHERE {asked.where} {_ordered(asked.table, order)} "
        f"LIMIT {int(stop - start)} OFFSET {int(start)}",
        asked.given,
    )
    return found.dicts()


def _ordered(name: str, order: Sequence[tuple[str, bool]]) -> str:
    if not order:
        return ""
    by = [f'"{column}" {"DESC" if descending else "ASC"} NULLS LAST' for column, descending in order]
    words = [f'"{one.name}"' for one in table(name).columns if one.type == "VARCHAR" and one.name not in LAST]
    return f"ORDER BY {', '.join([*by, *LAST, *words])}"


def every(store: Store, asked: RowsAsked, order: Sequence[tuple[str, bool]]) -> Iterator[dict[str, Any]]:
    """All rows, some thousands at a time."""
    start = 0
    while True:
        rows = cut(store, asked, order, start, start + CHUNK)
        yield from rows
        if len(rows) < CHUNK:
            return
        start += CHUNK


def words_in(store: Store, asked: RowsAsked, column: str) -> list[str]:
    """The words that occur in a column, in order."""
    found = store.query(
        f'SELECT DISTINCT "{column}" FROM {asked.table} WHERE {asked.where} AND "{column}" IS NOT NULL ORDER BY 1',
        asked.given,
    )
    return [str(row[0]) for row in found]


def narrowed(asked: RowsAsked, words: str, given: dict[str, Any]) -> RowsAsked:
    """The same with one condition more."""
    return replace(asked, where=f"{asked.where} AND {words}", given={**asked.given, **given})
