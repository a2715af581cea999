"""Alternatives while the rest stays put: what is offered fits, what is refused does not, and the rule is named."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from muster.planning import ArrivalLimit, CommittedStay, IterationsDone, Problem, StateCeiling, Stay, solve
from muster.planning.alternatives import Alternative, alternatives, posts_for
from muster.planning.checker import broken_rules
from muster.planning.gaps import Gap, gaps_of
from muster.planning.obstacles import Rule
from tests.planning.builders import battalion_problem, one_post_problem, option, plan_of, pledge, small_problems

QUICK = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def is_valid(problem: Problem, *stays: Stay) -> bool:
    return not list(broken_rules(problem, plan_of(problem, *stays)))


def most_that_fits(problem: Problem, stays: tuple[Stay, ...], pledge_id: str, gap: Gap) -> int:
    """The most that one stay of the pledge in the gap adds, by trying every one beside the plan."""
    row, best = problem.option_by_pair[pledge_id, gap.post], 0
    for start in range(gap.start, gap.end):
        for end in range(start + 1, gap.end + 1):
            if is_valid(problem, *stays, Stay(pledge_id, gap.post, start, end)):
                best = max(best, row.value * (end - start) - row.start_cost)
    return best


@QUICK
@given(small_problems())
def test_what_is_offered_fits_beside_the_plan_and_nothing_that_fits_is_missed(problem: Problem) -> None:
    plan = solve(problem, stop=IterationsDone(0), workers=1)
    for gap in gaps_of(problem, plan.stays):
        for found in alternatives(problem, plan, gap.post, gap.start, gap.end):
            assert is_valid(problem, *plan.stays, *found.stays)
            single = most_that_fits(problem, plan.stays, found.pledge, gap)
            assert found.worth >= single
            assert bool(found.stays) == (single > 0)
            assert found.stays or found.obstacles


def only(found: tuple[Alternative, ...], pledge_id: str) -> Alternative:
    (alternative,) = [row for row in found if row.pledge == pledge_id]
    return alternative


def two_posts(**changes: Any) -> Problem:
    """Pledges U (State A) and V (State B) for posts P and Q of missions M and N, 6 periods."""
    from muster.planning import Post, Requirement

    rows: dict[str, Any] = {
        "requirements": (Requirement("R", "M"), Requirement("S", "N")),
        "posts": (Post("P", "R", "company", 100, 0, 6), Post("Q", "S", "company", 100, 0, 6)),
        "pledges": (pledge("U", dwell=1), pledge("V", "B")),
        "options": tuple(option(unit, post, value) for unit, value in (("U", 10), ("V", 8)) for post in ("P", "Q")),
    }
    return one_post_problem(6, **(rows | changes))


def test_the_greatest_worth_comes_first() -> None:
    problem = two_posts()
    found = alternatives(problem, plan_of(problem), "P", 0, 3)
    assert [(row.pledge, row.worth, row.stays) for row in found] == [
        ("U", 29, (Stay("U", "P", 0, 3),)),
        ("V", 23, (Stay("V", "P", 0, 3),)),
    ]


def test_a_pledge_that_is_busy_elsewhere_is_told_where_and_until_when() -> None:
    problem = two_posts()
    found = only(alternatives(problem, plan_of(problem, Stay("U", "Q", 1, 4)), "P", 0, 4), "U")
    assert found.stays == ()
    busy, rests = sorted(found.obstacles, key=lambda row: row.rule != Rule.BUSY)
    assert (busy.rule, busy.names, busy.until, busy.runs) == (Rule.BUSY, ("Q",), 4, ((1, 4),))
    assert (busy.worth_without, busy.committed) == (29, False)
    assert (rests.rule, rests.until, rests.runs) == (Rule.DWELL, 5, ((0, 1),))


def test_a_pledge_bound_by_a_committed_stay_is_told_as_such() -> None:
    problem = two_posts(committed=(CommittedStay("U", "Q", -1, 5),))
    found = only(alternatives(problem, plan_of(problem), "P", 0, 5), "U")
    assert found.rule is Rule.BUSY
    assert found.obstacles[0].committed


def test_a_full_ceiling_is_told_with_the_persons_that_lack() -> None:
    problem = two_posts(state_ceilings=(StateCeiling("B", 60),))
    found = only(alternatives(problem, plan_of(problem), "P", 0, 3), "V")
    assert found.rule is Rule.CEILING
    assert (found.obstacles[0].names, found.obstacles[0].short_by) == (("B",), 40)


@pytest.mark.parametrize(
    ("limit", "rule", "names"),
    [(ArrivalLimit("M", 90), Rule.MISSION_ARRIVALS, ("M",)), (ArrivalLimit(None, 90), Rule.ALL_ARRIVALS, ())],
)
def test_full_arrivals_are_told(limit: ArrivalLimit, rule: Rule, names: tuple[str, ...]) -> None:
    problem = two_posts(arrivals=(limit,))
    found = only(alternatives(problem, plan_of(problem), "P", 0, 3), "V")
    assert (found.rule, found.obstacles[0].names, found.obstacles[0].short_by) == (rule, names, 10)


def test_a_pledge_that_is_not_ready_is_told_since_when_it_is() -> None:
    problem = two_posts(pledges=(pledge("U", ready_from=4), pledge("V", "B")))
    found = only(alternatives(problem, plan_of(problem), "P", 0, 3), "U")
    assert (found.rule, found.obstacles[0].until) == (Rule.NOT_READY, 4)


def test_a_slot_shorter_than_the_shortest_stay_is_told() -> None:
    problem = two_posts(pledges=(pledge("U", min_stay=3), pledge("V", "B")))
    assert only(alternatives(problem, plan_of(problem), "P", 0, 2), "U").rule is Rule.SHORTEST_STAY


def test_a_start_that_costs_more_than_it_earns_is_told() -> None:
    problem = two_posts(options=(option("U", "P", 2, 50),))
    assert only(alternatives(problem, plan_of(problem), "P", 0, 3), "U").rule is Rule.START_COST


def test_an_uncovered_lead_is_told_by_name() -> None:
    problem = battalion_problem(4)
    found = only(alternatives(problem, plan_of(problem), "C1", 0, 4), "U2")
    assert (found.rule, found.obstacles[0].names) == (Rule.LEAD, ("L",))


def test_too_many_and_incompatible_states_are_told_by_name() -> None:
    problem = battalion_problem(4, max_states=1, incompatible=(("A", "C"),))
    found = alternatives(problem, plan_of(problem, Stay("U1", "L", 0, 4)), "C1", 0, 4)
    assert only(found, "U2").rule is Rule.NUMBER_OF_STATES
    assert only(found, "U2").obstacles[0].names == ("A",)
    rules = {row.rule: row.names for row in only(found, "U3").obstacles}
    assert rules == {Rule.NUMBER_OF_STATES: ("A",), Rule.INCOMPATIBLE: ("A",)}


def test_for_a_pledge_every_post_is_told_in_the_same_way() -> None:
    problem = two_posts()
    plan = plan_of(problem, Stay("V", "Q", 0, 3))
    found = posts_for(problem, plan, "U")
    assert [(row.post, row.worth) for row in found] == [("P", 48), ("Q", 29)]
    assert found[1].obstacles[0].rule is Rule.POST_HELD
    assert found[1].obstacles[0].names == ("V",)


def test_a_post_or_pledge_that_is_not_there_is_an_error() -> None:
    problem = two_posts()
    with pytest.raises(KeyError):
        alternatives(problem, plan_of(problem), "X", 0, 3)
    with pytest.raises(KeyError):
        posts_for(problem, plan_of(problem), "X")
