"""The first page of statistics: the world."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from muster.kit.tables import tables_on_page
from muster.parties.request import MusterRequest
from muster.statistics.explorer.gaps import gap_notes
from muster.statistics.explorer.reckoned import lights, ranking, under_way
from muster.statistics.explorer.record import files_on_record, is_empty
from muster.statistics.importing.sets import SETS
from muster.statistics.pages import world as pages
from muster.statistics.pages.drawn import drawing_file
from muster.statistics.pages.sources import set_rows
from muster.statistics.store import open_store
from muster.statistics.tables.figures import OPERATIONS, lights_table, ranking_table
from muster.statistics.tables.sources import COMMANDS, WORLD_FILES


@require_safe
def world(request: MusterRequest) -> HttpResponse:
    """Show what is on record and the world over time; of an empty store, the commands that fill it."""
    store, as_of = open_store(), request.as_of
    files = files_on_record(store, as_of)
    if is_empty(store):
        drawn = tables_on_page(request, {"sets": (COMMANDS, set_rows(store, SETS, files))})
        if isinstance(drawn, HttpResponse):
            return drawn
        return render(request, "statistics/empty.html", {"head": pages.world_head(), **drawn})
    sent, now = ranking(store, as_of), under_way(store, as_of)
    drawn = tables_on_page(
        request,
        {
            "operations": (OPERATIONS, now.missions if now else ()),
            "ranking": (ranking_table(sent.source if sent else None), sent.rows if sent else ()),
            "lights": (lights_table(), lights(store, as_of)),
            "files": (WORLD_FILES, files),
        },
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    context = {
        "head": pages.world_head(),
        "figures": pages.world_figures(store, as_of),
        "charts": pages.world_charts(store, as_of),
        "notes": gap_notes(pages.WORLD, as_of),
        "under_way": now,
        **drawn,
    }
    return render(request, "statistics/world.html", context)


@require_safe
def world_chart(request: MusterRequest, name: str) -> HttpResponse:
    """Hand out a chart of the world."""
    return drawing_file(name, pages.charts_of_world(open_store(), pages.WORLD, request.as_of), "statistics-world")
