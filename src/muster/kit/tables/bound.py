"""A table with its rows, as the page draws it, and the one function that a view calls."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from muster.kit.marks import illustrative_word
from muster.kit.tables.cells import cell_class, cell_html, figure, value_html
from muster.kit.tables.columns import Choices, Column, Row, Table
from muster.kit.tables.exports import Sheet, export
from muster.kit.tables.source import Source, source_of
from muster.kit.tables.state import (
    FORMATS,
    ChoiceFilter,
    Filter,
    RangeFilter,
    SortKey,
    State,
    TextFilter,
    filter_words,
    parse,
)


@dataclass(frozen=True)
class ExportEvent:
    """A table left the system as a file: which, in what form, how many rows, under which filters."""

    request: HttpRequest
    table: str
    format: str
    rows: int
    filters: Mapping[str, Filter]
    columns: tuple[str, ...]
    address: str


exported = Signal()
"""Sent with ``event=ExportEvent`` before any export is handed out, so that no table can forget to be recorded."""


@dataclass(frozen=True)
class Heading:
    """One column head: its sort state and the address that a click leads to."""

    column: Column
    sort: str
    address: str
    sortable: bool

    @property
    def aria_sort(self) -> str:
        """The state in ARIA's words."""
        return {"up": "ascending", "down": "descending"}.get(self.sort, "none")

    @property
    def next_words(self) -> str:
        """What a click does."""
        if self.sort == "up":
            return _("Sort descending")
        return _("Remove the sort") if self.sort == "down" else _("Sort ascending")


@dataclass(frozen=True)
class FilterField:
    """The inputs of one column in the filter row."""

    column: Column
    kind: str
    name: str
    value: str
    low: str
    high: str
    choices: Choices
    several: str

    @property
    def input_type(self) -> str:
        """How a bound is typed."""
        return "date" if self.column.kind == "date" else "number"


@dataclass(frozen=True)
class Chip:
    """One filter in words, and the address without it."""

    words: str
    address: str


class BoundTable:
    """One table on one page. Reads its rows when drawn: count and totals in one query, then the page."""

    def __init__(
        self,
        table: Table,
        source: Source,
        state: State,
        path: str = "",
        as_of: date | None = None,
        prepare: Callable[[list[Row]], None] | None = None,
    ) -> None:
        self.table = table
        self._prepare = prepare
        self.path = path
        self.state = state
        self.as_of = as_of
        self._source = source
        self._narrowed = source.narrowed(state.filters)
        self._known_choices: dict[str, Choices] = {}

    def _prepared(self, rows: list[Row]) -> list[Row]:
        """The rows that are to be read, with what belongs to them loaded."""
        if self._prepare is not None:
            self._prepare(rows)
        return rows

    @property
    def id(self) -> str:
        """The HTML id, unlike that of any other table on the page."""
        return f"table-{self.state.prefix}{self.table.name}"

    @cached_property
    def columns(self) -> list[Column]:
        """The columns shown, in their declared order."""
        return [self.table.by_key[key] for key in self.state.columns]

    @cached_property
    def _summary(self) -> tuple[int, dict[str, Any]]:
        """The count and the totals of the rows that pass the filters."""
        return self._narrowed.summary([column for column in self.columns if column.total])

    @property
    def count(self) -> int:
        """Rows that pass the filters."""
        return self._summary[0]

    @cached_property
    def hidden_count(self) -> int:
        """Rows that the filters hide."""
        return self._source.count() - self.count if self.state.filters else 0

    @cached_property
    def pages(self) -> int:
        """Number of pages, at least one."""
        return max(1, -(-self.count // self.table.page_size))

    @cached_property
    def page(self) -> int:
        """The page shown; one past the end shows the last."""
        return min(self.state.page, self.pages)

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of this page."""
        start = (self.page - 1) * self.table.page_size
        return self._prepared(
            self._narrowed.ordered(self.sort).cut(start, start + self.table.page_size) if self.count else []
        )

    @property
    def sort(self) -> tuple[SortKey, ...]:
        """The reader's sort, else the table's own."""
        return self.state.sort or _declared(self.table.order)

    def sheet(self) -> Sheet:
        """All rows that pass the filters, for a file."""
        return Sheet(
            self.table, self.columns, self._prepared(list(self._narrowed.ordered(self.sort).every())), self.as_of
        )

    # What the template draws

    @cached_property
    def headings(self) -> list[Heading]:
        """The column heads with their three-state sort."""
        return [self._heading(column) for column in self.columns]

    def _heading(self, column: Column) -> Heading:
        now = {key.key: key.descending for key in self.sort}.get(column.key)
        state = "" if now is None else "down" if now else "up"
        following = {"": column.key, "up": f"-{column.key}", "down": None}[state]
        address = self.state.address(sort=following, page=None, format=None)
        return Heading(column, state, address, self._source.can_sort(column))

    @cached_property
    def filter_fields(self) -> list[FilterField]:
        """The filter row, empty where a column cannot be filtered."""
        return [self._filter_field(column) for column in self.columns]

    @property
    def has_filters(self) -> bool:
        """Whether the filter row is drawn: an empty table has nothing to narrow."""
        return self.table.filters and not self.is_empty and any(field.kind != "none" for field in self.filter_fields)

    @property
    def is_empty(self) -> bool:
        """Whether there is no row at all, filters or not."""
        return self.count == 0 and self.hidden_count == 0

    def _filter_field(self, column: Column) -> FilterField:
        kind = column.filter_kind if self._source.can_filter(column) and self.table.filters else "none"
        name = self.state.prefix + column.key
        chosen = self.state.filters.get(column.key)
        values = chosen.values if isinstance(chosen, ChoiceFilter) else ()
        return FilterField(
            column=column,
            kind=kind,
            name=name,
            value=values[0] if len(values) == 1 else self.state.query.get(name, "") if kind == "text" else "",
            low=self.state.query.get(name + "_from", ""),
            high=self.state.query.get(name + "_to", ""),
            choices=self._choices(column) if kind == "choice" else (),
            several=", ".join(self._words_of(column, values)) if len(values) > 1 else "",
        )

    def _choices(self, column: Column) -> Choices:
        """The values of a choice filter; asked for once, since the chips name them as well."""
        if column.key not in self._known_choices:
            told = column.choices() if callable(column.choices) else column.choices
            self._known_choices[column.key] = self._source.choices(column) if told is None else told
        return self._known_choices[column.key]

    def _words_of(self, column: Column, values: Sequence[str]) -> list[str]:
        words = {str(value): str(label) for value, label in self._choices(column)}
        return [words.get(value, value) for value in values]

    @cached_property
    def chips(self) -> list[Chip]:
        """The filters at work, in words, each with the address that drops it."""
        chips = []
        for key, wanted in self.state.filters.items():
            column = self.table.by_key[key]
            address = self.state.address(page=None, format=None, **dict.fromkeys(filter_words(key)))
            chips.append(Chip(self._filter_words(column, wanted), address))
        return chips

    def _filter_words(self, column: Column, wanted: Filter) -> str:
        label = str(column.label)
        if isinstance(wanted, TextFilter):
            return _("%(column)s has “%(words)s”") % {"column": label, "words": wanted.contains}
        if isinstance(wanted, ChoiceFilter):
            values = _(" or ").join(self._words_of(column, wanted.values))
            return _("%(column)s is %(values)s") % {"column": label, "values": values}
        return f"{label} {_range_words(wanted, column)}"

    @cached_property
    def column_choices(self) -> list[tuple[Column, bool]]:
        """Every column with whether it is shown."""
        return [(column, column.key in self.state.columns) for column in self.table.columns]

    @property
    def columns_hidden(self) -> int:
        """How many columns are not shown."""
        return len(self.table.columns) - len(self.columns)

    @cached_property
    def body(self) -> SafeString:
        """The rows as HTML. Built here, not in a template: five hundred cells must not cost the page its speed."""
        return format_html_join("\n", "{}", ((self._row_html(row),) for row in self.rows))

    def _row_html(self, row: Row) -> SafeString:
        illustrative = self.table.is_illustrative(row)
        cells = []
        for at, column in enumerate(self.columns):
            tag = "th" if at == 0 else "td"
            scope = ' scope="row"' if at == 0 else ""
            value = column.read(row)
            inside = cell_html(column, row, value)
            if at == 0 and illustrative:
                inside = format_html("{} {}", inside, illustrative_word())
            name = cell_class(column, value)
            kind = f' class="{name}"' if name else ""
            cells.append(SafeString(f"<{tag}{scope}{kind}>{inside}</{tag}>"))
        mark = ' class="is-illustrative"' if illustrative else ""
        return SafeString(f"<tr{mark}>{''.join(cells)}</tr>")

    @property
    def has_totals(self) -> bool:
        """Whether a totals row is drawn."""
        return self.count > 0 and any(column.total for column in self.columns)

    @cached_property
    def totals(self) -> list[tuple[Column, SafeString]]:
        """The totals row: over all rows that pass the filters, not only this page."""
        found = self._summary[1]
        return [
            (column, value_html(found[column.key], column) if column.key in found else SafeString(""))
            for column in self.columns
        ]

    @cached_property
    def has_illustrative(self) -> bool:
        """Whether a row of this page is a demonstration record."""
        return any(self.table.is_illustrative(row) for row in self.rows)

    @property
    def first_row(self) -> int:
        """Number of the first row of this page, from 1."""
        return (self.page - 1) * self.table.page_size + 1 if self.count else 0

    @property
    def last_row(self) -> int:
        """Number of the last row of this page."""
        return min(self.page * self.table.page_size, self.count)

    @property
    def export_links(self) -> list[tuple[str, str]]:
        """Name and address of each file form."""
        return [(form.upper(), self.state.address(format=form, page=None)) for form in FORMATS]

    @property
    def other_density(self) -> str:
        """The address of the other density."""
        other = "comfortable" if self.state.density == "compact" else None
        return self.state.address(density=other, format=None)

    @property
    def clear_address(self) -> str:
        """The address without filters."""
        return self.state.without_filters()

    @property
    def previous_address(self) -> str:
        """The page before, or nothing on the first."""
        return self._page_address(self.page - 1) if self.page > 1 else ""

    @property
    def next_address(self) -> str:
        """The page after, or nothing on the last."""
        return self._page_address(self.page + 1) if self.page < self.pages else ""

    def _page_address(self, page: int) -> str:
        return self.state.address(page=None if page == 1 else str(page), format=None)

    @property
    def kept_by_filters(self) -> list[tuple[str, str]]:
        """Words of the address that the filter form must carry on: all but the filters that it shows itself."""
        shown = {field.column.key for field in self.filter_fields if field.kind != "none"}
        return self._kept({word for key in shown for word in filter_words(key)})

    @property
    def kept_by_columns(self) -> list[tuple[str, str]]:
        """Words of the address that the form of the columns must carry on."""
        return self._kept({"columns"})

    def _kept(self, dropped: set[str]) -> list[tuple[str, str]]:
        left_out = {self.state.prefix + word for word in dropped | {"page", "format"}}
        lists = self.state.query.lists()
        return [(name, value) for name, values in lists if name not in left_out for value in values if value]

    def __html__(self) -> SafeString:
        """The table drawn, for ``{{ table }}``."""
        return SafeString(render_to_string("kit/table.html", {"table": self, "as_of": self.as_of}))

    __str__ = __html__


def render_table(
    request: HttpRequest,
    table: Table,
    rows: "QuerySet[Any, Any] | Iterable[Row] | Source",
    *,
    prefix: str = "",
    as_of: date | None = None,
    on_export: Callable[[ExportEvent], None] | None = None,
    prepare: Callable[[list[Row]], None] | None = None,
) -> BoundTable | HttpResponse:
    """Bind a table to its rows, or answer with a file when the address asks for one.

    ``rows`` must already be what the viewer may see. ``prefix`` keeps two tables of one page apart. ``as_of``
    defaults to the request's own day. ``on_export`` is called before a file leaves, and so is the signal
    ``exported``. ``prepare`` is called with the rows of the page, or of the file, before they are read: what no query
    of the table can know is loaded for all of them at once. An export whose filters cannot be read is refused with
    status 400 rather than given unfiltered. A table without tools (a small one inside a page) gives no files.
    """
    state = parse(request.GET, table, prefix)
    day = as_of or getattr(request, "as_of", None)
    bound = BoundTable(table, source_of(table, rows), state, request.path, day, prepare)
    if not state.format or not table.tools:
        return bound
    if state.errors:
        return HttpResponse("\n".join(state.errors), status=400, content_type="text/plain; charset=utf-8")
    sheet = bound.sheet()
    event = ExportEvent(
        request, table.name, state.format, len(sheet.rows), state.filters, state.columns, request.get_full_path()
    )
    exported.send(sender=BoundTable, event=event)
    if on_export is not None:
        on_export(event)
    return export(sheet, state.format)


def _declared(order: str) -> tuple[SortKey, ...]:
    words = [word for word in order.split(",") if word]
    return tuple(SortKey(word.removeprefix("-"), word.startswith("-")) for word in words)


def _range_words(wanted: RangeFilter, column: Column) -> str:
    low, high = (_bound_words(bound, column) for bound in (wanted.low, wanted.high))
    if wanted.low is None:
        return _("up to %(high)s") % {"high": high}
    if wanted.high is None:
        return _("from %(low)s") % {"low": low}
    return _("from %(low)s to %(high)s") % {"low": low, "high": high}


def _bound_words(bound: Any, column: Column) -> str:
    if bound is None:
        return ""
    if isinstance(bound, date):
        return bound.isoformat()
    if column.kind == "percent":
        return figure(100 * bound) + "\u00a0%"
    return figure(bound, 0 if bound == int(bound) else column.decimals)
