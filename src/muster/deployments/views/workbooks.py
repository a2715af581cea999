"""Workbooks of strength reports and of units with their tours, out and in."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.deployments.pages.units import crumbs
from muster.deployments.workbooks import strength, units
from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_import
from muster.kit.pages import Crumb, PageHead
from muster.kit.uploads import attached, uploaded_bytes
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def strength_workbook(request: MusterRequest) -> HttpResponse:
    """Hand out the strength reports that the viewer may see as a workbook that can be imported again."""
    data = strength.export(request.viewer, request.as_of)
    return attached(data, f"muster-strength-{request.as_of:%Y-%m-%d}.xlsx")


@for_parties
@require_safe
def strength_template(request: MusterRequest) -> HttpResponse:
    """Hand out the empty form of strength reports, with the units of the viewer to choose from."""
    return attached(strength.template(request.viewer, request.today), "muster-strength.xlsx")


@for_parties
def import_strength(request: MusterRequest) -> HttpResponse:
    """Import a workbook of strength reports: all of it, or none and every error by row and column."""
    _require_officer(request)
    title = _("Import strength reports")
    head = PageHead(
        title=title,
        crumbs=crumbs(Crumb(title)),
        lead=_("People of units in theatre by day and sex. Either all is saved, or nothing."),
    )

    def save() -> HttpResponse:
        found = strength.import_workbook(request.viewer, uploaded_bytes(request), today=request.today)
        messages.success(request, _("%(n)s strength reports recorded.") % {"n": found})
        return redirect_as_of_today(request, "deployed-units")

    return answer_import(request, head, reverse("strength-template"), save)


@for_parties
@require_safe
def units_workbook(request: MusterRequest) -> HttpResponse:
    """Hand out units with their tours as a workbook that can be imported again."""
    data = units.export(request.viewer, request.as_of)
    return attached(data, f"muster-units-{request.as_of:%Y-%m-%d}.xlsx")


@for_parties
def import_units(request: MusterRequest) -> HttpResponse:
    """Import a workbook of units with their tours: all of it, or none and every error by sheet, row and column."""
    _require_officer(request)
    title = _("Import units and tours")
    head = PageHead(
        title=title,
        crumbs=crumbs(Crumb(title)),
        lead=_("New units in theatre and their tours; what is on record stays. Either all is saved, or nothing."),
    )

    def save() -> HttpResponse:
        made, tours = units.import_workbook(request.viewer, uploaded_bytes(request), today=request.today)
        messages.success(request, _("%(units)s units and %(tours)s tours entered.") % {"units": made, "tours": tours})
        return redirect_as_of_today(request, "deployed-units")

    return answer_import(request, head, reverse("units-workbook"), save)


def _require_officer(request: MusterRequest) -> None:
    if not request.viewer.has_role(Role.OFFICER):
        raise NotAllowed(_("Units and their strength are entered by officers."))
