"""Solve a problem anew after a change, from an earlier plan's stays and prices."""

from collections.abc import Sequence
from dataclasses import dataclass

from muster.planning.plan import Plan, Prices, Stay
from muster.planning.problem import Problem
from muster.planning.solver import solve
from muster.planning.stop import GapReached, IterationsDone, Progress, Stop, any_of


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work a re-solve may take: rounds of the search, fewer once the gap is reached.

    Neither hangs on the clock, so that the same scenario has the same answer on any machine, whatever else it does.
    """

    rounds: int = 4
    gap: float = 0.001

    def quartered(self) -> "Effort":
        """A quarter of the rounds, for a small change."""
        return Effort((self.rounds + 3) // 4, self.gap)


class _Judge(Stop):
    """The criterion of an effort, and whether it has been met: a solve that ends before that was interrupted."""

    def __init__(self, effort: Effort) -> None:
        self.criterion = any_of(IterationsDone(effort.rounds), GapReached(effort.gap))
        self.is_met = False

    def __call__(self, progress: Progress) -> bool:
        self.is_met = self.criterion(progress)
        return self.is_met

    def iterations_limit(self) -> float:
        return self.criterion.iterations_limit()


def resolve(
    problem: Problem,
    stays: Sequence[Stay],
    prices: Prices,
    effort: Effort,
    seed: int = 0,
    pinned: Sequence[Stay] = (),
) -> Plan:
    """The plan of the problem, found from these stays and prices on one thread, holding those that are pinned.

    Raises `ProblemRefused` when the pinned stays break a rule, and `KeyboardInterrupt` when it was interrupted: a
    half-solved scenario is no result.
    """
    judge = _Judge(effort)
    plan = solve(
        problem,
        stop=judge,
        seed=seed,
        workers=1,
        warm_start=stays,
        warm_prices=prices if prices.multipliers else None,
        pinned=pinned,
    )
    if plan.status != "optimal" and not judge.is_met:
        raise KeyboardInterrupt
    return plan
