"""Pages of what a State's law allows against what mandates set: over all missions, and of one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.authorisations.models import TaskScope
from muster.authorisations.pages import law as pages
from muster.authorisations.queries import acts_in_force, authorising_acts
from muster.authorisations.queries.access import state_of_law
from muster.authorisations.queries.tasks import allowed_in_force, mandated_on, tasks_against_mandate, tasks_by_mission
from muster.authorisations.tables import law as tables
from muster.kit.pages import Crumb, PageHead
from muster.kit.tables import render_table, tables_on_page
from muster.missions.queries import visible_mission
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def law_missions(request: MusterRequest, code: str) -> HttpResponse:
    """Show how a State's law stands to the tasks of every mission with a mandate."""
    viewer, day = request.viewer, request.as_of
    state = state_of_law(viewer, code)
    named: dict[str, list[str]] = {}
    for act in authorising_acts(acts_in_force(viewer, day)).filter(state=state):
        for mission in act.missions.all():
            named.setdefault(mission.acronym, []).append(act.reference)
    rows = pages.mission_rows(
        state,
        tasks_by_mission(viewer, state, day),
        tasks_by_mission(viewer, state, day, TaskScope.CONTINGENT),
        {mission: len(tasks) for mission, tasks in mandated_on(viewer, day).items() if tasks},
        named,
    )
    table = render_table(request, tables.MISSIONS, rows)
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Tasks by mission: law of %(state)s") % {"state": state.name},
        kicker=_("National law"),
        lead=_("Each mandated task is allowed, allowed on a condition, covered by a catch-all item, or not covered."),
        crumbs=pages.state_crumbs(state, Crumb(_("Tasks by mission"))),
    )
    return render(request, "authorisations/law_missions.html", {"head": head, "table": table})


@for_parties
@require_safe
def law_mission(request: MusterRequest, code: str, acronym: str) -> HttpResponse:
    """Show the tasks of a mission's mandate and those that the State's law allows, side by side, with the conflicts."""
    viewer, day = request.viewer, request.as_of
    state = state_of_law(viewer, code)
    mission = visible_mission(viewer, day, acronym)
    matches = tasks_against_mandate(viewer, state, day, mission.acronym)
    of_contingents = tasks_against_mandate(viewer, state, day, mission.acronym, TaskScope.CONTINGENT)
    drawn = tables_on_page(
        request,
        {
            "matches": (tables.MATCHES, matches),
            "contingents": (tables.OF_CONTINGENTS, of_contingents),
            "mandated": (tables.MANDATED, mandated_on(viewer, day, [mission.acronym]).get(mission.acronym, [])),
            "allowed": (tables.ALLOWED, allowed_in_force(viewer, state, day)),
        },
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    conflicts = sum(one.is_conflict for one in matches)
    lead = (
        _("%(n)s mandated tasks are not covered by the law.") % {"n": conflicts}
        if conflicts
        else _("No conflict between the mandate and the law is on record.")
    )
    head = PageHead(
        title=_("%(mission)s: mandate against the law of %(state)s") % {"mission": mission, "state": state.name},
        kicker=_("National law"),
        lead=lead,
        crumbs=pages.state_crumbs(
            state, Crumb(_("Tasks by mission"), reverse("law-missions", args=[state.code])), Crumb(mission.acronym)
        ),
    )
    context = {"head": head, "figures": pages.match_figures(matches, of_contingents), **drawn}
    return render(request, "authorisations/law_mission.html", context)
