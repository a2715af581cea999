"""Solve a planning problem: the door to the search."""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from muster.planning.pinning import pin
from muster.planning.plan import Plan, Prices, Status, Stay, is_proven
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
    warm_prices: Prices | None = None,
    pinned: Sequence[Stay] = (),
    change_cost: int = 0,
) -> Plan:
    """The best plan found and a proven bound, when `stop` says so (by default gap 0.001 or 60 seconds).

    `workers`: threads to use, of which two find work (default: as many as there are processors). `progress` is called
    after every round. `warm_start`: stays of an earlier plan; those that still fit are where the search begins.
    `warm_prices`: its prices, by name, where the descent begins. `change_cost`: points (units of value) that a period
    of an earlier stay is worth beyond its value when it is kept, so that a plan is not torn up for a trifle; progress
    and gap then count these points too, the plan's objective and bound do not. `pinned`: stays that the plan must hold;
    raises `ProblemRefused` where they cannot stand. A `KeyboardInterrupt` ends the search and the best plan so far is
    returned. The same problem, seed, workers and number of iterations give the same plan.
    """
    began = time.monotonic()
    if pinned:
        free = solve(
            pin(problem, pinned),
            stop=stop,
            seed=seed,
            workers=workers,
            progress=progress,
            warm_start=warm_start,
            warm_prices=warm_prices,
            change_cost=change_cost,
        )
        return _with_pinned(problem, free, pinned)
    rows = len(problem.options) + 8 * len(problem.pledges) + 4 * len(problem.posts)
    if rows * problem.count > MOST_CELLS:
        return _simple(problem, progress, began)
    stop = stop or default_stop()
    threads = workers if workers is not None else os.cpu_count() or 1
    return _search(problem, stop, seed, threads, progress, warm_start, warm_prices, change_cost, began)


def _search(
    problem: Problem,
    stop: Stop,
    seed: int,
    threads: int,
    progress: Callable[[Progress], None] | None,
    warm_start: Sequence[Stay],
    warm_prices: Prices | None,
    change_cost: int,
    began: float,
) -> Plan:
    """The campaign on tables of the problem, and its best plan by name."""
    from muster.planning.keeping import keep
    from muster.planning.published_prices import adopt, publish
    from muster.planning.rounds import Campaign
    from muster.planning.tables import build_tables

    tables, order = build_tables(problem)
    row_of_pair = {(problem.options[i].pledge, problem.options[i].post): row for row, i in enumerate(order)}
    if change_cost:
        tables = keep(tables, row_of_pair, warm_start, change_cost)
    campaign = Campaign(tables, stop, seed, threads, progress, began)
    if warm_prices is not None:
        campaign.pricing.begin_at(adopt(problem, row_of_pair, campaign.relaxation, warm_prices))
    campaign.run(
        [(row_of_pair[s.pledge, s.post], s.start, s.end) for s in warm_start if (s.pledge, s.post) in row_of_pair]
    )
    bound, prices, proof = campaign.proven()
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
        bound_proof=proof,
    )


def _status(objective: int, bound: float) -> Status:
    return "optimal" if is_proven(objective, bound) else "feasible"


def _with_pinned(problem: Problem, free: Plan, pinned: Sequence[Stay]) -> Plan:
    """The plan of the problem without its pinned stays as one with them: their worth counts on both sides."""
    pinned_worth = worth(problem, pinned)
    return replace(
        free,
        problem_sha256=problem.sha256,
        stays=tuple(sorted([*free.stays, *pinned])),
        objective=free.objective + pinned_worth,
        bound=free.bound + pinned_worth,
        pinned=tuple(sorted(pinned)),
    )


def _simple(problem: Problem, progress: Callable[[Progress], None] | None, began: float) -> Plan:
    """A plan and bound in one pass, for problems too large for tables."""
    stays = simple_plan(problem)
    objective, bound = worth(problem, stays), float(simple_bound(problem))
    seconds = time.monotonic() - began
    if progress is not None:
        progress(Progress(0, seconds, objective, bound))
    return Plan(problem.sha256, stays, objective, bound, _status(objective, bound), seconds, bound_proof="simple")
