"""Pages of one instrument and of one act, with what came before and after it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from muster.authorisations.pages import law as pages
from muster.authorisations.queries import acts_in_force, known_acts, known_laws, laws_in_force
from muster.authorisations.queries.access import state_of_law
from muster.authorisations.queries.laws import with_allowed_tasks
from muster.authorisations.tables import acts as act_tables
from muster.authorisations.tables import law as tables
from muster.kit.errors import NotFound
from muster.kit.tables import tables_on_page
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def law(request: MusterRequest, code: str, reference: str) -> HttpResponse:
    """Show one instrument with the tasks that it allows."""
    viewer, day = request.viewer, request.as_of
    state = state_of_law(viewer, code)
    known = known_laws(viewer, day).filter(state=state)
    found = with_allowed_tasks(known.filter(reference=reference)).first()
    if found is None:
        raise NotFound(f"{state.name} has no law {reference!r} on record as of this day.")
    successor = known.filter(replaces=found).first()
    drawn = tables_on_page(request, {"allowed": (tables.ALLOWED, found.tasks_in_order)})  # type: ignore[attr-defined]
    if isinstance(drawn, HttpResponse):
        return drawn
    in_force = laws_in_force(viewer, day).filter(pk=found.pk).exists()
    context = {
        "head": pages.instrument_head(viewer, found, in_force, successor is None),
        "facts": pages.instrument_facts(found, successor),
        **drawn,
    }
    return render(request, "authorisations/law.html", context)


@for_parties
@require_safe
def act(request: MusterRequest, code: str, reference: str) -> HttpResponse:
    """Show one act with its ceilings."""
    viewer, day = request.viewer, request.as_of
    state = state_of_law(viewer, code)
    known = known_acts(viewer, day).filter(state=state).select_related("state", "under", "replaces")
    found = known.filter(reference=reference).first()
    if found is None:
        raise NotFound(f"{state.name} has no act {reference!r} on record as of this day.")
    successor = known.filter(replaces=found).first()
    drawn = tables_on_page(request, {"ceilings": (act_tables.CEILINGS, act_tables.ceiling_rows([found]))})
    if isinstance(drawn, HttpResponse):
        return drawn
    in_force = acts_in_force(viewer, day).filter(pk=found.pk).exists()
    context = {
        "head": pages.act_head(viewer, found, in_force, successor is None),
        "facts": pages.act_facts(found, successor),
        **drawn,
    }
    return render(request, "authorisations/act.html", context)
