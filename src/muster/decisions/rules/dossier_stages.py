"""How far a dossier is, and who takes it on. Pure. The order of the stages is a local choice.

A State decides by its own law; what stands here is only that a decision is taken once, in words and on a day, and that
whoever wants another one opens the dossier again.
"""

from dataclasses import dataclass
from datetime import date

from muster.kit.errors import Problem
from muster.kit.named import Named


class DossierStep(Named):
    """What can be done with a dossier as a whole."""

    APPROVE = "approve", "Decide to take part"
    DECLINE = "decline", "Decide not to take part"
    CLOSE = "close", "Close without a decision"
    REOPEN = "reopen", "Open again"


OPEN, APPROVED, DECLINED, CLOSED = "open", "approved", "declined", "closed"
"""Codes of the stages, as the record stores them."""

OFFICER, APPROVER = "officer", "approver"

STEPS: dict[str, dict[DossierStep, str]] = {
    OPEN: {DossierStep.APPROVE: APPROVED, DossierStep.DECLINE: DECLINED, DossierStep.CLOSE: CLOSED},
    APPROVED: {DossierStep.REOPEN: OPEN},
    DECLINED: {DossierStep.REOPEN: OPEN},
    CLOSED: {DossierStep.REOPEN: OPEN},
}
"""From each stage what can be done, and the stage to which it leads."""

ROLE_OF_STEP: dict[DossierStep, str] = {
    DossierStep.APPROVE: APPROVER,
    DossierStep.DECLINE: APPROVER,
    DossierStep.CLOSE: OFFICER,
    DossierStep.REOPEN: APPROVER,
}
"""Who writes closes what was never decided; a decision is taken, and taken back, by an approver."""


@dataclass(frozen=True)
class StageStep:
    """A stage that a dossier reached: on which day, known from which day, and in which words."""

    stage: str
    on: date
    known_from: date
    words: str = ""


def step_problems(stage: str, step: str, words: str) -> list[Problem]:
    """Return why a step cannot be taken from a stage: a line each, with its remedy. Every step says why."""
    wanted = DossierStep(step)
    if wanted not in STEPS[stage]:
        possible = ", ".join(one.value for one in STEPS[stage])
        message = f"a dossier that is {stage} cannot take the step {wanted.value!r}"
        return [Problem("stage", message, f"possible: {possible}")]
    if not words.strip():
        return [Problem("words", "there are none", "say why")]
    return []


def stage_on(steps: tuple[StageStep, ...], day: date) -> StageStep | None:
    """Return the last step known on `day`, None where the dossier was open from the beginning. Steps in their order."""
    known = [one for one in steps if one.known_from <= day and one.on <= day]
    return known[-1] if known else None
