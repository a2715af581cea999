"""The States of a register, and the page of one."""

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
from muster.pledges.pages import states as pages
from muster.pledges.tables_of_sides import STATES


@for_parties
@require_safe
def states(request: MusterRequest) -> HttpResponse:
    """Show the States with pledges between themselves and the viewer."""
    table = render_table(request, STATES, queries.state_rows(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("States"),
        crumbs=[Crumb(_("Pledges"), reverse("pledges")), Crumb(_("States"))],
        lead=_("Who has pledged, at which levels, and what is overdue between the State and the Secretariat."),
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def state(request: MusterRequest, code: str) -> HttpResponse:
    """Show one State: to itself, and to a secretariat its part."""
    record = queries.state_record(request.viewer, request.as_of, code)
    tables = {
        "pledges": render_table(request, pages.PLEDGES_OF_STATE, record.pledges, prefix="p-"),
        "visits": render_table(request, pages.VISITS_OF_STATE, record.visits, prefix="v-"),
        "findings": render_table(request, pages.FINDINGS_OF_STATE, record.findings, prefix="f-"),
        "announcements": render_table(request, pages.ANNOUNCEMENTS_OF_STATE, record.announcements, prefix="a-"),
    }
    context = {
        "head": pages.state_head(record, request.as_of),
        "facts": pages.state_facts(record),
        "figures": pages.state_figures(record.pledges),
        "columns": pages.sides_of(record, request.as_of),
        "overdue_findings": pages.overdue_findings(record, request.as_of),
        **tables,
    }
    return render(request, "pledges/state.html", context)
