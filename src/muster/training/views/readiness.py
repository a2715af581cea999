"""Pages of the training of rotations: the list, one rotation, its roster, its plan, and what is required."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from muster.deployments.models import Tour
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.form_page import answer_form, answer_import
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.papers import as_pdf
from muster.kit.tables import render_table
from muster.kit.uploads import attached, uploaded_bytes
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.training.actions.planned_applications import apply_for_planned_seats
from muster.training.actions.required import ask_for_training, asks_for_training, end_required_training
from muster.training.actions.rosters import enter_on_roster, keeps_roster, kept_tour, put_on_roster, take_off_roster
from muster.training.forms.readiness import RequiredEndForm, RequiredForm, RosterForm, TakeOffForm
from muster.training.pages import readiness as pages
from muster.training.papers.readiness import training_paper
from muster.training.queries.certifications import certifications_of
from muster.training.queries.readiness_rosters import sided_tour, visible_places
from muster.training.queries.readiness_sessions import ABROAD_KEY, SECONDS_KEY, PlannedSeats, planned_seats, seats_mark
from muster.training.queries.readiness_states import (
    RotationState,
    field_items,
    rotation_states,
    tours_ahead,
    visible_required,
)
from muster.training.tables.readiness import (
    FIELD_REQUIRED,
    ITEMS,
    REQUIRED,
    REQUIRED_OF_ROTATION,
    ROSTER,
    SEATS,
    STATES,
    WITHOUT,
)
from muster.training.workbooks import roster as workbook

OWN_STATE_ONLY = "The people of a rotation are their State's to see."


@for_parties
@require_safe
def states(request: MusterRequest) -> HttpResponse:
    """Show how far the rotations ahead are trained."""
    viewer, day = request.viewer, request.as_of
    tours = list(tours_ahead(viewer, day))
    certified = certifications_of(viewer, tours, day)
    rows = [pages.state_row(one, certified.get(one.key), day) for one in rotation_states(tours, day)]
    table = render_table(request, STATES, rows)
    if isinstance(table, HttpResponse):
        return table
    doors = [
        Action(_("Required training"), reverse("required-training")),
        Action(_("Certifications"), reverse("training-certifications")),
        Action(_("Demand"), reverse("training-demand")),
        Action(_("Offers"), reverse("training-offers")),
        Action(_("Leadership"), reverse("leadership")),
    ]
    if any(tour.unit.state_id == viewer.organisation_id for tour in tours):
        doors.insert(0, Action(_("Training plan"), reverse("training-plan-of-state"), primary=True))
    head = PageHead(
        title=_("Training of rotations"),
        crumbs=[Crumb(_("Training"), reverse("training")), Crumb(_("Rotations"))],
        lead=_("What the people of each rotation ahead hold on the day of deployment; without a roster, not known."),
        actions=doors,
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


def rotation_of(request: MusterRequest, unit: str, rotation: str) -> RotationState:
    """Return the training state of a rotation of which the viewer is a side. Raises NotFound."""
    (found,) = rotation_states([sided_tour(request.viewer, request.as_of, unit, rotation)], request.as_of)
    return found


@for_parties
@require_safe
def rotation(request: MusterRequest, unit: str, rotation: str) -> HttpResponse:
    """Show the training state of a rotation; who lacks what to its State alone."""
    found = rotation_of(request, unit, rotation)
    viewer, day = request.viewer, request.as_of
    certified = certifications_of(viewer, [found.tour], day).get(found.key)
    roster = None
    if viewer.organisation_id == found.tour.unit.state_id:
        places = visible_places(viewer, day).filter(unit=found.tour.unit, rotation=rotation)
        rows = pages.roster_rows(found, list(places), may_change=keeps_roster(viewer, found.tour))
        roster = render_table(request, ROSTER, rows, prefix="roster-")
    context = {
        "head": pages.rotation_head(found, viewer, certified),
        "figures": pages.rotation_figures(found, certified, day),
        "items": render_table(request, ITEMS, pages.item_rows(found), prefix="items-"),
        "required": render_table(request, REQUIRED_OF_ROTATION, pages.required_rows(found.items), prefix="required-"),
        "roster": roster,
    }
    return render(request, "training/rotation.html", context)


@for_parties
@require_safe
def paper(request: MusterRequest, unit: str, rotation: str) -> HttpResponse:
    """Hand out the training state of a rotation as PDF."""
    made = training_paper(rotation_of(request, unit, rotation), request.as_of)
    return attached(as_pdf(made), f"training-{unit}-{rotation}.pdf")


def _kept(request: MusterRequest, unit: str, rotation: str) -> Tour:
    return kept_tour(request.viewer, unit, rotation, request.today)


def _path(unit: str, rotation: str) -> list[Crumb]:
    return pages.crumbs(Crumb(f"{unit} {rotation}", reverse("rotation-training", args=[unit, rotation])))


def _saved(request: MusterRequest, unit: str, rotation: str, write: Callable[[], Any], words: str) -> HttpResponse:
    write()
    messages.success(request, words)
    return redirect_as_of_today(request, "rotation-training", unit=unit, rotation=rotation)


@for_parties
def name_on_roster(request: MusterRequest, unit: str, rotation: str) -> HttpResponse:
    """Put a person on the roster of a rotation by form."""
    _kept(request, unit, rotation)
    form = RosterForm(request.POST or None)

    def write() -> object:
        said = form.cleaned_data
        given = {"function": said["function"], "today": request.today}
        if said["number"]:
            return put_on_roster(request.viewer, unit, rotation, said["number"], **given)
        return enter_on_roster(request.viewer, unit, rotation, form.person(), **given)

    def save() -> HttpResponse:
        return _saved(request, unit, rotation, write, _("The person stands on the roster."))

    return answer_form(request, form, save, title=_("Name a person"), crumbs=_path(unit, rotation))


@for_parties
def take_off(request: MusterRequest, unit: str, rotation: str, number: int) -> HttpResponse:
    """Take a person off the roster of a rotation by form."""
    tour = _kept(request, unit, rotation)
    place = (
        visible_places(request.viewer, request.today).filter(unit=tour.unit, rotation=rotation, person=number).first()
    )
    if place is None:
        raise NotFound(_("Person %(number)s is not on the roster.") % {"number": number})
    form = TakeOffForm(request.POST or None, initial={"version": place.version})

    def write() -> object:
        version = form.cleaned_data["version"]
        return take_off_roster(request.viewer, unit, rotation, number, today=request.today, expected_version=version)

    def save() -> HttpResponse:
        return _saved(request, unit, rotation, write, _("The person is taken off the roster."))

    title = _("Take %(person)s off the roster") % {"person": pages.person_words(place)}
    return answer_form(request, form, save, title=title, crumbs=_path(unit, rotation), submit_label=_("Take off"))


@for_parties
def import_roster(request: MusterRequest, unit: str, rotation: str) -> HttpResponse:
    """Import a roster: all of it, or none and every error by sheet and row."""
    _kept(request, unit, rotation)
    title = _("Import a roster")
    head = PageHead(
        title=title,
        crumbs=[*_path(unit, rotation), Crumb(title)],
        lead=_("People of the rotation, by number or new by name. Either all is saved, or nothing."),
    )

    def save() -> HttpResponse:
        data = uploaded_bytes(request)
        count = workbook.import_workbook(request.viewer, unit, rotation, data, today=request.today)
        messages.success(request, _("%(count)s people stand on the roster.") % {"count": count})
        return redirect_as_of_today(request, "rotation-training", unit=unit, rotation=rotation)

    return answer_import(request, head, reverse("roster-template"), save)


@for_parties
@require_safe
def roster_template(request: MusterRequest) -> HttpResponse:
    """Hand out the empty form of a roster."""
    return attached(workbook.template(), "muster-roster.xlsx")


@for_parties
@require_safe
def roster_workbook(request: MusterRequest, unit: str, rotation: str) -> HttpResponse:
    """Hand out the roster of a rotation of the viewer's own State as a workbook."""
    tour = _own_tour(request, unit, rotation)
    data = workbook.export(request.viewer, tour, request.as_of)
    return attached(data, f"muster-roster-{unit}-{rotation}.xlsx")


def _own_tour(request: MusterRequest, unit: str, rotation: str) -> Tour:
    tour = sided_tour(request.viewer, request.as_of, unit, rotation)
    if tour.unit.state_id != request.viewer.organisation_id:
        raise NotAllowed(_(OWN_STATE_ONLY))
    return tour


@for_parties
@require_safe
def plan(request: MusterRequest, unit: str, rotation: str) -> HttpResponse:
    """Show which sessions could still supply what the people of a rotation lack."""
    tour = _own_tour(request, unit, rotation)
    title = _("Training plan of %(rotation)s of %(unit)s") % {"rotation": rotation, "unit": tour.unit.title}
    address = reverse("apply-for-seats-of-rotation", args=[unit, rotation])
    return _plan_page(request, rotation_states([tour], request.as_of), title, _path(unit, rotation), address)


@for_parties
@require_safe
def plan_of_state(request: MusterRequest) -> HttpResponse:
    """Show which sessions could still supply what the people of all rotations ahead of the viewer's State lack."""
    tours = tours_ahead(request.viewer, request.as_of).filter(unit__state=request.viewer.organisation_id)
    found = rotation_states(tours, request.as_of)
    return _plan_page(request, found, _("Training plan"), pages.crumbs(), reverse("apply-for-planned-seats"))


@for_parties
@require_POST
def apply_for_rotation(request: MusterRequest, unit: str, rotation: str) -> HttpResponse:
    """Apply for the seats of a rotation's plan."""
    tour = sided_tour(request.viewer, request.today, unit, rotation)
    return _applied(request, [tour], redirect_as_of_today(request, "training-plan", unit=unit, rotation=rotation))


@for_parties
@require_POST
def apply_for_state(request: MusterRequest) -> HttpResponse:
    """Apply for the seats of the plan of all rotations ahead of the viewer's State."""
    tours = list(tours_ahead(request.viewer, request.today).filter(unit__state=request.viewer.organisation_id))
    if not tours:
        raise Refused(_("No rotation of your State is planned ahead."))
    return _applied(request, tours, redirect_as_of_today(request, "training-plan-of-state"))


def _applied(request: MusterRequest, tours: list[Tour], back: HttpResponse) -> HttpResponse:
    """Apply, and tell what was applied for and what the rules of a session refused."""
    state, seen = tours[0].unit.state, request.POST.get("seen", "")
    done = apply_for_planned_seats(request.viewer, state, tours, seen=seen, today=request.today)
    if done.made:
        messages.success(request, _("Applied for %(count)s seats.") % {"count": len(done.made)})
    for one in done.refused:
        said = {"person": one.person, "session": one.session, "why": one.why}
        messages.warning(request, _("Person %(person)s, %(session)s: %(why)s") % said)
    return back


def _plan_page(
    request: MusterRequest, found: list[RotationState], title: str, path: list[Crumb], apply_address: str
) -> HttpResponse:
    head = PageHead(title=title, crumbs=[*path, Crumb(title)], lead=_("Who could still take which session in time."))
    planned: PlannedSeats | None = None
    refusal = _("No rotation of your State is planned ahead.")
    if found:
        try:
            planned = planned_seats(request.viewer, found[0].tour.unit.state, found, request.as_of)
        except Refused as refused:
            refusal = str(refused)
    if planned is None:
        return render(request, "training/no_plan.html", {"head": head, "refusal": refusal})
    seats = render_table(request, SEATS, pages.seat_rows(planned), prefix="seats-")
    without = render_table(request, WITHOUT, pages.without_rows(planned), prefix="without-")
    for table in (seats, without):
        if isinstance(table, HttpResponse):
            return table
    context = {
        "head": head,
        "figures": pages.plan_figures(planned),
        "seats": seats,
        "without": without,
        "rule": pages.plan_explained((ABROAD_KEY, SECONDS_KEY), request.as_of),
        "mark": seats_mark(planned.plan),
        "apply_address": apply_address if _may_apply(request, planned) else "",
    }
    return render(request, "training/plan.html", context)


def _may_apply(request: MusterRequest, planned: PlannedSeats) -> bool:
    """Return whether the viewer applies for the seats of the plan: as of today alone, it is made anew for it."""
    return bool(planned.plan.seats) and request.as_of == request.today and request.viewer.has_role(Role.OFFICER)


@for_parties
@require_safe
def required(request: MusterRequest) -> HttpResponse:
    """Show who needs what before a deployment: what the field has, and what is asked for besides."""
    table = render_table(request, REQUIRED, visible_required(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    doors = []
    if asks_for_training(request.viewer):
        doors = [Action(_("Ask for training"), reverse("ask-for-training"), primary=True, icon="add")]
    head = PageHead(
        title=_("Required training"),
        crumbs=pages.crumbs(Crumb(_("Required"))),
        lead=_("Who needs which training before a deployment, with source and standing."),
        actions=doors,
    )
    field = render_table(request, FIELD_REQUIRED, pages.required_rows(field_items()), prefix="field-")
    return render(request, "training/required.html", {"head": head, "table": table, "field": field})


@for_parties
def ask(request: MusterRequest) -> HttpResponse:
    """Ask for training by form."""
    if not asks_for_training(request.viewer):
        raise NotAllowed(_("Training is asked for by officers of States, missions and secretariats."))
    form = RequiredForm(request.POST or None)

    def save() -> HttpResponse:
        ask_for_training(request.viewer, form.terms(), today=request.today)
        messages.success(request, _("The training is asked for."))
        return redirect_as_of_today(request, "required-training")

    return answer_form(request, form, save, title=_("Ask for training"), crumbs=_required_path())


def _required_path() -> list[Crumb]:
    return pages.crumbs(Crumb(_("Required"), reverse("required-training")))


@for_parties
def end(request: MusterRequest, number: int) -> HttpResponse:
    """End what is asked for by form."""
    found = visible_required(request.viewer, request.today).filter(pk=number).first()
    if found is None:
        raise NotFound(_("There is no required training %(number)s.") % {"number": number})
    if found.asked_by_id != request.viewer.organisation_id or not asks_for_training(request.viewer):
        raise NotAllowed(_("Who asked for it ends it."))
    form = RequiredEndForm(request.POST or None, initial={"version": found.version, "until": found.valid_until})

    def save() -> HttpResponse:
        said = form.cleaned_data
        end_required_training(
            request.viewer, number, said["until"], today=request.today, expected_version=said["version"]
        )
        messages.success(request, _("It is asked for no longer from that day on."))
        return redirect_as_of_today(request, "required-training")

    title = _("End %(standard)s") % {"standard": found.standard}
    return answer_form(request, form, save, title=title, crumbs=_required_path())
