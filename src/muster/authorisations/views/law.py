"""Pages of States with law on record, and of one State's law."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.authorisations.pages import law as pages
from muster.authorisations.queries import acts_in_force, bodies_on, known_acts, known_laws, laws_in_force
from muster.authorisations.queries.access import state_of_law
from muster.authorisations.queries.states import states_with_law
from muster.authorisations.queries.tasks import allowed_in_force, tasks_by_mission
from muster.authorisations.tables import acts as act_tables
from muster.authorisations.tables import law as tables
from muster.kit.pages import PageHead
from muster.kit.tables import render_table, tables_on_page
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def national_law(request: MusterRequest) -> HttpResponse:
    """Show the States with law on record, as far as the viewer may see it."""
    table = render_table(request, tables.STATES, states_with_law(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("National law"),
        lead=_("What States' laws allow, who decides, and what their acts authorise: each State sees its own."),
        crumbs=pages.law_crumbs(),
    )
    return render(request, "authorisations/national_law.html", {"head": head, "table": table})


@for_parties
@require_safe
def law_of_state(request: MusterRequest, code: str) -> HttpResponse:
    """Show a State's instruments in force and others, its tasks and bodies, and its acts with their ceilings."""
    viewer, day = request.viewer, request.as_of
    state = state_of_law(viewer, code)
    laws = list(laws_in_force(viewer, day).filter(state=state))
    acts = list(acts_in_force(viewer, day).filter(state=state))
    held = {one.pk for one in laws}
    held_acts = {one.pk for one in acts}
    tasks = allowed_in_force(viewer, state, day)
    matches = tasks_by_mission(viewer, state, day)
    conflicts = sum(one.is_conflict for found in matches.values() for one in found) if matches else None
    drawn = tables_on_page(
        request,
        {
            "acts": (act_tables.ACTS, acts),
            "ceilings": (act_tables.CEILINGS, act_tables.ceiling_rows(acts)),
            "laws": (tables.LAWS, laws),
            "allowed": (tables.ALLOWED, tasks),
            "bodies": (tables.BODIES, list(bodies_on(viewer, state, day))),
            "others": (
                tables.OTHER_LAWS,
                [one for one in known_laws(viewer, day).filter(state=state) if one.pk not in held],
            ),
            "other_acts": (
                act_tables.OTHER_ACTS,
                [one for one in known_acts(viewer, day).filter(state=state) if one.pk not in held_acts],
            ),
        },
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    context = {
        "head": pages.law_head(viewer, state, laws, acts),
        "figures": pages.law_figures(laws, acts, len(tasks), conflicts, day),
        **drawn,
    }
    return render(request, "authorisations/law_of_state.html", context)
