"""The missions on record, and one mission."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.errors import NotFound
from muster.kit.pages import Crumb, PageHead
from muster.kit.tables import render_table, tables_on_page
from muster.parties.request import MusterRequest
from muster.statistics.explorer.gaps import gap_notes
from muster.statistics.explorer.lists import listed
from muster.statistics.explorer.partial import told_years
from muster.statistics.explorer.reckoned import crossings, death_rates, lights, ranking
from muster.statistics.explorer.record import missions_known
from muster.statistics.explorer.series import Scope, overlaps
from muster.statistics.figures.safety import interval_percent
from muster.statistics.pages import mission as pages
from muster.statistics.pages.crumbs import room_crumb
from muster.statistics.pages.drawn import drawing_file
from muster.statistics.pages.scope_charts import bases_of
from muster.statistics.pages.years import year_rows
from muster.statistics.store import Store, open_store
from muster.statistics.tables.figures import crossings_table, lights_table, ranking_table, rates_table
from muster.statistics.tables.lists import MISSIONS
from muster.statistics.tables.people import bases_table, overlaps_table, years_table


def _known(store: Store, acronym: str, as_of: date) -> str:
    """Return the acronym of a mission of which something is on record. Raises NotFound."""
    if acronym not in missions_known(store, as_of):
        raise NotFound(_("Nothing of %(mission)s that was known on this day is on record.") % {"mission": acronym})
    return acronym


@require_safe
def missions(request: MusterRequest) -> HttpResponse:
    """List the missions that have had people in uniform."""
    table = render_table(request, MISSIONS, listed(open_store(), "mission", request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Missions"),
        crumbs=[room_crumb(), Crumb(_("Missions"))],
        lead=_("Every mission of which people in uniform are on record, the last count first."),
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@require_safe
def mission(request: MusterRequest, acronym: str) -> HttpResponse:
    """Show a mission: strength, contributors, concentration, women, deaths, bases, and how it filled up."""
    store, as_of = open_store(), request.as_of
    scope = Scope(mission=_known(store, acronym, as_of))
    said, sent = overlaps(store, scope, as_of), ranking(store, as_of, acronym)
    drawn = tables_on_page(
        request,
        {
            "ranking": (ranking_table(sent.source if sent else None, acronym), sent.rows if sent else ()),
            "lights": (lights_table(mission=acronym), lights(store, as_of, mission=acronym)),
            "crossings": (crossings_table(), crossings(store, scope, as_of)),
            "rates": (rates_table(acronym, interval_percent(as_of)), death_rates(store, acronym, as_of)),
            "years": (years_table(scope), year_rows(told_years(store, scope, as_of))),
            "overlaps": (overlaps_table(scope, said), said),
            "bases": (bases_table(), bases_of(store, scope, as_of)),
        },
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    context = {
        "head": pages.mission_head(acronym),
        "figures": pages.mission_figures(store, scope, as_of),
        "charts": pages.mission_charts(store, scope, as_of),
        "notes": gap_notes(scope, as_of),
        **drawn,
    }
    return render(request, "statistics/mission.html", context)


@require_safe
def mission_chart(request: MusterRequest, acronym: str, name: str) -> HttpResponse:
    """Hand out a chart of a mission."""
    store = open_store()
    scope = Scope(mission=_known(store, acronym, request.as_of))
    return drawing_file(name, pages.charts_of_mission(store, scope, request.as_of), f"statistics-{acronym}")
