"""When a group of items reaches the serviceability threshold. Pure.

Source: section 5 of the dossier on reimbursement; days as ordinals, half open. What no verification covers is not
serviceable; a unit whose weapon is out neither; what serves self-sustainment is not in the group.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from muster.reimbursement.statement.memorandum import MajorEquipment
from muster.reimbursement.statement.rates import PERCENT

Span = tuple[int, int, bool]
"""First day, day after the last, whether the threshold is reached."""


def group_spans(items: Sequence[MajorEquipment], start: int, until: int, threshold_percent: Fraction) -> list[Span]:
    """Return the days `[start, until)` in spans by whether the group's serviceable units reach the threshold.

    `serviceable / agreed >= threshold` in exact numbers: exactly the threshold is enough.
    """
    agreed = sum(item.quantity for item in items)
    changes = _changes(items, start, until)
    needed = threshold_percent * agreed
    spans: list[Span] = []
    serviceable, day = 0, start
    for turn in sorted({*changes, until}):
        if turn > day:
            is_reached = PERCENT * serviceable >= needed
            if spans and spans[-1][2] == is_reached:
                spans[-1] = (spans[-1][0], turn, is_reached)
            else:
                spans.append((day, turn, is_reached))
            day = turn
        serviceable += changes.get(turn, 0)
    return spans


def _changes(items: Iterable[MajorEquipment], start: int, until: int) -> dict[int, int]:
    """Return by how much the serviceable units change on a day, within the days reckoned."""
    changes: dict[int, int] = {}
    for item in items:
        if item.weapon_out:
            continue
        for period in item.verified:
            first, last = max(start, period.start.toordinal()), min(until, period.until.toordinal())
            if first < last:
                count = min(period.serviceable, item.quantity)
                changes[first] = changes.get(first, 0) + count
                changes[last] = changes.get(last, 0) - count
    return changes
