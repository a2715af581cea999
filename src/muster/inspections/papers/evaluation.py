"""An evaluation as a paper: ratings by task, the context beside the score, what was heard, what is to follow."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from muster.inspections.queries.evaluation_context import ContextFact, context_shown
from muster.inspections.queries.evaluations import visible_evaluation, visible_plans
from muster.inspections.rules.evaluation_stages import answer_shown, comment_shown, overall_problem
from muster.inspections.stages import ActingSide, EvaluationKind, EvaluationStage, ImprovementStage, Rating
from muster.kit.day_text import long_day
from muster.kit.papers import Block, Facts, Grid, Heading, Paper, Text
from muster.parties.viewer import Viewer
from muster.reference.evaluations import area_name

STANDARD_HEADINGS = ("Line", "Area", "Task", "Standard", "Indicator", "Rating", "Remark")
STANDARD_WIDTHS = (5, 12, 20, 20, 17, 10, 16)
MEASURE_HEADINGS = ("Measure", "What is done", "Indicator", "To act", "By", "Done", "Shown by")
MEASURE_WIDTHS = (8, 28, 18, 12, 11, 11, 12)
HOW = "Rated by the evaluator: nothing is reckoned from the lines, and no scale is published."
KEPT = "As the record said on the day on which the evaluation was shared."
NOW = "As the record says on the day of this paper; it is kept when the evaluation is shared."
ONE_DAY = timedelta(days=1)


def paper_of_evaluation(viewer: Viewer, day: date, reference: str, made_on: date) -> Paper:
    """Return the paper of an evaluation with the plans because of it that the viewer may see. Raises NotFound."""
    found = visible_evaluation(viewer, day, reference)
    plans = list(visible_plans(viewer, day).filter(evaluation=found))
    return evaluation_paper(found, context_shown(viewer, found, day), plans, day, made_on)


def evaluation_paper(
    evaluation: Any, context: Sequence[ContextFact], plans: Sequence[Any], day: date, made_on: date
) -> Paper:
    """Return an evaluation, loaded with its stage and lines of `day`, as a paper. `plans`: those because of it."""
    unit = evaluation.unit
    blocks: list[Block] = [
        _head(evaluation),
        *_overall(evaluation),
        Heading("The context beside the rating"),
        Facts([(one.about, one.says) for one in context]),
        Text(KEPT if evaluation.context else NOW, is_note=True),
        Heading("Ratings by task and standard"),
        _standards(evaluation),
        Text(HOW, is_note=True),
        *_heard(evaluation, day),
        Heading("Plans to do better"),
    ]
    blocks += [block for one in plans for block in _plan(one, day)] or [Text("None is on record.")]
    return Paper(
        title=EvaluationKind(evaluation.kind).label,
        subtitle=unit.title,
        made_on=made_on,
        blocks=blocks,
        issuer=unit.post.requirement.mission.name,
        reference=evaluation.reference,
        illustrative=evaluation.illustrative,
        is_landscape=True,
    )


def _head(evaluation: Any) -> Facts:
    unit = evaluation.unit
    days = f"{long_day(evaluation.covers_from)} to {long_day(evaluation.covers_until - ONE_DAY)}"
    return Facts(
        [
            ("Unit", f"{unit.title} ({unit.reference})"),
            ("State", unit.state.name),
            ("Mission", unit.post.requirement.mission.acronym),
            ("Evaluated by", evaluation.evaluator),
            ("Days", days),
            ("Stage", f"{EvaluationStage(evaluation.stage_then).label}, since {long_day(evaluation.stage_since)}"),
        ]
    )


def _rated(rating: str) -> str:
    return Rating(rating).label if rating else "not rated"


def _overall(evaluation: Any) -> list[Block]:
    warning = overall_problem(evaluation.rating, [one.rating for one in evaluation.lines])
    blocks: list[Block] = [Heading("The whole"), Facts([("Overall", _rated(evaluation.rating))])]
    if warning:
        blocks.append(Text(f"To be noted: {warning}."))
    if evaluation.summary:
        blocks.append(Text(evaluation.summary))
    return blocks


def _standards(evaluation: Any) -> Grid:
    rows = [
        (str(one.number), area_name(one.area), one.task, one.standard, one.indicator, _rated(one.rating), one.remark)
        for one in evaluation.lines
    ]
    return Grid(
        STANDARD_HEADINGS, rows, figures=frozenset({0}), widths=STANDARD_WIDTHS, empty="No standard is entered."
    )


def _heard(evaluation: Any, day: date) -> list[Block]:
    """Return the contributor's comment and the answer as far as they had come, or until when one may come."""
    comment = comment_shown(evaluation.stage_then, evaluation.comment)
    answer = answer_shown(evaluation.stage_then, evaluation.answer)
    due = evaluation.comment_due_on
    blocks: list[Block] = [Heading("The contributor's comment")]
    if comment:
        blocks.append(Text(comment))
    elif evaluation.stage_then == EvaluationStage.DRAFT or due is None:
        blocks.append(Text("It is asked for once the evaluation is shared."))
    elif evaluation.stage_then == EvaluationStage.SHARED and day <= due:
        blocks.append(Text(f"None yet; it may come until {long_day(due)}."))
    else:
        blocks.append(Text(f"None came by {long_day(due)}."))
    if answer:
        blocks += [Heading("Answer to the comment"), Text(answer)]
    return blocks


def _plan(plan: Any, day: date) -> list[Block]:
    facts = [
        ("Aim", plan.aim),
        ("To be reached by", long_day(plan.due_on)),
        ("Stage", ImprovementStage(plan.stage_then).label),
    ]
    if plan.stage_then in (ImprovementStage.MET, ImprovementStage.NOT_MET):
        facts.append(("Result", plan.result))
    rows = []
    for one in plan.measures.all():
        is_done = one.done_on is not None and one.done_on <= day
        done = one.done_on.isoformat() if is_done else "overdue" if one.due_on < day else "not yet"
        shown_by = one.shown_by if is_done else ""
        side = ActingSide(one.side).label
        rows.append((str(one.number), one.words, one.indicator, side, one.due_on.isoformat(), done, shown_by))
    measures = Grid(
        MEASURE_HEADINGS, rows, figures=frozenset({0}), widths=MEASURE_WIDTHS, empty="No measure is entered."
    )
    return [Heading(plan.reference, level=3), Facts(facts), measures]
