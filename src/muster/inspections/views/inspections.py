"""Pages that show inspections: the list, what is due, a unit's, and one with its worksheet."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.deployments.models import DeployedUnit
from muster.deployments.queries.strength import units_seen_whole
from muster.deployments.queries.units import visible_unit
from muster.inspections.models import Inspection
from muster.inspections.pages import inspections as pages
from muster.inspections.pages.serviceability_chart import Point, serviceability_chart
from muster.inspections.parameters import DEPARTED_KEY, DUE_KEYS, threshold_percent
from muster.inspections.queries.discrepancies import visible_discrepancies
from muster.inspections.queries.due import due_rows, still_due
from muster.inspections.queries.evaluations import visible_evaluations, visible_plans
from muster.inspections.queries.inspections import correction_of, sheet_seen, visible_inspection
from muster.inspections.queries.lists import listed_inspections
from muster.inspections.queries.serviceability import Counted, serviceability_of
from muster.inspections.queries.verified import verified_of
from muster.inspections.tables.discrepancies import OF_INSPECTION
from muster.inspections.tables.evaluations import EVALUATIONS_OF_UNIT, PLANS_OF_UNIT
from muster.inspections.tables.inspections import (
    DUE,
    DUE_OF_UNIT,
    EQUIPMENT,
    INSPECTIONS,
    OF_UNIT,
    SERVICES,
    SHARES,
    VERIFIED,
)
from muster.kit.charts.chart import Chart
from muster.kit.errors import NotFound
from muster.kit.pages import Action, Crumb, Explanation, PageHead
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.models import OrganisationKind, Role
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def inspections(request: MusterRequest) -> HttpResponse:
    """Show the inspections and monthly reports that the viewer may see."""
    table = render_table(request, INSPECTIONS, listed_inspections(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Inspections"),
        crumbs=[Crumb(_("Inspections"))],
        lead=_("What was looked at in theatre, what was found, and what follows from it."),
        actions=[
            Action(_("Inspections due"), reverse("inspections-due"), primary=True),
            Action(_("Discrepancies"), reverse("discrepancies")),
            Action(_("Evaluations"), reverse("evaluations")),
            Action(_("Plans to do better"), reverse("performance-plans")),
        ],
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def due(request: MusterRequest) -> HttpResponse:
    """Show what is due of the units of which the viewer is a side, what is overdue first."""
    rows = still_due(request.viewer, request.as_of)
    table = render_table(request, DUE, rows)
    if isinstance(table, HttpResponse):
        return table
    doors = [Action(_("All inspections"), reverse("inspections"))]
    if plans_for_missions(request):
        doors.insert(0, Action(_("Plan all that fall due"), reverse("plan-due-inspections"), primary=True))
    head = PageHead(
        title=_("Inspections due"),
        crumbs=pages.crumbs(Crumb(_("Due"))),
        lead=_("Inspections and monthly reports by rule: from arrival, from the last one done, before departure."),
        actions=doors,
    )
    rule = Explanation(
        _("An arrival inspection after the arrival, a periodic one after the last, an operational readiness inspection "
          "after the last or at once on doubt, a report after each month, a repatriation inspection before departure."),
        parameters=pages.explained([*DUE_KEYS.values(), DEPARTED_KEY], request.as_of),
    )  # fmt: skip
    context = {"head": head, "table": table, "figures": pages.due_figures(rows), "rule": rule}
    return render(request, "inspections/due.html", context)


def plans_for_missions(request: MusterRequest) -> bool:
    """Return whether the viewer plans inspections of missions: officers of missions and secretariats."""
    kinds = (OrganisationKind.MISSION, OrganisationKind.SECRETARIAT)
    return request.viewer.kind in kinds and request.viewer.has_role(Role.OFFICER)


def sided_unit(request: MusterRequest, reference: str) -> DeployedUnit:
    """Return a unit of which the viewer is a side. Raises NotFound."""
    found = visible_unit(request.viewer, request.as_of, reference)
    if not units_seen_whole(request.viewer, [found]):
        raise NotFound(_("There is nothing of unit %(one)s's inspections that you may see.") % {"one": reference})
    return found


@for_parties
@require_safe
def unit(request: MusterRequest, reference: str) -> HttpResponse:
    """Show a unit's inspections: serviceability over time, what is verified, what is due, and what is on record."""
    found = sided_unit(request, reference)
    viewer, day = request.viewer, request.as_of
    counted = serviceability_of(viewer, found, day)
    verified = verified_of(viewer, found, day)
    threshold = threshold_percent(day)
    rows = due_rows(viewer, day, unit=reference)
    words = {"state": found.state.name, "mission": found.post.requirement.mission.acronym}
    context = {
        "head": PageHead(
            title=_("Inspections of %(unit)s") % {"unit": found.title},
            crumbs=pages.crumbs(Crumb(found.reference)),
            lead=_("%(state)s in %(mission)s") % words,
            actions=pages.unit_doors(found, viewer),
            illustrative=found.illustrative,
        ),
        "chart": _chart(found, counted, threshold) if counted else None,
        "shares": render_table(request, SHARES, pages.share_rows(verified.lines, threshold), prefix="shares-"),
        "verified": render_table(request, VERIFIED, list(verified.equipment), prefix="verified-"),
        "due": render_table(request, DUE_OF_UNIT, rows, prefix="due-"),
        "inspections": render_table(
            request, OF_UNIT, listed_inspections(viewer, day).filter(unit=found), prefix="all-"
        ),
        "evaluations": render_table(
            request, EVALUATIONS_OF_UNIT, visible_evaluations(viewer, day).filter(unit=found), prefix="rated-"
        ),
        "plans": render_table(request, PLANS_OF_UNIT, visible_plans(viewer, day).filter(unit=found), prefix="plans-"),
    }
    return render(request, "inspections/unit.html", context)


def _chart(found: DeployedUnit, counted: list[Counted], threshold: int) -> Chart:
    points = []
    for one in counted:
        shares = {pages.ALL_LINES: one.total, **one.categories}
        for name, share in shares.items():
            if share.tenths is not None:
                points.append(Point(one.on, name, share.tenths, one.reported, one.reference))
    verified = [one for one in counted if not one.reported and one.total.tenths is not None]
    last = f"{verified[-1].total.tenths} %" if verified else _("nothing")
    title = _("%(unit)s: %(share)s verified as serviceable, threshold %(least)s %%") % {
        "unit": found.title, "share": last, "least": threshold,
    }  # fmt: skip
    return serviceability_chart(points, threshold, title=title, id="serviceability-chart")


@for_parties
@require_safe
def inspection(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one inspection: stages, worksheet, serviceability, discrepancies."""
    found = visible_inspection(request.viewer, request.as_of, reference)
    sheet = sheet_seen(request.viewer, found)
    context: dict[str, Any] = {
        "head": pages.inspection_head(found, request.viewer, reads_sheet=sheet is not None),
        "facts": pages.inspection_facts(
            found, reads_sheet=sheet is not None, correction=correction_of(request.viewer, found, request.as_of)
        ),
        "timeline": pages.timeline(found),
        "reads_sheet": sheet is not None,
    }
    if sheet is not None:
        threshold = threshold_percent(request.as_of)
        table = render_table(request, EQUIPMENT, list(sheet.equipment), prefix="equipment-")
        if isinstance(table, HttpResponse):
            return table
        shares = pages.share_rows(sheet.equipment, threshold)
        context |= {
            "figures": pages.figures(sheet, threshold, request.as_of),
            "equipment": table,
            "services": render_table(request, SERVICES, list(sheet.services), prefix="services-"),
            "shares": render_table(request, SHARES, shares, prefix="shares-"),
            "discrepancies": render_table(request, OF_INSPECTION, _listed(request, found), prefix="list-"),
        }
    return render(request, "inspections/inspection.html", context)


def _listed(request: MusterRequest, found: Inspection) -> list[Any]:
    return list(visible_discrepancies(request.viewer, request.as_of).filter(inspection=found))
