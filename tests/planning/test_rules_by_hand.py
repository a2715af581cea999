"""Each rule of the contract in a case small enough to know the best plan by heart."""

from typing import Any

import pytest

from muster.planning import (
    ArrivalLimit,
    CommittedStay,
    IterationsDone,
    Post,
    Problem,
    Requirement,
    StateCeiling,
    Stay,
    solve,
)
from muster.planning.checker import broken_rules
from tests.planning.builders import battalion_problem, contract_sentences, one_post_problem, option, pledge


def best_stays(problem: Problem, objective: int) -> tuple[Stay, ...]:
    """The stays of the best plan, once it is valid, proven and worth what was expected."""
    plan = solve(problem, stop=IterationsDone(60), workers=1)
    assert list(broken_rules(problem, plan)) == []
    assert contract_sentences(problem, plan) == []
    assert (plan.objective, plan.status) == (objective, "optimal")
    return plan.stays


def test_with_dwell_0_a_pledge_rotates_in_place_and_pays_again() -> None:
    assert best_stays(one_post_problem(), 2 * (30 - 1)) == (Stay("U", "P", 0, 3), Stay("U", "P", 3, 6))


def test_dwell_keeps_a_pledge_away() -> None:
    problem = one_post_problem(pledges=(pledge("U", dwell=2),))
    stays = best_stays(problem, 4 * 10 - 2)
    assert stays[1].start - stays[0].end >= 2


def test_a_stay_that_does_not_pay_its_start_is_not_made() -> None:
    assert best_stays(one_post_problem(options=(option("U", "P", 10, 30),)), 0) == ()


def test_a_pledge_deploys_no_sooner_than_it_is_ready() -> None:
    problem = one_post_problem(pledges=(pledge("U", ready_from=4),))
    assert best_stays(problem, 19) == (Stay("U", "P", 4, 6),)


@pytest.mark.parametrize("window", [{"earliest": 5, "latest": 2}, {"earliest": 2, "latest": 4}, {"earliest": 99}])
def test_an_option_without_room_for_a_stay_is_left_alone(window: dict[str, int]) -> None:
    problem = one_post_problem(options=(option("U", "P", **window),), pledges=(pledge("U", min_stay=3),))
    assert best_stays(problem, 0) == ()


@pytest.mark.parametrize(
    "lists", [("options",), ("options", "pledges"), ("options", "pledges", "posts", "requirements")]
)
def test_a_problem_without_choices_has_the_empty_plan(lists: tuple[str, ...]) -> None:
    assert best_stays(one_post_problem(6, **dict.fromkeys(lists, ())), 0) == ()


def test_numbers_of_any_size_within_the_format_are_planned() -> None:
    far = 2**53 - 1
    problem = one_post_problem(
        pledges=(pledge("U", strength=far, max_stay=far, dwell=far),),
        options=(option("U", "P", latest=far, earliest=-far),),
        committed=(CommittedStay("U", "P", far - 1, far),),
        state_ceilings=(StateCeiling("A", far),),
    )
    assert best_stays(problem, 0) == ()


def test_under_a_ceiling_of_0_nobody_deploys() -> None:
    assert best_stays(one_post_problem(state_ceilings=(StateCeiling("A", 0),)), 0) == ()


def test_a_ceiling_counts_the_pledges_strength_over_all_missions() -> None:
    problem = one_post_problem(
        requirements=(Requirement("R", "M"), Requirement("R2", "M2")),
        posts=(Post("P", "R", "company", 1, 0, 6), Post("P2", "R2", "company", 1, 0, 6)),
        pledges=(pledge("U", strength=60, max_stay=6), pledge("U2", strength=50, max_stay=6)),
        options=(option("U", "P", 10), option("U2", "P2", 9)),
        state_ceilings=(StateCeiling("A", 109),),
    )
    assert best_stays(problem, 59) == (Stay("U", "P", 0, 6),)


@pytest.mark.parametrize("mission", ["M", None])
def test_arrivals_are_spread_over_periods(mission: str | None) -> None:
    """Two posts, two pledges, room for one arrival a period: the second comes a period later."""
    problem = one_post_problem(
        requirements=(Requirement("R", "M", max_states=2),),
        posts=(Post("P", "R", "company", 100, 0, 6), Post("P2", "R", "company", 100, 0, 6)),
        pledges=(pledge("U", max_stay=6), pledge("U2", "B", max_stay=6)),
        options=(option("U", "P", 10), option("U2", "P2", 9)),
        arrivals=(ArrivalLimit(mission, 199),),
    )
    assert best_stays(problem, 59 + 44) == (Stay("U", "P", 0, 6), Stay("U2", "P2", 1, 6))


def test_a_committed_arrival_takes_its_part_of_the_limit() -> None:
    """The other post's committed unit arrives in period 0, so that U can only come in period 1."""
    problem = one_post_problem(
        requirements=(Requirement("R", "M", max_states=2),),
        posts=(Post("P", "R", "company", 100, 0, 6), Post("P2", "R", "company", 100, 0, 6)),
        pledges=(pledge("U", max_stay=6), pledge("U2", "B")),
        arrivals=(ArrivalLimit("M", 150),),
        committed=(CommittedStay("U2", "P2", 0, 3),),
    )
    assert best_stays(problem, 49) == (Stay("U", "P", 1, 6),)


def test_companies_wait_for_the_lead() -> None:
    """The lead's only pledge is ready in period 2: before that, no company stands."""
    problem = battalion_problem(
        max_states=3,
        pledges=(pledge("U1", "A", ready_from=2, max_stay=4), pledge("U2", "B", max_stay=4)),
        options=(option("U1", "L"), option("U2", "C1")),
    )
    assert best_stays(problem, 19 + 19) == (Stay("U1", "L", 2, 4), Stay("U2", "C1", 2, 4))


def test_a_lead_that_costs_more_than_it_earns_is_worth_its_companies() -> None:
    problem = battalion_problem(
        max_states=3,
        pledges=(pledge("U1", "A", max_stay=4), pledge("U2", "B", max_stay=4)),
        options=(option("U1", "L", 1, 30), option("U2", "C1", 20)),
    )
    assert best_stays(problem, 4 - 30 + 79) == (Stay("U1", "L", 0, 4), Stay("U2", "C1", 0, 4))


def test_a_committed_lead_lets_companies_stand_while_it_does() -> None:
    problem = battalion_problem(options=(option("U2", "C1"),), committed=(CommittedStay("U1", "L", -5, 3),))
    assert best_stays(problem, 29) == (Stay("U2", "C1", 0, 3),)


@pytest.mark.parametrize(("max_states", "objective"), [(1, 39), (2, 78), (3, 117)])
def test_no_more_states_stand_in_a_requirement_than_it_takes(max_states: int, objective: int) -> None:
    assert len(best_stays(battalion_problem(max_states=max_states), objective)) == max_states


def test_a_committed_state_counts_among_the_states_of_its_requirement() -> None:
    problem = battalion_problem(max_states=1, committed=(CommittedStay("U1", "L", 0, 4),))
    assert best_stays(problem, 0) == ()


def test_incompatible_states_do_not_meet() -> None:
    problem = battalion_problem(
        max_states=3,
        options=(option("U1", "L", 9), option("U2", "C1", 10), option("U3", "C2", 10)),
        incompatible=(("A", "B"), ("B", "A"), ("A", "A")),
    )
    assert best_stays(problem, 35 + 39) == (Stay("U1", "L", 0, 4), Stay("U3", "C2", 0, 4))


COMMITTED: dict[str, tuple[CommittedStay, dict[str, Any], int, tuple[Stay, ...]]] = {
    "that starts in the future": (
        CommittedStay("U", "P", 3, 5),
        {"dwell": 1},
        19,
        (Stay("U", "P", 0, 2),),
    ),
    "that lasts past the horizon": (CommittedStay("U", "P", 4, 40), {"max_stay": 6}, 39, (Stay("U", "P", 0, 4),)),
    "that ended before the start, whose dwell lasts on": (
        CommittedStay("U", "P", -6, -1),
        {"dwell": 4},
        29,
        (Stay("U", "P", 3, 6),),
    ),
    "that begins after the horizon, for which dwell leaves time": (
        CommittedStay("U", "P", 7, 9),
        {"dwell": 3, "min_stay": 3},
        29,
        (),
    ),
}


@pytest.mark.parametrize(("committed", "changes", "objective", "stays"), COMMITTED.values(), ids=list(COMMITTED))
def test_a_committed_stay(
    committed: CommittedStay, changes: dict[str, int], objective: int, stays: tuple[Stay, ...]
) -> None:
    problem = one_post_problem(pledges=(pledge("U", "A", 100, **changes),), committed=(committed,))
    found = best_stays(problem, objective)
    assert not stays or found == stays


def test_the_holder_of_a_post_is_relieved_by_another_pledge() -> None:
    problem = one_post_problem(
        pledges=(pledge("U", dwell=6), pledge("U2", "B", dwell=6)), options=(option("U", "P"), option("U2", "P"))
    )
    assert {stay.pledge for stay in best_stays(problem, 58)} == {"U", "U2"}
