"""Pages of national units: list, one, and the forms by which their State says what is on record."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from muster.kit.errors import NotAllowed
from muster.kit.facts import known_on
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import Column, Table, render_table
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest
from muster.pledges import actions, queries
from muster.pledges.forms.units import CertificationForm, ProfileForm, ServiceForm, UnitForm
from muster.pledges.models import NationalUnit
from muster.pledges.pages.units import (
    double_hatting_words,
    may_change_unit,
    may_register,
    profile_facts,
    rating_name,
    step_name,
    supports,
    unit_head,
)
from muster.pledges.queries.units import pledged_elsewhere, unit_profiles, visible_unit, visible_units
from muster.pledges.tables import pledge_address, standing_of

UNITS = Table(
    name="units",
    caption=gettext_lazy("National units"),
    empty=gettext_lazy("No national unit that you may see is on record. A State's officer enters its units."),
    order="state,name",
    columns=[
        Column(
            "name", gettext_lazy("Unit"), kind="link", lookup="name",
            href=lambda row: reverse("national-unit", args=[row.code]),
        ),
        Column("code", gettext_lazy("Code"), lookup="code"),
        Column("state", gettext_lazy("State"), "state.name", lookup="state__name"),
        Column("home_base", gettext_lazy("Home base"), lookup="home_base"),
        Column("source", gettext_lazy("Source"), lookup="source", hidden=True),
    ],
)  # fmt: skip
PLEDGES_OF_UNIT = Table(
    name="unit_pledges",
    caption=gettext_lazy("Pledges of the unit"),
    empty=gettext_lazy("No pledge that you may see names this unit; the State names it in the pledge."),
    tools=False,
    filters=False,
    columns=[
        Column("reference", gettext_lazy("Pledge"), kind="link", href=pledge_address),
        Column("register", gettext_lazy("Register"), "register.name"),
        Column("unit_type", gettext_lazy("Unit type")),
        Column("level", gettext_lazy("Level"), standing_of, kind="ladder"),
    ],
)
CERTIFICATIONS = Table(
    name="certifications",
    caption=gettext_lazy("Certifications from outside"),
    empty=gettext_lazy("No certification is on record as of this day."),
    tools=False,
    filters=False,
    columns=[
        Column("step", gettext_lazy("Step"), lambda row: step_name(row.scheme, row.step)),
        Column("rating", gettext_lazy("Rating"), lambda row: rating_name(row.rating)),
        Column("certified_on", gettext_lazy("On"), kind="date"),
        Column("valid_until", gettext_lazy("Until (excluded)"), kind="date"),
        Column("source", gettext_lazy("Source")),
    ],
)
SERVICES = Table(
    name="services",
    caption=gettext_lazy("Together with others"),
    empty=gettext_lazy("No common exercise or deployment is on record as of this day."),
    tools=False,
    filters=False,
    columns=[
        Column("name", gettext_lazy("What")),
        Column("kind", gettext_lazy("Kind"), lambda row: row.get_kind_display()),
        Column("with_state", gettext_lazy("With")),
        Column("began_on", gettext_lazy("Began"), kind="date"),
        Column("ended_on", gettext_lazy("Ended (excluded)"), kind="date"),
        Column("source", gettext_lazy("Source")),
    ],
)


def _crumbs(code: str = "") -> list[Crumb]:
    crumbs = [Crumb(_("Pledges"), reverse("pledges")), Crumb(_("Units"), reverse("national-units"))]
    return [*crumbs, Crumb(code, reverse("national-unit", args=[code]))] if code else crumbs


@for_parties
@require_safe
def national_units(request: MusterRequest) -> HttpResponse:
    """Show the national units that the viewer may see."""
    table = render_table(request, UNITS, visible_units(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    doors = [Action(_("Who can stand together"), reverse("interoperability"))]
    if may_register(request.viewer):
        doors.append(Action(_("Enter a unit"), reverse("new-unit"), primary=True, icon="add"))
    head = PageHead(
        title=_("National units"),
        crumbs=[Crumb(_("Pledges"), reverse("pledges")), Crumb(_("Units"))],
        lead=_("One unit stays one, however many pledges and registers name it."),
        actions=doors,
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def national_unit(request: MusterRequest, code: str) -> HttpResponse:
    """Show one unit: its pledges, certifications, profile and common service."""
    unit = visible_unit(request.viewer, request.as_of, code)
    seen = queries.visible_pledges(request.viewer, request.as_of).filter(queries.seen_whole(request.viewer))
    pledges = list(seen.filter(pledge__unit=unit))
    profile = unit_profiles([unit], request.as_of)[unit.pk]
    rows: dict[str, tuple[Table, Any]] = {
        "pledges": (PLEDGES_OF_UNIT, pledges),
        "certifications": (CERTIFICATIONS, list(known_on(unit.certifications.all(), request.as_of))),
        "services": (SERVICES, list(known_on(unit.shared_services.all(), request.as_of))),
    }
    warnings = double_hatting_words(pledged_elsewhere(pledges[0], request.as_of)) if pledges else []
    context: dict[str, Any] = {
        "head": unit_head(unit, request.viewer, pledges),
        "facts": profile_facts(unit, profile),
        "warnings": warnings,
        "supports": supports(profile.certificates, request),
        **{name: render_table(request, table, found, prefix=f"{name}-") for name, (table, found) in rows.items()},
    }
    return render(request, "pledges/unit.html", context)


@for_parties
def new_unit(request: MusterRequest) -> HttpResponse:
    """Enter a unit by form."""
    if not may_register(request.viewer):
        raise NotAllowed(_("A national unit is entered by an officer of its Member State; sign in as one."))
    form = UnitForm(request.POST or None)

    def save() -> HttpResponse:
        unit = actions.register_unit(request.viewer, form.terms(), today=request.today)
        messages.success(request, _("Unit %(unit)s is recorded.") % {"unit": unit.code})
        return redirect_as_of_today(request, "national-unit", code=unit.code)

    return answer_form(request, form, save, title=_("Enter a unit"), crumbs=_crumbs())


def _form_of_unit(
    request: MusterRequest, code: str, make: Callable[[NationalUnit], Any], act: Callable[[Any], Any], title: str
) -> HttpResponse:
    """Show a form about a unit to an officer of its State, or save it by `act`, which takes the form."""
    unit = visible_unit(request.viewer, request.as_of, code)
    if not may_change_unit(unit, request.viewer):
        raise NotAllowed(_("Only an officer of the unit's State says what is on record of it."))
    form = make(unit)

    def save() -> HttpResponse:
        act(form)
        messages.success(request, _("Unit %(unit)s: recorded.") % {"unit": code})
        return redirect_as_of_today(request, "national-unit", code=code)

    return answer_form(request, form, save, title=title, crumbs=_crumbs(code))


@for_parties
def change_unit(request: MusterRequest, code: str) -> HttpResponse:
    """Change a unit's name or home base."""
    return _form_of_unit(
        request,
        code,
        lambda unit: UnitForm(request.POST or None, unit=unit),
        lambda form: actions.change_unit(request.viewer, form.terms(), today=request.today),
        _("Change the unit"),
    )


@for_parties
def unit_profile(request: MusterRequest, code: str) -> HttpResponse:
    """Record what a unit works with."""
    return _form_of_unit(
        request,
        code,
        lambda unit: ProfileForm(request.POST or None),
        lambda form: actions.record_profile(request.viewer, code, form.terms(), today=request.today),
        _("Profile of the unit"),
    )


@for_parties
def unit_certification(request: MusterRequest, code: str) -> HttpResponse:
    """Record a certification from outside."""
    return _form_of_unit(
        request,
        code,
        lambda unit: CertificationForm(request.POST or None),
        lambda form: actions.record_certification(request.viewer, code, form.terms(), today=request.today),
        _("Certification of the unit"),
    )


@for_parties
def unit_service(request: MusterRequest, code: str) -> HttpResponse:
    """Record a common exercise or deployment."""
    return _form_of_unit(
        request,
        code,
        lambda unit: ServiceForm(request.POST or None),
        lambda form: actions.record_shared_service(request.viewer, code, form.terms(), today=request.today),
        _("Together with units of another State"),
    )
