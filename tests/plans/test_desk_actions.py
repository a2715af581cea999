"""What the desk could do: each action brings what the build would give, were the rule not there, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from muster import planning
from muster.kit.intervals import DateInterval
from muster.matching.facts import PledgeFacts
from muster.planning.work_actions import with_actions
from muster.plans.desk_actions import desk_actions
from muster.plans.desk_ground import DeskAction, Ground
from muster.plans.desk_kinds import COST_KEYS, ActionKind, desk_terms, rows_of_work_list
from muster.plans.record import ApartPair, RecordOfDay, RequirementFacts, StayFacts
from tests.matching.pairs import DAY, SURROUNDINGS, pledge, post
from tests.plans.days import COMPANY, built, only_the_company, planned, record

TERMS = desk_terms(rows_of_work_list(DAY))
OTHER = post(reference="UNIFIL-COY-2")
TWO_POSTS = RequirementFacts("UNIFIL-BATT", "UNIFIL", 1, None)


def ground(given: RecordOfDay, *stays: planning.Stay) -> Ground:
    problem = built(given)
    return Ground(problem, problem.problem, planned(problem, *stays), TERMS)


def actions_of(given: RecordOfDay, *stays: planning.Stay) -> dict[ActionKind, DeskAction]:
    return {one.kind: one for one in desk_actions(ground(given, *stays))}


def options_if(given: RecordOfDay, *pledges: PledgeFacts) -> tuple[planning.Option, ...]:
    """The options that the build gives, were the pledges on record like this."""
    return built(replace(given, pledges=pledges)).problem.options


@pytest.mark.parametrize(
    ("kind", "stands", "done", "words"),
    [
        (
            ActionKind.LEVEL,
            {"level": "L1"},
            {"level": "L2"},
            "An assessment and advisory visit to Kazakhstan raises KAZ-COY-1 from Level 1 to Level 2",
        ),
        (
            ActionKind.RENEWAL,
            {"level": "lapsed"},
            {"level": "L2"},
            "Kazakhstan confirms KAZ-COY-1, which has lapsed; registered anew, an assessment and advisory visit "
            "raises it to Level 2",
        ),
        (
            ActionKind.CAVEAT,
            {"excluded_missions": frozenset({"UNIFIL", "UNDOF"})},
            {"excluded_missions": frozenset({"UNDOF"})},
            "Kazakhstan lifts the caveat by which KAZ-COY-1 is not for UNIFIL",
        ),
        (
            ActionKind.CAVEAT,
            {"excluded_regions": frozenset({"Middle East"})},
            {"excluded_regions": frozenset()},
            "Kazakhstan lifts the caveat by which KAZ-COY-1 is not for the region Middle East",
        ),
        (
            ActionKind.CAVEAT,
            {"needed_partners": frozenset({"ITA"})},
            {"needed_partners": frozenset()},
            "Kazakhstan lifts the caveat by which KAZ-COY-1 deploys only beside Italy",
        ),
        (
            ActionKind.CONDITION,
            {"unmet_conditions": ("it commands the sector",)},
            {"unmet_conditions": ()},
            "Kazakhstan's condition for KAZ-COY-1 is met: it commands the sector",
        ),
        (
            ActionKind.NOTE_VERBALE,
            {"unanswered_partners": ("Austria",)},
            {"unanswered_partners": ()},
            "By note verbale Austria agrees to the part that is wanted of it in KAZ-COY-1",
        ),
        (
            ActionKind.NOTICE,
            {"notice_days": 180},
            {"notice_days": 60},
            "Kazakhstan makes KAZ-COY-1 ready within 60 days instead of 180",
        ),
        (
            ActionKind.EXTENSION,
            {"available": DateInterval(date(2018, 1, 1), date(2018, 12, 31))},
            {"available": DateInterval(date(2018, 1, 1), date(2019, 12, 31))},
            "Kazakhstan offers KAZ-COY-1 until 31 December 2019 instead of 31 December 2018",
        ),
    ],
)
def test_an_action_brings_the_options_that_the_build_gives_once_it_is_done(
    kind: ActionKind, stands: dict[str, object], done: dict[str, object], words: str
) -> None:
    given = only_the_company(pledge(**stands))
    one = actions_of(given)[kind]
    assert one.action.words == words
    assert one.action.effects.options == options_if(given, pledge(**(stands | done)))
    assert one.action.effects.options
    assert (one.pledge, one.state) == ("KAZ-COY-1", "KAZ")


def test_all_tasks_that_stand_against_a_post_are_lifted_together() -> None:
    given = replace(
        only_the_company(pledge(excluded_tasks=frozenset({"patrol", "escort", "guard"}))),
        posts=(post(tasks=frozenset({"patrol", "escort"})),),
    )
    one = actions_of(given)[ActionKind.CAVEAT]
    assert one.action.words == "Kazakhstan lifts the caveat by which KAZ-COY-1 does not do: escort and patrol"
    assert one.action.effects.options == options_if(given, pledge(excluded_tasks=frozenset({"guard"})))


def test_an_act_that_names_one_more_mission_brings_options_to_all_pledges_of_its_state() -> None:
    around = replace(SURROUNDINGS, authorised_missions={"KAZ": frozenset({"UNDOF"})})
    given = only_the_company(pledge(), pledge(reference="KAZ-COY-2"), surroundings=around)
    one = actions_of(given)[ActionKind.ACT]
    assert one.action.words == "Kazakhstan names UNIFIL in its national act"
    assert one.action.effects.options == built(replace(given, surroundings=SURROUNDINGS)).problem.options


@pytest.mark.parametrize(
    "stands",
    [
        {"level": "L1", "excluded_missions": frozenset({"UNIFIL"})},
        {"excluded_missions": frozenset({"UNIFIL"}), "excluded_regions": frozenset({"Middle East"})},
        {"level": "L1", "strength": 10},
        {"unmet_conditions": ("it commands",), "unanswered_partners": ("Austria",)},
        {"unanswered_partners": ("Austria",), "withdrawn_partners": ("Italy",)},
        {"unit_deployed_for": "AU"},
        {"unit_type": "ENG-CON"},
    ],
)
def test_where_two_rules_stand_or_one_that_nobody_may_waive_there_is_no_action(stands: dict[str, object]) -> None:
    assert actions_of(only_the_company(pledge(**stands))) == {}


def test_a_visit_comes_when_the_months_to_the_level_are_over() -> None:
    """Thirteen months from 1 October 2018; a lapsed pledge waits for the register's 45 days as well."""
    (first,) = desk_actions(ground(only_the_company(pledge(level="L1"))))
    (lapsed,) = desk_actions(ground(only_the_company(pledge(level="lapsed"))))
    assert (first.action.month_earliest, first.action.needs_visit) == (13, True)
    assert (lapsed.action.month_earliest, lapsed.action.needs_visit) == (15, True)
    assert lapsed.action.cost == first.action.cost + TERMS.costs[ActionKind.EXTENSION]


def test_a_level_that_comes_after_the_horizon_is_no_action() -> None:
    problem = built(only_the_company(pledge(level="L1")), 12)
    assert desk_actions(Ground(problem, problem.problem, planned(problem), TERMS)) == ()


def test_a_shorter_notice_makes_the_pledge_ready_sooner() -> None:
    one = actions_of(only_the_company(pledge(notice_days=180)))[ActionKind.NOTICE]
    assert one.action.effects.ready_from == (("KAZ-COY-1", 2),)


def test_a_pledge_that_fits_suggests_nothing() -> None:
    assert actions_of(only_the_company(pledge())) == {}


def test_a_ceiling_that_binds_is_raised_by_the_largest_pledge_concerned() -> None:
    given = only_the_company(pledge(), pledge(reference="KAZ-COY-2", strength=140), state_ceilings={"KAZ": 100})
    one = actions_of(given)[ActionKind.CEILING]
    assert one.action.words == "Kazakhstan raises its ceiling from 100 to 240 people"
    assert one.action.effects.ceilings == (("KAZ", 140),)
    assert ActionKind.CEILING not in actions_of(only_the_company(pledge(), state_ceilings={"KAZ": 200}))


def test_a_ceiling_that_binds_only_once_a_caveat_is_lifted_is_weighed_too() -> None:
    given = only_the_company(pledge(excluded_missions=frozenset({"UNIFIL"})), state_ceilings={"KAZ": 100})
    assert set(actions_of(given)) == {ActionKind.CAVEAT, ActionKind.CEILING}


def test_a_limit_on_arrivals_that_binds_is_raised() -> None:
    given = only_the_company(pledge(), arrival_limits={"UNIFIL": 100, None: 5000})
    one = actions_of(given)[ActionKind.ARRIVALS]
    assert one.action.words == "UNIFIL may take in 220 people a month instead of 100"
    assert one.action.effects.arrivals == (("UNIFIL", 120),)


def two_states(**changes: object) -> RecordOfDay:
    """India in one of two posts, Kazakhstan willing to take the other."""
    indian = pledge(reference="IND-COY", state="IND", state_name="India", dwell_months=0)
    values: dict[str, object] = {
        "requirements": (TWO_POSTS,),
        "posts": (COMPANY, OTHER),
        "pledges": (pledge(), indian),
        "stays": (StayFacts("IND-COY", "UNIFIL-COY", DateInterval(date(2018, 6, 1), date(2020, 10, 1))),),
    }
    return record(**(values | changes))


def test_one_more_state_is_let_in_where_the_requirement_has_a_gap_and_as_many_as_it_may() -> None:
    one = actions_of(two_states())[ActionKind.STATES]
    assert one.action.words == "UNIFIL lets 2 States share UNIFIL-BATT instead of 1"
    assert one.action.effects.max_states == (("UNIFIL-BATT", 1),)
    roomy = replace(TWO_POSTS, maximum_states=2)
    assert ActionKind.STATES not in actions_of(two_states(requirements=(roomy,)))


def test_states_kept_apart_may_be_paired_where_one_could_fill_a_gap_beside_the_other() -> None:
    roomy = replace(TWO_POSTS, maximum_states=2)
    apart = (ApartPair("KAZ", "IND", "No common radio."), ApartPair("KAZ", "ITA", "Never."))
    one = actions_of(two_states(requirements=(roomy,), apart=apart))[ActionKind.PAIR]
    assert one.action.words == "India and Kazakhstan may stand in one requirement (kept apart so far: No common radio)"
    assert one.action.effects.together == (("IND", "KAZ"),)


def test_every_action_can_be_done_to_the_problem() -> None:
    given = two_states(
        pledges=(*two_states().pledges, pledge(reference="LOW", level="L1"), pledge(reference="SLOW", notice_days=300)),
        arrival_limits={"UNIFIL": 100},
        state_ceilings={"KAZ": 100},
    )
    found = ground(given)
    assert with_actions(found.problem, [one.action for one in desk_actions(found)]).count == 24


def test_under_assumptions_an_action_brings_what_is_left_under_them() -> None:
    """The plan assumes that the post ends with month 18; so does what the lifted caveat brings."""
    given = only_the_company(pledge(excluded_missions=frozenset({"UNIFIL"})))
    problem = built(given)

    def assume(whole: planning.Problem) -> planning.Problem:
        return replace(
            whole,
            posts=tuple(replace(row, end=18) for row in whole.posts),
            options=tuple(replace(row, latest=min(18, row.latest)) for row in whole.options),
        )

    assumed = assume(problem.problem)
    (one,) = desk_actions(Ground(problem, assumed, planned(problem), TERMS, assume))
    (option,) = options_if(given, pledge())
    assert one.action.effects.options == (replace(option, latest=18),)


@pytest.mark.parametrize("kind", ActionKind)
def test_every_kind_has_its_cost_and_its_words(kind: ActionKind) -> None:
    rows = rows_of_work_list(DAY)
    assert TERMS.costs[kind] == sum(rows[key].integer for key in COST_KEYS[kind]) > 0
    assert kind.label
    assert all(rows[key].standing == "local choice" for key in COST_KEYS[kind])


def test_a_pledge_that_the_plan_does_not_speak_of_gives_no_action() -> None:
    given = only_the_company(pledge(level="L1"))
    problem = built(given)
    without = replace(problem.problem, pledges=())
    assert desk_actions(Ground(problem, without, planned(problem), TERMS)) == ()
