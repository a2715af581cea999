"""Pages of mission factors: those that hold, the history of a mission's, and the form."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.documents.queries import visible_documents
from muster.documents.uploads import uploaded_document
from muster.generation.pages.parameters import explained
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.facts import true_on
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, Explanation, PageHead
from muster.kit.tables import render_table
from muster.missions.queries import visible_mission
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest
from muster.reimbursement.actions import mission_factors as actions
from muster.reimbursement.forms.mission_factors import FactorForm, known_factors
from muster.reimbursement.pages.memoranda import crumbs
from muster.reimbursement.queries.mission_factors import visible_factor_set, visible_factors
from muster.reimbursement.tables.mission_factors import FACTORS, of_mission

FOR_SETTERS = "Mission factors are entered by officers of the mission and of the secretariat that mandates it."
PARAMETERS = ("factor_cap_percent", "hostile_points_divisor")


@for_parties
@require_safe
def mission_factors(request: MusterRequest) -> HttpResponse:
    """Show the factors that hold on the day, of every mission that the viewer sees."""
    holding = true_on(visible_factors(request.viewer, request.as_of), request.as_of, "holds_from", "holds_until")
    table = render_table(request, FACTORS, holding)
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Mission factors"),
        kicker=_("Reimbursement"),
        lead=_(
            "What environment, intensified operations and hostile action add to the rates of a mission, in percent."
        ),
        crumbs=crumbs(Crumb(_("Mission factors"))),
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


def _crumbs(acronym: str, *more: Crumb) -> list[Crumb]:
    own = reverse("factors-of-mission", args=[acronym]) if more else ""
    return crumbs(Crumb(_("Mission factors"), reverse("mission-factors")), Crumb(acronym, own), *more)


@for_parties
@require_safe
def factors_of_mission(request: MusterRequest, acronym: str) -> HttpResponse:
    """Show the factors of a mission: those that hold on the day, and all that are on record as of it."""
    mission = visible_mission(request.viewer, request.as_of, acronym)
    rows = list(visible_factors(request.viewer, request.as_of).filter(mission=mission))
    sheets = {one.sheet_id for one in rows if one.sheet_id}
    seen = {one.pk: one for one in visible_documents(request.viewer).filter(pk__in=sheets)} if sheets else {}
    for row in rows:
        row.sheet_seen = seen.get(row.sheet_id or 0)  # type: ignore[attr-defined]
    may_set = actions.sets_factors(request.viewer, mission)
    day = request.as_of
    holding = [one for one in rows if one.holds_from <= day and (one.holds_until is None or day < one.holds_until)]
    now = of_mission(FACTORS, "factors_holding", _("What holds on the day"), correctable=False)
    ever = of_mission(FACTORS, "factors_history", _("All on record"), correctable=may_set)
    tables = {}
    for name, table, found in (("holding", now, holding), ("history", ever, rows)):
        made = render_table(request, table, found, prefix=f"{name}-")
        if isinstance(made, HttpResponse):
            return made
        tables[name] = made
    door = Action(_("Enter factors"), reverse("enter-factors", args=[acronym]), icon="add", primary=True)
    context: dict[str, Any] = {
        "head": PageHead(
            title=_("Mission factors of %(mission)s") % {"mission": acronym},
            kicker=_("Reimbursement"),
            crumbs=_crumbs(acronym),
            actions=[door] if may_set else [],
        ),
        "rule": Explanation(
            formula=_("each factor at most the cap; hostile action: points of the decision sheet over the divisor"),
            parameters=explained(PARAMETERS, day),
        ),
        **tables,
    }
    return render(request, "reimbursement/mission_factors.html", context)


@for_parties
def enter_factors(request: MusterRequest, acronym: str) -> HttpResponse:
    """Enter factors of a mission from a day on."""
    mission = visible_mission(request.viewer, request.today, acronym)
    if not actions.sets_factors(request.viewer, mission):
        raise NotAllowed(_(FOR_SETTERS))
    form = FactorForm(request.POST or None, request.FILES or None)

    def save() -> HttpResponse:
        actions.enter_factors(request.viewer, form.terms(acronym), today=request.today, sheet=_sheet(request))
        return _done(request, acronym)

    return answer_form(request, form, save, title=_("Enter factors"), crumbs=_crumbs(acronym, Crumb(""))[:-1])


@for_parties
def correct_factors(request: MusterRequest, acronym: str, number: int) -> HttpResponse:
    """Correct factors that are on record."""
    found = visible_factor_set(request.viewer, request.today, number)
    if found.mission.acronym != acronym:
        raise NotFound(_("Mission %(mission)s has no such factors.") % {"mission": acronym})
    if not actions.sets_factors(request.viewer, found.mission):
        raise NotAllowed(_(FOR_SETTERS))
    form = FactorForm(request.POST or None, request.FILES or None, initial=known_factors(found))

    def save() -> HttpResponse:
        version = form.cleaned_data["version"]
        actions.correct_factors(
            request.viewer, number, form.terms(acronym), today=request.today, sheet=_sheet(request),
            expected_version=version,
        )  # fmt: skip
        return _done(request, acronym)

    return answer_form(request, form, save, title=_("Correct factors"), crumbs=_crumbs(acronym, Crumb(""))[:-1])


def _sheet(request: MusterRequest) -> tuple[str, bytes] | None:
    """Return the decision sheet that was sent, if one was. Raises Refused where it is too large."""
    if "sheet" not in request.FILES:
        return None
    sent = uploaded_document(request, "sheet")
    return sent.name, sent.data


def _done(request: MusterRequest, acronym: str) -> HttpResponse:
    messages.success(request, _("The factors of %(mission)s are recorded.") % {"mission": acronym})
    return redirect_as_of_today(request, "factors-of-mission", acronym=acronym)
