"""What the readiness system's guidelines say of the order of levels and of who decides. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from muster.kit.errors import Refused
from muster.pledges.levels import FINAL_LEVELS, LADDER, Level, rung


def legal_next_levels(current: str, rungs: Sequence[str] = LADDER) -> tuple[Level, ...]:
    """Return the levels that may follow `current` in a register that uses `rungs` (lowest first, the draft among them).

    Upwards strictly one rung at a time (PCRS levels; Manual 2021.05; UNSAS let a State jump, PCRS does not), a rung
    that the register does not use being none; downgrade to any proven rung below, never back to a draft; a registered
    pledge may lapse, be withdrawn or be removed; a lapsed one is registered anew at Level 1; a withdrawn or removed one
    is final. Nobody may waive the order.
    """
    used = tuple(Level(one) for one in rungs)
    if current in FINAL_LEVELS:
        return ()
    first = used[1:2]
    if current == Level.LAPSED:
        return (*first, Level.WITHDRAWN, Level.REMOVED)
    place = rung(current)
    if place == 0:
        return (*first, Level.WITHDRAWN, Level.REMOVED)
    upwards = tuple(one for one in used if rung(one) > place)[:1]
    downwards = tuple(one for one in used if 0 < rung(one) < place)
    return (*upwards, *downwards, Level.LAPSED, Level.WITHDRAWN, Level.REMOVED)


def is_rise(current: str, new: str) -> bool:
    """Return whether a change from `current` to `new` must be proven: upwards, or back from a lapse."""
    return rung(new) > max(rung(current), 0)


@cache
def following_level(current: str, rungs: tuple[str, ...] = LADDER) -> str:
    """Return the level to which a pledge may rise next in a register that uses `rungs`; empty where there is none."""
    return next((level for level in legal_next_levels(current, rungs) if is_rise(current, level)), "")


def needs_reason(current: str, new: str) -> bool:
    """Return whether a change takes something away, so that its reason must be said: downgrade, lapse, removal.

    A withdrawal is the State's, its reason optional (2.7 of the dossier).
    """
    return new != Level.WITHDRAWN and not is_rise(current, new)


def check_level_change(current: str, new: str, rungs: Sequence[str] = LADDER) -> None:
    """Raise Refused, naming the legal ways, unless `new` may follow `current` in a register that uses `rungs`."""
    legal = legal_next_levels(current, rungs)
    if new not in legal:
        ways = ", ".join(str(level.label) for level in legal) or "none, it is final"
        raise Refused(f"From {Level(current).label} a pledge cannot go to {Level(new).label}; possible: {ways}.")


def decided_by_owner(new: str) -> bool:
    """Return whether the State itself decides a change to `new`.

    A State withdraws at any time, by note verbale (2.7 of the dossier); every proof and its loss is the Secretariat's.
    """
    return new == Level.WITHDRAWN


@dataclass(frozen=True)
class Dwell:
    """How long a pledge took from the day on which it first stood on a rung to the one on which it first stood higher.

    `months` is the nearest whole number of months of 365.25 / 12 days.
    """

    lower: Level
    higher: Level
    began: date
    ended: date
    months: int


DAYS_PER_MONTH = 365.25 / 12


def dwell_times(events: Sequence[tuple[str, date]]) -> tuple[Dwell, ...]:
    """Return how long each step upwards took, from level events (level, first day) in the order of their days.

    From the first day at a rung to the first day at the next higher one that was reached; what falls between (a lapse,
    a downgrade) is part of the time. Derived (2.7 of the dossier: China about 13 months from Level 1 to Level 2,
    Brazil about 43 from Level 2 to Level 3).
    """
    first: dict[Level, date] = {}
    for level, day in events:
        if rung(level) > 0 and all(rung(level) > rung(one) for one in first):
            first[Level(level)] = day
    return tuple(
        Dwell(lower, higher, began, ended, round((ended - began).days / DAYS_PER_MONTH))
        for (lower, began), (higher, ended) in pairwise(first.items())
    )
