"""Pages of the crisis watch. They are public: what they show is public data and what is reckoned from it."""

from collections.abc import Sequence
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from muster.kit.errors import NotFound
from muster.kit.tables import BoundTable, Table, render_table
from muster.parties.request import MusterRequest
from muster.reference.parameters import parameter
from muster.statistics.pages import watch as pages
from muster.statistics.queries.watch import forecasts_of_state, latest_run, runs_of_state
from muster.statistics.queries.watch_overview import watch_overview
from muster.statistics.store import open_store
from muster.statistics.tables.watch import BASES_THERE, EDITIONS, EXPOSURE, MISSIONS_THERE, OTHERS, RECKONED, WATCH
from muster.statistics.watching.exposure import exposure_by_mission
from muster.statistics.watching.months import editions_of, series_of
from muster.statistics.watching.others import runs_of
from muster.statistics.watching.places import bases_in, missions_in
from muster.statistics.watching.radius import radius_named
from muster.statistics.watching.trend import threat_trend, thresholds_on

EDITION_MONTHS = 6
MOST_RECKONED = 24
Tables = dict[str, tuple[Table, Sequence[Any]]]


def _bound(request: HttpRequest, tables: Tables) -> dict[str, BoundTable] | HttpResponse:
    """Draw the tables of a page by name, or hand out the one that is asked for as a file."""
    found: dict[str, BoundTable] = {}
    for name, (table, rows) in tables.items():
        bound = render_table(request, table, rows, prefix=f"{name}-")
        if isinstance(bound, HttpResponse):
            return bound
        found[name] = bound
    return found


@require_safe
def watch(asked: HttpRequest) -> HttpResponse:
    """Show every State: deaths on record, chances reckoned, and how these have moved."""
    request = cast(MusterRequest, asked)
    overview = watch_overview(open_store(), request.as_of)
    table = render_table(request, WATCH, overview.rows)
    if isinstance(table, HttpResponse):
        return table
    context = {
        "head": pages.watch_head(overview, request.viewer, request.as_of),
        "figures": pages.watch_figures(overview, request.as_of),
        "map": pages.map_of(overview, reverse("world-outline")) if overview.rows else None,
        "notes": pages.watch_notes(overview),
        "table": table,
    }
    return render(request, "statistics/watch.html", context)


@require_safe
def watch_state(asked: HttpRequest, iso3: str) -> HttpResponse:
    """Show one State: its months, what is expected and why, others' forecasts, missions, bases and editions."""
    request = cast(MusterRequest, asked)
    day, store = request.as_of, open_store()
    months = series_of(store, iso3, day)
    if not months:
        raise NotFound(f"No months of conflict deaths are on record of {iso3!r} as of {day}; see the crisis watch.")
    thresholds = thresholds_on(day)
    run = latest_run(day)
    forecasts = forecasts_of_state(iso3, run)
    radius = parameter("watch_base_radius_km", day)
    tables = _bound(
        request,
        {
            "others": (OTHERS, pages.others_rows(store, iso3, run, months, day)),
            "missions": (MISSIONS_THERE, missions_in(store, iso3, day)),
            "bases": (BASES_THERE, bases_in(store, iso3, day, float(radius.decimal))),
            "editions": (EDITIONS, editions_of(store, iso3, day, EDITION_MONTHS)),
            "reckoned": (RECKONED, runs_of_state(iso3, day, MOST_RECKONED)),
        },
    )
    if isinstance(tables, HttpResponse):
        return tables
    context = {
        "head": pages.state_head(iso3, months, request.viewer),
        "figures": pages.state_figures(months, forecasts, thresholds, threat_trend(store, [iso3], day), day),
        "months": pages.series_chart(iso3, months, thresholds),
        "fan": pages.fan_of(iso3, months, forecasts),
        "reasons": [(one, list(one.reasons)) for one in forecasts if one.reasons],
        "others_note": pages.others_note(runs_of(store, iso3, day)),
        "radius": radius,
        **tables,
    }
    return render(request, "statistics/watch_state.html", context)


@require_safe
def watch_bases(asked: HttpRequest) -> HttpResponse:
    """Show by mission and year what happened near bases; `?radius=` gives the distance in km."""
    request = cast(MusterRequest, asked)
    usual = parameter("watch_base_radius_km", request.as_of)
    radius = radius_named(request.GET.get("radius", ""), usual.integer)
    rows = exposure_by_mission(open_store(), request.as_of, radius)
    table = render_table(request, EXPOSURE, rows)
    if isinstance(table, HttpResponse):
        return table
    context = {
        "head": pages.bases_head(),
        "figures": pages.bases_figures(rows, radius, usual),
        "chart": pages.exposure_chart(rows, radius) if rows else None,
        "radius": radius,
        "table": table,
    }
    return render(request, "statistics/watch_bases.html", context)
