"""Solve a planning problem: the door to the search."""

import os
import time
from collections.abc import Callable, Sequence

from muster.planning.plan import Plan, Status, Stay, is_proven
from muster.planning.problem import Problem
from muster.planning.simple import simple_bound, simple_plan, worth
from muster.planning.stop import Progress, Stop, default_stop

MOST_CELLS = 250_000_000
"""Largest product of rows and periods for which tables are made; about 6 GB. Beyond it the simple plan stands."""


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

    `workers`: threads to use, of which two find work (default: as many as there are processors). `progress` is called
    after every round. `warm_start`: stays of an earlier plan; those that still fit are where the search begins. A
    `KeyboardInterrupt` ends the search and the best plan so far is returned. The same problem, seed, workers and
    number of iterations give the same plan.
    """
    began = time.monotonic()
    rows = len(problem.options) + 8 * len(problem.pledges) + 4 * len(problem.posts)
    if rows * problem.count > MOST_CELLS:
        return _simple(problem, progress, began)
    from muster.planning.published_prices import publish
    from muster.planning.rounds import Campaign
    from muster.planning.tables import build_tables

    tables, order = build_tables(problem)
    threads = workers if workers is not None else os.cpu_count() or 1
    campaign = Campaign(tables, stop or default_stop(), seed, threads, progress, began)
    campaign.run(_option_stays(problem, order, warm_start))
    bound, prices = campaign.proven()
    stays = tuple(
        sorted(
            Stay(problem.options[order[option]].pledge, problem.options[order[option]].post, start, end)
            for option, start, end in campaign.search.best_stays()
        )
    )
    objective = worth(problem, stays)
    return Plan(
        problem_sha256=problem.sha256,
        stays=stays,
        objective=objective,
        bound=max(bound, float(objective)),
        status=_status(objective, bound),
        seconds=time.monotonic() - began,
        iterations=campaign.iterations,
        prices=publish(problem, order, campaign.relaxation, prices),
    )


def _status(objective: int, bound: float) -> Status:
    return "optimal" if is_proven(objective, bound) else "feasible"


def _option_stays(problem: Problem, order: list[int], stays: Sequence[Stay]) -> list[tuple[int, int, int]]:
    """Stays by option row; those that are no option are left out."""
    row = {(problem.options[i].pledge, problem.options[i].post): option for option, i in enumerate(order)}
    return [(row[stay.pledge, stay.post], stay.start, stay.end) for stay in stays if (stay.pledge, stay.post) in row]


def _simple(problem: Problem, progress: Callable[[Progress], None] | None, began: float) -> Plan:
    """A plan and bound in one pass, for problems too large for tables."""
    stays = simple_plan(problem)
    objective, bound = worth(problem, stays), float(simple_bound(problem))
    seconds = time.monotonic() - began
    if progress is not None:
        progress(Progress(0, seconds, objective, bound))
    return Plan(problem.sha256, stays, objective, bound, _status(objective, bound), seconds)
