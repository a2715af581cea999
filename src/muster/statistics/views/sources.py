"""Where the figures come from: data sets, licences, how to cite them, and what their import did."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.pages import Crumb, PageHead
from muster.kit.tables import tables_on_page
from muster.parties.request import MusterRequest
from muster.statistics.explorer.record import files_on_record
from muster.statistics.importing.sets import SETS
from muster.statistics.pages.crumbs import room_crumb
from muster.statistics.pages.sources import refusals_of, repairs_of, set_rows
from muster.statistics.store import open_store
from muster.statistics.tables.sources import FILES, REFUSALS, REPAIRS, SETS_TABLE


@require_safe
def sources(request: MusterRequest) -> HttpResponse:
    """Show each data set with its licence, its files, and the rows repaired and refused by rule and reason."""
    store = open_store()
    files = files_on_record(store, request.as_of)
    drawn = tables_on_page(
        request,
        {
            "sets": (SETS_TABLE, set_rows(store, SETS, files)),
            "files": (FILES, files),
            "repairs": (REPAIRS, repairs_of(files)),
            "refusals": (REFUSALS, refusals_of(files)),
        },
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    head = PageHead(
        title=_("Sources of the statistics"),
        crumbs=[room_crumb(), Crumb(_("Sources"))],
        lead=_("Data sets are brought by whoever runs Muster and read as published; every repair is a named rule."),
    )
    return render(request, "statistics/sources.html", {"head": head, **drawn})
