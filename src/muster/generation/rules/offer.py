"""When an offer may be made, admitted and withdrawn, and what it must say. Pure."""

from collections.abc import Collection
from datetime import date

from muster.generation.rules.request import ISSUED
from muster.kit.errors import Problem

MADE, WITHDRAWN, SELECTED, NOT_SELECTED = "made", "withdrawn", "selected", "not-selected"
STEPS: dict[str, frozenset[str]] = {
    MADE: frozenset({WITHDRAWN, SELECTED, NOT_SELECTED}),
    SELECTED: frozenset({WITHDRAWN, MADE}),
    NOT_SELECTED: frozenset({MADE, WITHDRAWN}),
    WITHDRAWN: frozenset(),
}
"""Which stage may follow which. A decided offer stands again when the selection is revoked; a withdrawn one is over."""


def step_problem(stage: str, to: str) -> str:
    """Return in words why an offer at `stage` cannot go to `to`; empty where it can."""
    if to in STEPS[stage]:
        return ""
    following = " or ".join(sorted(STEPS[stage])) or "nothing: it is over"
    return f"it is {stage}; what may follow is {following}"


def timing_problem(*, stage: str, reply_by: date, late_reason: str, today: date) -> str:
    """Return why an offer cannot be made today; empty where it can. A late one needs a reason (local choice)."""
    if stage != ISSUED:
        return f"the request is {stage} and takes no offers"
    if today > reply_by and not late_reason.strip():
        return "the last day for offers has passed; say why this one is late, and the register decides if it counts"
    return ""


def content_problems(
    *, pledges: int, unit_type: str, strength: int | None, ready_on: date | None, known_types: Collection[str]
) -> list[Problem]:
    """Return what an offer's terms lack: pledges of the register, or the whole of a new unit, and not both."""
    is_new = bool(unit_type or strength or ready_on)
    if pledges and is_new:
        return [Problem("offer", "it names pledges and a new unit", "give one or the other")]
    if pledges:
        return []
    problems = []
    if unit_type not in known_types:
        words = f"{unit_type!r} is not in the catalogue" if unit_type else "there is neither a pledge nor a unit type"
        problems.append(Problem("unit type", words, "name pledges, or take a code of unit types", "unit_type"))
    if not strength:
        problems.append(Problem("strength", "there is none", "give at least one person", "strength"))
    if ready_on is None:
        problems.append(Problem("ready on", "there is no day", "say when the unit is ready", "ready_on"))
    return problems
