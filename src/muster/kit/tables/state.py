"""What a reader asked of a table, as the address holds it: sort, filters, page, columns, density and format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, InvalidOperation
from typing import Literal

from django.http import QueryDict
from django.utils.translation import gettext as _

from muster.kit.tables.columns import Column, Table

Density = Literal["compact", "comfortable"]
FORMATS = ("csv", "xlsx", "json")
Bound = Decimal | date


@dataclass(frozen=True)
class TextFilter:
    """Rows whose text holds these words, capitals or not."""

    contains: str


@dataclass(frozen=True)
class ChoiceFilter:
    """Rows whose value is one of these."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class RangeFilter:
    """Rows from the low to the high bound, both included; a missing bound is open."""

    low: Bound | None
    high: Bound | None


Filter = TextFilter | ChoiceFilter | RangeFilter


@dataclass(frozen=True)
class SortKey:
    """One column of the sort, ascending unless said otherwise."""

    key: str
    descending: bool = False


@dataclass(frozen=True)
class State:
    """The parsed address of one table. ``errors`` name what could not be read; ``raw`` keeps the words as typed."""

    prefix: str
    sort: tuple[SortKey, ...]
    filters: Mapping[str, Filter]
    page: int
    columns: tuple[str, ...]
    density: Density
    format: str
    errors: tuple[str, ...]
    query: QueryDict

    def address(self, **changes: str | Sequence[str] | None) -> str:
        """The query string with some of the table's own words changed (``None`` takes one out)."""
        query = QueryDict(mutable=True)
        for name, values in self.query.lists():
            query.setlist(name, [value for value in values if value])
        for name, value in changes.items():
            word = self.prefix + name
            query.pop(word, None)
            if isinstance(value, str):
                query[word] = value
            elif value is not None:
                query.setlist(word, list(value))
        return "?" + query.urlencode()

    def without_filters(self) -> str:
        """The query string with every filter taken out."""
        names = [name for key in self.filters for name in filter_words(key)]
        return self.address(page=None, format=None, **dict.fromkeys(names))


def parse(query: QueryDict, table: Table, prefix: str = "") -> State:
    """Read a table's state from the address. Words that make no sense are reported, never obeyed by half."""
    errors: list[str] = []
    filters: dict[str, Filter] = {}
    for column in table.columns:
        found = _filter(query, column, prefix, errors)
        if found is not None:
            filters[column.key] = found
    density = query.get(prefix + "density", "")
    wanted = query.get(prefix + "format", "").lower()
    if wanted and wanted not in FORMATS:
        errors.append(
            _("format: “%(word)s” is not offered; use csv, xlsx or json") % {"word": wanted},
        )
    return State(
        prefix=prefix,
        sort=_sort(query.get(prefix + "sort", ""), table, errors),
        filters=filters,
        page=_page(query.get(prefix + "page", ""), errors),
        columns=_columns(query.getlist(prefix + "columns"), table),
        density="comfortable" if density == "comfortable" else "compact",
        format=wanted if wanted in FORMATS else "",
        errors=tuple(errors),
        query=query,
    )


def filter_words(key: str) -> tuple[str, str, str]:
    """The words of the address that can narrow a column."""
    return key, f"{key}_from", f"{key}_to"


def _sort(words: str, table: Table, errors: list[str]) -> tuple[SortKey, ...]:
    keys: list[SortKey] = []
    for word in filter(None, words.split(",")):
        key = word.removeprefix("-")
        column = table.by_key.get(key)
        if column is None or not column.sortable:
            errors.append(_("sort: this table cannot be sorted by “%(word)s”") % {"word": key})
        else:
            keys.append(SortKey(key, word.startswith("-")))
    return tuple(keys)


def _page(word: str, errors: list[str]) -> int:
    if not word:
        return 1
    if word.isascii() and word.isdigit() and 0 < len(word) <= 7 and int(word) > 0:
        return int(word)
    errors.append(_("page: “%(word)s” is no page number; page 1 is shown") % {"word": word})
    return 1


def _columns(words: Sequence[str], table: Table) -> tuple[str, ...]:
    chosen = {key for word in words for key in word.split(",")} & set(table.by_key)
    if not chosen:
        return tuple(column.key for column in table.columns if not column.hidden)
    return tuple(column.key for column in table.columns if column.key in chosen)


def _filter(query: QueryDict, column: Column, prefix: str, errors: list[str]) -> Filter | None:
    kind = column.filter_kind
    name = prefix + column.key
    if kind == "text":
        words = query.get(name, "").replace("\x00", "").strip()
        return TextFilter(words) if words else None
    if kind == "choice":
        values = tuple(value for value in query.getlist(name) if value and "\x00" not in value)
        return ChoiceFilter(values) if values else None
    if kind == "range":
        low = _bound(query.get(name + "_from", ""), column, ROUND_CEILING, errors)
        high = _bound(query.get(name + "_to", ""), column, ROUND_FLOOR, errors)
        return None if low is None and high is None else RangeFilter(low, high)
    return None


def _bound(word: str, column: Column, rounding: str, errors: list[str]) -> Bound | None:
    word = word.strip()
    if not word:
        return None
    try:
        if column.kind == "date":
            return date.fromisoformat(word)
        number = Decimal(word)
        if not number.is_finite() or abs(number) > Decimal(10) ** 15:
            raise InvalidOperation
    except (ValueError, InvalidOperation):
        errors.append(_bad_bound(word, column))
        return None
    if column.kind == "integer":
        return number.to_integral_value(rounding)
    return number / 100 if column.kind == "percent" else number


def _bad_bound(word: str, column: Column) -> str:
    values = {"column": column.label, "word": word}
    if column.kind == "date":
        return _("%(column)s: “%(word)s” is no date; write it as 2018-10-31. The filter is left out.") % values
    return _("%(column)s: “%(word)s” is no number. The filter is left out.") % values
