"""Pages of deployed units."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.changes.models import ReachKind
from muster.changes.pages import facts_that_changed
from muster.deployments import actions
from muster.deployments.actions.unit_keepers import may_keep
from muster.deployments.forms import tours as forms
from muster.deployments.models import DeployedUnit
from muster.deployments.pages import units as pages
from muster.deployments.pages.place_map import units_map
from muster.deployments.pages.replanning import moved_rows, way_rows
from muster.deployments.pages.unit_presence import contribution_facts, unit_chart
from muster.deployments.queries.abroad import unit_spans
from muster.deployments.queries.blocked_rotations import blocked_unit
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
from muster.deployments.queries.tours import plan_of
from muster.deployments.queries.units import contributions, visible_unit, visible_units
from muster.deployments.tables.presence import BASES, LOCATIONS, REPORTS, SUPPORT, small, with_ends
from muster.deployments.tables.replanning import MOVED, WAYS
from muster.deployments.tables.rotation_history import HISTORY
from muster.deployments.tables.units import BY_TOURS, INSIDE, TOURS, UNITS
from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import render_table
from muster.missions.mandate_flags import with_mandate
from muster.missions.queries import covers, visible_posts
from muster.missions.queries.beyond import with_beyond
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.reference.parameters import parameter

UNIT_MISSION, UNIT_MISSION_SHOWN = "post__requirement__mission", "post.requirement.mission.acronym"


@for_parties
@require_safe
def units(request: MusterRequest) -> HttpResponse:
    """Show the units in theatre."""
    known = covers(request.viewer, request.as_of)
    found = with_beyond(visible_units(request.viewer, request.as_of), known, request.as_of, UNIT_MISSION, "until_then")
    declared = with_mandate(UNITS, known, request.as_of, UNIT_MISSION_SHOWN, "until_then")
    table = render_table(request, declared, found)
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
        return done(request, made.reference, _("Unit %(one)s is entered."))

    return answer_form(request, form, save, title=_("New unit"), crumbs=pages.crumbs())


def done(request: MusterRequest, reference: str, words: str) -> HttpResponse:
    """Go to the unit's page with a message."""
    messages.success(request, words % {"one": reference})
    return redirect_as_of_today(request, "deployed-unit", reference=reference)


@for_parties
@require_safe
def unit(request: MusterRequest, reference: str) -> HttpResponse:
    """Show a unit: its tours, what blocks bring, and who serves inside it."""
    found = visible_unit(request.viewer, request.as_of, reference)
    plan, tours = plan_of(request.viewer, found, request.as_of)
    table = render_table(request, TOURS, pages.tour_rows(found, plan, tours, request.as_of), prefix="tours-")
    if isinstance(table, HttpResponse):
        return table
    ends = {found.post.requirement.mission.acronym: plan.presence.mandate_until}
    blocked = blocked_unit(request.viewer, found, request.as_of, ends=ends)
    spans = list(unit_spans(request.viewer, found, request.as_of))
    history = rotation_history(request.viewer, found, request.as_of)
    inside = contributions(request.viewer, found, request.as_of)
    context = {
        "head": pages.unit_head(found, request.viewer),
        "facts": pages.unit_facts(found, plan),
        "tours": table,
        "inside": render_table(request, INSIDE, inside, prefix="inside-") if inside else None,
        "history": render_table(request, small(HISTORY), history, prefix="history-") if history else None,
        "moved": render_table(request, small(MOVED), moved_rows([blocked], request.as_of), prefix="moved-"),
        "ways": render_table(request, WAYS, way_rows([blocked]), prefix="ways-"),
        "by_tours": render_table(request, BY_TOURS, spans, prefix="by-"),
        "has_blocks": bool(blocked.blocks),
        "replan_address": reverse("replan-unit", args=[reference]),
        "changed_facts": facts_that_changed(request, ReachKind.TOUR, [reference]),
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
        "gaps": gaps_in_basis(viewer, day, found, counts[0]) if whole else (),
    }
