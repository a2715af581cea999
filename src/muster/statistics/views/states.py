"""The States on record, and one State."""

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
from muster.statistics.explorer.reckoned import crossings, deaths_of_state, lights
from muster.statistics.explorer.record import states_known
from muster.statistics.explorer.series import Scope, overlaps
from muster.statistics.pages import state as pages
from muster.statistics.pages.crumbs import room_crumb
from muster.statistics.pages.drawn import drawing_file
from muster.statistics.pages.scope_charts import bases_of, charts_of_state
from muster.statistics.pages.years import partial_notes, year_rows
from muster.statistics.store import Store, open_store
from muster.statistics.tables.figures import crossings_table, deaths_table, lights_table
from muster.statistics.tables.lists import STATES
from muster.statistics.tables.people import bases_table, overlaps_table, years_table


def _known(store: Store, code: str, as_of: date) -> str:
    """Return the code of a State of which something is on record. Raises NotFound."""
    if code not in states_known(store, as_of):
        raise NotFound(_("Nothing of %(code)s that was known on this day is on record.") % {"code": code})
    return code


@require_safe
def states(request: MusterRequest) -> HttpResponse:
    """List the States that have contributed."""
    table = render_table(request, STATES, listed(open_store(), "state", request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("States in peace operations"),
        crumbs=[room_crumb(), Crumb(_("States"))],
        lead=_("Who has sent people in uniform, with the last count on record and the most there ever were."),
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@require_safe
def state(request: MusterRequest, code: str) -> HttpResponse:
    """Show a State over time: people by type, mission and sex, what files say differently, and its bases."""
    store, as_of = open_store(), request.as_of
    scope = Scope(state=_known(store, code, as_of))
    said, told = overlaps(store, scope, as_of), told_years(store, scope, as_of)
    drawn = tables_on_page(
        request,
        {
            "lights": (lights_table(state=code), lights(store, as_of, state=code)),
            "years": (years_table(scope), year_rows(told)),
            "crossings": (crossings_table(), crossings(store, scope, as_of)),
            "deaths": (deaths_table(code), deaths_of_state(store, code, as_of)),
            "overlaps": (overlaps_table(scope, said), said),
            "bases": (bases_table(code), bases_of(store, scope, as_of)),
        },
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    context = {
        "head": pages.state_head(code),
        "figures": pages.state_figures(store, scope, as_of),
        "charts": pages.state_charts(store, scope, as_of),
        "notes": [*partial_notes(told), *gap_notes(scope, as_of)],
        **drawn,
    }
    return render(request, "statistics/state.html", context)


@require_safe
def state_chart(request: MusterRequest, code: str, name: str) -> HttpResponse:
    """Hand out a chart of a State."""
    store = open_store()
    scope = Scope(state=_known(store, code, request.as_of))
    return drawing_file(name, charts_of_state(store, scope, request.as_of), f"statistics-{code}")
