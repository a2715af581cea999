"""The table of what the two sides of pledges owe each other."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.pages import Crumb, PageHead
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest
from muster.pledges import queries
from muster.pledges.models import DailyRun
from muster.pledges.tables_of_sides import OBLIGATIONS


@for_parties
@require_safe
def obligations(request: MusterRequest) -> HttpResponse:
    """Show everything owed that the viewer is a side of, the most urgent first."""
    table = render_table(request, OBLIGATIONS, queries.all_owed(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Obligations"),
        crumbs=[Crumb(_("Pledges"), reverse("pledges")), Crumb(_("Obligations"))],
        lead=_("What States owe the Secretariat over their pledges and what the Secretariat owes them, by when."),
    )
    last = DailyRun.objects.filter(day__lte=request.as_of).first()
    return render(request, "pledges/obligations.html", {"head": head, "table": table, "last_run": last})
