"""Pages of the rules that change statements: what is switched, what holds, and the form that switches."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb, PageHead
from muster.kit.tables import render_table
from muster.missions.models import Mission
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest
from muster.reimbursement.actions.adjustments import may_switch, name_of, switch_adjustment
from muster.reimbursement.forms.adjustments import SwitchForm
from muster.reimbursement.pages import adjustments as pages
from muster.reimbursement.queries.adjustments import latest_switches, visible_switches
from muster.reimbursement.queries.memoranda import memoranda_of_sides
from muster.reimbursement.rules.adjustments import AdjustmentRule
from muster.reimbursement.tables.adjustments import RULES, SCOPES, SWITCHES


@for_parties
@require_safe
def switches(request: MusterRequest) -> HttpResponse:
    """Show every switch that the viewer may see."""
    table = render_table(request, SWITCHES, visible_switches(request.viewer, request.as_of), prefix="switches-")
    scopes = render_table(request, SCOPES, memoranda_of_sides(request.viewer, request.as_of), prefix="scopes-")
    for one in (table, scopes):
        if isinstance(one, HttpResponse):
            return one
    head = PageHead(
        title=_("Deductions and premiums"),
        lead=_(
            "Which rules change the statements of a memorandum or a mission. What is recalled only is off at first."
        ),
        crumbs=[Crumb(_("Reimbursement"), reverse("reimbursement")), Crumb(_("Deductions and premiums"))],
    )
    return render(request, "reimbursement/adjustments.html", {"head": head, "table": table, "scopes": scopes})


@for_parties
@require_safe
def rules(request: MusterRequest, scope: str, about: str) -> HttpResponse:
    """Show each rule as it holds for a memorandum or a mission."""
    found = pages.scope_seen(request.viewer, request.as_of, scope, about)
    table = render_table(request, RULES, pages.rule_rows(request.viewer, found, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    lead = (
        _("What holds for every memorandum of the mission that has no switch of its own.")
        if isinstance(found, Mission)
        else _("A switch of the memorandum goes before one of its mission, and that before the default.")
    )
    title = _("Rules of %(one)s") % {"one": name_of(found)}
    head = PageHead(title=title, lead=lead, crumbs=pages.adjustment_crumbs(Crumb(name_of(found))))
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
def switch(request: MusterRequest, scope: str, about: str, rule: str) -> HttpResponse:
    """Set a rule on or off by form."""
    found = pages.scope_seen(request.viewer, request.today, scope, about)
    if rule not in [one.value for one in AdjustmentRule]:
        raise NotFound(_("There is no rule %(one)s.") % {"one": rule})
    if not may_switch(request.viewer, found):
        raise NotAllowed(_("Rules are switched by approvers of the secretariat that mandates the mission."))
    wanted = AdjustmentRule(rule)
    known = latest_switches(found, request.today).get(rule)
    form = SwitchForm(request.POST or None, wanted, known, request.today)

    def save() -> HttpResponse:
        said = {"mission": about} if isinstance(found, Mission) else {"memorandum": about}
        switch_adjustment(
            request.viewer, form.terms(**said), today=request.today, expected_version=form.cleaned_data["version"]
        )
        messages.success(request, _("“%(one)s” is switched.") % {"one": wanted.label})
        return redirect_as_of_today(request, "adjustment-rules", scope=scope, about=about)

    crumbs = pages.adjustment_crumbs(Crumb(about, reverse("adjustment-rules", args=[scope, about])))
    return answer_form(request, form, save, title=wanted.label, crumbs=crumbs)
