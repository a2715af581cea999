"""The rows of any table of the store as a table of the page, each with its source, file and line."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from muster.kit.tables import Column, Table
from muster.kit.tables.columns import Kind
from muster.statistics.pages.addresses import mission_address, state_address
from muster.statistics.store import Column as StoreColumn
from muster.statistics.store import table

KINDS: dict[str, Kind] = {
    "DATE": "date", "INTEGER": "integer", "SMALLINT": "text", "TINYINT": "integer", "DOUBLE": "decimal",
}  # fmt: skip
LINKS: dict[str, Callable[[str], str]] = {"state": state_address, "host": state_address, "mission": mission_address}
DECIMALS = 4


@cache
def rows_table(name: str) -> Table:
    """The page's table for one of the store. Raises NotFound."""
    found = table(name)
    return Table(
        name=f"statistics-{name}",
        caption=found.text.replace("`", "").rstrip("."),
        empty=_("No row that was known on this day is so."),
        filters=False,
        illustrative=lambda row: False,
        columns=[_column(one) for one in found.columns],
    )


def _column(one: StoreColumn) -> Column:
    key = one.name
    links = LINKS.get(key)
    return Column(
        key,
        key.replace("_", " ").capitalize(),
        value=(lambda row: ", ".join(row[key] or ())) if one.is_list else (lambda row: _plain(row[key])),
        kind="link" if links else KINDS.get(one.type, "text"),
        href=(lambda row: links(row[key]) if row[key] else None) if links else None,
        description=one.text,
        decimals=DECIMALS if one.name in ("latitude", "longitude", "probability") else 1,
        filter="none",
        hidden=one.name in ("vintage",),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value
