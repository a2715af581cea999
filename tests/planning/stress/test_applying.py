"""Scenarios make consistent problems: each change by hand, and all of them together at random."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muster.planning import CommittedStay, IterationsDone, Option, Post, Problem, Requirement, StateCeiling, Stay, solve
from muster.planning.stress import (
    MissionClosed,
    PledgeDelayed,
    PledgeWithdrawn,
    RotationsBlocked,
    Scenario,
    ScenarioRefused,
    StateWithdrawn,
    Surge,
    apply,
    block_of_rotations,
)
from muster.planning.stress.scenario import Change, hitting
from tests.planning.builders import battalion_problem, one_post_problem, option, pledge
from tests.planning.stress.changes import as_stays, problems_with_scenarios

QUICK = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def after(problem: Problem, *changes: Change) -> Problem:
    return apply(problem, Scenario("test", changes))


def nothing_is_left_to_copy(problem: Problem, scenario: Scenario) -> bool:
    """A surge where closures have left no post."""
    closures = tuple(change for change in scenario.changes if isinstance(change, MissionClosed))
    surges = any(isinstance(change, Surge) for change in scenario.changes)
    return surges and not after(problem, *closures).posts


@QUICK
@given(problems_with_scenarios())
def test_every_scenario_gives_a_consistent_problem_or_says_in_one_line_why_not(
    drawn: tuple[Problem, Scenario],
) -> None:
    problem, scenario = drawn
    before = problem.to_json_bytes()
    if nothing_is_left_to_copy(problem, scenario):
        with pytest.raises(ScenarioRefused, match="surge: no post"):
            apply(problem, scenario)
        return
    changed = apply(problem, scenario)
    assert Problem.from_json_bytes(changed.to_json_bytes()) == changed
    assert problem.to_json_bytes() == before


@settings(QUICK, max_examples=60)
@given(problems_with_scenarios(), st.integers(0, 5), st.integers(1, 3))
def test_a_block_that_hits_a_plan_gives_a_consistent_problem_too(
    drawn: tuple[Problem, Scenario], start: int, length: int
) -> None:
    problem, scenario = drawn
    plan = solve(problem, stop=IterationsDone(1), workers=1)
    block = RotationsBlocked(problem.requirements[0].mission, start, start + length)
    changes = (block, *(change for change in scenario.changes if not isinstance(change, Surge)))
    changed = apply(problem, hitting(problem, replace(scenario, changes=changes), plan.stays))
    assert Problem.from_json_bytes(changed.to_json_bytes()) == changed


@given(problems_with_scenarios())
def test_a_scenario_survives_its_file(drawn: tuple[Problem, Scenario]) -> None:
    scenario = drawn[1]
    assert Scenario.from_json(scenario.to_json()) == scenario


def test_nothing_changes_without_changes() -> None:
    problem = battalion_problem()
    assert after(problem) == problem


def test_a_withdrawn_pledge_takes_its_options_and_committed_stays_with_it() -> None:
    problem = battalion_problem(committed=(CommittedStay("U1", "L", -1, 2), CommittedStay("U2", "C1", 0, 2)))
    changed = after(problem, PledgeWithdrawn("U2"))
    assert [row.id for row in changed.pledges] == ["U1", "U3"]
    assert {row.pledge for row in changed.options} == {"U1", "U3"}
    assert as_stays(changed) == {Stay("U1", "L", -1, 2)}


def test_companies_go_home_when_the_pledge_that_leads_them_is_withdrawn() -> None:
    problem = battalion_problem(
        committed=(CommittedStay("U1", "L", -1, 4), CommittedStay("U2", "C1", -1, 3)),
        pledges=(pledge("U1", "A"), pledge("U2", "B", dwell=2), pledge("U3", "C")),
    )
    changed = after(problem, PledgeWithdrawn("U1"))
    assert changed.committed == ()
    assert changed.pledge_by_id["U2"].ready_from == 2  # home in period 0, and then its dwell


def test_a_withdrawn_state_takes_all_its_pledges() -> None:
    problem = one_post_problem(
        pledges=(pledge("U", "A"), pledge("V", "A"), pledge("W", "B")),
        options=(option("U", "P"), option("V", "P"), option("W", "P")),
    )
    assert [row.id for row in after(problem, StateWithdrawn("A")).pledges] == ["W"]


def test_a_delayed_pledge_is_ready_later_and_its_committed_stay_is_as_it_was() -> None:
    problem = one_post_problem(pledges=(pledge("U", ready_from=1),), committed=(CommittedStay("U", "P", -1, 1),))
    changed = after(problem, PledgeDelayed("U", 2))
    assert changed.pledge_by_id["U"].ready_from == 3
    assert changed.options[0].earliest == 3
    assert changed.committed == problem.committed


def test_an_option_that_is_later_than_the_delay_is_not_moved() -> None:
    problem = one_post_problem(options=(option("U", "P", earliest=4),))
    assert after(problem, PledgeDelayed("U", 2)).options[0].earliest == 4


def test_delays_of_one_pledge_add_up() -> None:
    changed = after(one_post_problem(), PledgeDelayed("U", 2), PledgeDelayed("U", 1))
    assert changed.pledge_by_id["U"].ready_from == 3


def test_a_mission_closed_from_the_beginning_is_gone() -> None:
    problem = one_post_problem(committed=(CommittedStay("U", "P", -2, 3),), pledges=(pledge("U", dwell=4),))
    changed = after(problem, MissionClosed("M"))
    assert (changed.requirements, changed.posts, changed.options, changed.committed) == ((), (), (), ())
    assert changed.pledge_by_id["U"].ready_from == 4


def test_a_mission_closed_later_ends_posts_and_stays_then() -> None:
    problem = one_post_problem(committed=(CommittedStay("U", "P", 0, 5),))
    changed = after(problem, MissionClosed("M", 3))
    assert changed.posts[0].end == 3
    assert as_stays(changed) == {Stay("U", "P", 0, 3)}


def test_posts_wanted_after_the_closure_only_are_gone() -> None:
    problem = one_post_problem(
        posts=(Post("P", "R", "company", 100, 0, 6), Post("Q", "R2", "company", 100, 4, 6)),
        requirements=(Requirement("R", "M"), Requirement("R2", "M")),
        options=(option("U", "P"), option("U", "Q")),
    )
    changed = after(problem, MissionClosed("M", 3))
    assert [row.id for row in changed.posts] == ["P"]
    assert [row.id for row in changed.requirements] == ["R"]
    assert [row.post for row in changed.options] == ["P"]


def test_a_closure_does_not_free_companies_of_a_lead_that_was_to_come_later() -> None:
    posts = (Post("L", "R", "company", 100, 4, 6), Post("C", "R", "company", 100, 0, 6))
    problem = one_post_problem(
        requirements=(Requirement("R", "M", 2, "L"),), posts=posts, options=(option("U", "C"), option("U", "L"))
    )
    changed = after(problem, MissionClosed("M", 3))
    assert changed.requirements[0].lead == "L"
    assert solve(changed, stop=IterationsDone(5), workers=1).stays == ()


def test_a_surge_copies_posts_with_their_options_into_requirements_of_their_own() -> None:
    problem = battalion_problem()
    changed = after(problem, Surge("M", "company", 4, 1))
    new = [post for post in changed.posts if post.id not in problem.post_by_id]
    assert [(post.id, post.start, post.end) for post in new] == [
        ("L+1", 1, 4),
        ("C1+1", 1, 4),
        ("C2+1", 1, 4),
        ("L+2", 1, 4),
    ]
    assert all(changed.requirement_by_id[post.requirement].lead is None for post in new)
    assert len(changed.options) == len(problem.options) + 4 * 3


def test_nobody_may_start_or_end_in_a_block_of_rotations() -> None:
    problem = one_post_problem(count=8, pledges=(pledge("U", max_stay=8),))
    standing = (Stay("U", "P", 0, 3),)
    changed = after(problem, block_of_rotations(problem, standing, "M", 2, 5))
    assert as_stays(changed) == {Stay("U", "P", 0, 5)}
    assert changed.options[0].earliest == 5


def test_a_stay_that_cannot_be_extended_for_its_pledges_next_one_ends_as_it_was_to() -> None:
    problem = one_post_problem(
        count=8,
        posts=(Post("P", "R", "company", 100, 0, 8), Post("Q", "R2", "company", 100, 0, 8)),
        requirements=(Requirement("R", "M"), Requirement("R2", "M2")),
        committed=(CommittedStay("U", "P", -1, 3), CommittedStay("U", "Q", 3, 8)),
    )
    changed = after(problem, RotationsBlocked("M", 2, 5))
    assert as_stays(changed) == {Stay("U", "P", -1, 3), Stay("U", "Q", 3, 8)}


def test_a_committed_arrival_in_a_block_waits_for_its_end() -> None:
    problem = one_post_problem(count=8, committed=(CommittedStay("U", "P", 3, 8),))
    assert as_stays(after(problem, RotationsBlocked("M", 2, 5))) == {Stay("U", "P", 5, 8)}
    assert after(problem, RotationsBlocked("M", 2, 8)).committed == ()


def test_whoever_was_to_be_relieved_in_a_block_stays_until_the_relief_may_come() -> None:
    problem = one_post_problem(
        count=8,
        pledges=(pledge("U"), pledge("V", "B")),
        committed=(CommittedStay("U", "P", -1, 3), CommittedStay("V", "P", 3, 8)),
        state_ceilings=(StateCeiling("A", 100),),
    )
    assert as_stays(after(problem, RotationsBlocked("M", 2, 5))) == {Stay("U", "P", -1, 5), Stay("V", "P", 5, 8)}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (PledgeWithdrawn("X"), 'the problem has no pledge "X"'),
        (PledgeDelayed("X", 1), 'the problem has no pledge "X"'),
        (StateWithdrawn("X"), 'the problem has no State "X"'),
        (MissionClosed("X"), 'the problem has no mission "X"'),
        (Surge("X", None, 1), 'the problem has no mission "X"'),
        (Surge("M", "choir", 1), 'the problem has no unit type "choir"'),
        (Surge("M", None, 0), "surge: posts must be an integer of at least 1 (0)"),
        (Surge("M", None, 1, 6), "surge: no post of this mission and unit type is wanted after period 6"),
        (PledgeDelayed("U", 0), "pledge-delayed: periods must be an integer of at least 1 (0)"),
        (MissionClosed("M", -1), "mission-closed: start must be an integer of at least 0 (-1)"),
        (RotationsBlocked("M", 3, 3), "rotations-blocked: start must be below end (3 >= 3)"),
    ],
)
def test_what_the_problem_does_not_have_is_refused_in_one_line(change: Change, told: str) -> None:
    with pytest.raises(ScenarioRefused) as error:
        after(one_post_problem(), change)
    assert str(error.value) == told


def test_what_is_no_scenario_is_refused() -> None:
    with pytest.raises(ScenarioRefused, match="kind must be one of"):
        Scenario.from_json({"id": "a", "seed": 0, "changes": [{"kind": "flood"}]})
    with pytest.raises(ScenarioRefused, match="pledge-withdrawn needs pledge"):
        Scenario.from_json({"id": "a", "seed": 0, "changes": [{"kind": "pledge-withdrawn"}]})
    with pytest.raises(ScenarioRefused, match="not of the form"):
        Scenario.from_json({"id": "a"})


def test_options_of_other_missions_are_left_alone_by_a_block() -> None:
    problem = Problem(
        start=date(2027, 1, 1),
        count=4,
        requirements=(Requirement("R", "M"), Requirement("R2", "M2")),
        posts=(Post("P", "R", "company", 100, 0, 4), Post("Q", "R2", "company", 100, 0, 4)),
        pledges=(pledge("U"),),
        options=(Option("U", "P", 1, 0, 0, 4), Option("U", "Q", 1, 0, 0, 4)),
    )
    assert [row.earliest for row in after(problem, RotationsBlocked("M", 1, 2)).options] == [2, 0]
