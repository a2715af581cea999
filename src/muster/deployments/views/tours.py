"""Pages of tours: planned, changed with all that a change moves, stepped on; its company and its lifts."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.deployments import actions
from muster.deployments.actions.tours import may_plan
from muster.deployments.forms import tours as forms
from muster.deployments.models import DeployedUnit, LiftWay, TourStage
from muster.deployments.pages import units as pages
from muster.deployments.pages.rotation_board import YEARS
from muster.deployments.queries.abroad import act_findings
from muster.deployments.queries.companies import findings_of_company
from muster.deployments.queries.tours import changed_plan, plan_with, proposed_plan
from muster.deployments.queries.units import visible_tour, visible_unit
from muster.deployments.rules.lifts import LiftTerms
from muster.deployments.rules.rotation import PlannedTour, mark_of
from muster.deployments.rules.tour_stages import may_become
from muster.deployments.tables.units import LIFTS, MOVES, PROPOSED
from muster.deployments.views.acts_told import beyond_table, tell_acts
from muster.deployments.views.units import done
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb, PageHead
from muster.kit.tables import render_table
from muster.kit.uploads import refusal_on
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest
from muster.pledges.queries.units import visible_units as visible_national_units

STEP_FORMS: dict[str, type[forms.AgreeForm]] = {
    TourStage.AGREED: forms.AgreeForm,
    TourStage.IN_THEATRE: forms.ArrivedForm,
    TourStage.HOME: forms.LeftForm,
    TourStage.CANCELLED: forms.AgreeForm,
}


@for_parties
def plan_tours(request: MusterRequest, reference: str) -> HttpResponse:
    """Show the tours that the rules propose until a day, and accept them."""
    found = visible_unit(request.viewer, request.today, reference)
    if not may_plan(request.viewer, found):
        raise NotAllowed(_("Tours are planned by officers of the unit's State and of the mission's secretariat."))
    shown = forms.first_of_next_years(request.today, YEARS)
    asked = request.GET if "until" in request.GET else {"until": shown}
    form = forms.AcceptForm(request.POST) if request.method == "POST" else forms.PlanForm(asked)
    until = form.cleaned_data["until"] if form.is_valid() else shown
    proposed = proposed_plan(request.viewer, found, until, request.today)
    status = 200 if form.is_valid() else 400
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            actions.accept_tours(request.viewer, reference, until, today=request.today, seen=seen)
            tell_acts(request, [found])
            return done(request, reference, _("The tours of %(one)s are planned."))
        except Refused as refusal:
            refusal_on(form, refusal)
            status = 400
    title = _("Plan tours")
    context = {
        "head": PageHead(title=title, crumbs=pages.crumbs(Crumb(reference, reverse("deployed-unit", args=[reference])),
                                                          Crumb(title))),
        "form": form,
        "until": until,
        "seen": mark_of(proposed.tours),
        "beyond": _beyond(request, found, plan_with(request.viewer, found, proposed, request.today)),
        "tours": render_table(request, PROPOSED, pages.proposed_rows(proposed, request.today), prefix="tours-"),
    }  # fmt: skip
    return render(request, "deployments/plan_tours.html", context, status=status)


@for_parties
@require_safe
def tour(request: MusterRequest, reference: str, rotation: str) -> HttpResponse:
    """Show one tour with the steps that may be taken."""
    found = visible_unit(request.viewer, request.as_of, reference)
    one = visible_tour(request.viewer, request.as_of, reference, rotation)
    company = visible_national_units(request.viewer, request.as_of).filter(tours=one).first()
    findings = findings_of_company(request.viewer, one, company, request.as_of) if company else ()
    context = {
        "head": pages.tour_head(found, one, request.viewer),
        "facts": pages.tour_facts(one, company),
        "lifts": render_table(request, LIFTS, list(one.lifts.all()), prefix="lifts-"),
        "findings": findings,
    }
    return render(request, "deployments/tour.html", context)


@for_parties
def change_tour(request: MusterRequest, reference: str, rotation: str) -> HttpResponse:
    """Propose other days for a tour, see all that moves, and accept it."""
    found = visible_unit(request.viewer, request.today, reference)
    one = visible_tour(request.viewer, request.as_of, reference, rotation)
    if not may_plan(request.viewer, found):
        raise NotAllowed(_("Tours are planned by officers of the unit's State and of the mission's secretariat."))
    now = {"version": one.version, "arrives_on": one.arrives_on, "leaves_on": one.leaves_on}
    form = forms.TourChangeForm(request.POST or None, initial=now)
    moves, beyond, status = None, None, 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                before, after = changed_plan(request.viewer, found, rotation, form.change(), request.today)
                if "accept" in request.POST:
                    version = form.cleaned_data["version"]
                    actions.change_tour(
                        request.viewer, reference, rotation, form.change(), today=request.today,
                        expected_version=version,
                    )  # fmt: skip
                    tell_acts(request, [found])
                    return done(request, reference, _("The tours of %(one)s are changed."))
                moves, status = pages.move_rows(before, after, request.today), 200
                beyond = _beyond(request, found, after.tours)
            except Refused as refusal:
                refusal_on(form, refusal)
    title = _("Change its days")
    address = reverse("tour", args=[reference, rotation])
    context = {
        "head": PageHead(title=title, crumbs=pages.crumbs(Crumb(reference, reverse("deployed-unit", args=[reference])),
                                                          Crumb(rotation, address), Crumb(title))),
        "form": form,
        "beyond": beyond,
        "moves": None if moves is None else render_table(request, MOVES, moves, prefix="moves-"),
    }  # fmt: skip
    return render(request, "deployments/change_tour.html", context, status=status)


@for_parties
def step_tour(request: MusterRequest, reference: str, rotation: str, stage: str) -> HttpResponse:
    """Take a tour to its next stage by form."""
    found = visible_unit(request.viewer, request.today, reference)
    one = visible_tour(request.viewer, request.as_of, reference, rotation)
    if stage not in STEP_FORMS or not may_become(one.stage, stage):
        raise NotFound(_("Tour %(one)s cannot become %(stage)s.") % {"one": rotation, "stage": stage})
    if not may_plan(request.viewer, found):
        raise NotAllowed(_("Tours are planned by officers of the unit's State and of the mission's secretariat."))
    form = STEP_FORMS[stage](request.POST or None, initial={"version": one.version, "people": one.strength})

    if request.method == "GET" and stage == TourStage.AGREED:
        tell_acts(request, [found])

    def save() -> HttpResponse:
        actions.step_tour(request.viewer, reference, rotation, stage, today=request.today, **form.said())
        if stage == TourStage.AGREED:
            tell_acts(request, [found])
        return done(request, reference, _("The tour of %(one)s is recorded."))

    title = _(pages.STEP_WORDS[TourStage(stage)])
    crumbs = pages.crumbs(Crumb(rotation, reverse("tour", args=[reference, rotation])))
    return answer_form(request, form, save, title=title, crumbs=crumbs)


def _beyond(request: MusterRequest, unit: DeployedUnit, plan: Sequence[PlannedTour]) -> object:
    """Return where acts of the State would be exceeded by a plan of the unit's tours, as a table; None: nowhere."""
    return beyond_table(request, act_findings(request.viewer, unit, request.today, plan))


@for_parties
def name_company(request: MusterRequest, reference: str, rotation: str) -> HttpResponse:
    """Name the company that takes a tour; what speaks against it is told."""
    found = visible_unit(request.viewer, request.today, reference)
    one = visible_tour(request.viewer, request.as_of, reference, rotation)
    if not may_plan(request.viewer, found):
        raise NotAllowed(_("Tours are planned by officers of the unit's State and of the mission's secretariat."))
    choices = visible_national_units(request.viewer, request.today).filter(state=found.state_id).order_by("name")
    initial = {"version": one.version, "company": one.company.code if one.company else ""}
    form = forms.CompanyForm(request.POST or None, choices, initial=initial)

    def save() -> HttpResponse:
        named = actions.name_company(request.viewer, reference, rotation, today=request.today, **form.said())
        if named.company is not None:
            for finding in findings_of_company(request.viewer, named, named.company, request.today):
                messages.warning(request, f"{finding.place}: {finding.words}: {finding.remedy}.")
        messages.success(request, _("The company of %(one)s is recorded.") % {"one": rotation})
        return redirect_as_of_today(request, "tour", reference=reference, rotation=rotation)

    return answer_form(request, form, save, title=_("Name the company"), crumbs=_path_to(reference, rotation))


@for_parties
def lifts(request: MusterRequest, reference: str, rotation: str, way: str) -> HttpResponse:
    """Say in which lifts a tour's people come or go."""
    found = visible_unit(request.viewer, request.today, reference)
    one = visible_tour(request.viewer, request.as_of, reference, rotation)
    if way not in LiftWay.values:
        raise NotFound(_("%(way)s is no way of a lift: in or out.") % {"way": way})
    if not may_plan(request.viewer, found):
        raise NotAllowed(_("Tours are planned by officers of the unit's State and of the mission's secretariat."))
    now = one.lifts.filter(way=way) or [LiftTerms(one.arrives_on if way == LiftWay.IN else one.leaves_on, one.strength)]
    form = forms.LiftsForm(request.POST or None, initial={"version": one.version, "lifts": forms.lifts_text(now)})

    def save() -> HttpResponse:
        actions.plan_lifts(request.viewer, reference, rotation, way, today=request.today, **form.said())
        messages.success(request, _("The lifts of %(one)s are planned.") % {"one": rotation})
        return redirect_as_of_today(request, "tour", reference=reference, rotation=rotation)

    title = _("Lifts into theatre") if way == LiftWay.IN else _("Lifts out of theatre")
    return answer_form(request, form, save, title=title, crumbs=_path_to(reference, rotation))


def _path_to(reference: str, rotation: str) -> list[Crumb]:
    """Return the path to what is done to a tour."""
    return pages.crumbs(
        Crumb(reference, reverse("deployed-unit", args=[reference])),
        Crumb(rotation, reverse("tour", args=[reference, rotation])),
    )
