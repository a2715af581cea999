"""The stages of a memorandum as a ground of payment, and who takes which step. Pure.

Signature and ratification stand with the instrument of the case. That either side may write a draft, while the
secretariat puts it in force, amends and ends it, is a local choice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from muster.kit.errors import Problem
from muster.reimbursement.stages import MemorandumStage

STEPS: dict[MemorandumStage, tuple[MemorandumStage, ...]] = {
    MemorandumStage.DRAFT: (MemorandumStage.IN_FORCE, MemorandumStage.ENDED),
    MemorandumStage.IN_FORCE: (MemorandumStage.ENDED,),
    MemorandumStage.ENDED: (),
}
"""From each stage those that may follow; a draft that is ended was given up."""


def paid_until(stages: Sequence[tuple[str, date]]) -> tuple[bool, date | None]:
    """Return whether a memorandum is a ground of payment, and the day on which it was ended (None: it was not).

    `stages` are those known, each with its day, the oldest first. One that was put in force pays from the day on which
    its first version holds, though it be signed later: units often deploy before it is. A draft pays nothing, nor does
    one that was given up.
    """
    if all(stage != MemorandumStage.IN_FORCE for stage, _day in stages):
        return False, None
    return True, next((day for stage, day in stages if stage == MemorandumStage.ENDED), None)


@dataclass(frozen=True)
class MemorandumFacts:
    """A memorandum as the rules read it before a step. `instrument_binds` is None where no instrument is named."""

    stage: str
    holds_from: date
    people: int = 0
    lines: int = 0
    instrument: str = ""
    instrument_binds: bool | None = None


def step_problems(memorandum: MemorandumFacts, following: str, day: date, reason: str = "") -> list[Problem]:
    """Return why a memorandum cannot take a step on a day: a line each, with its remedy."""
    stage, wanted = MemorandumStage(memorandum.stage), MemorandumStage(following)
    if wanted not in STEPS[stage]:
        possible = ", ".join(one.value for one in STEPS[stage]) or "nothing: it is over"
        return [Problem("stage", f"what is {stage.value} cannot become {wanted.value}", f"possible: {possible}")]
    problems = []
    if wanted == MemorandumStage.IN_FORCE:
        if not memorandum.people and not memorandum.lines:
            problems.append(Problem("lines", "nothing is agreed", "write people, equipment or self-sustainment"))
        if memorandum.instrument_binds is False:
            words = f"instrument {memorandum.instrument} is not signed yet"
            problems.append(Problem("instrument", words, "have it signed first, or name none"))
    if wanted == MemorandumStage.ENDED:
        if not reason.strip():
            problems.append(Problem("reason", "is not given", "say why it ends"))
        if stage == MemorandumStage.IN_FORCE and day < memorandum.holds_from:
            words = f"{day} is before {memorandum.holds_from}, from which it holds"
            problems.append(Problem("day", words, "end it on that day or later"))
    return problems


def writing_problem(stage: str, *, is_amendment: bool) -> str:
    """Return why what is agreed cannot be written in this stage, empty where it can: a draft, or by an amendment."""
    label = MemorandumStage(stage).label
    if is_amendment and stage != MemorandumStage.IN_FORCE:
        return f"it is “{label}”: only what is in force is amended"
    if not is_amendment and stage != MemorandumStage.DRAFT:
        return f"it is “{label}”: its lines are changed by an amendment alone"
    return ""


def amendment_problems(holds_from: date, last_from: date, reason: str, changes: int) -> list[Problem]:
    """Return why an amendment cannot be made: it has a reason, changes something, and follows the version before.

    One of the same day stands in place of the version before; none reaches back beyond it.
    """
    problems = []
    if not reason.strip():
        problems.append(Problem("reason", "is not given", "say why it is amended", "reason"))
    if holds_from < last_from:
        words = f"{holds_from} is before {last_from}, from which the last version holds"
        problems.append(Problem("holds from", words, "give that day or a later one", "holds_from"))
    if not changes:
        problems.append(Problem("lines", "nothing is changed", "change a line, the people, the days or the factors"))
    return problems
