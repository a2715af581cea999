"""What it would take: actions widen a problem, the choice among them is the best, and the list keeps its promises."""

import itertools
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.planning.plain_model import PlainModel
from muster.planning import (
    ArrivalLimit,
    GapReached,
    IterationsDone,
    Option,
    Plan,
    Problem,
    StateCeiling,
    Stay,
    solve,
)
from muster.planning.checker import broken_rules
from muster.planning.plan import ROUNDING
from muster.planning.possible_actions import mean_value, possible_actions
from muster.planning.refusal import ActionRefused
from muster.planning.simple import fitting, stay_window
from muster.planning.work_actions import Action, Effects, Readings, with_actions
from muster.planning.work_list import WorkList, work_list
from muster.planning.work_program import Choice, WorkProgram
from tests.planning.builders import (
    battalion_problem,
    generated_problem,
    one_post_problem,
    option,
    plan_of,
    pledge,
    small_problems,
)


def optimum_of(problem: Problem) -> int:
    solved = PlainModel(json.loads(problem.to_json_bytes())).solve(seconds=60, workers=1)
    assert solved.optimal
    return int(solved.objective)


def possible_stays(problem: Problem) -> list[Stay]:
    stays: list[Stay] = []
    for row in problem.options:
        first, last = stay_window(problem, row)
        unit = problem.pledge_by_id[row.pledge]
        for start in range(first, last):
            for end in range(start + unit.min_stay, min(start + unit.max_stay, last) + 1):
                stays.append(Stay(row.pledge, row.post, start, end))  # noqa: PERF401 - plainer so
    return stays


NOTHING = Choice((), {}, 0, 0)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_problems())
def test_without_actions_the_program_over_all_stays_finds_the_optimum(problem: Problem) -> None:
    found = WorkProgram(problem, [], possible_stays(problem), None).solve(NOTHING, 10.0)
    assert found is not None
    assert found.net == optimum_of(problem)
    assert list(broken_rules(problem, plan_of(problem, *found.stays))) == []


def drawn_actions(draw: st.DrawFn, problem: Problem) -> list[Action]:
    """Actions on what the problem has, of every kind, all in period 0."""
    kinds = [Effects(ready_from=((unit.id, 0),)) for unit in problem.pledges[:2]]
    kinds += [Effects(ceilings=((row.state, 3),)) for row in problem.state_ceilings[:1]]
    kinds += [Effects(arrivals=((row.mission, 3),)) for row in problem.arrivals[:1]]
    kinds += [Effects(max_states=((problem.requirements[0].id, 1),))]
    kinds += [Effects(together=(pair,)) for pair in problem.incompatible[:1]]
    unit, post = problem.pledges[0], problem.posts[0]
    if (unit.id, post.id) not in problem.option_by_pair:
        kinds.append(Effects(options=(Option(unit.id, post.id, 7, 1, 0, problem.count),)))
    chosen = draw(st.lists(st.sampled_from(kinds), unique_by=id, max_size=3))
    return [Action(f"A{i}", "kind", "words", draw(st.integers(1, 9)), effects=row) for i, row in enumerate(chosen)]


@st.composite
def problems_with_actions(draw: st.DrawFn) -> tuple[Problem, list[Action]]:
    problem = draw(small_problems(4))
    return problem, drawn_actions(draw, problem)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems_with_actions())
def test_the_choice_of_actions_is_the_best_of_all_sets(given_: tuple[Problem, list[Action]]) -> None:
    problem, actions = given_
    sets = [s for size in range(len(actions) + 1) for s in itertools.combinations(actions, size)]
    best = max(optimum_of(with_actions(problem, taken)) - sum(a.cost for a in taken) for taken in sets)
    stays = possible_stays(with_actions(problem, actions))
    found = WorkProgram(problem, actions, stays, None).solve(NOTHING, 10.0)
    assert found is not None
    assert found.net == best


def action(name: str, cost: int = 5, *, month: int = 0, visit: bool = False, **effects: Any) -> Action:
    return Action(name, "kind", f"do {name}", cost, month, visit, Effects(**effects))


def test_a_raised_ceiling_counts_from_the_period_in_which_it_is_raised() -> None:
    """One pledge of 100 persons under a ceiling of 50, worth 10 a period over 6 periods at a start cost of 1."""
    problem = one_post_problem(pledges=(pledge("U", max_stay=6),), state_ceilings=(StateCeiling("A", 50),))
    raised = action("raise", month=2, ceilings=(("A", 50),))
    stays = possible_stays(with_actions(problem, [raised]))
    found = WorkProgram(problem, [raised], stays, None).solve(NOTHING, 5.0)
    assert found == Choice((Stay("U", "P", 2, 6),), {"raise": 2}, 39, 5)


def test_visits_take_turns_where_there_are_few_a_month() -> None:
    """Two pledges become ready in period 0 by a visit each; with one visit a month the second waits a month."""
    rows = ("U", "V")
    problem = battalion_problem(
        6,
        pledges=tuple(pledge(unit, "A", ready_from=5, max_stay=6) for unit in rows),
        options=(option("U", "L", 10), option("V", "C1", 10)),
    )
    actions = [action(f"visit {unit}", visit=True, ready_from=((unit, 0),)) for unit in rows]
    stays = possible_stays(with_actions(problem, actions))
    free = WorkProgram(problem, actions, stays, None).solve(NOTHING, 5.0)
    limited = WorkProgram(problem, actions, stays, 1).solve(NOTHING, 5.0)
    assert free is not None
    assert limited is not None
    assert free.worth == 118
    assert free.months == {"visit U": 0, "visit V": 0}
    assert limited.worth == 108
    assert sorted(limited.months.values()) == [0, 1]


def test_an_action_with_unknown_names_is_refused_with_a_line_for_each() -> None:
    problem = one_post_problem(state_ceilings=(StateCeiling("A", 50),), arrivals=(ArrivalLimit("M", 10),))
    wrong = action("a", ceilings=(("B", 1),), arrivals=((None, 1),), ready_from=(("X", 0),), max_states=(("S", 1),))
    with pytest.raises(ActionRefused) as caught:
        with_actions(problem, [wrong])
    assert caught.value.lines == (
        'action "a": there is no pledge "X"',
        'action "a": there is no ceiling of State "B"',
        'action "a": there is no limit on arrivals in "all missions"',
        'action "a": there is no requirement "S"',
    )


def test_a_stay_rests_on_the_actions_without_which_it_is_not_possible() -> None:
    problem = one_post_problem(pledges=(pledge("U", ready_from=3),), options=(option("U", "P", 10, earliest=3),))
    sooner = action("sooner", ready_from=(("U", 1),), options=(option("U", "P", 10, earliest=1),))
    other = action("other", ready_from=(("U", 2),))
    readings = Readings(problem, [sooner, other])
    assert readings.of(Stay("U", "P", 0, 2)) == ()
    (early,) = readings.of(Stay("U", "P", 1, 3))
    assert early.rests_on == (frozenset({"sooner"}), frozenset({"sooner"}))
    (later,) = readings.of(Stay("U", "P", 2, 4))
    assert later.rests_on == (frozenset({"sooner", "other"}), frozenset({"sooner"}))
    (as_it_is,) = readings.of(Stay("U", "P", 3, 5))
    assert as_it_is.rests_on == ()


def test_a_better_worth_by_an_action_is_a_reading_of_its_own() -> None:
    problem = one_post_problem()
    better = action("better", options=(option("U", "P", 30),))
    found = Readings(problem, [better]).of(Stay("U", "P", 0, 2))
    assert [(row.worth, row.rests_on) for row in found] == [(19, ()), (59, (frozenset({"better"}),))]


def test_stays_fit_in_the_order_of_preference() -> None:
    problem = battalion_problem(4)
    first, second = [Stay("U2", "C1", 0, 4), Stay("U1", "L", 0, 2)], [Stay("U3", "L", 2, 4)]
    assert fitting(problem, first, second) == (Stay("U1", "L", 0, 2), Stay("U3", "L", 2, 4))


def ceiling_problem() -> tuple[Problem, Plan]:
    """Nobody can go: the ceiling of State A is too low by 50, and pledge V of State B is ready only in the end."""
    problem = one_post_problem(
        8,
        pledges=(pledge("U", max_stay=8), pledge("V", "B", ready_from=7, max_stay=8)),
        options=(option("U", "P", 10), option("V", "P", 9)),
        state_ceilings=(StateCeiling("A", 50),),
    )
    return problem, solve(problem, stop=IterationsDone(8), workers=1)


def listed(actions: Sequence[Action], **changes: Any) -> WorkList:
    problem, plan = ceiling_problem()
    return work_list(problem, plan, actions, seconds=2.0, **changes)


def test_the_smallest_set_of_actions_that_closes_the_gap_is_listed() -> None:
    """Raising the ceiling and V's readiness each close it; the cheaper one does, and both never pay."""
    found = listed([action("ceiling", 20, ceilings=(("A", 50),)), action("sooner", 25, ready_from=(("V", 0),))])
    assert [item.action.id for item in found.items] == ["ceiling"]
    assert (found.objective_before, found.objective, found.cost) == (8, 79, 20)
    assert (found.gaps_before, found.gaps) == (7, 0)
    assert found.gain == 51
    assert found.items[0].gain == 71
    assert found.most >= found.objective - ROUNDING


def test_what_can_be_raised_later_only_counts_from_then_on() -> None:
    found = listed([action("ceiling", 20, month=3, ceilings=(("A", 50),))])
    (item,) = found.items
    assert item.month == 3
    assert found.stays == (Stay("U", "P", 3, 8),)
    assert (found.objective, item.gain) == (49, 41)


def test_an_option_of_an_action_counts_in_its_own_window_and_at_its_own_worth_only() -> None:
    """U may take P late at 10 a period; an action lets it take P early at 20, which does not hold for late ones."""
    problem = one_post_problem(6, pledges=(pledge("U", max_stay=6),), options=(option("U", "P", 10, earliest=4),))
    plan = solve(problem, stop=IterationsDone(4), workers=1)
    early = action("early", 5, options=(option("U", "P", 20, latest=3),))
    found = work_list(problem, plan, [early], seconds=2.0)
    assert found.stays == (Stay("U", "P", 0, 3), Stay("U", "P", 4, 6))
    assert (found.objective, found.items[0].gain) == (59 + 19, 59)


def test_an_action_that_costs_more_than_it_brings_is_not_listed() -> None:
    found = listed([action("ceiling", 500, ceilings=(("A", 50),))])
    assert found.items == ()
    assert (found.objective, found.gain) == (8, 0)


def test_of_two_actions_that_need_one_another_both_are_listed() -> None:
    half = [action("some", 5, ceilings=(("A", 25),)), action("more", 6, ceilings=(("A", 25),))]
    found = listed(half)
    assert {item.action.id: item.gain for item in found.items} == {"some": 65, "more": 66}


def test_stays_are_told_with_the_action_that_they_rest_on() -> None:
    found = listed([action("sooner", 25, visit=True, ready_from=(("V", 0),))], visits_a_month=1)
    (item,) = found.items
    assert item.month == 0
    assert item.stays == (Stay("V", "P", 0, 8),)


def test_without_actions_the_list_is_empty_and_the_plan_as_it_was() -> None:
    problem, plan = ceiling_problem()
    found = work_list(problem, plan, [], seconds=1.0)
    assert (found.items, found.stays, found.gain) == ((), plan.stays, 0)


@pytest.fixture(scope="module")
def solved() -> tuple[Problem, Plan]:
    problem = generated_problem(scale=0.2, seed=1)
    return problem, solve(problem, stop=IterationsDone(12) | GapReached(0.005), workers=1)


@pytest.mark.parametrize("visits", [None, 1])
def test_a_list_on_a_problem_of_size_keeps_its_promises(solved: tuple[Problem, Plan], visits: int | None) -> None:
    problem, plan = solved
    actions = possible_actions(problem, plan, cost=mean_value(problem), periods_sooner=3)
    found = work_list(problem, plan, actions, visits_a_month=visits, seconds=4.0)
    assert found.items
    assert found.gain > 0
    assert found.cost == sum(item.action.cost for item in found.items)
    months = {item.action.id: item.month for item in found.items}
    allowed = replace(with_actions(problem, [item.action for item in found.items], months))
    assert list(broken_rules(allowed, plan_of(allowed, *found.stays))) == []
    assert found.objective == plan_of(allowed, *found.stays).objective <= found.most + ROUNDING
    ratios = [item.gain / item.action.cost for item in found.items]
    assert ratios == sorted(ratios, reverse=True)
    assert min(ratios) > 1
    visited = Counter(item.month for item in found.items if item.action.needs_visit)
    assert visits is None or max(visited.values(), default=0) <= visits


def test_a_list_is_found_however_little_time_there_is(solved: tuple[Problem, Plan]) -> None:
    problem, plan = solved
    actions = possible_actions(problem, plan, cost=mean_value(problem), periods_sooner=3)
    found = work_list(problem, plan, actions, visits_a_month=1, seconds=0.0)
    assert found.items
    assert found.gain > 0


def test_a_bare_problem_suggests_actions_of_every_kind(solved: tuple[Problem, Plan]) -> None:
    problem, plan = solved
    kinds = Counter(row.kind for row in possible_actions(problem, plan, cost=100, periods_sooner=3))
    assert {"shorter notice", "higher ceiling", "one more State"} <= set(kinds)
    assert all(row.cost == 100 for row in possible_actions(problem, plan, cost=100, periods_sooner=1))
