"""The stages of an evaluation and who takes which step. Pure.

Contributors say that performance is judged without regard to what lies outside their control (Pakistan 2018, S55): so
an evaluation is commented by the contributor before it is final, and what became of the comment is written. The order
of the stages is a local choice; no published text gives one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from muster.inspections.stages import EvaluationKind, EvaluationStage, Rating
from muster.kit.errors import Problem

EVALUATOR, CONTRIBUTOR = "evaluator", "contributor"

STEPS: dict[EvaluationStage, dict[EvaluationStage, str]] = {
    EvaluationStage.DRAFT: {
        EvaluationStage.SHARED: EVALUATOR,
        EvaluationStage.WITHDRAWN: EVALUATOR,
    },
    EvaluationStage.SHARED: {
        EvaluationStage.COMMENTED: CONTRIBUTOR,
        EvaluationStage.FINAL: EVALUATOR,
        EvaluationStage.WITHDRAWN: EVALUATOR,
    },
    EvaluationStage.COMMENTED: {
        EvaluationStage.SHARED: EVALUATOR,
        EvaluationStage.FINAL: EVALUATOR,
        EvaluationStage.WITHDRAWN: EVALUATOR,
    },
    EvaluationStage.FINAL: {},
    EvaluationStage.WITHDRAWN: {},
}
"""From each stage those that may follow, and the side that takes the step. What is final stays."""

WRITTEN_IN = (EvaluationStage.DRAFT, EvaluationStage.COMMENTED)
"""Stages in which ratings are written: a draft, and what is changed after a comment before it is shared anew."""


SHOWS_COMMENT = (EvaluationStage.COMMENTED, EvaluationStage.FINAL, EvaluationStage.WITHDRAWN)
"""Stages at which the comment has come; as of a day before, it had not."""


def comment_shown(stage: str, comment: str) -> str:
    """Return the contributor's comment as far as it had come at a stage, empty before."""
    return comment if stage in SHOWS_COMMENT else ""


def answer_shown(stage: str, answer: str) -> str:
    """Return the answer to the comment as far as it was given at a stage, empty before."""
    return answer if stage == EvaluationStage.FINAL else ""


@dataclass(frozen=True)
class EvaluationFacts:
    """An evaluation as the rules read it. `ratings`: one for each line, empty where none is given yet."""

    kind: str
    stage: str
    covers_until: date
    ratings: tuple[str, ...] = ()
    overall: str = ""
    comment: str = ""
    answer: str = ""
    comment_due_on: date | None = None


def kind_problem(kind: str, personnel_category: str) -> str:
    """Return why a unit cannot be evaluated this way, empty where it can.

    The assessment of formed police units is theirs alone (standing procedure of 2019, S40), a force commander's and a
    headquarters' evaluation is of other units.
    """
    is_police = personnel_category == "police"
    if (kind == EvaluationKind.FORMED_POLICE) == is_police:
        return ""
    if is_police:
        return "a formed police unit is assessed as one; choose that kind"
    return "this is no formed police unit; choose an evaluation by the force commander or a headquarters"


def step_side(stage: str, following: str) -> str:
    """Return the side that takes a step, empty where it is none."""
    return STEPS[EvaluationStage(stage)].get(EvaluationStage(following), "")


def step_problems(evaluation: EvaluationFacts, following: str, day: date, reason: str = "") -> list[Problem]:
    """Return why an evaluation cannot take a step on a day: a line each, with its remedy."""
    stage, wanted = EvaluationStage(evaluation.stage), EvaluationStage(following)
    if wanted not in STEPS[stage]:
        possible = ", ".join(one.value for one in STEPS[stage]) or "nothing: it is over"
        return [Problem("stage", f"what is {stage.value} cannot become {wanted.value}", f"possible: {possible}")]
    problems = []
    if wanted in (EvaluationStage.SHARED, EvaluationStage.FINAL):
        problems += _unrated(evaluation)
    if wanted == EvaluationStage.SHARED and day < evaluation.covers_until:
        remedy = f"share it from {evaluation.covers_until} on, or cover fewer days"
        problems.append(Problem("days", f"{day} is before the days that it covers are over", remedy))
    if wanted == EvaluationStage.COMMENTED and not evaluation.comment.strip():
        problems.append(Problem("comment", "is empty", "write it, or let the day pass by which it is due"))
    if wanted == EvaluationStage.FINAL:
        problems += _not_heard(evaluation, stage, day)
    if wanted == EvaluationStage.WITHDRAWN and not reason.strip():
        problems.append(Problem("reason", "is not given", "say why it is withdrawn"))
    return problems


def _unrated(evaluation: EvaluationFacts) -> list[Problem]:
    if not evaluation.ratings:
        return [Problem("standards", "there are none", "enter what was evaluated, by task and standard")]
    missing = [str(place) for place, one in enumerate(evaluation.ratings, start=1) if not one]
    problems = []
    if missing:
        problems.append(Problem("standards", f"line {', '.join(missing)} has no rating", "rate it or take it out"))
    if not evaluation.overall:
        problems.append(Problem("overall", "is not given", "rate the unit as a whole"))
    return problems


def _not_heard(evaluation: EvaluationFacts, stage: EvaluationStage, day: date) -> list[Problem]:
    """The contributor is heard first: it has commented and was answered, or its day has passed."""
    if stage == EvaluationStage.COMMENTED and not evaluation.answer.strip():
        return [Problem("answer", "is empty", "say what became of the contributor's comment")]
    due = evaluation.comment_due_on
    if stage == EvaluationStage.SHARED and (due is None or day <= due):
        return [Problem("comment", f"may still come until {due}", "wait for it or for the day after")]
    return []


def overall_problem(overall: str, ratings: Collection[str]) -> str:
    """Return a word of warning where the whole is rated above its best or below its worst line; empty elsewhere.

    A warning and no refusal: who evaluates may weigh what no line tells, and says so in the summary.
    """
    given = [one for one in ratings if one]
    if not overall or not given:
        return ""
    order = [one.value for one in Rating]
    places = [order.index(one) for one in given]
    place = order.index(overall)
    if place > max(places):
        return "the whole is rated above its best line"
    if place < min(places):
        return "the whole is rated below its worst line"
    return ""
