"""Who pays against who sends."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.pages import Crumb, PageHead
from muster.kit.tables import render_table
from muster.parties.request import MusterRequest
from muster.statistics.explorer.reckoned import last_burden
from muster.statistics.pages.crumbs import room_crumb
from muster.statistics.pages.payers import payers_figures
from muster.statistics.store import open_store
from muster.statistics.tables.payers import payers_table


@require_safe
def payers(request: MusterRequest) -> HttpResponse:
    """Show each State's share of the assessment beside its share of the people in uniform."""
    found = last_burden(open_store(), request.as_of)
    head = PageHead(
        title=_("Who pays and who sends"),
        crumbs=[room_crumb(), Crumb(_("Who pays"))],
        lead=_("Shares of what is assessed for peacekeeping beside shares of the people in uniform."),
    )
    table = render_table(request, payers_table(found), found.rows if found else ())
    if isinstance(table, HttpResponse):
        return table
    context = {"head": head, "table": table, "figures": payers_figures(found) if found else ()}
    return render(request, "statistics/payers.html", context)
