"""Rows of the store as a table's source: narrowed, sorted and paged by DuckDB, so that no page holds all of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from muster.kit.errors import Problem, Refused
from muster.kit.tables import Column
from muster.kit.tables.columns import Choices, Row
from muster.kit.tables.state import Filter, SortKey
from muster.statistics.explorer.rows import RowsAsked, counted, cut, every, summed, words_in
from muster.statistics.store import Store


class StoreSource:
    """The rows of one table under a condition. Their columns are the store's, so every one can be sorted."""

    def __init__(
        self, store: Store, asked: RowsAsked, most_exported: int, order: Sequence[tuple[str, bool]] = ()
    ) -> None:
        self._store = store
        self._asked = asked
        self._most = most_exported
        self._order = tuple(order)

    def can_sort(self, column: Column) -> bool:
        """Whether the column is declared as sortable."""
        return column.sortable

    def can_filter(self, column: Column) -> bool:
        """Never: what narrows the rows stands in the form over the table."""
        return False

    def count(self) -> int:
        """One query."""
        return counted(self._store, self._asked)

    def narrowed(self, filters: Mapping[str, Filter]) -> "StoreSource":
        """The same rows: what narrows them stands in the form over the table."""
        return self

    def ordered(self, keys: Sequence[SortKey]) -> "StoreSource":
        """The rows in order of columns, then by file and line."""
        return StoreSource(self._store, self._asked, self._most, [(key.key, key.descending) for key in keys])

    def cut(self, start: int, stop: int) -> list[Row]:
        """One query for one page."""
        return list(cut(self._store, self._asked, self._order, start, stop))

    def every(self) -> Iterable[Row]:
        """All rows for a file. Raises Refused where they are more than a file may have."""
        if self.count() > self._most:
            message = _("a file of more than %(most)s rows is not given") % {"most": f"{self._most:,}"}
            remedy = _("narrow the rows by State, mission, time or file, or use the command muster sql")
            raise Refused(problems=[Problem("", message, remedy)])
        return every(self._store, self._asked, self._order)

    def summary(self, columns: Sequence[Column]) -> tuple[int, dict[str, Any]]:
        """One query for the count and all sums."""
        return summed(self._store, self._asked, [column.key for column in columns])

    def choices(self, column: Column) -> Choices:
        """One query for the distinct words."""
        return [(word, word) for word in words_in(self._store, self._asked, column.key)]
