"""The most that a candidate can change is never less than what it does change; planned anew, plans stay valid."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks.planning.plain_model import PlainModel
from muster.planning import IterationsDone, Plan, Problem, Stay, solve
from muster.planning.certificate import Proof, examine_bound, fix_pinned
from muster.planning.checker import broken_rules
from muster.planning.gap_effects import gap_effects, post_effects
from muster.planning.gaps import Gap, gaps_of, runs
from muster.planning.plan import ROUNDING
from muster.planning.refusal import CertificateRefused, ProblemRefused
from muster.planning.replanning import (
    Replannings,
    moves_between,
    place_and_replan,
    replan_candidates,
    replan_gap,
    replan_pledge,
)
from tests.planning.builders import battalion_problem, generated_problem, one_post_problem, plan_of, small_problems

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def optimum_with(problem: Problem, stay: Stay) -> int | None:
    """The best worth of plans that hold the stay; None when it cannot be committed alone."""
    try:
        fixed, worth = fix_pinned(problem, (stay,))
    except CertificateRefused:
        return None
    solved = PlainModel(json.loads(fixed.to_json_bytes())).solve(seconds=60, workers=1)
    assert solved.optimal
    return int(solved.objective) + worth


@SLOW
@given(small_problems())
def test_no_plan_with_the_candidate_in_the_gap_gains_more_than_the_effect_says(problem: Problem) -> None:
    plan = solve(problem, stop=IterationsDone(1), workers=1)
    for effects in gap_effects(problem, plan)[:2]:
        for candidate in effects.candidates[:2]:
            found = optimum_with(problem, candidate.stay)
            assert candidate.reduced_worth <= 0
            assert found is None or found <= plan.objective + candidate.most_gain + ROUNDING


@SLOW
@given(small_problems())
def test_a_pledge_that_is_no_candidate_has_no_possible_stay_there(problem: Problem) -> None:
    plan = solve(problem, stop=IterationsDone(0), workers=1)
    for effects in gap_effects(problem, plan):
        named = {candidate.pledge for candidate in effects.candidates}
        for row in problem.options:
            if row.post == effects.gap.post and row.pledge not in named:
                gap = effects.gap
                single = [
                    Stay(row.pledge, gap.post, start, end)
                    for start in range(gap.start, gap.end)
                    for end in range(start + 1, gap.end + 1)
                ]
                lead = problem.requirement_by_id[problem.post_by_id[gap.post].requirement].lead
                if lead in (None, gap.post):
                    assert not any(is_valid(problem, stay) for stay in single)


def is_valid(problem: Problem, *stays: Stay) -> bool:
    return not list(broken_rules(problem, plan_of(problem, *stays)))


def test_gaps_are_the_runs_that_nobody_holds() -> None:
    problem = battalion_problem(6)
    stays = (Stay("U1", "L", 1, 3), Stay("U1", "L", 4, 5), Stay("U2", "C1", 0, 6))
    assert gaps_of(problem, stays) == (Gap("L", 0, 1), Gap("L", 3, 4), Gap("L", 5, 6), Gap("C2", 0, 6))
    assert list(runs([])) == []


def test_for_a_pledge_every_post_that_it_could_take_has_its_effect() -> None:
    problem = battalion_problem(4)
    plan = solve(problem, stop=IterationsDone(4), workers=1)
    found = post_effects(problem, plan, "U1")
    assert {row.gap.post for row in found} == {"L", "C1", "C2"}
    assert {candidate.pledge for row in found for candidate in row.candidates} == {"U1"}
    assert found[0].candidates[0].most_gain >= found[-1].candidates[0].most_gain


def test_a_plan_without_prices_is_refused_in_one_line() -> None:
    problem = one_post_problem()
    with pytest.raises(CertificateRefused, match=r"^prices: the plan carries none"):
        gap_effects(problem, plan_of(problem))


@pytest.fixture(scope="module")
def solved() -> tuple[Problem, Plan]:
    problem = generated_problem(scale=0.15, seed=3)
    return problem, solve(problem, stop=IterationsDone(3), workers=1)


def test_around_a_placed_stay_the_rest_is_planned_anew(solved: tuple[Problem, Plan]) -> None:
    problem, plan = solved
    effects = next(row for row in gap_effects(problem, plan) if row.candidates and row.candidates[0].is_within)
    stay = effects.candidates[0].stay
    found = place_and_replan(problem, plan, stay, seconds=0.5)
    assert stay in found.plan.stays
    assert stay in found.plan.pinned
    assert list(broken_rules(problem, found.plan)) == []
    assert found.gain == found.plan.objective - plan.objective
    assert found.gain <= found.most_gain + ROUNDING
    assert found.moves == moves_between(plan.stays, found.plan.stays)


def test_candidates_of_a_gap_are_ranked_by_gain(solved: tuple[Problem, Plan]) -> None:
    problem, plan = solved
    gap = next(row.gap for row in gap_effects(problem, plan) if len(row.candidates) > 1)
    found = replan_gap(problem, plan, gap, seconds=1.0, most=2)
    gains = [row.gain for row in found.replanned]
    assert gains == sorted(gains, reverse=True)
    assert 1 <= len(found.replanned) <= 2


def test_a_pledge_is_tried_in_posts_that_it_does_not_hold(solved: tuple[Problem, Plan]) -> None:
    problem, plan = solved
    name = max((unit.id for unit in problem.pledges), key=lambda unit: len(post_effects(problem, plan, unit)))
    found = replan_pledge(problem, plan, name, seconds=1.0, most=2)
    held = {stay.post for stay in plan.stays if stay.pledge == name}
    posts = [row.stay.post for row in found.replanned] + [row.stay.post for row in found.dismissed]
    assert posts
    assert not held.intersection(posts)
    assert {row.stay.pledge for row in found.replanned} <= {name}


def test_candidates_that_their_bounds_rule_out_are_dismissed(solved: tuple[Problem, Plan]) -> None:
    problem, plan = solved
    effects = next(row for row in gap_effects(problem, plan) if row.candidates)
    hopeless = [replace(row, most_gain=-1.0) for row in effects.candidates]
    found = replan_candidates(problem, plan, hopeless, seconds=1.0, most=2)
    assert found == Replannings((), tuple(hopeless))


def test_a_stay_placed_beside_pinned_ones_keeps_them(solved: tuple[Problem, Plan]) -> None:
    problem, plan = solved
    first, second = [row.candidates[0].stay for row in gap_effects(problem, plan) if row.candidates][:2]
    once = place_and_replan(problem, plan, first, seconds=0.3).plan
    twice = place_and_replan(problem, once, second, seconds=0.3).plan
    assert {first, second} <= set(twice.pinned)
    assert examine_bound(problem, twice).proof is Proof.CERTIFIED


def test_a_company_without_its_lead_cannot_be_placed() -> None:
    problem = battalion_problem(4)
    with pytest.raises(ProblemRefused, match="its lead"):
        place_and_replan(problem, plan_of(problem), Stay("U2", "C1", 0, 4), seconds=0.1)


def test_moves_are_the_pledges_whose_stays_differ() -> None:
    same, old, new = Stay("U", "P", 0, 2), Stay("V", "P", 2, 4), Stay("W", "P", 2, 4)
    assert [(move.pledge, move.before, move.after) for move in moves_between([same, old], [new, same])] == [
        ("V", (old,), ()),
        ("W", (), (new,)),
    ]
