"""Compile all kernels now, so that no solve has to: `python -m muster.planning.warm_up`, run at installation.

Numba keeps what it compiles beside the source and looks only at the file of the function itself: a kernel that calls a
changed one would stay as it was. So what was compiled before is removed first.
"""

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

from muster.planning.problem import (
    ArrivalLimit,
    CommittedStay,
    Option,
    Pledge,
    Post,
    Problem,
    Requirement,
    StateCeiling,
)


def tiny_problem() -> Problem:
    """A problem that has one of everything, so that solving it goes through every kernel."""
    periods = 12
    posts = [Post(f"P{i}", "R0" if i < 3 else "R1", "company", 100, 0, periods) for i in range(4)]
    pledges = [Pledge(f"U{i}", f"S{i % 3}", "company", 90 + i, 0, 2, 4, i % 3) for i in range(8)]
    return Problem(
        start=date(2027, 1, 1),
        count=periods,
        requirements=(Requirement("R0", "M0", max_states=2, lead="P0"), Requirement("R1", "M1")),
        posts=tuple(posts),
        pledges=tuple(pledges),
        options=tuple(
            Option(pledge.id, post.id, 5 + (3 * i + 5 * j) % 7, 3, 0, periods)
            for i, pledge in enumerate(pledges)
            for j, post in enumerate(posts)
        ),
        state_ceilings=(StateCeiling("S0", 100), StateCeiling("S1", 185)),
        arrivals=(ArrivalLimit(None, 300), ArrivalLimit("M0", 200)),
        incompatible=(("S0", "S1"),),
        committed=(CommittedStay("U0", "P3", -2, 2),),
    )


def remove_compiled() -> None:
    """Remove what earlier versions of the kernels were compiled to."""
    for folder in (Path(__file__).parent, Path(__file__).parent / "kernels"):
        for pattern in ("*.nbi", "*.nbc"):
            for path in (folder / "__pycache__").glob(pattern):
                path.unlink(missing_ok=True)


def compile_pricing() -> None:
    """Compile what the bound needs."""
    from muster.planning.pricing import Pricing
    from muster.planning.relaxation import Relaxation
    from muster.planning.tables import build_tables

    Pricing(Relaxation(build_tables(tiny_problem())[0])).advance(2)


def compile_search() -> None:
    """Compile what the plan needs."""
    from muster.planning.improvement import Improvement
    from muster.planning.near.near_stays import count_stays
    from muster.planning.relaxation import Relaxation
    from muster.planning.tables import build_tables

    tables = build_tables(tiny_problem())[0]
    relaxation = Relaxation(tables)
    prices = relaxation.shape.split(relaxation.starting_prices(0.5))
    improvement = Improvement(tables, relaxation.blocks, seed=0)
    improvement.start([(0, 2, 4)])
    improvement.rebuild(prices)
    improvement.advance(10, 1.0, prices)
    count_stays(relaxation)


def compile_certificate() -> None:
    """Compile what computes a bound again, and what explains gaps by it."""
    from muster.planning.certificate import Certificate
    from muster.planning.gap_effects import effects_at
    from muster.planning.gaps import gaps_of
    from muster.planning.multipliers import Multipliers
    from muster.planning.openings import find_openings
    from muster.planning.plan import Plan

    problem = tiny_problem()
    ones = (1,) * problem.count
    prices = Multipliers(options={("U1", "P0"): ones}, pledges={unit.id: ones for unit in problem.pledges})
    certificate = Certificate(find_openings(problem), prices)
    nothing = Plan(problem.sha256, (), 0, float(certificate.bound), "feasible", 0.0)
    effects_at(certificate, nothing, gaps_of(problem, ()))


def main() -> None:
    """Compile, two processes side by side, and say how long it took."""
    began = time.monotonic()
    remove_compiled()
    with ProcessPoolExecutor(max_workers=2) as pool:
        for done in [pool.submit(step) for step in (compile_pricing, compile_search, compile_certificate)]:
            done.result()
    sys.stdout.write(f"planner compiled in {time.monotonic() - began:.0f} s\n")


if __name__ == "__main__":
    main()
