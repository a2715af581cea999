"""What a solve promises besides a good plan: repeatable, interruptible, warm-started, stopped when told to."""

import dataclasses
from collections.abc import Iterator
from itertools import pairwise

import pytest

from muster.planning import (
    GapReached,
    IterationsDone,
    NoProgress,
    Plan,
    Problem,
    Progress,
    SecondsPassed,
    Stay,
    any_of,
    solve,
)
from muster.planning.checker import broken_rules
from muster.planning.exact import possible_stays
from tests.planning.builders import generated_problem, one_post_problem


@pytest.fixture(scope="module")
def problem() -> Problem:
    return generated_problem(scale=0.1, seed=1)


@pytest.fixture(scope="module", autouse=True)
def _no_proof() -> Iterator[None]:
    """Problems of this size are proven within seconds; here the rounds are to go on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("muster.planning.rounds.possible_stays", lambda tables: None)
        yield


@pytest.fixture(scope="module")
def plan(problem: Problem) -> Plan:
    return solve(problem, stop=IterationsDone(8), seed=3, workers=2)


def test_the_same_problem_seed_and_iterations_give_the_same_plan(problem: Problem, plan: Plan) -> None:
    again = solve(problem, stop=IterationsDone(8), seed=3, workers=2)
    assert dataclasses.replace(again, seconds=plan.seconds) == plan


def test_a_proof_can_be_repeated_too() -> None:
    problem = generated_problem(scale=0.05, seed=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("muster.planning.rounds.possible_stays", possible_stays)
        first, second = (solve(problem, stop=IterationsDone(20), workers=2) for _ in range(2))
    assert first.status == "optimal"
    assert dataclasses.replace(first, seconds=second.seconds) == second


def test_the_number_of_workers_does_not_change_the_plan(problem: Problem, plan: Plan) -> None:
    alone = solve(problem, stop=IterationsDone(8), seed=3, workers=1)
    assert alone.stays == plan.stays
    assert alone.bound == plan.bound


@pytest.mark.parametrize("rounds", [1, 7])
def test_an_interrupted_solve_returns_its_best_plan(problem: Problem, rounds: int) -> None:
    seen: list[Progress] = []

    def interrupt(progress: Progress) -> None:
        seen.append(progress)
        if progress.iterations == rounds:
            raise KeyboardInterrupt

    interrupted = solve(problem, progress=interrupt)
    assert list(broken_rules(problem, interrupted)) == []
    assert interrupted.objective >= seen[-1].objective
    assert interrupted.iterations == rounds


def test_progress_never_goes_back(problem: Problem) -> None:
    seen: list[Progress] = []
    solve(problem, stop=IterationsDone(7), progress=seen.append)
    assert [progress.iterations for progress in seen] == list(range(8))
    for before, after in pairwise(seen):
        assert after.objective >= before.objective
        assert after.bound <= before.bound


def test_a_warm_start_is_where_the_search_begins(problem: Problem, plan: Plan) -> None:
    again = solve(problem, stop=IterationsDone(0), warm_start=plan.stays)
    assert again.objective >= plan.objective


def test_stays_of_a_warm_start_that_no_longer_fit_are_left_out(problem: Problem, plan: Plan) -> None:
    odd = [*plan.stays, Stay("nobody", "nowhere", 0, 1), dataclasses.replace(plan.stays[0], start=-5)]
    again = solve(problem, stop=IterationsDone(0), warm_start=odd)
    assert list(broken_rules(problem, again)) == []
    assert again.objective >= plan.objective


def test_prices_are_published_with_the_plan(problem: Problem, plan: Plan) -> None:
    assert set(plan.prices.posts) == {post.id for post in problem.posts}
    assert all(len(row) == problem.count for row in plan.prices.posts.values())
    assert any(any(row) for row in plan.prices.posts.values())
    assert None in plan.prices.arrivals


def test_a_plan_survives_the_way_to_a_file_and_back(plan: Plan) -> None:
    again = Plan.from_json_bytes(plan.to_json_bytes())
    assert dataclasses.replace(again, seconds=plan.seconds) == plan
    assert again.prices.multipliers == plan.prices.multipliers


def test_a_problem_too_large_for_tables_still_gets_a_valid_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muster.planning.solver.MOST_CELLS", 10)
    problem = one_post_problem()
    plan = solve(problem)
    assert list(broken_rules(problem, plan)) == []
    assert plan.objective == 58
    assert plan.bound_proof == "simple"


NOW = Progress(iterations=7, seconds=5.0, objective=90, bound=100.0, idle_iterations=3, idle_seconds=2.0)


@pytest.mark.parametrize(
    ("criterion", "stops"),
    [
        (GapReached(0.1), True),
        (GapReached(0.09), False),
        (SecondsPassed(5.0), True),
        (SecondsPassed(5.1), False),
        (IterationsDone(7), True),
        (IterationsDone(8), False),
        (NoProgress(iterations=3), True),
        (NoProgress(iterations=4), False),
        (NoProgress(seconds=2.0), True),
        (NoProgress(seconds=2.5), False),
        (any_of(), False),
        (any_of(SecondsPassed(9), IterationsDone(7)), True),
        (SecondsPassed(9) | IterationsDone(8), False),
        (SecondsPassed(9) | GapReached(0.5), True),
    ],
)
def test_criteria_say_when_to_stop(criterion: GapReached, stops: bool) -> None:
    assert criterion(NOW) is stops


def test_combined_criteria_know_their_limits() -> None:
    combined = SecondsPassed(9) | IterationsDone(8) | GapReached(0.5)
    assert (combined.seconds_limit(), combined.iterations_limit()) == (9, 8)
