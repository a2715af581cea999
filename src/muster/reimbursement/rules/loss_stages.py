"""How far a case of loss is, and whose step is next. Pure. The order of the stages is a local choice."""

from dataclasses import dataclass
from datetime import date

from muster.kit.errors import Problem
from muster.kit.named import Named


class LossStage(Named):
    """How far a case of loss or damage is."""

    REPORTED = "reported", "Reported"
    INVESTIGATED = "investigated", "Investigated"
    DECIDED = "decided", "Decided"
    SETTLED = "settled", "Settled"
    REFUSED = "refused", "Refused"


MISSION, SECRETARIAT = "mission", "secretariat"
STEPS: dict[LossStage, dict[LossStage, str]] = {
    LossStage.REPORTED: {LossStage.INVESTIGATED: MISSION, LossStage.REFUSED: SECRETARIAT},
    LossStage.INVESTIGATED: {LossStage.DECIDED: SECRETARIAT, LossStage.REFUSED: SECRETARIAT},
    LossStage.DECIDED: {LossStage.SETTLED: SECRETARIAT},
    LossStage.SETTLED: {},
    LossStage.REFUSED: {},
}
"""From each stage those that may follow, and the side that takes the step."""

RECKONED_ANEW = (LossStage.REPORTED, LossStage.INVESTIGATED)
"""Before the decision a case is reckoned from what is on record; the decision keeps what it found."""


@dataclass(frozen=True)
class LossCase:
    """A case of loss as the rules of its stages read it."""

    stage: str
    inquiry: str
    item_count: int


def loss_step_side(stage: str, following: str) -> str:
    """Return the side that takes a step, empty where there is no such step."""
    return STEPS[LossStage(stage)].get(LossStage(following), "")


def loss_step_problems(case: LossCase, following: str, words: str) -> list[Problem]:
    """Return why a case cannot take a step: a line each, with its remedy."""
    stage, wanted = LossStage(case.stage), LossStage(following)
    if wanted not in STEPS[stage]:
        possible = ", ".join(one.value for one in STEPS[stage]) or "nothing: it is over"
        return [Problem("stage", f"what is {stage.value} cannot become {wanted.value}", f"possible: {possible}")]
    problems = []
    if wanted in (LossStage.INVESTIGATED, LossStage.DECIDED) and not case.item_count:
        problems.append(Problem("items", "there are none", "enter what was lost or damaged"))
    if wanted == LossStage.INVESTIGATED and not case.inquiry.strip():
        problems.append(Problem("board of inquiry", "is not named", "enter its reference"))
    if not words.strip():
        asked = {
            LossStage.INVESTIGATED: "say what was found",
            LossStage.DECIDED: "say on which ground",
            LossStage.SETTLED: "give the reference of the payment, or say that nothing was due",
        }
        problems.append(Problem("words", "there are none", asked.get(wanted, "say why")))
    return problems


def event_day_problems(happened_on: date, memorandum_from: date | None, today: date) -> list[Problem]:
    """Return what is wrong with the day of an event: it has come, and the memorandum held."""
    if happened_on > today:
        return [Problem("day", f"{happened_on} has not come yet", f"give a day up to {today}")]
    if memorandum_from is None:
        return [Problem("memorandum", "nothing is agreed in it", "enter what is agreed first")]
    if happened_on < memorandum_from:
        what = f"{happened_on} is before the memorandum, which holds from {memorandum_from}"
        return [Problem("day", what, "give a later day, or the memorandum that held")]
    return []
