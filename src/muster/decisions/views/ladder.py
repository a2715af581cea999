"""Pages of a dossier's ladder. Thin: what may be seen is in queries, what may be done in actions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.decisions.actions.dossier_access import owns
from muster.decisions.actions.ladder import enter_ladder_step
from muster.decisions.forms.ladder import LadderStepForm
from muster.decisions.pages import ladder as pages
from muster.decisions.pages.dossiers import dossier_crumb, room_crumbs
from muster.decisions.queries.dossiers import visible_dossier
from muster.decisions.queries.ladder import ladder_of
from muster.decisions.tables.ladder import ladder_table
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest
from muster.reference.ladder import ladder_rungs


@for_parties
@require_safe
def ladder(request: MusterRequest, reference: str) -> HttpResponse:
    """Show the ladder of a dossier as a plan."""
    dossier = visible_dossier(request.viewer, request.as_of, reference)
    found = ladder_of(request.viewer, dossier, request.as_of)
    table = render_table(request, ladder_table(dossier, writes=owns(request.viewer, dossier)), found.rungs)
    if isinstance(table, HttpResponse):
        return table
    context = {
        "head": pages.ladder_head(dossier),
        "figures": pages.ladder_figures(found),
        "chart": pages.ladder_chart(found, request.as_of),
        "table": table,
        "facts": pages.ladder_facts(found),
        "rest": found.rest,
    }
    return render(request, "decisions/ladder.html", context)


@for_parties
def ladder_step(request: MusterRequest, reference: str, step: str) -> HttpResponse:
    """Enter how far the State is on one step."""
    dossier = visible_dossier(request.viewer, request.today, reference)
    if not owns(request.viewer, dossier):
        raise NotAllowed(_("A step is entered by officers of the State."))
    rung = next((one for one in ladder_rungs() if one.code == step), None)
    if rung is None:
        raise NotFound(_("There is no step %(one)r of a ladder.") % {"one": step})
    known = next(one for one in ladder_of(request.viewer, dossier, request.today).rungs if one.rung.code == step)
    initial = {
        "days": known.days if known.days != rung.likely_days else None,
        "started_on": known.entered.started_on,
        "ready_on": known.entered.ready_on,
        "note": known.note,
    }
    form = LadderStepForm(request.POST or None, initial=initial)

    def save() -> HttpResponse:
        enter_ladder_step(request.viewer, dossier, step, form.terms(), today=request.today)
        messages.success(request, _("Step %(one)s is entered.") % {"one": rung.name})
        return redirect_as_of_today(request, "dossier-ladder", reference=reference)

    ladder_crumb = Crumb(_("Ladder"), pages.ladder_address(reference))
    return answer_form(request, form, save, title=rung.name, crumbs=room_crumbs(dossier_crumb(reference), ladder_crumb))
