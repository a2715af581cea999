"""Solving again after a plan: earlier prices, stays that are pinned, and a price on change."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.planning import (
    IterationsDone,
    Plan,
    PlanRefused,
    Prices,
    Problem,
    ProblemRefused,
    StateCeiling,
    Stay,
    solve,
)
from muster.planning.certificate import Proof, examine_bound
from tests.planning.answers import assert_valid, optimum_of
from tests.planning.builders import (
    battalion_problem,
    generated_problem,
    one_post_problem,
    option,
    pledge,
    small_problems,
)

FEW = IterationsDone(6)


@pytest.fixture(scope="module")
def problem() -> Problem:
    return generated_problem(scale=0.1, seed=1)


@pytest.fixture(scope="module")
def plan(problem: Problem) -> Plan:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("muster.planning.rounds.possible_stays", lambda tables: None)
        return solve(problem, stop=IterationsDone(12), seed=3)


def without_proof(patch: pytest.MonkeyPatch) -> None:
    """Leave the bound to the prices."""
    patch.setattr("muster.planning.rounds.possible_stays", lambda tables: None)


def test_earlier_prices_bound_as_well_from_the_first_round(
    problem: Problem, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_proof(monkeypatch)
    again = solve(problem, stop=IterationsDone(0), warm_prices=plan.prices)
    assert again.bound <= plan.bound + 1.0
    assert again.bound < solve(problem, stop=IterationsDone(0)).bound


def test_prices_of_what_no_longer_binds_are_not_charged(
    problem: Problem, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ceiling that was lifted carries no price; charging the old one would make the bound too low."""
    without_proof(monkeypatch)
    ceilings = tuple(StateCeiling(row.state, 1_000_000) for row in problem.state_ceilings)
    freer = dataclasses.replace(problem, state_ceilings=ceilings, arrivals=(), file_sha256=None)
    again = solve(freer, stop=FEW, warm_start=plan.stays, warm_prices=plan.prices)
    assert_valid(freer, again)
    assert examine_bound(freer, again).proof == Proof.CERTIFIED


@settings(max_examples=25, deadline=None)
@given(small_problems(), small_problems(), st.integers(0, 5))
def test_prices_of_any_other_problem_still_give_a_bound(one: Problem, other: Problem, seed: int) -> None:
    earlier = solve(other, stop=FEW, seed=seed)
    with pytest.MonkeyPatch.context() as patch:
        without_proof(patch)
        again = solve(one, stop=FEW, seed=seed, warm_start=earlier.stays, warm_prices=earlier.prices)
    assert_valid(one, again)
    assert again.bound >= optimum_of(one) - 1e-6
    assert examine_bound(one, again).proof == Proof.CERTIFIED


@pytest.mark.parametrize(
    "multipliers",
    [
        {"posts": [{"post": "P00000", "row": "ten"}]},
        {"posts": [{"post": "P00000", "row": [10**400]}]},
        {"posts": [{"post": "P00000", "row": [float("nan")]}]},
        {"options": [{"pledge": "U00000", "row": [1]}]},
        {"options": ["U00000"]},
        {"pledges": 7},
    ],
)
def test_prices_that_are_not_ours_are_refused(problem: Problem, multipliers: dict[str, Any]) -> None:
    strange = Prices(multipliers=multipliers)
    with pytest.raises(PlanRefused, match="multipliers"):
        solve(problem, stop=FEW, warm_prices=strange)


def test_a_pinned_stay_stands_in_the_plan_and_counts_in_objective_and_bound(
    problem: Problem, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_proof(monkeypatch)
    leads = {row.lead for row in problem.requirements}
    under = {post.id for post in problem.posts if problem.requirement_by_id[post.requirement].lead} - leads
    pinned = tuple(stay for stay in plan.stays if stay.post not in under)[:5]
    again = solve(problem, stop=FEW, warm_start=plan.stays, warm_prices=plan.prices, pinned=pinned)
    assert_valid(problem, again)
    assert set(pinned) <= set(again.stays)
    assert again.pinned == pinned
    assert again.objective >= plan.objective
    assert examine_bound(problem, again).proof == Proof.CERTIFIED


@pytest.mark.parametrize(
    ("stay", "words"),
    [
        (Stay("U", "Q", 0, 2), "no option"),
        (Stay("U", "P", 4, 9), "outside the window"),
        (Stay("U", "P", 0, 5), "lasts 5 periods"),
    ],
)
def test_a_stay_that_is_none_cannot_be_pinned(stay: Stay, words: str) -> None:
    with pytest.raises(ProblemRefused, match=words):
        solve(one_post_problem(options=(option("U", "P"),)), stop=FEW, pinned=(stay,))


def test_a_company_is_pinned_with_its_lead_only() -> None:
    problem = battalion_problem()
    company, lead = Stay("U2", "C1", 0, 2), Stay("U1", "L", 0, 2)
    with pytest.raises(ProblemRefused, match="without its lead L in period 0"):
        solve(problem, stop=FEW, pinned=(company,))
    assert {company, lead} <= set(solve(problem, stop=FEW, pinned=(company, lead)).stays)


def test_pinned_stays_that_clash_are_refused(problem: Problem, plan: Plan) -> None:
    stay = plan.stays[0]
    with pytest.raises(ProblemRefused):
        solve(problem, stop=FEW, pinned=(stay, dataclasses.replace(stay)))


def test_a_price_on_change_keeps_a_plan_that_is_a_trifle_worse() -> None:
    """Two pledges for one post, worth 10 and 11 a period: the one that was published stays unless change is free."""
    first, second = option("U", "P", value=10), option("V", "P", value=11)
    problem = one_post_problem(count=3, pledges=(pledge("U"), pledge("V")), options=(first, second))
    published = (Stay("U", "P", 0, 3),)
    assert [stay.pledge for stay in solve(problem, stop=FEW, warm_start=published).stays] == ["V"]
    kept = solve(problem, stop=FEW, warm_start=published, change_cost=2)
    assert kept.stays == published
    assert kept.objective == 29
    assert optimum_of(problem) == 32
    assert 32 <= kept.bound < 29 + 2 * 3, "points for what is kept are no part of the bound"


def test_more_is_kept_the_more_a_change_costs(problem: Problem, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    without_proof(monkeypatch)
    options = [dataclasses.replace(row, value=row.value * (2 + i % 3)) for i, row in enumerate(problem.options)]
    changed = dataclasses.replace(problem, options=tuple(options), file_sha256=None)
    kept = []
    for cost in (0, 1_000_000):
        again = solve(changed, stop=IterationsDone(10), warm_start=plan.stays, change_cost=cost)
        assert_valid(changed, again)
        assert examine_bound(changed, again).proof == Proof.CERTIFIED
        kept.append(len(set(plan.stays) & set(again.stays)))
    assert kept[1] == len(plan.stays) > kept[0]
