"""Small planning problems for the tests: builders with defaults, random ones, and the contract's own checker."""

import importlib.util
import json
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from hypothesis import strategies as st

from muster.planning import (
    ArrivalLimit,
    CommittedStay,
    Option,
    Plan,
    Pledge,
    Post,
    Problem,
    ProblemRefused,
    Requirement,
    StateCeiling,
    Stay,
)

CONTRACT = Path(__file__).parents[1] / "contracts" / "planning"


def _contract_module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"contract_{name}", CONTRACT / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CHECKER = _contract_module("check_plan")
GENERATOR = _contract_module("make_problem")


def contract_sentences(problem: Problem, plan: Plan) -> list[str]:
    """What the contract's own checker says of the plan."""
    content = json.loads(plan.to_json_bytes())
    return [*CHECKER.malformed(content), *CHECKER.violations(json.loads(problem.to_json_bytes()), content)]


def pledge(name: str, state: str = "A", strength: int = 100, **changes: int) -> Pledge:
    """A pledge that may stay 1 to 3 periods from the first on, without dwell."""
    row = {"ready_from": 0, "min_stay": 1, "max_stay": 3, "dwell": 0} | changes
    return Pledge(name, state, "company", strength, **row)


def option(pledge_id: str, post_id: str, value: int = 10, start_cost: int = 1, **window: int) -> Option:
    """An option without a window of its own."""
    row = {"earliest": 0, "latest": 1000} | window
    return Option(pledge_id, post_id, value, start_cost, **row)


def one_post_problem(count: int = 6, **changes: Any) -> Problem:
    """One mission, one requirement, one post `P` wanted throughout, pledge `U` of State A that may take it."""
    rows: dict[str, Any] = {
        "requirements": (Requirement("R", "M"),),
        "posts": (Post("P", "R", "company", 100, 0, count),),
        "pledges": (pledge("U"),),
        "options": (option("U", "P"),),
    }
    return Problem(start=date(2027, 1, 1), count=count, **(rows | changes))


def battalion_problem(count: int = 4, max_states: int = 2, **changes: Any) -> Problem:
    """A battalion in mission M: lead `L` and companies `C1`, `C2`; pledges U1 (A), U2 (B), U3 (C) may take any post."""
    posts = tuple(Post(name, "R", "company", 100, 0, count) for name in ("L", "C1", "C2"))
    pledges = tuple(
        pledge(f"U{i}", state, max_stay=count, min_stay=1) for i, state in enumerate(("A", "B", "C"), start=1)
    )
    rows: dict[str, Any] = {
        "requirements": (Requirement("R", "M", max_states, "L"),),
        "posts": posts,
        "pledges": pledges,
        "options": tuple(option(unit.id, post.id) for unit in pledges for post in posts),
    }
    return Problem(start=date(2027, 1, 1), count=count, **(rows | changes))


def generated_problem(scale: float, seed: int, periods: int = 36) -> Problem:
    """A problem of the contract's generator."""
    return Problem.from_json_bytes(json.dumps(GENERATOR.make(scale, seed, periods)).encode())


@st.composite
def small_problems(draw: st.DrawFn, largest: int = 5) -> Problem:
    """Random problems with one of everything, of which the committed stays do not clash."""
    number = st.integers(1, largest)
    count = draw(st.integers(2, 6))
    states = ["A", "B", "C"]
    requirements, posts = [], []
    for i in range(draw(st.integers(1, 3))):
        names = [f"P{i}{j}" for j in range(draw(st.integers(1, 3)))]
        lead = draw(st.sampled_from([None, names[0]]))
        requirements.append(Requirement(f"R{i}", f"M{i % 2}", draw(st.integers(1, 3)), lead))
        for name in names:
            start = draw(st.integers(0, count - 1))
            posts.append(Post(name, f"R{i}", "company", 100, start, draw(st.integers(start + 1, count))))
    pledges = []
    for i in range(draw(number)):
        shortest = draw(st.integers(1, 3))
        pledges.append(
            pledge(
                f"U{i}",
                draw(st.sampled_from(states)),
                draw(st.integers(1, 4)),
                ready_from=draw(st.integers(0, 2)),
                min_stay=shortest,
                max_stay=draw(st.integers(shortest, 4)),
                dwell=draw(st.integers(0, 2)),
            )
        )
    pairs = [(unit.id, post.id) for unit in pledges for post in posts]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=12))
    window = st.integers(0, count)
    options = [
        option(
            *pair, draw(number), draw(st.integers(0, 6)), earliest=draw(window) // 2, latest=count - draw(window) // 3
        )
        for pair in chosen
    ]
    rows: dict[str, Any] = {
        "start": date(2027, 1, 1),
        "count": count,
        "requirements": requirements,
        "posts": posts,
        "pledges": pledges,
        "options": options,
        "state_ceilings": [
            StateCeiling(state, draw(st.integers(0, 8))) for state in draw(st.sets(st.sampled_from(states)))
        ],
        "arrivals": [
            ArrivalLimit(mission, draw(st.integers(0, 8)))
            for mission in draw(st.sets(st.sampled_from([None, "M0", "M1"])))
        ],
        "incompatible": draw(st.lists(st.tuples(st.sampled_from(states), st.sampled_from(states)), max_size=2)),
    }
    committed: list[CommittedStay] = []
    for pledge_id, post_id in draw(st.lists(st.sampled_from(pairs), max_size=2)):
        start = draw(st.integers(-3, count))
        candidate = CommittedStay(pledge_id, post_id, start, start + draw(st.integers(1, 4)))
        try:
            Problem(**rows, committed=(*committed, candidate))
        except ProblemRefused:
            continue
        committed.append(candidate)
    return Problem(**rows, committed=tuple(committed))


def plan_of(problem: Problem, *stays: Stay, objective: int | None = None, bound: float = 1e6) -> Plan:
    """A plan with these stays, whatever they break; the objective is theirs unless told otherwise."""
    options = {(row.pledge, row.post): row for row in problem.options}
    worth = sum(
        options[stay.pledge, stay.post].value * (stay.end - stay.start) - options[stay.pledge, stay.post].start_cost
        for stay in stays
        if (stay.pledge, stay.post) in options
    )
    return Plan(problem.sha256, tuple(stays), worth if objective is None else objective, bound, "feasible", 0.0)
