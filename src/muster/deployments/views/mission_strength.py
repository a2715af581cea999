"""The page of a mission's strength in theatre against its mandate's ceilings."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from muster.deployments.pages import mission_strength as pages
from muster.deployments.pages.place_map import units_map
from muster.deployments.queries.mission_strength import mission_strength
from muster.deployments.queries.places import places_of_units
from muster.deployments.tables.presence import BY_CATEGORY, BY_UNIT
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def strength(request: MusterRequest, mission: str) -> HttpResponse:
    """Show who is in theatre of a mission by category, sex and unit, and the months before."""
    found = mission_strength(request.viewer, request.as_of, mission)
    tables = {}
    for name, declared, rows in (
        ("categories", BY_CATEGORY, pages.category_rows(found)),
        ("units", BY_UNIT, found.units),
    ):
        table = render_table(request, declared, rows, prefix=f"{name}-")
        if isinstance(table, HttpResponse):
            return table
        tables[name] = table
    strengths = {one.unit: one.strength for one in found.units}
    context = {
        "head": pages.strength_head(found),
        "figures": pages.strength_figures(found),
        "chart": pages.mission_chart(found),
        "map": units_map(places_of_units(request.viewer, request.as_of, strengths), found.mission.acronym),
        **tables,
    }
    return render(request, "deployments/mission_strength.html", context)
