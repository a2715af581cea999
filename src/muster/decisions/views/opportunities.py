"""Pages of a State's opportunities. Thin: what is reckoned is in queries and rules."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from muster.audit import actions as audit
from muster.decisions.pages import opportunities as pages
from muster.decisions.papers.opportunities import opportunities_paper
from muster.decisions.queries.interests import interests_of, may_enter_interests
from muster.decisions.queries.opportunities import one_opportunity, own_state, state_opportunities
from muster.decisions.queries.opportunity_law_and_risk import risk_data
from muster.decisions.queries.opportunity_numbers import MOST_UNITS_KEY, opportunity_rows
from muster.decisions.queries.opportunity_possible import possible_opportunities
from muster.decisions.queries.opportunity_units import unpledged_units
from muster.decisions.tables import opportunities as tables
from muster.deployments.queries.room import room_left
from muster.kit.errors import NotFound
from muster.kit.papers import as_pdf, as_word
from muster.kit.tables import tables_on_page
from muster.kit.uploads import attached
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest

WRITERS = {"pdf": as_pdf, "docx": as_word}


@for_parties
@require_safe
def opportunities(request: MusterRequest) -> HttpResponse:
    """Show what the viewer's State could take up, ranked."""
    viewer, day = request.viewer, request.as_of
    found = state_opportunities(viewer, day, own_state(viewer))
    drawn = tables_on_page(
        request,
        {
            "ranked": (tables.OPPORTUNITIES, pages.ranked_rows(found)),
            "parameters": (tables.PARAMETERS, list(found.parameters.values())),
        },
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    context = {
        "head": pages.list_head(found),
        "figures": pages.list_figures(found),
        "notes": pages.list_notes(found),
        **drawn,
    }
    return render(request, "decisions/opportunities.html", context)


@for_parties
@require_safe
def possible(request: MusterRequest) -> HttpResponse:
    """Show what may come: States at risk with their chance, and the State's units that nobody could match yet."""
    viewer, day = request.viewer, request.as_of
    state = own_state(viewer)
    rows = possible_opportunities(viewer, day, interests_of(viewer, day, state))
    most = opportunity_rows(day)[MOST_UNITS_KEY].integer
    unpledged = [{"name": name} for name in unpledged_units(viewer, day, state, most)]
    drawn = tables_on_page(request, {"possible": (tables.POSSIBLE, rows), "unpledged": (tables.UNPLEDGED, unpledged)})
    if isinstance(drawn, HttpResponse):
        return drawn
    context = {"head": pages.possible_head(state.name), **drawn}
    return render(request, "decisions/possible_opportunities.html", context)


@for_parties
@require_safe
def opportunity(request: MusterRequest, post: str, unit: str) -> HttpResponse:
    """Show one opportunity with every reason."""
    viewer, day = request.viewer, request.as_of
    state = own_state(viewer)
    found = one_opportunity(viewer, day, state, post, unit)
    lists: dict[str, tuple[Any, Any]] = {
        "steps": (tables.STEPS, list(found.steps)),
        "parts": (tables.PARTS, list(found.parts)),
        "findings": (tables.FINDINGS, list(found.findings)),
        "touched": (tables.TOUCHED, list(found.touched)),
        "law": (tables.LAW, list(found.law)),
    }
    drawn = tables_on_page(request, lists)
    if isinstance(drawn, HttpResponse):
        return drawn
    room = room_left(viewer, state, day, on=found.demand.wanted_from, mission=found.demand.post.mission)
    context = {
        "head": pages.opportunity_head(found, may_open=may_enter_interests(viewer)),
        "figures": pages.opportunity_figures(found),
        "facts": pages.opportunity_facts(found, room),
        "stops": found.stops,
        "risk": [one for one in risk_data(viewer, state, day, found.demand.post.mission) if one.words],
        **drawn,
    }
    return render(request, "decisions/opportunity.html", context)


@for_parties
@require_safe
def opportunities_file(request: MusterRequest, form: str) -> HttpResponse:
    """Hand out the minister's paper as PDF or Word; the export is an event."""
    if form not in WRITERS:
        raise NotFound(f"There is no {form!r} of the paper; there are {', '.join(WRITERS)}.")
    found = state_opportunities(request.viewer, request.as_of, own_state(request.viewer))
    paper = WRITERS[form](opportunities_paper(found, request.today))
    after = {"form": form, "as_of": request.as_of}
    audit.record(request.viewer, "decisions:opportunities:exported", found.state.code, after=after)
    return attached(paper, f"opportunities-{found.state.code}-{request.as_of.isoformat()}.{form}")
