"""The page of a post of a plan: the months in which nobody holds it, and who else could."""

from django.http import HttpResponse
from django.shortcuts import render

from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest
from muster.plans.explained import explained_plan
from muster.plans.slot_pages import slot_figures, slot_head, slot_table, slot_title


@for_parties
def plan_post(request: MusterRequest, reference: str, post: str) -> HttpResponse:
    """Show the slots of a post with their alternatives. All States' pledges are named."""
    found = explained_plan(request.viewer, reference)
    slots = found.slots(post)
    shown = []
    for slot in slots:
        table = render_table(request, slot_table(found, slot), slot.candidates, prefix=f"from-{slot.gap.start}-")
        if isinstance(table, HttpResponse):
            return table
        shown.append((slot_title(found, slot), table))
    context = {"head": slot_head(found, post), "figures": slot_figures(slots), "slots": shown}
    return render(request, "plans/slot.html", context)
