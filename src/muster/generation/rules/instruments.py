"""How an instrument goes from its draft into force and out of it, and what a new version changes (section 3.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muster.kit.errors import Problem


class Stage(StrEnum):
    """The stages of an instrument, as the record names them."""

    DRAFT = "draft"
    AGREED = "agreed"
    SIGNED = "signed"
    RATIFIED = "ratified"
    IN_FORCE = "in-force"
    AMENDED = "amended"
    ENDED = "ended"


LABELS = {
    Stage.DRAFT: "draft",
    Stage.AGREED: "agreed",
    Stage.SIGNED: "signed",
    Stage.RATIFIED: "ratified",
    Stage.IN_FORCE: "in force",
    Stage.AMENDED: "in force as amended",
    Stage.ENDED: "ended",
}
STEPS: dict[Stage, tuple[Stage, ...]] = {
    Stage.DRAFT: (Stage.AGREED, Stage.ENDED),
    Stage.AGREED: (Stage.SIGNED, Stage.DRAFT, Stage.ENDED),
    Stage.SIGNED: (Stage.RATIFIED, Stage.IN_FORCE, Stage.ENDED),
    Stage.RATIFIED: (Stage.IN_FORCE, Stage.ENDED),
    Stage.IN_FORCE: (Stage.AMENDED, Stage.ENDED),
    Stage.AMENDED: (Stage.AMENDED, Stage.ENDED),
    Stage.ENDED: (),
}
"""From each stage those that may follow; local choice, after the practice of section 3.1, phase 9."""
BINDING = (Stage.SIGNED, Stage.RATIFIED, Stage.IN_FORCE, Stage.AMENDED)
"""From the signature on the mission sees it too."""


@dataclass(frozen=True)
class InstrumentFacts:
    """What the rules look at before a step. `lines` is the number of lines of the latest version."""

    stage: str
    stage_on: date
    needs_ratification: bool = False
    number: str = ""
    lines: int = 0


def legal_next(stage: str, *, needs_ratification: bool) -> tuple[Stage, ...]:
    """Return the stages that may follow; only where the State's law asks for it is there a ratification."""
    found = STEPS[Stage(stage)]
    if stage != Stage.SIGNED:
        return found
    left_out = Stage.IN_FORCE if needs_ratification else Stage.RATIFIED
    return tuple(one for one in found if one != left_out)


def step_problems(
    facts: InstrumentFacts, following: str, held_from: date, *, today: date, reason: str
) -> list[Problem]:
    """Return why the step cannot be taken: a line each, with its remedy. An empty list: it may be taken."""
    if following not in LABELS:
        return [Problem("stage", f"{following!r} is unknown", f"take one of {', '.join(LABELS)}")]
    legal = legal_next(facts.stage, needs_ratification=facts.needs_ratification)
    if following not in legal:
        ways = ", ".join(LABELS[one] for one in legal) or "none, it has ended"
        told = f"what is {LABELS[Stage(facts.stage)]} cannot become {LABELS[Stage(following)]}"
        return [Problem("stage", told, f"possible: {ways}")]
    problems = _day_problems(facts, held_from, today)
    if following == Stage.AGREED and not facts.lines:
        problems.append(Problem("lines", "there is none", "write what is agreed first"))
    if following == Stage.SIGNED and not facts.number.strip():
        problems.append(Problem("number", "is not given", "number the instrument before it is signed"))
    if following in (Stage.DRAFT, Stage.ENDED, Stage.AMENDED) and not reason.strip():
        problems.append(Problem("reason", "is not given", "say why in a line"))
    return problems


def _day_problems(facts: InstrumentFacts, held_from: date, today: date) -> list[Problem]:
    """The day of a step is no earlier than the one before, and has come."""
    if held_from < facts.stage_on:
        since = f"{LABELS[Stage(facts.stage)]} since {facts.stage_on}"
        return [Problem("day", f"{held_from} is before the last step: {since}", "give that day or a later one")]
    if held_from > today:
        return [Problem("day", f"{held_from} has not come yet", "record the step when it has been taken")]
    return []


def may_be_edited(stage: str) -> bool:
    """Return whether the lines may be written freely: until the two sides agree. Afterwards they are amended."""
    return stage == Stage.DRAFT


def may_be_amended(stage: str) -> bool:
    """Return whether a new version is an amendment: what is in force is."""
    return stage in (Stage.IN_FORCE, Stage.AMENDED)


def suggested_number(department: str, mission: str, state: str, taken: Sequence[str]) -> str:
    """Return the next number after the pattern department/mission/State/sequence (`DFS/UNIFIL/SER/01`; S34, S32).

    `state` is the ISO alpha-3 code, where the numbers seen have other three letters: the suggestion may be changed.
    """
    begin = f"{department}/{mission}/{state}/"
    used = {one.removeprefix(begin) for one in taken if one.startswith(begin)}
    return next(begin + f"{number:02d}" for number in range(1, len(used) + 2) if f"{number:02d}" not in used)
