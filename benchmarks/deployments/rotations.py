"""The lift of rotations: time, memory, and how far from proven, of a plan and of planning anew after a block.

`python -m benchmarks.deployments.rotations [--smoke]`; RESULTS.md is written unless `--smoke` is given.
"""

import argparse
import resource
import sys
from datetime import timedelta
from pathlib import Path

from benchmarks.deployments.shapes import START, block_of, make_lift
from muster.deployments.planning.lift import LiftPlan, LiftProblem
from muster.deployments.planning.lift_check import broken_lift_rules
from muster.deployments.planning.lift_solver import plan_lift, replan_lift, with_block

RESULTS = Path(__file__).with_name("RESULTS.md")
INTRODUCTION = """# Optimisers of deployments, measured

Written by `python -m benchmarks.deployments.rotations`: made-up units of 60 to 850 people in 12 missions with tours of
half a year, seed 0; one thread; each plan is verified by the checker. What is proven at least is the lower bound of the
figure before it: equal means that nothing better exists.
"""
HEADINGS = (
    "measured", "rotations", "without day", "moved", "breach days", "deviation, days", "proven at least",
    "flights", "proven at least", "seconds", "peak MiB",
)  # fmt: skip


def row_of(words: str, problem: LiftProblem, plan: LiftPlan) -> tuple[object, ...]:
    faults = list(broken_lift_rules(problem, plan))
    if faults:
        sys.exit(f"{words}: " + "; ".join(faults[:5]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        words, len(problem.rotations), len(plan.without_day), len(plan.moved), plan.breach_days, plan.deviation_days,
        plan.deviation_bound - 100 * plan.breach_days, plan.flights, plan.flights_bound, f"{plan.seconds:.1f}", peak,
    )  # fmt: skip


def measure(units: int, missions: int, seconds: float) -> list[tuple[object, ...]]:
    problem = make_lift(units, missions, 3)
    plan = plan_lift(problem, seconds=seconds)
    rows = [row_of(f"{units} units, 3 years", problem, plan)]
    for days in (32, 120):
        blocked = with_block(problem, block_of("mission-0", 400, days), plan.days, START + timedelta(days=390))
        again = replan_lift(blocked, plan.days, seconds=min(5.0, seconds))
        rows.append(row_of(f"a block of {days} days", blocked, again))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true")
    is_smoke = parser.parse_args().smoke
    rows = measure(12, 2, 3) if is_smoke else measure(300, 12, 28)
    table = [HEADINGS, tuple("---" for _ in HEADINGS), *rows]
    text = "\n".join("| " + " | ".join(str(cell) for cell in row) + " |" for row in table)
    print(text)
    if not is_smoke:
        RESULTS.write_text(f"{INTRODUCTION}\n{text}\n")


if __name__ == "__main__":
    main()
