"""Several tables on one page: each drawn, or the file that one of them is asked for."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from muster.kit.tables.bound import render_table
from muster.kit.tables.columns import Table


def tables_on_page(request: HttpRequest, lists: Mapping[str, tuple[Table, Any]]) -> dict[str, Any] | HttpResponse:
    """Return tables with their rows drawn by name; or the answer to whoever asks for one of them as a file."""
    drawn: dict[str, Any] = {}
    for name, (table, rows) in lists.items():
        found = render_table(request, table, rows, prefix=f"{name}-")
        if isinstance(found, HttpResponse):
            return found
        drawn[name] = found
    return drawn
