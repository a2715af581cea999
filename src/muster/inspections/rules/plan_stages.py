"""The stages of a performance improvement plan and who takes which step. Pure.

A unit below standard is given a plan (operational readiness inspections: S35; formed police units: S40); it is
evaluated again, and at last replaced (section 6.5, recalled). The order of the stages is a local choice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from muster.inspections.stages import ImprovementStage
from muster.kit.errors import Problem

MISSION, CONTRIBUTOR = "mission", "contributor"

STEPS: dict[ImprovementStage, dict[ImprovementStage, str]] = {
    ImprovementStage.DRAFT: {ImprovementStage.PROPOSED: MISSION, ImprovementStage.WITHDRAWN: MISSION},
    ImprovementStage.PROPOSED: {
        ImprovementStage.AGREED: CONTRIBUTOR,
        ImprovementStage.DRAFT: CONTRIBUTOR,
        ImprovementStage.WITHDRAWN: MISSION,
    },
    ImprovementStage.AGREED: {
        ImprovementStage.MET: MISSION,
        ImprovementStage.NOT_MET: MISSION,
        ImprovementStage.WITHDRAWN: MISSION,
    },
    ImprovementStage.MET: {},
    ImprovementStage.NOT_MET: {},
    ImprovementStage.WITHDRAWN: {},
}
"""From each stage those that may follow, and the side that takes the step: a contributor agrees, or sends it back."""

UNDER_WAY = (ImprovementStage.DRAFT, ImprovementStage.PROPOSED, ImprovementStage.AGREED)
"""A plan that still asks for something."""


@dataclass(frozen=True)
class MeasureFacts:
    """A measure of a plan as the rules read it."""

    number: int
    due_on: date
    done_on: date | None = None


@dataclass(frozen=True)
class PlanFacts:
    """A plan as the rules read it."""

    stage: str
    due_on: date
    measures: Sequence[MeasureFacts] = ()


def step_side(stage: str, following: str) -> str:
    """Return the side that takes a step, empty where it is none."""
    return STEPS[ImprovementStage(stage)].get(ImprovementStage(following), "")


def step_problems(plan: PlanFacts, following: str, words: str = "") -> list[Problem]:
    """Return why a plan cannot take a step: a line each, with its remedy. `words`: the reason, or how it ended."""
    stage, wanted = ImprovementStage(plan.stage), ImprovementStage(following)
    if wanted not in STEPS[stage]:
        possible = ", ".join(one.value for one in STEPS[stage]) or "nothing: it is over"
        return [Problem("stage", f"what is {stage.value} cannot become {wanted.value}", f"possible: {possible}")]
    problems = []
    if wanted == ImprovementStage.PROPOSED:
        problems += measure_problems(plan)
    if wanted == ImprovementStage.MET:
        open_ones = [str(one.number) for one in plan.measures if one.done_on is None]
        if open_ones:
            what = f"measure {', '.join(open_ones)} is not done"
            problems.append(Problem("measures", what, "enter when it was done, or say that the plan is not met"))
    if wanted in (ImprovementStage.MET, ImprovementStage.NOT_MET) and not words.strip():
        problems.append(Problem("result", "is not given", "say what the unit reached"))
    if (wanted == ImprovementStage.DRAFT or wanted == ImprovementStage.WITHDRAWN) and not words.strip():
        problems.append(Problem("reason", "is not given", "say why"))
    return problems


def measure_problems(plan: PlanFacts) -> list[Problem]:
    """Return what is wrong with a plan's measures: there is one at least, and none is due after the plan."""
    if not plan.measures:
        return [Problem("measures", "there are none", "say who does what by when")]
    return [
        Problem(f"measure {one.number}", f"is due on {one.due_on}, after the plan", f"give a day up to {plan.due_on}")
        for one in plan.measures
        if one.due_on > plan.due_on
    ]


def is_late(plan: PlanFacts, day: date) -> bool:
    """Return whether a plan that is under way, or one of its measures, is past its day."""
    if ImprovementStage(plan.stage) not in UNDER_WAY:
        return False
    return plan.due_on < day or any(one.done_on is None and one.due_on < day for one in plan.measures)
