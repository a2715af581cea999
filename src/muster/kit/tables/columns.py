"""What a table is, declared once: its columns, what it says when it is empty, and how its rows are marked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from muster.kit.pages import Badge, Ladder, Text

Row = Any
"""A model instance, a mapping or any object; columns say how to read it."""

Kind = Literal["text", "integer", "decimal", "date", "badge", "link", "ladder", "percent"]
"""What a column holds. ``percent`` values are shares (0.86 is shown as 86 %)."""

FilterKind = Literal["text", "choice", "range", "none"]
"""How a column can be narrowed: by words, by one of its values, by bounds, or not at all."""

Choices = Sequence[tuple[str, Text]]
"""Values of a choice filter with their words."""

NUMBERS: frozenset[Kind] = frozenset({"integer", "decimal", "percent"})
"""Kinds that are set in tabular figures at the end of their column."""

RESERVED = frozenset({"sort", "page", "columns", "density", "format"})
"""Words of the address that are the table's own, so no column may use them as its key."""

_DEFAULT_FILTERS: Mapping[Kind, FilterKind] = {
    "text": "text",
    "link": "text",
    "badge": "choice",
    "integer": "range",
    "decimal": "range",
    "percent": "range",
    "date": "range",
    "ladder": "none",
}


def read(row: Row, path: str) -> Any:
    """The value at a dotted path through attributes and mapping keys; a missing step ends it with nothing.

    A method at the end of the path is called (`get_stage_display`).
    """
    value: Any = row
    for step in path.split(".") if "." in path else (path,):
        if value is None:
            return None
        value = value[step] if isinstance(value, Mapping) else getattr(value, step)
    return value() if callable(value) else value


@dataclass(frozen=True)
class Column:
    """One column.

    ``value`` is a function of the row or a dotted path (default: the key). ``lookup`` is the ORM path on which the
    database sorts and filters; over a plain sequence none is needed. ``unit`` stands in the heading. ``href`` links a
    cell to its record. ``total`` adds the column up in the totals row. ``hidden`` columns are offered, not shown.
    ``export`` gives the plain value for files where it is not the one shown.
    """

    key: str
    label: Text
    value: Callable[[Row], Any] | str = ""
    kind: Kind = "text"
    unit: Text = ""
    href: Callable[[Row], str | None] | None = None
    lookup: str = ""
    filter: FilterKind | None = None
    choices: Choices | Callable[[], Choices] | None = None
    total: bool = False
    hidden: bool = False
    sortable: bool = True
    decimals: int = 1
    description: Text = ""
    export: Callable[[Row], Any] | None = None

    def __post_init__(self) -> None:
        if not self.key.isidentifier() or self.key in RESERVED:
            words = ", ".join(sorted(RESERVED))
            raise ValueError(f"column {self.key!r}: the key must be a plain word other than {words}")
        if self.total and self.kind not in NUMBERS:
            raise ValueError(f"column {self.key!r}: only a number can have a total, and this is a {self.kind}")

    @property
    def is_number(self) -> bool:
        """Whether the cells are figures, set at the end of the column."""
        return self.kind in NUMBERS

    @property
    def filter_kind(self) -> FilterKind:
        """How it can be filtered: as declared, else by its kind."""
        return self.filter or _DEFAULT_FILTERS[self.kind]

    def read(self, row: Row) -> Any:
        """The value that is shown for a row."""
        if callable(self.value):
            return self.value(row)
        return read(row, self.value or self.key)

    def plain(self, row: Row) -> Any:
        """The value without dress, for files, filters and sorting of plain sequences."""
        if self.export is not None:
            return self.export(row)
        value = self.read(row)
        if isinstance(value, Badge):
            return str(value.label)
        if isinstance(value, Ladder):
            return value.short_name
        return value


@dataclass(frozen=True)
class Table:
    """A table, declared once at the head of a ``views.py``.

    ``empty`` says what would fill it. ``order`` is the sort when the reader has chosen none (``"-strength,state"``).
    ``illustrative`` says of a row whether it is a demonstration record (function or dotted path; a row without such
    an attribute is none). ``filters=False`` leaves out the filter row, ``tools=False`` also the bar with export,
    columns and density: for small tables inside a page.
    """

    name: str
    columns: Sequence[Column]
    empty: Text = ""
    caption: Text = ""
    source: Text = ""
    order: str = ""
    page_size: int = 50
    illustrative: Callable[[Row], bool] | str = "illustrative"
    filters: bool = True
    tools: bool = True
    by_key: Mapping[str, Column] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_key = {column.key: column for column in self.columns}
        if len(by_key) < len(self.columns):
            raise ValueError(f"table {self.name!r}: two columns share a key")
        object.__setattr__(self, "by_key", by_key)

    def is_illustrative(self, row: Row) -> bool:
        """Whether the row is a demonstration record that is no published fact."""
        if callable(self.illustrative):
            return bool(self.illustrative(row))
        if isinstance(row, Mapping):
            return bool(row.get(self.illustrative, False))
        return bool(getattr(row, self.illustrative, False))
