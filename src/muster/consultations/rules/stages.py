"""How a consultation goes on: planned, open, held, closed; given up while it is planned or open. Pure. Local choice.

The record keeps the days on which it was opened, the formal meeting was held and it ended: the stage on an earlier day
follows from them.
"""

from collections.abc import Mapping
from datetime import date

FOLLOWING: Mapping[str, tuple[str, ...]] = {
    "planned": ("open", "cancelled"),
    "open": ("held", "cancelled"),
    "held": ("closed",),
    "closed": (),
    "cancelled": (),
}
"""From each stage those that may follow."""

ENDED = ("closed", "cancelled")
PREPARED_IN = ("planned", "open")
"""Stages in which the agenda, the list of participants and the pack are still changed."""

UNDER_WAY = ("open", "held")
"""Stages in which documents are delivered and meetings held."""


def may_become(stage: str, following: str) -> bool:
    """Return whether a consultation at `stage` may become `following`."""
    return following in FOLLOWING[stage]


def transition_problem(stage: str, following: str) -> str:
    """Return why a consultation may not become `following`, with what it may; empty where it may."""
    if may_become(stage, following):
        return ""
    possible = ", ".join(FOLLOWING[stage]) or "nothing, it has ended"
    return f"it is {stage} and cannot become {following}; possible: {possible}"


def stage_on(stage: str, day: date, *, opened_on: date | None, held_on: date | None, ended_on: date | None) -> str:
    """Return the stage that a consultation, now at `stage`, had on `day`."""
    if stage in ENDED and ended_on is not None and ended_on <= day:
        return stage
    if opened_on is None or opened_on > day:
        return "planned"
    return "held" if held_on is not None and held_on <= day else "open"
