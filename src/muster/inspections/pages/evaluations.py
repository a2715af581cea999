"""What the pages of evaluations show, as the kit's plain values."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.generation.pages.parameters import explained
from muster.inspections.actions import evaluation_sides
from muster.inspections.actions.evaluations import COMMENT_DAYS
from muster.inspections.actions.inspection_access import is_mission_side
from muster.inspections.queries.evaluation_context import context_shown
from muster.inspections.queries.evaluations import events_of
from muster.inspections.rules.evaluation_stages import STEPS, WRITTEN_IN, answer_shown, comment_shown, overall_problem
from muster.inspections.stages import EvaluationKind, EvaluationStage
from muster.inspections.tables.evaluations import EVALUATION_TONES, evaluation_badge, rating_badge
from muster.kit.pages import Action, Crumb, Explanation, Fact, NextStep, PageHead, Text, TimelineEntry
from muster.parties.request import MusterRequest
from muster.parties.viewer import Viewer

STEP_WORDS: dict[EvaluationStage, Text] = {
    EvaluationStage.SHARED: gettext_lazy("Share with the contributor"),
    EvaluationStage.COMMENTED: gettext_lazy("Comment"),
    EvaluationStage.FINAL: gettext_lazy("Make final"),
    EvaluationStage.WITHDRAWN: gettext_lazy("Withdraw"),
}


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of evaluations."""
    return [Crumb(_("Inspections"), reverse("inspections")), Crumb(_("Evaluations"), reverse("evaluations")), *more]


def unit_crumb(unit: Any) -> Crumb:
    """Return the step of a path that is a unit's inspections, evaluations and plans."""
    return Crumb(unit.reference, reverse("unit-inspections", args=[unit.reference]))


def steps_open(viewer: Viewer, evaluation: Any) -> list[EvaluationStage]:
    """Return the stages to which the viewer may take an evaluation."""
    return evaluation_sides.steps_open(viewer, evaluation.unit, STEPS[EvaluationStage(evaluation.stage)])


def evaluation_head(request: MusterRequest, evaluation: Any) -> PageHead:
    """Return the head of an evaluation's page with what the viewer may do."""
    doors = []
    reference = evaluation.reference
    if evaluation.stage in WRITTEN_IN and is_mission_side(request.viewer, evaluation.unit):
        doors.append(Action(_("Write"), reverse("write-evaluation", args=[reference]), icon="edit"))
    for stage in steps_open(request.viewer, evaluation):
        address = reverse("step-evaluation", args=[reference, stage.value])
        is_primary = stage in (EvaluationStage.COMMENTED, EvaluationStage.FINAL) or (
            stage == EvaluationStage.SHARED and evaluation.stage == EvaluationStage.DRAFT
        )
        doors.append(Action(STEP_WORDS[stage], address, primary=is_primary))
    doors.append(Action(_("Evaluation (PDF)"), reverse("evaluation-paper", args=[reference])))
    if evaluation.stage == EvaluationStage.FINAL and is_mission_side(request.viewer, evaluation.unit):
        address = f"{reverse('new-performance-plan')}?unit={evaluation.unit.reference}&evaluation={reference}"
        doors.append(Action(_("Plan to do better"), address, icon="add"))
    return PageHead(
        title=evaluation.unit.title,
        kicker=f"{EvaluationKind(evaluation.kind).label} · {reference}",
        crumbs=crumbs(unit_crumb(evaluation.unit), Crumb(reference)),
        status=evaluation_badge(evaluation),
        next_step=_next_step(evaluation, request.as_of),
        actions=doors,
        illustrative=evaluation.illustrative,
    )


def _next_step(evaluation: Any, day: date) -> NextStep | None:
    """Return whose turn it was on the day looked at."""
    mission = evaluation.unit.post.requirement.mission.acronym
    due = evaluation.comment_due_on
    if evaluation.stage_then == EvaluationStage.DRAFT:
        return NextStep(mission, _("writes the evaluation and shares it"))
    if evaluation.stage_then == EvaluationStage.SHARED and due is not None:
        if day <= due:
            return NextStep(evaluation.unit.state.name, _("may comment"), due=due)
        return NextStep(mission, _("may make it final: no comment came in time"))
    if evaluation.stage_then == EvaluationStage.COMMENTED:
        return NextStep(mission, _("says what becomes of the comment"))
    return None


def evaluation_facts(evaluation: Any, day: date) -> list[Fact]:
    """Return what is on record of an evaluation, the whole with its warning where it does not follow from the lines."""
    warning = overall_problem(evaluation.rating, [one.rating for one in evaluation.lines])
    overall = rating_badge(evaluation.rating).label
    how = Explanation(
        formula=_("rated by the evaluator; nothing is reckoned from the lines, and no scale is published"),
        parameters=explained([COMMENT_DAYS], day),
    )
    facts = [
        Fact(_("Unit"), evaluation.unit.title, href=reverse("deployed-unit", args=[evaluation.unit.reference])),
        Fact(_("State"), evaluation.unit.state.name),
        Fact(_("Evaluated by"), evaluation.evaluator),
        Fact(_("Covers from"), evaluation.covers_from),
        Fact(_("Until (excluded)"), evaluation.covers_until),
        Fact(_("Overall"), f"{overall} ({warning})" if warning else overall, explanation=how),
        Fact(_("Summary"), evaluation.summary or "—"),
    ]
    if evaluation.comment_due_on:
        facts.append(Fact(_("Comment due on"), evaluation.comment_due_on))
    return [*facts, Fact(_("Source"), evaluation.source or "—", standing=evaluation.standing)]


def comment_facts(evaluation: Any) -> list[Fact]:
    """Return the contributor's comment and the answer, once there was a comment; empty before."""
    comment = comment_shown(evaluation.stage_then, evaluation.comment)
    if not comment:
        return []
    facts = [Fact(_("Comment of the contributor"), comment)]
    if evaluation.stage_then == EvaluationStage.FINAL:
        facts.append(Fact(_("Answer"), answer_shown(evaluation.stage_then, evaluation.answer)))
    return facts


def shown_context(viewer: Viewer, evaluation: Any, day: date) -> list[Fact]:
    """Return the context beside the ratings: kept since it was shared, else as the record says now."""
    return [Fact(one.about, one.says) for one in context_shown(viewer, evaluation, day)]


def evaluation_timeline(evaluation: Any, day: date) -> list[TimelineEntry]:
    """Return the stages of an evaluation with their days."""
    return [
        TimelineEntry(one.held_from, EvaluationStage(one.stage).label, one.reason, tone=EVALUATION_TONES[one.stage])
        for one in events_of(evaluation, day)
    ]
