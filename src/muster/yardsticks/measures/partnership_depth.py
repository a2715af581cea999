"""Depth of partnership: units of two or more States, and who depends on a partner. Pure.

Formula of section 9.2 of the dossier: share of units with two or more States; partner dependence. A unit of several
States is one unit with others inside it; dependent is a unit that serves inside another State's.
"""

from collections.abc import Iterable, Sequence

from muster.deployments.rules.strength import strength_on
from muster.yardsticks.measures.record_facts import UnitFact
from muster.yardsticks.measures.shape import Behind, Measured, Sort, Verdict, share, share_of
from muster.yardsticks.measures.window import Window


def partnership_depth(units: Sequence[UnitFact], window: Window, state: str = "") -> Measured:
    """Return the share of whole units in theatre with two or more States, and of people who serve inside another's.

    `state`: dependence is told of its units alone; the whole units are those in which it takes part.
    """
    present = [one for one in units if one.is_present(window.day)]
    wholes = {one.count.reference: [one] for one in present if not one.inside}
    for one in present:
        if one.inside in wholes:
            wholes[one.inside].append(one)
    taking_part = [parts for parts in wholes.values() if not state or any(one.count.state == state for one in parts)]
    behind = tuple(_row(parts) for parts in taking_part)
    own = [one for one in present if not state or one.count.state == state]
    inside = [one for one in own if one.inside]
    return Measured(
        (
            share_of("Units with two or more States", behind),
            share("People who serve inside another State's unit", _people(inside, window), _people(own, window)),
        ),
        behind,
        "No unit is in theatre.",
    )


def _people(units: Iterable[UnitFact], window: Window) -> int:
    return sum(strength_on(one.count, window.day).people for one in units)


def _row(parts: Sequence[UnitFact]) -> Behind:
    whole = parts[0]
    states = sorted({one.count.state for one in parts})
    return Behind(
        Sort.UNIT,
        (whole.count.reference,),
        whole.count.reference,
        Verdict.COUNTS if len(states) > 1 else Verdict.FAILS,
        f"people of {', '.join(states)}",
        state=whole.count.state,
        mission=whole.mission,
        on=whole.count.present.start,
        number=float(len(states)),
        illustrative=any(one.illustrative for one in parts),
    )
