"""The page of a post of a plan: the months in which nobody holds it, who else could, and each gap planned anew."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from muster.kit.errors import NotAllowed, Refused
from muster.kit.pages import Explanation
from muster.kit.tables import BoundTable, render_table
from muster.parties.access import for_parties
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.plans import queries
from muster.plans.explained import ExplainedPlan, explained_plan
from muster.plans.models import GapReplanning, InquiryStage
from muster.plans.replan_actions import request_replanning
from muster.plans.replan_pages import replanned_explanation, replanned_rows, replanned_table
from muster.plans.slot_pages import slot_figures, slot_head, slot_table, slot_title
from muster.plans.slots import Slot
from muster.plans.tasks import run_queued_replanning


class ReplanForm(forms.Form):
    """Which gap is planned anew: the one that begins on the day."""

    gap_from = forms.DateField()


@dataclass
class ShownSlot:
    """A slot as the page shows it: its candidates, and the newest replanning with what came of it."""

    title: str
    gap_from: str
    candidates: BoundTable
    made: GapReplanning | None = None
    replanned: BoundTable | None = None
    explanation: Explanation | None = None


@for_parties
def plan_post(request: MusterRequest, reference: str, post: str) -> HttpResponse:
    """Show the slots of a post; sent by an officer, have one planned anew. All States' pledges are named."""
    found = explained_plan(request.viewer, reference)
    slots = found.slots(post)
    refusal = ""
    if request.method == "POST":
        if not request.viewer.has_role(Role.OFFICER):
            raise NotAllowed(_("Gaps are planned anew by the Secretariat's officers."))
        try:
            _ask(request, reference, post)
            return redirect("plan-post", reference=reference, post=post)
        except Refused as error:
            refusal = str(error)
    shown = []
    made = queries.latest_replannings(request.viewer, found.stored, post)
    for slot in slots:
        one = _shown(request, found, slot, made.get(found.calendar.day(slot.gap.start)))
        if isinstance(one, HttpResponse):
            return one
        shown.append(one)
    context = {
        "head": slot_head(found, post),
        "figures": slot_figures(slots),
        "slots": shown,
        "refusal": refusal,
        "asks": request.viewer.has_role(Role.OFFICER),
        "waits": any(one.made is not None and one.made.waits for one in shown),
    }
    return render(request, "plans/slot.html", context, status=400 if refusal else 200)


def _ask(request: MusterRequest, reference: str, post: str) -> None:
    """Enter the gap that the form names, and queue it. Raises `Refused`."""
    form = ReplanForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Say which gap is to be planned anew, by the first day of its first month."))
    made = request_replanning(request.viewer, reference, post, form.cleaned_data["gap_from"])
    run_queued_replanning.enqueue(made.pk, request.viewer.user_id, request.viewer.organisation_id)


def _shown(
    request: MusterRequest, found: ExplainedPlan, slot: Slot, made: GapReplanning | None
) -> ShownSlot | HttpResponse:
    """Return a slot with its tables, or the file that the address asks for."""
    prefix = f"from-{slot.gap.start}-"
    table = render_table(request, slot_table(found, slot), slot.candidates, prefix=prefix)
    if isinstance(table, HttpResponse):
        return table
    shown = ShownSlot(slot_title(found, slot), found.calendar.day(slot.gap.start).isoformat(), table, made)
    if made is not None and made.stage == InquiryStage.DONE:
        rows, day = replanned_rows(made), found.stored.planned_on
        replanned = render_table(request, replanned_table(found, made), rows, prefix=f"anew-{prefix}", as_of=day)
        if isinstance(replanned, HttpResponse):
            return replanned
        shown.replanned, shown.explanation = replanned, replanned_explanation(made)
    return shown
