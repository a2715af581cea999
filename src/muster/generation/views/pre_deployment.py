"""The pre-deployment visit of a case: what it said and holds up, and asking for it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.generation import actions
from muster.generation.forms.pre_deployment import CaseVisitForm
from muster.generation.pages.case_parts import part_crumbs, part_head
from muster.generation.pages.pre_deployment import CONDITIONS_TABLE, condition_rows, verdict_badge, visit_facts
from muster.generation.queries.case_parts import case_seen, is_open, may_answer
from muster.generation.queries.pre_deployment import last_visit
from muster.generation.rules.pre_deployment import NO_GO
from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def case_visit(request: MusterRequest, case: str) -> HttpResponse:
    """Show the last pre-deployment visit of a case with its conditions and what they hold up."""
    found = case_seen(request.viewer, request.as_of, case)
    visit = last_visit(request.viewer, request.as_of, case)
    doors = []
    if (visit is None or visit.result.verdict == NO_GO) and is_open(found) and may_answer(request.viewer, found):
        doors.append(Action(_("Ask for the visit"), reverse("case-visit-new", args=[case]), primary=True))
    lead = _("Before cargo and people move, a team sees the unit: go, go with conditions, or no-go.")
    context: dict[str, Any] = {
        "head": part_head(
            found, _("Pre-deployment visit"), lead=lead, doors=doors,
            status=verdict_badge(visit.result) if visit else None,
            illustrative=visit is not None and visit.visit.illustrative,
        ),
        "facts": visit_facts(visit) if visit else [],
    }  # fmt: skip
    if visit is not None:
        table = render_table(request, CONDITIONS_TABLE, condition_rows(visit.result))
        if isinstance(table, HttpResponse):
            return table
        context["table"] = table
    return render(request, "generation/case_visit.html", context)


@for_parties
def new_case_visit(request: MusterRequest, case: str) -> HttpResponse:
    """Ask for the pre-deployment visit of a case."""
    found = case_seen(request.viewer, request.today, case)
    if not may_answer(request.viewer, found):
        raise NotAllowed(_("The visit is asked for by an officer of the register or of the State of the case."))
    form = CaseVisitForm(request.POST if request.method == "POST" else None)

    def save() -> HttpResponse:
        visit = actions.request_case_visit(request.viewer, case, form.terms(), today=request.today)
        messages.success(request, _("Visit %(one)s is asked for.") % {"one": visit.reference})
        return redirect_as_of_today(request, "case-visit", case=case)

    crumbs = part_crumbs(found, Crumb(_("Pre-deployment visit"), reverse("case-visit", args=[case])))
    return answer_form(request, form, save, title=_("Ask for the pre-deployment visit"), crumbs=crumbs)
