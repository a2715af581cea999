"""The certificate: the same bound as the relaxation's, never below the optimum, and no tampering goes through."""

import copy
import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.planning.plain_model import PlainModel
from muster.planning import IterationsDone, Plan, Prices, Problem, Stay, solve
from muster.planning.certificate import Proof, certify, examine_bound
from muster.planning.certified_subproblems import best_knapsack
from muster.planning.pricing import ARRIVAL_GRID, GRID
from muster.planning.published_prices import publish
from muster.planning.relaxation import Relaxation
from muster.planning.tables import build_tables
from tests.planning.builders import battalion_problem, generated_problem, plan_of, small_problems

QUICK = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def priced_plan(problem: Problem, seed: int) -> tuple[Plan, float]:
    """An empty plan at random prices on the grids, and the relaxation's bound at these."""
    tables, order = build_tables(problem)
    relaxation = Relaxation(tables)
    rng = np.random.default_rng(seed)
    flat = rng.integers(0, 8 * int(GRID), relaxation.shape.size) / GRID
    flat[rng.random(len(flat)) < 0.3] = 0.0
    flat = np.where(np.isneginf(relaxation.lowest), flat - 3.0, flat)
    prices, priced = relaxation.shape.split(flat), relaxation.priced
    prices.post[priced.post == 0] = 0.0
    prices.pledge[priced.pledge == 0] = 0.0
    prices.arrival[priced.arrival == 0] = 0.0
    prices.arrival[:] = np.round(prices.arrival * ARRIVAL_GRID / 7) / ARRIVAL_GRID
    bound = relaxation.evaluate(flat)
    plan = replace(plan_of(problem, bound=bound), prices=publish(problem, order, relaxation, flat))
    return Plan.from_json_bytes(plan.to_json_bytes()), bound


@QUICK
@given(small_problems(), st.integers(0, 2**32 - 1))
def test_at_any_prices_the_certificate_is_the_bound_of_the_relaxation(problem: Problem, seed: int) -> None:
    plan, bound = priced_plan(problem, seed)
    assert certify(problem, plan).bound == Fraction(bound)


@settings(QUICK, max_examples=40)
@given(small_problems(), st.integers(0, 2**32 - 1))
def test_at_any_prices_what_is_certified_is_at_least_the_optimum(problem: Problem, seed: int) -> None:
    plan, _ = priced_plan(problem, seed)
    solved = PlainModel(json.loads(problem.to_json_bytes())).solve(seconds=60, workers=1)
    assert solved.optimal
    assert certify(problem, plan).bound >= solved.objective


@settings(QUICK, max_examples=40)
@given(small_problems(), st.integers(0, 2**32 - 1))
def test_with_pinned_stays_the_bound_is_that_of_plans_which_hold_them(problem: Problem, seed: int) -> None:
    solved = PlainModel(json.loads(problem.to_json_bytes())).solve(seconds=60, workers=1)
    stays = tuple(Stay(row["pledge"], row["post"], row["start"], row["end"]) for row in solved.stays)
    kept = tuple(stay for stay in stays if keeps_rules(problem, stay))[:1]
    plan, _ = priced_plan(problem, seed)
    plan = replace(plan, stays=stays, objective=solved.objective, pinned=kept)
    assert certify(problem, plan).bound >= solved.objective


def keeps_rules(problem: Problem, stay: Stay) -> bool:
    """Whether the stay alone may be committed: a company without its lead may not."""
    requirement = problem.requirement_by_id[problem.post_by_id[stay.post].requirement]
    return requirement.lead in (None, stay.post)


@pytest.fixture(scope="module")
def solved() -> tuple[Problem, Plan]:
    problem = generated_problem(scale=0.3, seed=1)
    plan = solve(problem, stop=IterationsDone(12), workers=1)
    if plan.bound_proof != "prices":
        pytest.fail("this problem is too large for an integer program to bound it")
    return problem, plan


def test_the_bound_of_a_solved_problem_is_certified(solved: tuple[Problem, Plan]) -> None:
    problem, plan = solved
    verdict = examine_bound(problem, plan)
    assert verdict.proof is Proof.CERTIFIED
    assert verdict.proven == Fraction(plan.bound)


def test_a_bound_lowered_by_one_is_refused(solved: tuple[Problem, Plan]) -> None:
    problem, plan = solved
    verdict = examine_bound(problem, replace(plan, bound=plan.bound - 1))
    assert verdict.proof is Proof.REFUSED
    assert verdict.faults == (f"bound: is {plan.bound - 1}, its prices prove no less than {plan.bound}",)


def test_a_bound_of_integer_programming_is_not_called_certified(solved: tuple[Problem, Plan]) -> None:
    problem, plan = solved
    verdict = examine_bound(problem, replace(plan, bound=plan.bound - 1, bound_proof="integer program"))
    assert verdict.faults == ()
    assert verdict.words == (
        f"proven by integer programming, not certified by the prices: the prices alone prove {plan.bound:.1f}"
    )


def test_a_plan_without_multipliers_has_no_certificate(solved: tuple[Problem, Plan]) -> None:
    problem, plan = solved
    verdict = examine_bound(problem, replace(plan, prices=Prices()))
    assert (verdict.words, verdict.faults) == ("no certificate", ())


def battalion_plan() -> tuple[Problem, dict[str, Any]]:
    """A battalion whose lead `L` may have a price below 0, with multipliers of every kind that it may have."""
    problem = battalion_problem(4)
    return problem, {
        "grid": 1024,
        "arrival_grid": 2**20,
        "posts": [],
        "options": [
            {"pledge": "U1", "post": "L", "row": [-5, 0, 0, 5]},
            {"pledge": "U2", "post": "C1", "row": [1024, 1024, 1024, 1024]},
        ],
        "pledges": [],
        "arrivals": [],
    }


def verdict_of(problem: Problem, multipliers: dict[str, Any]) -> tuple[str, ...]:
    return examine_bound(problem, replace(plan_of(problem), prices=Prices(multipliers=multipliers))).faults


def test_untouched_multipliers_are_taken() -> None:
    assert verdict_of(*battalion_plan()) == ()


@pytest.mark.parametrize(
    ("key", "entry", "says"),
    [
        ("options", {"pledge": "U2", "post": "C1", "row": [-1, 0, 0, 0]}, "options[0].row: period 0: is -1, only"),
        ("options", {"pledge": "U2", "post": "C1", "row": [1, 0, 0]}, "options[0].row: must be a list of 4 integers"),
        ("options", {"pledge": "U2", "post": "C1", "row": [1, 0, 0, 0.5]}, "options[0].row: period 3: must be an int"),
        ("options", {"pledge": "U2", "post": "C1", "row": [1, 0, 0, True]}, "options[0].row: period 3: must be an int"),
        ("options", {"pledge": "U9", "post": "C1", "row": [1] * 4}, 'options[0]: pledge "U9" has no option on post'),
        ("options", {"pledge": "U1", "row": [1] * 4}, 'options[0]: pledge "U1" has no option on post null'),
        ("posts", {"post": "X", "row": [1] * 4}, 'posts[0]: there is no post "X"'),
        ("posts", {"post": "C1", "row": [1] * 4}, 'posts[0]: post "C1" is one of several'),
        ("pledges", {"pledge": "U9", "row": [1] * 4}, 'pledges[0]: there is no pledge "U9"'),
        ("pledges", {"pledge": "U1", "row": [1] * 4}, 'pledges[0]: State "A" has no ceiling'),
        ("arrivals", {"mission": "M", "row": [1] * 4}, 'arrivals[0]: there is no limit on arrivals in "M"'),
        ("arrivals", {"mission": None, "row": [1] * 4}, 'arrivals[0]: there is no limit on arrivals in "all missions"'),
        ("posts", 7, "posts[0]: must be an object with post and a row"),
    ],
)
def test_a_tampered_row_is_refused_with_its_place(key: str, entry: Any, says: str) -> None:
    problem, multipliers = battalion_plan()
    multipliers = copy.deepcopy(multipliers)
    multipliers[key] = [entry]
    (fault,) = verdict_of(problem, multipliers)
    assert fault.startswith(f"prices.multipliers.{says}")
    assert "\n" not in fault


@pytest.mark.parametrize("grid", [0, -1024, 1024.0, "1024", None, True, 2**40])
def test_a_grid_is_a_whole_number_of_steps(grid: Any) -> None:
    problem, multipliers = battalion_plan()
    assert verdict_of(problem, multipliers | {"grid": grid}) == (
        "prices.multipliers.grid: must be an integer of 1 to 2^30",
    )


def test_a_row_that_is_there_twice_is_refused() -> None:
    problem, multipliers = battalion_plan()
    multipliers["options"].append(multipliers["options"][0])
    assert verdict_of(problem, multipliers) == ("prices.multipliers.options[2]: is there twice",)


def test_a_pinned_stay_is_one_of_the_plan_and_of_an_option() -> None:
    problem, multipliers = battalion_plan()
    plan = replace(plan_of(problem), prices=Prices(multipliers=multipliers))
    stay = Stay("U1", "L", 0, 2)
    assert examine_bound(problem, replace(plan, pinned=(stay,))).faults == ("pinned[0]: is not among the plan's stays",)
    assert examine_bound(problem, replace(plan, pinned=(Stay("U1", "X", 0, 2),))).faults == (
        "pinned[0]: U1 in X is no option of the problem",
    )
    (fault,) = examine_bound(problem, replace(plan, stays=(stay,), pinned=(stay, Stay("U2", "L", 1, 3)))).faults
    assert fault == 'pinned: committed[1]: post "L" is held at the same time by committed[0]'


def test_sums_beyond_62_bits_are_not_certified_and_no_fault() -> None:
    problem = battalion_problem(4)
    large = replace(problem, options=tuple(replace(row, value=2**52) for row in problem.options))
    _, multipliers = battalion_plan()
    verdict = examine_bound(large, replace(plan_of(large, bound=2.0**60), prices=Prices(multipliers=multipliers)))
    assert (verdict.proof, verdict.faults) == (Proof.TOO_LARGE, ())


def test_a_knapsack_too_long_for_branching_is_solved_by_its_table() -> None:
    """Equal densities: the bound of cut items tells nothing, and no sum of even weights fills an odd room."""
    weights = np.full(40, 2, np.int64) * np.arange(11, 51)
    assert best_knapsack(weights, weights, 1001) == 1000
