"""Several drawdowns of one order, each with another priority first, for decision."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from muster.deployments.planning.drawdown import Drawdown, DrawdownProblem, Measures, Priorities
from muster.deployments.planning.drawdown_check import measures_of
from muster.deployments.planning.drawdown_program import plan_drawdown

BALANCED = "balanced"
FIRST_OF_ALL = (BALANCED, *(field.name for field in fields(Priorities)))
"""What may come first: nothing, or one of the priorities."""


@dataclass(frozen=True)
class Alternative:
    """A drawdown, and what may come first for it to be chosen."""

    firsts: tuple[str, ...]
    drawdown: Drawdown
    measures: Measures


def with_first(priorities: Priorities, first: str, times: int) -> Priorities:
    """Return the priorities with one of them counting so many times more; `BALANCED` changes nothing."""
    return priorities if first == BALANCED else replace(priorities, **{first: getattr(priorities, first) * times})


def alternatives(problem: DrawdownProblem, priorities: Priorities, *, times: int, seconds: float) -> list[Alternative]:
    """Return the drawdowns to choose from, each once; the balanced one is the first of them."""
    found: list[Alternative] = []
    for first in FIRST_OF_ALL:
        one = plan_drawdown(problem, with_first(priorities, first, times), seconds=seconds)
        same = next((n for n, other in enumerate(found) if other.drawdown.weeks == one.weeks), None)
        if same is None:
            found.append(Alternative((first,), one, measures_of(problem, one.weeks)))
        else:
            found[same] = replace(found[same], firsts=(*found[same].firsts, first))
    return found


def chosen_of(found: Sequence[Alternative], first: str) -> Alternative:
    """Return the alternative in which this comes first; the balanced one where it is none of them."""
    return next((one for one in found if first in one.firsts), found[0])
