"""What the readiness system's guidelines say of the order of levels and of who decides. Pure."""

from muster.kit.errors import Refused
from muster.pledges.levels import FINAL_LEVELS, LADDER, Level, rung


def legal_next_levels(current: str) -> tuple[Level, ...]:
    """Return the levels that may follow `current`.

    Upwards strictly one rung at a time (PCRS levels; Manual 2021.05; UNSAS let a State jump, PCRS does not); downgrade
    to any proven rung below, never back to a draft; a registered pledge may lapse, be withdrawn or be removed; a
    lapsed one is registered anew at Level 1; a withdrawn or removed one is final. Nobody may waive the order.
    """
    if current in FINAL_LEVELS:
        return ()
    if current == Level.LAPSED:
        return (Level.LEVEL_1, Level.WITHDRAWN, Level.REMOVED)
    place = rung(current)
    if place == 0:
        return (Level.LEVEL_1, Level.WITHDRAWN, Level.REMOVED)
    upwards = LADDER[place + 1 : place + 2]
    downwards = LADDER[1:place]
    return (*upwards, *downwards, Level.LAPSED, Level.WITHDRAWN, Level.REMOVED)


def check_level_change(current: str, new: str) -> None:
    """Raise Refused, naming the legal ways, unless `new` may follow `current`."""
    legal = legal_next_levels(current)
    if new not in legal:
        ways = ", ".join(str(level.label) for level in legal) or "none, it is final"
        raise Refused(f"From {Level(current).label} a pledge cannot go to {Level(new).label}; possible: {ways}.")


def decided_by_owner(new: str) -> bool:
    """Return whether the State itself decides a change to `new`.

    A State withdraws at any time, by note verbale (2.7 of the dossier); every proof and its loss is the Secretariat's.
    """
    return new == Level.WITHDRAWN
