"""Where a table's rows come from: a query that the database narrows and sorts, or a plain sequence."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol, Self, runtime_checkable

from django.core.exceptions import ValidationError
from django.db.models import Count, F, Model, Q, QuerySet, Sum
from django.db.models.query import ModelIterable

from muster.kit.tables.columns import Choices, Column, Row, Table
from muster.kit.tables.state import ChoiceFilter, Filter, RangeFilter, SortKey, TextFilter

CHUNK = 2_000
"""Rows read at a time when a whole table is exported."""


@runtime_checkable
class Source(Protocol):
    """Rows that can be counted, narrowed, put in order, cut and added up."""

    def can_sort(self, column: Column) -> bool:
        """Whether rows can be ordered by the column."""

    def can_filter(self, column: Column) -> bool:
        """Whether rows can be narrowed by the column."""

    def count(self) -> int:
        """How many rows there are."""

    def narrowed(self, filters: Mapping[str, Filter]) -> Self:
        """The rows that pass every filter."""

    def ordered(self, keys: Sequence[SortKey]) -> Self:
        """The rows in order: stable, nothing last."""

    def cut(self, start: int, stop: int) -> list[Row]:
        """The rows from one place to another."""

    def every(self) -> Iterable[Row]:
        """All rows, one after the other."""

    def summary(self, columns: Sequence[Column]) -> tuple[int, dict[str, Any]]:
        """How many rows there are, and the sum of each column."""

    def choices(self, column: Column) -> Choices:
        """The values that occur in a column."""


class QuerySource:
    """Rows in the database. Only columns with a ``lookup`` can be sorted, filtered and added up."""

    def __init__(self, table: Table, rows: QuerySet[Any, Any]) -> None:
        self.table = table
        self.rows = rows

    def can_sort(self, column: Column) -> bool:
        """Whether the database knows the column."""
        return column.sortable and bool(column.lookup)

    def can_filter(self, column: Column) -> bool:
        """Whether the database knows the column and it has a filter."""
        return column.filter_kind != "none" and bool(column.lookup)

    def count(self) -> int:
        """One query."""
        return self.rows.count()

    def narrowed(self, filters: Mapping[str, Filter]) -> "QuerySource":
        """Add the conditions to the query."""
        condition = Q()
        for key, wanted in filters.items():
            column = self.table.by_key[key]
            if self.can_filter(column):
                condition &= _condition(column.lookup, wanted)
        try:
            rows = self.rows.filter(condition) if condition else self.rows
        except (ValueError, ValidationError):  # a chosen value that the field cannot hold matches no row
            rows = self.rows.none()
        return QuerySource(self.table, rows)

    def ordered(self, keys: Sequence[SortKey]) -> "QuerySource":
        """Order by the chosen columns, then as the query was ordered, then by the primary key."""
        chosen = [(self.table.by_key[key.key], key.descending) for key in keys]
        order: list[Any] = [
            F(column.lookup).desc(nulls_last=True) if descending else F(column.lookup).asc(nulls_last=True)
            for column, descending in chosen
            if self.can_sort(column)
        ]
        order += self.rows.query.order_by or self.rows.model._meta.ordering or ()
        if not isinstance(self.rows.query.group_by, tuple):
            order.append("pk")
        return QuerySource(self.table, self.rows.order_by(*order) if order else self.rows)

    def cut(self, start: int, stop: int) -> list[Row]:
        """One query, and one for each prefetch; where rows are annotated, one more that finds the page first.

        A database reckons what a row is annotated with before it sorts and cuts: for thousands of rows, to show fifty.
        """
        if not _is_annotated(self.rows):
            return list(self.rows[start:stop])
        keys = list(self.rows.values_list("pk", flat=True)[start:stop])
        found = {row.pk: row for row in self.rows.order_by().filter(pk__in=keys)}
        return [found[key] for key in keys if key in found]

    def every(self) -> Iterable[Row]:
        """All rows in chunks, so that a large export does not stand in memory twice."""
        return self.rows.iterator(chunk_size=CHUNK)

    def summary(self, columns: Sequence[Column]) -> tuple[int, dict[str, Any]]:
        """One query for the count and all sums."""
        for column in columns:
            if not column.lookup:
                raise ValueError(
                    f"table {self.table.name!r}, column {column.key!r}: a total over a query needs a lookup"
                )
        if not columns:
            return self.count(), {}
        sums = {f"total_{column.key}": Sum(column.lookup) for column in columns}
        found = self.rows.order_by().aggregate(rows_counted=Count("*"), **sums)
        return found["rows_counted"], {column.key: found[f"total_{column.key}"] for column in columns}

    def choices(self, column: Column) -> Choices:
        """One query for the distinct values."""
        values = self.rows.order_by(column.lookup).values_list(column.lookup, flat=True).distinct()
        return [(str(value), str(value)) for value in values if value not in (None, "")]


class SequenceSource:
    """Rows in memory: every column can be sorted and filtered by its plain value, which is read once for each row."""

    def __init__(self, table: Table, rows: Sequence[Row]) -> None:
        self.table = table
        self.rows = rows
        self._read: dict[str, list[Any]] = {}

    def _plain(self, column: Column) -> list[Any]:
        """The plain values of a column, row by row."""
        if column.key not in self._read:
            self._read[column.key] = [column.plain(row) for row in self.rows]
        return self._read[column.key]

    def _picked(self, places: Sequence[int]) -> "SequenceSource":
        """The rows at these places in this order, with what has been read of them."""
        picked = SequenceSource(self.table, [self.rows[place] for place in places])
        picked._read = {key: [values[place] for place in places] for key, values in self._read.items()}
        return picked

    def can_sort(self, column: Column) -> bool:
        """Whether the column is declared as sortable."""
        return column.sortable

    def can_filter(self, column: Column) -> bool:
        """Whether the column has a filter."""
        return column.filter_kind != "none"

    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def narrowed(self, filters: Mapping[str, Filter]) -> "SequenceSource":
        """Keep the rows that pass every filter."""
        places: Sequence[int] = range(len(self.rows))
        for key, wanted in filters.items():
            values = self._plain(self.table.by_key[key])
            places = [place for place in places if _passes(values[place], wanted)]
        return self._picked(places)

    def ordered(self, keys: Sequence[SortKey]) -> "SequenceSource":
        """Sort by the last key first, so that each sort keeps the one after it; nothing comes last either way."""
        places = list(range(len(self.rows)))
        for key in reversed(keys):
            values = [_sort_value(value) for value in self._plain(self.table.by_key[key.key])]
            known = [place for place in places if values[place] is not None]
            unknown = [place for place in places if values[place] is None]
            known.sort(key=values.__getitem__, reverse=key.descending)
            places = known + unknown
        return self._picked(places)

    def cut(self, start: int, stop: int) -> list[Row]:
        """The rows from one place to another."""
        return list(self.rows[start:stop])

    def every(self) -> Iterable[Row]:
        """All rows."""
        return self.rows

    def summary(self, columns: Sequence[Column]) -> tuple[int, dict[str, Any]]:
        """Count, and add up what is known of each column."""
        found: dict[str, Any] = {}
        for column in columns:
            known = [value for value in self._plain(column) if value is not None]
            found[column.key] = sum(known[1:], known[0]) if known else None
        return len(self.rows), found

    def choices(self, column: Column) -> Choices:
        """The distinct values, in order."""
        values = {str(value) for value in self._plain(column) if value not in (None, "")}
        return [(value, value) for value in sorted(values)]


def source_of(table: Table, rows: "QuerySet[Any, Any] | Iterable[Row] | Source") -> Source:
    """The source for what a view hands over: a query stays in the database, anything else is read once.

    Rows that lie elsewhere come as a source of their own.
    """
    if isinstance(rows, QuerySet):
        return QuerySource(table, rows)
    if isinstance(rows, Source):
        return rows
    return SequenceSource(table, rows if isinstance(rows, Sequence) else list(rows))


def _is_annotated(rows: QuerySet[Any, Any]) -> bool:
    """Return whether rows are records of a table with something reckoned for each, found by their keys."""
    query = rows.query
    is_record_each = rows._iterable_class is ModelIterable and not query.group_by and not query.distinct
    return bool(query.annotations) and is_record_each and not query.combinator


def _condition(lookup: str, wanted: Filter) -> Q:
    if isinstance(wanted, TextFilter):
        return Q(**{f"{lookup}__icontains": wanted.contains})
    if isinstance(wanted, ChoiceFilter):
        return Q(**{f"{lookup}__in": wanted.values})
    bounds = Q()
    if wanted.low is not None:
        bounds &= Q(**{f"{lookup}__gte": wanted.low})
    if wanted.high is not None:
        bounds &= Q(**{f"{lookup}__lte": wanted.high})
    return bounds


def _passes(value: Any, wanted: Filter) -> bool:
    if isinstance(wanted, TextFilter):
        return value is not None and wanted.contains.casefold() in str(value).casefold()
    if isinstance(wanted, ChoiceFilter):
        return value is not None and str(value) in wanted.values
    return value is not None and _within(value, wanted)


def _within(value: Any, wanted: RangeFilter) -> bool:
    number: Any = Decimal(repr(value)) if isinstance(value, float) else value
    return bool((wanted.low is None or number >= wanted.low) and (wanted.high is None or number <= wanted.high))


def _sort_value(value: Any) -> Any:
    """Text in the order of its words, capitals or not; a record by its words; numbers and dates as they are."""
    if isinstance(value, str):
        return value.casefold()
    if isinstance(value, Model):
        return str(value).casefold()
    return value
