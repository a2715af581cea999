"""What the pages of performance improvement plans show, as the kit's plain values."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.inspections.actions import evaluation_sides
from muster.inspections.actions.inspection_access import is_mission_side, is_state_side
from muster.inspections.pages.evaluations import unit_crumb
from muster.inspections.queries.evaluations import events_of
from muster.inspections.rules.plan_stages import STEPS
from muster.inspections.stages import ActingSide, ImprovementStage
from muster.inspections.tables.evaluations import PLAN_TONES, plan_badge
from muster.kit.days import day_words
from muster.kit.pages import Action, Badge, Crumb, Fact, NextStep, PageHead, Text, TimelineEntry
from muster.parties.request import MusterRequest
from muster.parties.viewer import Viewer

STEP_WORDS: dict[ImprovementStage, Text] = {
    ImprovementStage.DRAFT: gettext_lazy("Send back"),
    ImprovementStage.PROPOSED: gettext_lazy("Propose to the contributor"),
    ImprovementStage.AGREED: gettext_lazy("Agree"),
    ImprovementStage.MET: gettext_lazy("It is met"),
    ImprovementStage.NOT_MET: gettext_lazy("It is not met"),
    ImprovementStage.WITHDRAWN: gettext_lazy("Withdraw"),
}


def plan_crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of plans."""
    doors = [
        Crumb(_("Inspections"), reverse("inspections")),
        Crumb(_("Plans to do better"), reverse("performance-plans")),
    ]
    return [*doors, *more]


def steps_open(viewer: Viewer, plan: Any) -> list[ImprovementStage]:
    """Return the stages to which the viewer may take a plan."""
    return evaluation_sides.steps_open(viewer, plan.unit, STEPS[ImprovementStage(plan.stage)])


def plan_head(request: MusterRequest, plan: Any) -> PageHead:
    """Return the head of a plan's page with what the viewer may do."""
    doors = []
    evaluates = is_mission_side(request.viewer, plan.unit)
    if plan.stage == ImprovementStage.DRAFT and evaluates:
        doors.append(Action(_("Write"), reverse("write-performance-plan", args=[plan.reference]), icon="edit"))
    if plan.stage == ImprovementStage.AGREED and evaluates:
        doors.append(Action(_("Move its day"), reverse("move-performance-plan", args=[plan.reference])))
    for stage in steps_open(request.viewer, plan):
        address = reverse("step-performance-plan", args=[plan.reference, stage.value])
        is_primary = stage in (ImprovementStage.PROPOSED, ImprovementStage.AGREED, ImprovementStage.MET)
        doors.append(Action(STEP_WORDS[stage], address, primary=is_primary))
    return PageHead(
        title=plan.aim,
        kicker=_("Performance improvement plan %(reference)s") % {"reference": plan.reference},
        crumbs=plan_crumbs(unit_crumb(plan.unit), Crumb(plan.reference)),
        status=plan_badge(plan),
        next_step=_next_step(plan, request.as_of),
        actions=doors,
        illustrative=plan.illustrative,
    )


def _next_step(plan: Any, day: date) -> NextStep | None:
    """Return whose turn it was on the day looked at: under way, whoever owes the first measure that is not done."""
    mission = plan.unit.post.requirement.mission.acronym
    if plan.stage_then == ImprovementStage.DRAFT:
        return NextStep(mission, _("writes the measures and proposes the plan"))
    if plan.stage_then == ImprovementStage.PROPOSED:
        return NextStep(plan.unit.state.name, _("agrees, or sends it back with a reason"))
    if plan.stage_then != ImprovementStage.AGREED:
        return None
    owed = sorted((one for one in plan.measures.all() if one.done_on is None), key=lambda one: (one.due_on, one.number))
    if not owed:
        return NextStep(mission, _("says whether the plan is met"), due=plan.due_on, late=plan.due_on < day)
    first = owed[0]
    who = ActingSide(first.side).label
    what = _("measure %(number)s") % {"number": first.number}
    return NextStep(who, what, due=first.due_on, late=first.due_on < day)


def plan_facts(plan: Any) -> list[Fact]:
    """Return what is on record of a plan."""
    facts = [
        Fact(_("Unit"), plan.unit.title, href=reverse("deployed-unit", args=[plan.unit.reference])),
        Fact(_("State"), plan.unit.state.name),
        Fact(_("To be reached by"), plan.due_on),
    ]
    if plan.evaluation:
        href = reverse("evaluation", args=[plan.evaluation.reference])
        facts.append(Fact(_("Because of"), plan.evaluation.reference, href=href))
    if plan.inspection:
        href = reverse("inspection", args=[plan.inspection.reference])
        facts.append(Fact(_("Because of the inspection"), plan.inspection.reference, href=href))
    if plan.stage_then in (ImprovementStage.MET, ImprovementStage.NOT_MET):
        facts.append(Fact(_("Result"), plan.result))
    return [*facts, Fact(_("Source"), plan.source or "—", standing=plan.standing)]


@dataclass(frozen=True)
class MeasureRow:
    """A measure with whether it is done, and where that is entered (empty: not by the viewer)."""

    number: int
    words: str
    indicator: str
    side: str
    due_on: date
    shown_by: str
    badge: Badge
    href: str


def measure_rows(viewer: Viewer, plan: Any, day: date) -> list[MeasureRow]:
    """Return the measures of a plan as they stood on a day."""
    rows = []
    for one in plan.measures.all():
        is_done = one.done_on is not None and one.done_on <= day
        enters = is_mission_side(viewer, plan.unit) or (
            one.side == ActingSide.CONTRIBUTOR and is_state_side(viewer, plan.unit)
        )
        is_open = one.done_on is None and plan.stage == ImprovementStage.AGREED and enters
        rows.append(
            MeasureRow(
                number=one.number,
                words=one.words,
                indicator=one.indicator,
                side=one.side,
                due_on=one.due_on,
                shown_by=one.shown_by if is_done else "",
                badge=_done_badge(one, is_done, day),
                href=reverse("measure-done", args=[plan.reference, one.number]) if is_open else "",
            )
        )
    return rows


def _done_badge(measure: Any, is_done: bool, day: date) -> Badge:
    if is_done:
        return Badge(_("done %(day)s") % {"day": day_words(measure.done_on)}, "met")
    return Badge(_("overdue"), "short") if measure.due_on < day else Badge(_("not done yet"), "due")


def plan_timeline(plan: Any, day: date) -> list[TimelineEntry]:
    """Return the stages of a plan with their days."""
    return [
        TimelineEntry(one.held_from, ImprovementStage(one.stage).label, one.reason, tone=PLAN_TONES[one.stage])
        for one in events_of(plan, day)
    ]
