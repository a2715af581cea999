"""The handover of a desk: on the page, as PDF and as Word."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from muster.audit import actions as audit
from muster.generation.pages import handover as shown
from muster.generation.pages.handover_tables import MISSIONS, SECTIONS, STATES
from muster.generation.queries.desk_counts import desk_counts
from muster.generation.queries.handover import Desk, desk_of, handover
from muster.kit.errors import NotFound
from muster.kit.papers import as_pdf, as_word
from muster.kit.tables import render_table
from muster.kit.uploads import attached
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest

WRITERS = {"pdf": as_pdf, "docx": as_word}


def _desk(request: MusterRequest) -> Desk:
    """Return the desk that the address names."""
    return desk_of(request.GET.get("mission", ""), request.GET.get("state", ""))


@for_parties
@require_safe
def case_handover(request: MusterRequest) -> HttpResponse:
    """Show what is handed over of a mission (`mission=`) or a State (`state=`); with neither, the desks to choose."""
    if "mission" not in request.GET and "state" not in request.GET:
        return _choice(request)
    desk = _desk(request)
    told = handover(request.viewer, request.as_of, desk, today=request.today)
    tables = []
    for section in SECTIONS:
        table = render_table(request, section.table, section.rows(told), prefix=section.prefix)
        if isinstance(table, HttpResponse):
            return table
        tables.append(table)
    context = {"head": shown.handover_head(desk), "figures": shown.handover_figures(told), "tables": tables}
    return render(request, "generation/handover.html", context)


def _choice(request: MusterRequest) -> HttpResponse:
    """Show the missions and the States that have open cases."""
    missions, states = desk_counts(request.viewer, request.as_of, today=request.today)
    tables = []
    for prefix, declared, rows in (("missions-", MISSIONS, missions), ("states-", STATES, states)):
        table = render_table(request, declared, rows, prefix=prefix)
        if isinstance(table, HttpResponse):
            return table
        tables.append(table)
    return render(request, "generation/handover.html", {"head": shown.choice_head(), "tables": tables})


@for_parties
@require_safe
def case_handover_file(request: MusterRequest, form: str) -> HttpResponse:
    """Hand out a handover as PDF or Word; the export is an event."""
    if form not in WRITERS:
        raise NotFound(f"A handover goes out as {' or '.join(WRITERS)}, not as {form!r}.")
    desk = _desk(request)
    told = handover(request.viewer, request.as_of, desk, today=request.today)
    data = WRITERS[form](shown.handover_paper(told, request.viewer.organisation_name, request.today))
    after = {"form": form, "as_of": request.as_of, "cases": len(told.cases)}
    audit.record(request.viewer, "generation:handover:exported", f"{desk.kind} {desk.code}", after=after)
    return attached(data, f"handover-{desk.code}-{request.as_of:%Y-%m-%d}.{form}")
