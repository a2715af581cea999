"""Random small problems: every plan is valid under both checkers, and the bound holds against a second solver."""

import pytest
from hypothesis import HealthCheck, given, settings

from muster.planning import IterationsDone, Problem, solve
from muster.planning.plan import ROUNDING
from muster.planning.simple import simple_bound, simple_plan, worth
from tests.planning.answers import assert_valid, optimum_of
from tests.planning.builders import generated_problem, plan_of, small_problems

QUICK = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(small_problems())
def test_plans_are_valid_and_the_optimum_lies_between_objective_and_bound(problem: Problem) -> None:
    plan = solve(problem, stop=IterationsDone(3), workers=1)
    assert_valid(problem, plan)
    optimum = optimum_of(problem)
    assert plan.objective <= optimum <= plan.bound + ROUNDING
    if plan.status == "optimal":
        assert plan.objective == optimum


@settings(QUICK, max_examples=25)
@given(small_problems())
def test_small_problems_are_solved_to_the_optimum(problem: Problem) -> None:
    plan = solve(problem, stop=IterationsDone(40), workers=2)
    assert_valid(problem, plan)
    assert plan.status == "optimal"
    assert plan.objective == optimum_of(problem)


@QUICK
@given(small_problems())
def test_the_simple_plan_and_bound_are_valid_too(problem: Problem) -> None:
    stays = simple_plan(problem)
    assert_valid(problem, plan_of(problem, *stays))
    assert worth(problem, stays) <= optimum_of(problem) <= simple_bound(problem)


@pytest.mark.parametrize("seed", range(3))
def test_generated_problems_are_planned_within_five_per_cent(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muster.planning.rounds.possible_stays", lambda tables: None)
    problem = generated_problem(scale=0.1, seed=seed)
    plan = solve(problem, stop=IterationsDone(8), seed=seed)
    assert_valid(problem, plan)
    assert plan.gap <= 0.05


def test_without_any_iteration_plan_and_bound_are_valid_already() -> None:
    problem = generated_problem(scale=0.1, seed=0)
    plan = solve(problem, stop=IterationsDone(0))
    assert plan.iterations == 0
    assert_valid(problem, plan)


def test_a_horizon_of_weeks_is_planned_too() -> None:
    problem = generated_problem(scale=0.05, seed=4, periods=120)
    plan = solve(problem, stop=IterationsDone(6))
    assert_valid(problem, plan)
    assert plan.gap < 0.1
