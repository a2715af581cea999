"""Problems of another shape than the contract's generator makes, so that nothing is tuned to that shape unseen.

`python -m benchmarks.planning.shapes [--seconds N]`

Each shape is made from a seed by a few lines below, and solved by the planner and by CP-SAT, given the plain model
whole, for the same time, in processes of their own. The gap of each is told against the least bound that either has
proven, so that a plan is judged by what is known of the problem. RESULTS-shapes.md is written at the end.
"""

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.planning.compare import verify

Json = dict[str, Any]
RESULTS = Path(__file__).with_name("RESULTS-shapes.md")
MUSTER, CP_SAT = "muster", "CP-SAT"


class Solved(NamedTuple):
    """What a solver came to."""

    objective: int
    bound: float
    seconds: float


def problem(unit: str, count: int, **lists: list[Json]) -> Json:
    """A problem file's content; lists that are not given are empty."""
    names = ("requirements", "posts", "pledges", "options", "state_ceilings", "arrivals", "incompatible", "committed")
    periods = {"start": "2027-01-01", "unit": unit, "count": count}
    return {"version": 1, "periods": periods, **{name: lists.get(name, []) for name in names}}


def post(number: int, requirement: str, start: int, end: int, strength: int = 100) -> Json:
    return {
        "id": f"post-{number}",
        "requirement": requirement,
        "unit_type": "company",
        "strength": strength,
        "start": start,
        "end": end,
    }


def pledge(name: str, state: str, strength: int, *, ready: int = 0, stay: tuple[int, int, int] = (1, 1, 0)) -> Json:
    """`stay`: shortest, longest, dwell."""
    shortest, longest, dwell = stay
    return {
        "id": name,
        "state": state,
        "unit_type": "company",
        "strength": strength,
        "ready_from": ready,
        "min_stay": shortest,
        "max_stay": longest,
        "dwell": dwell,
    }


def option(name: str, number: int, value: int, start_cost: int, count: int) -> Json:
    return {
        "pledge": name,
        "post": f"post-{number}",
        "value": value,
        "start_cost": start_cost,
        "earliest": 0,
        "latest": count,
    }


def single(number: int, mission: str) -> Json:
    return {"id": f"requirement-{number}", "mission": mission, "max_states": 1, "lead": None}


def assignment(agents: int, jobs: int, seed: int) -> Json:
    """Generalised assignment in one period: States are agents, ceilings their capacities, posts the jobs.

    Weights and profits are correlated as in the hard class (D) of that problem's literature: weight w in 1 to 100, cost
    111 - w plus -10 to 10, capacities 0.8 of an equal share; a job done is worth 1,000 less its cost.
    """
    draw = random.Random(seed)
    weight = [[draw.randint(1, 100) for _ in range(jobs)] for _ in range(agents)]
    cost = [[111 - w + draw.randint(-10, 10) for w in row] for row in weight]
    pairs = [(i, j) for i in range(agents) for j in range(jobs)]
    return problem(
        "month",
        1,
        requirements=[single(j, "mission-0") for j in range(jobs)],
        posts=[post(j, f"requirement-{j}", 0, 1) for j in range(jobs)],
        pledges=[pledge(f"pledge-{i}-{j}", f"state-{i}", weight[i][j]) for i, j in pairs],
        options=[option(f"pledge-{i}-{j}", j, 1000 - cost[i][j], 0, 1) for i, j in pairs],
        state_ceilings=[
            {"state": f"state-{i}", "personnel": int(0.8 * sum(weight[i]) / agents)} for i in range(agents)
        ],
    )


def rotations(
    posts: int, pledges: int, states: int, count: int, unit: str, seed: int,
    *, missions: int, stay: tuple[int, int, int],
) -> Json:  # fmt: skip
    """Posts of missions and pledges of States in rotation; a tenth of the requirements are pairs with a lead."""
    draw = random.Random(seed)
    rows: list[Json] = []
    requirements: list[Json] = []
    placed = 0
    while placed < posts:
        name, paired = f"requirement-{len(requirements)}", draw.random() < 0.1 and placed + 1 < posts
        start = draw.choice((0, 0, draw.randrange(count // 3)))
        numbers = range(placed, placed + 1 + paired)
        rows += [post(number, name, start, count) for number in numbers]
        lead = f"post-{placed}" if paired else None
        mission = f"mission-{draw.randrange(missions)}"
        requirements.append({"id": name, "mission": mission, "max_states": 1 + paired, "lead": lead})
        placed += len(numbers)
    units, options = [], []
    for number in range(pledges):
        name, worth = f"pledge-{number}", draw.randint(100, 300)
        ready, strength = draw.randrange(max(1, count // 2)), draw.choice((60, 120, 200, 350))
        units.append(pledge(name, f"state-{draw.randrange(states)}", strength, ready=ready, stay=stay))
        options += [
            option(name, at, max(1, worth + draw.randint(-60, 60)), draw.randint(100, 600), count)
            for at in sorted(draw.sample(range(posts), min(posts, 8)))
        ]
    per_state = sum(row["strength"] for row in units) // states
    return problem(
        unit,
        count,
        requirements=requirements,
        posts=rows,
        pledges=units,
        options=options,
        state_ceilings=[{"state": f"state-{i}", "personnel": max(350, per_state // 3)} for i in range(states)],
        arrivals=[{"mission": None, "personnel": max(700, sum(row["strength"] for row in units) // 10)}],
    )


SHAPES: dict[str, Callable[[], Json]] = {
    "one period, tight ceilings: 5 agents, 100 jobs": lambda: assignment(5, 100, 0),
    "one period, tight ceilings: 20 agents, 200 jobs": lambda: assignment(20, 200, 0),
    "one mission, 60 posts, 80 pledges, 36 months": lambda: rotations(
        60, 80, 25, 36, "month", 1, missions=1, stay=(6, 12, 6)
    ),
    "120 weeks, 80 posts, 120 pledges": lambda: rotations(80, 120, 40, 120, "week", 2, missions=6, stay=(26, 52, 26)),
    "one State with 100 pledges, 50 posts, 36 months": lambda: rotations(
        50, 100, 1, 36, "month", 3, missions=5, stay=(6, 12, 6)
    ),
}
"""No shape has committed stays."""


def solved(solver: str, folder: Path, seconds: float) -> Solved:
    """Solve in a process of its own, and verify by the contract's checker."""
    path, plan, limit = folder / "problem.json", folder / "plan.json", f"{seconds:g}"
    if solver == MUSTER:
        command = ["muster", "plan", str(path), "-o", str(plan), "--seconds", limit, "--gap", "0"]
    else:
        command = ["benchmarks.planning.plain_run", str(path), str(plan), "--seconds", limit]
    subprocess.run([sys.executable, "-m", *command], stdout=subprocess.DEVNULL, check=True)
    verify(path, plan)
    content = json.loads(plan.read_bytes())
    return Solved(content["objective"], content["bound"], content["seconds"])


def line(name: str, seconds: float) -> str:
    """One shape as a row of the table."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "problem.json").write_text(json.dumps(SHAPES[name]()), encoding="utf-8")
        ours, other = (solved(solver, Path(folder), seconds) for solver in (MUSTER, CP_SAT))
    # CP-SAT that has found nothing tells 0 for its bound, which no bound can be where a plan is worth more.
    least = min(one.bound for one in (ours, other) if one.bound >= max(ours.objective, other.objective))
    cells = [
        f"{one.objective:,} | {one.bound:,.0f} | {(least - one.objective) / least:.3%} | {one.seconds:.1f}"
        for one in (ours, other)
    ]
    return f"| {name} | {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20.0, help="for each solve (default: 20)")
    seconds = parser.parse_args().seconds
    rows = []
    for name in SHAPES:
        rows.append(line(name, seconds))
        print(rows[-1], flush=True)
    machine = f"{os.cpu_count()} processors ({platform.machine()}), Python {platform.python_version()}"
    RESULTS.write_text(
        f"""# Problems of other shapes

`python -m benchmarks.planning.shapes`, {datetime.now(UTC).date().isoformat()}: {machine}, {seconds:g} s each.

Beside each other the planner and CP-SAT with the plain model whole, two workers each. The gap is against the least
bound of the two. Every plan was verified by the contract's checker.

| shape | planner: objective | bound | gap | seconds | CP-SAT: objective | bound | gap | seconds |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
{chr(10).join(rows)}
""",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
