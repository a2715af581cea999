"""Pages of deployed units, their tours and the rotation board."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments import actions
from muster.deployments.actions.tours import may_plan
from muster.deployments.actions.unit_keepers import may_keep
from muster.deployments.forms import tours as forms
from muster.deployments.models import DeployedUnit, Tour, TourStage
from muster.deployments.pages import units as pages
from muster.deployments.pages.place_map import units_map
from muster.deployments.pages.rotation_board import YEARS, rotation_chart
from muster.deployments.pages.unit_presence import contribution_facts, unit_chart
from muster.deployments.queries.mission_strength import MONTHS_KEY
from muster.deployments.queries.places import places_in_theatre
from muster.deployments.queries.rotation_history import rotation_history
from muster.deployments.queries.strength import (
    gaps_in_basis,
    unit_counts,
    units_seen_whole,
    visible_bases,
    visible_locations,
    visible_reports,
)
from muster.deployments.queries.tours import changed_plan, plan_of, proposed_plan, through_its_blocks
from muster.deployments.queries.units import contributions, visible_tours, visible_unit, visible_units, with_tours
from muster.deployments.rules.rotation import mark_of
from muster.deployments.rules.tour_stages import may_become
from muster.deployments.tables.presence import BASES, LOCATIONS, REPORTS, SUPPORT, small, with_ends
from muster.deployments.tables.rotation_history import HISTORY
from muster.deployments.tables.units import INSIDE, MOVES, OVERSTAYS, PROPOSED, TOURS, UNITS, WAYS
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import render_table
from muster.kit.uploads import refusal_on
from muster.missions.queries import visible_posts
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.reference.parameters import parameter

STEP_FORMS: dict[str, type[forms.AgreeForm]] = {
    TourStage.AGREED: forms.AgreeForm,
    TourStage.IN_THEATRE: forms.ArrivedForm,
    TourStage.HOME: forms.LeftForm,
    TourStage.CANCELLED: forms.AgreeForm,
}


@for_parties
def units(request: MusterRequest) -> HttpResponse:
    """Show the units in theatre."""
    table = render_table(request, UNITS, visible_units(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    doors = [
        Action(_("Rotation board"), reverse("rotation-board")),
        Action(_("As workbook"), reverse("units-workbook"), icon="download"),
        Action(_("Strength reports as workbook"), reverse("strength-workbook"), icon="download"),
    ]
    if request.viewer.has_role(Role.OFFICER):
        doors.append(Action(_("Import units and tours"), reverse("import-units")))
        doors.append(Action(_("Import strength reports"), reverse("import-strength")))
    if request.viewer.is_secretariat and request.viewer.has_role(Role.OFFICER):
        doors.append(Action(_("New unit"), reverse("new-unit"), primary=True, icon="add"))
    head = PageHead(
        title=_("Units in theatre"),
        crumbs=[Crumb(_("Deployments"), reverse("deployments")), Crumb(_("Units"))],
        lead=_("Whose contingent stands in which post, and inside which other unit it serves."),
        actions=doors,
    )
    chart = units_map(places_in_theatre(request.viewer, request.as_of))
    return render(request, "deployments/units.html", {"head": head, "table": table, "chart": chart})


@for_parties
def new_unit(request: MusterRequest) -> HttpResponse:
    """Enter a unit that has arrived by form."""
    if not (request.viewer.is_secretariat and request.viewer.has_role(Role.OFFICER)):
        raise NotAllowed(_("Units are entered by officers of the secretariat that mandates the mission."))
    form = forms.UnitForm(
        request.POST or None, visible_posts(request.viewer, request.today), visible_units(request.viewer, request.today)
    )

    def save() -> HttpResponse:
        made = actions.enter_unit(request.viewer, form.terms(), today=request.today)
        return _done(request, made.reference, _("Unit %(one)s is entered."))

    return answer_form(request, form, save, title=_("New unit"), crumbs=pages.crumbs())


def _done(request: MusterRequest, reference: str, words: str) -> HttpResponse:
    """Go to the unit's page with a message."""
    messages.success(request, words % {"one": reference})
    return redirect_as_of_today(request, "deployed-unit", reference=reference)


@for_parties
def unit(request: MusterRequest, reference: str) -> HttpResponse:
    """Show a unit: its tours, what blocks bring, and who serves inside it."""
    found = visible_unit(request.viewer, request.as_of, reference)
    plan, tours = plan_of(request.viewer, found, request.as_of)
    table = render_table(request, TOURS, pages.tour_rows(found, plan, tours, request.as_of), prefix="tours-")
    if isinstance(table, HttpResponse):
        return table
    blocked = through_its_blocks(request.viewer, found, request.as_of)
    history = rotation_history(request.viewer, found, request.as_of)
    inside = contributions(request.viewer, found, request.as_of)
    context = {
        "head": pages.unit_head(found, request.viewer),
        "facts": pages.unit_facts(found, plan),
        "tours": table,
        "inside": render_table(request, INSIDE, inside, prefix="inside-") if inside else None,
        "history": render_table(request, small(HISTORY), history, prefix="history-") if history else None,
        "overstays": render_table(request, OVERSTAYS, pages.overstay_rows(blocked, found.strength), prefix="over-"),
        "ways": render_table(request, WAYS, pages.way_rows(blocked, request.as_of), prefix="ways-"),
        "has_blocks": bool(blocked.blocks),
        **_presence(request, found, inside),
    }
    return render(request, "deployments/unit.html", context)


def _presence(request: MusterRequest, found: DeployedUnit, inside: Iterable[DeployedUnit]) -> dict[str, Any]:
    """Return what the unit's page shows of its strength, places and legal basis, the last to those who may see it."""
    viewer, day = request.viewer, request.as_of
    counts = unit_counts(viewer, day, [found, *inside])
    whole = bool(units_seen_whole(viewer, [found]))
    reports = replace(REPORTS, columns=[*REPORTS.columns, *SUPPORT]) if whole else REPORTS
    of_unit = {"unit": found}
    bases_table = with_ends(BASES) if may_keep(viewer, found) else BASES
    bases = render_table(request, small(bases_table), visible_bases(viewer, day).filter(**of_unit), prefix="bases-")
    return {
        "chart": unit_chart(found, counts[0], day, parameter(MONTHS_KEY, day).integer),
        "contributions": contribution_facts(counts, day) if len(counts) > 1 else [],
        "reports": render_table(
            request, small(reports), visible_reports(viewer, day).filter(**of_unit), prefix="said-"
        ),
        "locations": render_table(
            request, small(LOCATIONS), visible_locations(viewer, day).filter(**of_unit), prefix="places-"
        ),
        "bases": bases if whole else None,
        "gaps": gaps_in_basis(viewer, day, found),
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
            return _done(request, reference, _("The tours of %(one)s are planned."))
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
        "tours": render_table(request, PROPOSED, pages.proposed_rows(proposed, request.today), prefix="tours-"),
    }  # fmt: skip
    return render(request, "deployments/plan_tours.html", context, status=status)


def _tour(request: MusterRequest, reference: str, rotation: str) -> Tour:
    """Return one tour that the viewer may see. Raises NotFound."""
    found = visible_tours(request.viewer, request.as_of).filter(unit__reference=reference, rotation=rotation).first()
    if found is None:
        raise NotFound(_("Unit %(unit)s has no tour %(one)s.") % {"unit": reference, "one": rotation})
    return found


@for_parties
def tour(request: MusterRequest, reference: str, rotation: str) -> HttpResponse:
    """Show one tour with the steps that may be taken."""
    found = visible_unit(request.viewer, request.as_of, reference)
    one = _tour(request, reference, rotation)
    context = {"head": pages.tour_head(found, one, request.viewer), "facts": pages.tour_facts(one)}
    return render(request, "deployments/tour.html", context)


@for_parties
def change_tour(request: MusterRequest, reference: str, rotation: str) -> HttpResponse:
    """Propose other days for a tour, see all that moves, and accept it."""
    found = visible_unit(request.viewer, request.today, reference)
    one = _tour(request, reference, rotation)
    if not may_plan(request.viewer, found):
        raise NotAllowed(_("Tours are planned by officers of the unit's State and of the mission's secretariat."))
    now = {"version": one.version, "arrives_on": one.arrives_on, "leaves_on": one.leaves_on}
    form = forms.TourChangeForm(request.POST or None, initial=now)
    moves, status = None, 200
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
                    return _done(request, reference, _("The tours of %(one)s are changed."))
                moves, status = pages.move_rows(before, after, request.today), 200
            except Refused as refusal:
                refusal_on(form, refusal)
    title = _("Change its days")
    address = reverse("tour", args=[reference, rotation])
    context = {
        "head": PageHead(title=title, crumbs=pages.crumbs(Crumb(reference, reverse("deployed-unit", args=[reference])),
                                                          Crumb(rotation, address), Crumb(title))),
        "form": form,
        "moves": None if moves is None else render_table(request, MOVES, moves, prefix="moves-"),
    }  # fmt: skip
    return render(request, "deployments/change_tour.html", context, status=status)


@for_parties
def step_tour(request: MusterRequest, reference: str, rotation: str, stage: str) -> HttpResponse:
    """Take a tour to its next stage by form."""
    found = visible_unit(request.viewer, request.today, reference)
    one = _tour(request, reference, rotation)
    if stage not in STEP_FORMS or not may_become(one.stage, stage):
        raise NotFound(_("Tour %(one)s cannot become %(stage)s.") % {"one": rotation, "stage": stage})
    if not may_plan(request.viewer, found):
        raise NotAllowed(_("Tours are planned by officers of the unit's State and of the mission's secretariat."))
    form = STEP_FORMS[stage](request.POST or None, initial={"version": one.version, "people": one.strength})

    def save() -> HttpResponse:
        actions.step_tour(request.viewer, reference, rotation, stage, today=request.today, **form.said())
        return _done(request, reference, _("The tour of %(one)s is recorded."))

    title = _(pages.STEP_WORDS[TourStage(stage)])
    crumbs = pages.crumbs(Crumb(rotation, reverse("tour", args=[reference, rotation])))
    return answer_form(request, form, save, title=title, crumbs=crumbs)


@for_parties
def rotation_board(request: MusterRequest) -> HttpResponse:
    """Show the tours of all units over three years, by mission or (`by=state`) by State."""
    by_state = request.GET.get("by") == "state"
    order = ("state__name", "post__requirement__mission__acronym") if by_state else (
        "post__requirement__mission__acronym", "state__name",
    )  # fmt: skip
    seen = with_tours(
        request.viewer, visible_units(request.viewer, request.as_of).order_by(*order, "title"), request.as_of
    )
    other = Action(_("By mission"), reverse("rotation-board")) if by_state else Action(
        _("By State"), f"{reverse('rotation-board')}?by=state"
    )  # fmt: skip
    head = PageHead(
        title=_("Rotation board"),
        crumbs=[Crumb(_("Deployments"), reverse("deployments")), Crumb(_("Rotation board"))],
        lead=_(
            "The tours of all units over three years: who is there, who relieves whom, and where no tour is planned."
        ),
        actions=[other, Action(_("Units"), reverse("deployed-units"))],
    )
    context = {"head": head, "chart": rotation_chart(seen, request.as_of, by_state=by_state)}
    return render(request, "deployments/rotation_board.html", context)
