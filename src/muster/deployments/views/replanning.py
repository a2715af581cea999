"""Pages of what blocks do to the tours of a unit or of all units of a mission; planned anew at once."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments import actions
from muster.deployments.actions.tours import may_plan
from muster.deployments.models import Tour
from muster.deployments.pages import replanning as shown
from muster.deployments.pages.units import crumbs
from muster.deployments.queries.blocked_rotations import (
    BlockedUnit,
    block_act_findings,
    blocked_unit,
    blocked_units,
    seen_mark,
)
from muster.deployments.queries.blocks import rotation_blocks
from muster.deployments.queries.units import visible_unit
from muster.deployments.tables.replanning import HELD_BY, MOVED, WAYS
from muster.deployments.views.acts_told import beyond_table, tell_acts
from muster.kit.errors import NotAllowed, Refused
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import render_table
from muster.missions.queries import visible_mission
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest


@for_parties
def mission_blocks(request: MusterRequest, mission: str) -> HttpResponse:
    """Show what the blocks of a mission do to all its units; whoever plans tours there plans them anew."""
    day = request.today if request.method == "POST" else request.as_of
    place = visible_mission(request.viewer, day, mission)
    found = blocked_units(request.viewer, place.acronym, day)
    mine = [one for one in found if may_plan(request.viewer, one.unit)]
    refusal = None
    if request.method == "POST":
        if not mine:
            raise NotAllowed(_("Tours are planned by officers of the unit's State and of the mission's secretariat."))
        seen = request.POST.get("seen", "")
        answer = _saved(
            request,
            lambda: actions.replan_mission_around_blocks(request.viewer, place.acronym, seen=seen, today=request.today),
        )
        if isinstance(answer, list):
            return redirect_as_of_today(request, "rotation-blocks", mission=place.acronym)
        refusal = answer
    head = PageHead(
        title=_("Rotations of %(mission)s through its blocks") % {"mission": place.acronym},
        crumbs=[
            Crumb(_("Deployments"), reverse("deployments")),
            Crumb(_("Rotation board"), reverse("rotation-board")),
            Crumb(place.acronym),
        ],
        lead=_(
            "Nobody comes and nobody goes on a day of a block: who waits, for how long, and what else could be done."
        ),
        actions=[Action(_("Blocks"), reverse("blocks")), Action(_("Rotation board"), reverse("rotation-board"))],
        illustrative=any(one.is_illustrative for one in found),
    )
    blocks = rotation_blocks(request.viewer, [place.pk], day)
    return _page(request, head, found, mine, blocks, refusal)


@for_parties
def replan_unit(request: MusterRequest, reference: str) -> HttpResponse:
    """Show a unit's tours through the blocks, each handover by the way chosen, and accept them."""
    day = request.today if request.method == "POST" else request.as_of
    unit = visible_unit(request.viewer, day, reference)
    can_plan = may_plan(request.viewer, unit)
    ways = shown.ways_asked(request.POST if request.method == "POST" else request.GET)
    refusal: Refused | None = None
    if request.method == "POST":
        if not can_plan:
            raise NotAllowed(_("Tours are planned by officers of the unit's State and of the mission's secretariat."))
        seen = request.POST.get("seen", "")
        answer = _saved(
            request,
            lambda: actions.replan_unit_around_blocks(
                request.viewer, reference, ways=ways, seen=seen, today=request.today
            ),
        )
        if isinstance(answer, list):
            return redirect_as_of_today(request, "deployed-unit", reference=reference)
        refusal, ways = answer, {}
    try:
        found = blocked_unit(request.viewer, unit, day, ways)
    except Refused as no_way:
        refusal, found = no_way, blocked_unit(request.viewer, unit, day)
    title = _("Through the blocks")
    head = PageHead(
        title=_("%(unit)s through the blocks") % {"unit": unit.title},
        crumbs=crumbs(Crumb(reference, reverse("deployed-unit", args=[reference])), Crumb(title)),
        lead=_("Choose a way for each handover that a block is in; all else waits for the end of the block."),
        actions=[
            Action(
                _("All units of the mission"),
                reverse("rotation-blocks", args=[unit.post.requirement.mission.acronym]),
            )
        ],
        illustrative=found.is_illustrative,
    )
    blocks = rotation_blocks(request.viewer, [unit.post.requirement.mission_id], day)
    return _page(request, head, [found], [found] if can_plan else [], blocks, refusal, shown.ways_told(found))


def _saved(request: MusterRequest, save: Callable[[], list[Tour]]) -> list[Tour] | Refused:
    """Return the tours that were planned anew, having told so; or the refusal."""
    try:
        tours = save()
    except Refused as refusal:
        return refusal
    messages.success(request, _("%(n)s tours are planned anew around the blocks.") % {"n": len(tours)})
    tell_acts(request, [tour.unit for tour in tours])
    return tours


def _page(
    request: MusterRequest,
    head: PageHead,
    found: Sequence[BlockedUnit],
    mine: Sequence[BlockedUnit],
    blocks: Any,
    refusal: Refused | None,
    ways: dict[str, str] | None = None,
) -> HttpResponse:
    """Show what the blocks do to units; `mine` are those whose tours the viewer plans."""
    day = request.today if request.method == "POST" else request.as_of
    table = render_table(request, MOVED, shown.moved_rows(found, day))
    if isinstance(table, HttpResponse):
        return table
    held = [one for one in mine if one.is_held]
    context = {
        "head": head,
        "refusal": refusal,
        "figures": shown.figures(found, day),
        "blocks": render_table(request, HELD_BY, list(blocks), prefix="held-"),
        "chart": shown.replan_chart(found, day),
        "moved": table,
        "ways": render_table(request, WAYS, shown.way_rows(found), prefix="ways-"),
        "beyond": beyond_table(request, block_act_findings(request.viewer, held, day)) if held else None,
        "is_today": day == request.today,
        "today": request.today,
        "mine": held,
        "seen": seen_mark(held),
        "chosen": ways or {},
    }
    return render(request, "deployments/replanning.html", context, status=400 if refusal else 200)
