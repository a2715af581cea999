"""The rows behind a figure."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.pages import Crumb, PageHead
from muster.kit.tables import render_table
from muster.parties.request import MusterRequest
from muster.reference.parameters import parameter
from muster.statistics.explorer.rows import condition
from muster.statistics.forms.rows import RowsForm
from muster.statistics.pages.crumbs import room_crumb
from muster.statistics.store import open_store
from muster.statistics.tables.rows import rows_table
from muster.statistics.tables.store_source import StoreSource


@require_safe
def rows(request: MusterRequest) -> HttpResponse:
    """Show the rows of one table that were known on the day, narrowed as the address says, each with its place."""
    form = RowsForm({"table": "contributions", **request.GET.dict()})
    head = PageHead(
        title=_("Rows behind the figures"),
        crumbs=[room_crumb(), Crumb(_("Rows"))],
        lead=_("As the data sets say it: file and line are where a row stands in its source."),
    )
    context = {"head": head, "form": form}
    if not form.is_valid():
        return render(request, "statistics/rows.html", context, status=400)
    asked = form.asked()
    most = parameter("statistics_rows_exported_most", request.today).integer
    source = StoreSource(open_store(), condition(asked, request.as_of), most)
    table = render_table(request, rows_table(asked.table), source)
    if isinstance(table, HttpResponse):
        return table
    return render(request, "statistics/rows.html", {**context, "table": table})
