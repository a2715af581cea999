"""Pages of memoranda. Thin: what may be seen is in queries, what may be done in actions."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.pages import Action, PageHead
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest
from muster.reimbursement.pages.room import doors_of
from muster.reimbursement.queries.memoranda import visible_memoranda, with_versions
from muster.reimbursement.tables.memoranda import MEMORANDA, place_versions


@for_parties
def memoranda(request: MusterRequest) -> HttpResponse:
    """Show the memoranda that the viewer may see, and what else the room has."""
    found = with_versions(visible_memoranda(request.viewer, request.as_of), request.as_of)
    table = render_table(request, MEMORANDA, found, prepare=partial(place_versions, day=request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Reimbursement"),
        kicker=_("Memoranda of understanding"),
        lead=_("What contributors are paid by: people, equipment and self-sustainment as agreed, and at which rates."),
        actions=[Action(label, reverse(name)) for label, name in doors_of(request.viewer)],
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})
