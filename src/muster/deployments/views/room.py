"""The page of the room that a State's acts leave, on a day to come, in a mission."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from muster.authorisations.queries.access import state_of_law
from muster.deployments.forms.room import asked_room
from muster.deployments.pages import abroad as shown
from muster.deployments.pages import room as pages
from muster.deployments.queries.abroad import abroad_of
from muster.deployments.queries.room import law_that_asks_parliament, room_in
from muster.deployments.rules.room_spans import room_spans
from muster.deployments.tables.abroad import BEYOND
from muster.deployments.tables.room import ROOM_BY_MISSION, ROOM_SPANS
from muster.kit.intervals import add_months
from muster.kit.tables import tables_on_page
from muster.missions.queries import visible_missions
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest
from muster.reference.parameters import parameter


@for_parties
@require_safe
def law_room(request: MusterRequest, code: str) -> HttpResponse:
    """Show the room under each ceiling over the coming years, and the one that was asked for."""
    viewer, day = request.viewer, request.as_of
    state = state_of_law(viewer, code)
    found = abroad_of(viewer, state, day)
    until = add_months(day, pages.MONTHS_A_YEAR * parameter("abroad_years_shown", day).integer)
    named = sorted({mission for act in found.acts for mission in act.missions})
    missions = [*named, *(one for one in _missions(request) if one not in named)]
    form = asked_room(request.GET, missions, day)
    figures, on = [], day
    if form.is_valid():
        said = form.cleaned_data
        on = max(said["on"], day)
        room = room_in(
            viewer, state, day, found, on=on, mission=said["mission"], category=said["category"],
            needs_parliament=law_that_asks_parliament(viewer, state, day),
        )  # fmt: skip
        figures = pages.answer_figures(room, on, said["mission"], day)
    spans = room_spans(found.contingents, found.ceilings, day, until)
    drawn = tables_on_page(
        request,
        {
            "beyond": (BEYOND, shown.finding_rows(found.findings)),
            "by_mission": (ROOM_BY_MISSION, pages.mission_rows(viewer, state, day, found, on)),
            "spans": (ROOM_SPANS, pages.span_rows(spans, found.is_illustrative)),
        },
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    context = {
        "head": pages.room_head(state, found),
        "form": form,
        "figures": figures,
        "chart": pages.room_chart(state, found, day, until),
        **drawn,
    }
    return render(request, "deployments/law_room.html", context)


def _missions(request: MusterRequest) -> list[str]:
    found = visible_missions(request.viewer, request.as_of).order_by("acronym")
    return list(found.values_list("acronym", flat=True))
