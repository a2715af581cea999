"""Pages of changed facts. Thin: what may be seen is in queries."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.changes import pages
from muster.changes.queries import visible_change, visible_changes
from muster.changes.tables import CHANGES, REACHED
from muster.kit.pages import PageHead
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def changes(request: MusterRequest) -> HttpResponse:
    """Show the facts that changed, the latest first, with how many records rest on each."""
    table = render_table(request, CHANGES, visible_changes(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Changes"),
        kicker=_("Facts, and what rests on them"),
        lead=_("Which facts of missions and of law changed, and which tours, memoranda, cases and plans rest on them."),
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def changed_fact(request: MusterRequest, number: int) -> HttpResponse:
    """Show one change with the records that rest on it and why, as far as the viewer may see them."""
    found: Any = visible_change(request.viewer, request.as_of, number)
    table = render_table(request, REACHED, found.seen_reached)
    if isinstance(table, HttpResponse):
        return table
    context = {"head": pages.change_head(found), "facts": pages.change_facts(found), "reached": table}
    return render(request, "changes/changed_fact.html", context)
