"""The board of open cases, and the same cases as a dense table."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from muster.generation.pages import board as shown
from muster.generation.pages.board_table import BOARD
from muster.generation.queries.board import open_cases
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def board(request: MusterRequest) -> HttpResponse:
    """Show the open cases by station, or as a table (`view=table`); the filters and the exports are the same."""
    rows = open_cases(request.viewer, request.as_of, today=request.today)
    table = render_table(request, BOARD, rows)
    if isinstance(table, HttpResponse):
        return table
    is_table = request.GET.get("view") == "table"
    other = table.state.address(view=None if is_table else "table", page=None, format=None)
    passing = table.sheet().rows
    context = {
        "head": shown.board_head(is_table=is_table, address=other),
        "table": table,
        "is_table": is_table,
        "columns": () if is_table else shown.board_columns(passing, table),
        "figures": shown.board_figures(passing, table),
        "filters": () if is_table else shown.board_filters(table),
        "note": shown.forecast_note(rows, request.as_of),
    }
    return render(request, "generation/board.html", context)
