"""The page of a plan against what happened by the day that is shown."""

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from muster.kit.day_text import long_day
from muster.kit.errors import Refused
from muster.kit.pages import Badge, Crumb, KeyFigure, PageHead
from muster.kit.tables import Column, Table, render_table
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest
from muster.plans import queries
from muster.plans.coverage import is_illustrative
from muster.plans.happened import EARLY, LATE, NOT_COME, ON_TIME, UNPLANNED, Outcome, planned_and_happened
from muster.plans.models import PlanStage

BADGES = {
    ON_TIME: Badge(gettext_lazy("on time"), "met"),
    LATE: Badge(gettext_lazy("late"), "due"),
    EARLY: Badge(gettext_lazy("early"), "accent"),
    NOT_COME: Badge(gettext_lazy("no arrival on record"), "short"),
    UNPLANNED: Badge(gettext_lazy("came unplanned"), "neutral"),
}
OUTCOMES = Table(
    name="outcomes",
    caption=gettext_lazy("Planned stays and what became of them"),
    empty=gettext_lazy("No planned stay that you may see was to begin by this day, and nobody came."),
    illustrative=lambda row: False,
    filters=False,
    columns=[
        Column("outcome", gettext_lazy("Outcome"), lambda row: BADGES[row.code], kind="badge"),
        Column("post", gettext_lazy("Post"), "one.post"),
        Column("state", gettext_lazy("State"), "one.state"),
        Column("pledge", gettext_lazy("Pledge"), "one.pledge"),
        Column("planned", gettext_lazy("Planned"), lambda row: row.planned.start if row.planned else None, kind="date"),
        Column("came", gettext_lazy("Came"), lambda row: row.came.on if row.came else None, kind="date"),
        Column("months_late", gettext_lazy("Late by"), kind="integer", unit=gettext_lazy("months")),
    ],
)


@for_parties
@require_safe
def plan_happened(request: MusterRequest, reference: str) -> HttpResponse:
    """Show what became of a plan's stays, among what was known on the day of the page."""
    plan = queries.visible_plan(request.viewer, reference)
    if plan.stage not in (PlanStage.SOLVED, PlanStage.PUBLISHED):
        raise Refused(_("Plan %(one)s holds no stays before it is solved.") % {"one": reference})
    found = planned_and_happened(request.viewer, plan, request.as_of)
    table = render_table(request, OUTCOMES, found)
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Planned and happened"),
        crumbs=[
            Crumb(_("Plan"), reverse("plans")),
            Crumb(plan.reference, reverse("plan", args=[plan.reference])),
            Crumb(_("Happened")),
        ],
        lead=_("The stays that “%(plan)s” proposed, and the deployments on record by %(day)s.")
        % {"plan": plan.title, "day": long_day(request.as_of)},
        illustrative=is_illustrative(request.viewer, plan),
    )
    return render(request, "plans/happened.html", {"head": head, "figures": _figures(found), "table": table})


def _figures(found: list[Outcome]) -> list[KeyFigure]:
    counts = Counter(outcome.code for outcome in found)
    return [KeyFigure(badge.label, counts[code], tone=badge.tone) for code, badge in BADGES.items()]
