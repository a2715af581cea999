"""Pages on which a unit's strength, moves, legal basis and changes are entered."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments import actions
from muster.deployments.actions.unit_keepers import may_keep
from muster.deployments.forms.unit_records import BasisEndForm, BasisForm, MoveForm, StrengthForm, UnitChangeForm
from muster.deployments.models import DeployedUnit
from muster.deployments.pages.units import crumbs
from muster.deployments.queries.strength import visible_bases
from muster.deployments.queries.units import visible_unit
from muster.generation.queries.instruments import visible_instruments
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest


def _kept(request: MusterRequest, reference: str) -> DeployedUnit:
    found = visible_unit(request.viewer, request.today, reference)
    if not may_keep(request.viewer, found):
        raise NotAllowed(_("A unit is kept by officers of its State, of the mission and of its secretariat."))
    return found


def _answer(
    request: MusterRequest, reference: str, form: forms.Form, write: Callable[[], Any], title: str
) -> HttpResponse:
    """Show a form of a unit, or write what it says and go to the unit's page."""

    def save() -> HttpResponse:
        write()
        messages.success(request, _("Unit %(one)s is recorded.") % {"one": reference})
        return redirect_as_of_today(request, "deployed-unit", reference=reference)

    path = crumbs(Crumb(reference, reverse("deployed-unit", args=[reference])))
    return answer_form(request, form, save, title=title, crumbs=path)


@for_parties
def report_strength(request: MusterRequest, reference: str) -> HttpResponse:
    """Report how many people of a unit were in theatre on a day by form."""
    _kept(request, reference)
    form = StrengthForm(request.POST or None)

    def write() -> object:
        return actions.record_strength(request.viewer, reference, form.terms(), today=request.today)

    return _answer(request, reference, form, write, _("Report strength"))


@for_parties
def move(request: MusterRequest, reference: str) -> HttpResponse:
    """Record where a unit stands from a day on by form."""
    _kept(request, reference)
    form = MoveForm(request.POST or None)

    def write() -> object:
        return actions.move_unit(request.viewer, reference, form.terms(), today=request.today)

    return _answer(request, reference, form, write, _("Record a move"))


@for_parties
def enter_basis(request: MusterRequest, reference: str) -> HttpResponse:
    """Enter an instrument on which people of a unit stand by form."""
    found = _kept(request, reference)
    cases = {"case__state": found.state, "case__post__requirement__mission": found.post.requirement.mission}
    form = BasisForm(request.POST or None, visible_instruments(request.viewer, request.today).filter(**cases))

    def write() -> object:
        return actions.enter_legal_basis(request.viewer, reference, form.terms(), today=request.today)

    return _answer(request, reference, form, write, _("Enter a legal basis"))


@for_parties
def end_basis(request: MusterRequest, reference: str, number: int) -> HttpResponse:
    """End an instrument on which people of a unit stand by form."""
    found = _kept(request, reference)
    basis = visible_bases(request.viewer, request.today).filter(unit=found, pk=number).first()
    if basis is None:
        raise NotFound(_("Unit %(unit)s has no legal basis %(number)s.") % {"unit": reference, "number": number})
    form = BasisEndForm(request.POST or None, initial={"until": basis.valid_until})

    def write() -> object:
        until = form.cleaned_data["until"]
        return actions.end_legal_basis(request.viewer, reference, number, until, today=request.today)

    return _answer(request, reference, form, write, _("End %(title)s") % {"title": basis.title})


@for_parties
def change_unit(request: MusterRequest, reference: str) -> HttpResponse:
    """Change a unit's agreed strength or the end of its presence by form."""
    found = visible_unit(request.viewer, request.today, reference)
    secretariat = found.post.requirement.mission.mandated_by_id
    if request.viewer.organisation_id != secretariat or not request.viewer.has_role(Role.OFFICER):
        raise NotAllowed(_("Units are changed by officers of the secretariat that mandates the mission."))
    now = {"version": found.version, "strength": found.strength, "present_until": found.present_until}
    form = UnitChangeForm(request.POST or None, initial=now)

    def write() -> object:
        version = form.cleaned_data["version"]
        return actions.change_unit(
            request.viewer, reference, form.change(), today=request.today, expected_version=version
        )

    return _answer(request, reference, form, write, _("Change a unit"))
