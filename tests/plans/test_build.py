"""From the record of a day to the problem: what is cut, what is kept, what is left out."""

from datetime import date

import pytest

from muster import planning
from muster.kit.intervals import DateInterval
from muster.plans.record import ApartPair, RequirementFacts, StayFacts
from tests.matching.pairs import pledge, post, surroundings
from tests.plans.days import COMPANY, LEAD, REQUIREMENT, built, only_the_company, record

BATTALION = pledge(reference="IND-BN", state="IND", state_name="India", unit_type="INF-BN", strength=700)


def test_posts_are_cut_to_whole_months_of_the_horizon() -> None:
    problem = built(record(posts=(LEAD, post(needed=DateInterval(date(2018, 12, 15), date(2019, 6, 15))))), 24).problem
    assert [(one.id, one.start, one.end) for one in problem.posts] == [("UNIFIL-BN", 0, 24), ("UNIFIL-COY", 3, 8)]
    assert (problem.start, problem.count, problem.unit) == (date(2018, 10, 1), 24, "month")


def test_a_post_outside_the_horizon_is_left_out_with_its_empty_requirement() -> None:
    later = post(requirement="LATER", reference="LATER-COY", needed=DateInterval(date(2025, 1, 1)))
    asked = record(posts=(*record().posts, later), requirements=(REQUIREMENT, RequirementFacts("LATER", "X", 1, None)))
    problem = built(asked, 24).problem
    assert [one.id for one in problem.requirements] == ["UNIFIL-BATT"]
    assert [one.id for one in problem.posts] == ["UNIFIL-BN", "UNIFIL-COY"]


def test_a_lead_post_outside_the_horizon_leads_nothing() -> None:
    past = post(reference="UNIFIL-BN", unit_type="INF-BN", needed=DateInterval(date(2017, 1, 1), date(2018, 1, 1)))
    problem = built(record(posts=(past, COMPANY))).problem
    assert problem.requirements == (planning.Requirement("UNIFIL-BATT", "UNIFIL", 2, None),)


def test_the_lead_and_the_most_states_come_from_the_requirement() -> None:
    assert built().problem.requirements == (planning.Requirement("UNIFIL-BATT", "UNIFIL", 2, "UNIFIL-BN"),)


def test_only_eligible_pairs_become_options() -> None:
    asked = only_the_company(
        pledge(), pledge(reference="LOW", level="L1"), pledge(reference="OTHER", unit_type="ENG-CON")
    )
    found = built(asked)
    assert [(one.pledge, one.post) for one in found.problem.options] == [("KAZ-COY-1", "UNIFIL-COY")]
    assert [one.id for one in found.problem.pledges] == ["KAZ-COY-1", "LOW", "OTHER"]


def test_every_pair_of_one_unit_type_keeps_its_match_for_the_explanations() -> None:
    asked = only_the_company(
        pledge(), pledge(reference="LOW", level="L1"), pledge(reference="OTHER", unit_type="ENG-CON")
    )
    matches = built(asked).matches
    assert set(matches) == {("KAZ-COY-1", "UNIFIL-COY"), ("LOW", "UNIFIL-COY")}
    assert not matches["LOW", "UNIFIL-COY"].is_eligible


def test_an_option_lies_in_the_whole_months_of_its_window() -> None:
    """Ready on 31 October 2018: the first whole month is November; the availability ends within March 2020."""
    asked = only_the_company(pledge(available=DateInterval(date(2018, 1, 1), date(2020, 3, 20))))
    (option,) = built(asked).problem.options
    assert (option.earliest, option.latest) == (1, 17)
    assert (option.value, option.start_cost) == (240, 100)


def test_an_eligible_pair_whose_window_holds_no_whole_month_of_the_horizon_is_no_option() -> None:
    asked = only_the_company(pledge(available=DateInterval(date(2021, 1, 15))))
    found = built(asked, 24)
    assert found.matches["KAZ-COY-1", "UNIFIL-COY"].is_eligible
    assert found.problem.options == ()


def test_a_pledge_takes_its_tour_rest_and_readiness_along() -> None:
    (one,) = built(only_the_company(pledge(caveat_stay_months=9, dwell_months=4))).problem.pledges
    assert one == planning.Pledge("KAZ-COY-1", "KAZ", "INF-COY", 120, 1, 6, 9, 4)


def test_a_caveat_shorter_than_the_shortest_tour_still_gives_a_sound_pledge() -> None:
    (one,) = built(only_the_company(pledge(caveat_stay_months=3))).problem.pledges
    assert (one.min_stay, one.max_stay) == (3, 3)


@pytest.mark.parametrize(
    ("interval", "periods"),
    [
        (DateInterval(date(2018, 6, 1), date(2019, 6, 1)), (-4, 8)),
        (DateInterval(date(2018, 6, 1)), (-4, 24)),
        (DateInterval(date(2019, 1, 1), date(2030, 1, 1)), (3, 135)),
        (DateInterval(date(2018, 10, 20), date(2019, 3, 20)), (1, 6)),
    ],
)
def test_a_stay_under_way_or_agreed_is_committed(interval: DateInterval, periods: tuple[int, int]) -> None:
    asked = only_the_company(pledge(), stays=(StayFacts("KAZ-COY-1", "UNIFIL-COY", interval),))
    assert built(asked, 24).problem.committed == (planning.CommittedStay("KAZ-COY-1", "UNIFIL-COY", *periods),)


@pytest.mark.parametrize(
    "interval",
    [
        DateInterval(date(2017, 1, 1), date(2018, 10, 1)),
        DateInterval(date(2020, 10, 1), date(2021, 10, 1)),
        DateInterval(date(2018, 10, 10), date(2018, 10, 20)),
    ],
)
def test_a_stay_that_touches_no_month_of_the_horizon_is_left_out(interval: DateInterval) -> None:
    asked = only_the_company(pledge(), stays=(StayFacts("KAZ-COY-1", "UNIFIL-COY", interval),))
    assert built(asked, 24).problem.committed == ()


def test_a_stay_in_a_post_that_is_not_planned_is_left_out() -> None:
    asked = only_the_company(pledge(), stays=(StayFacts("KAZ-COY-1", "CLOSED-POST", DateInterval(date(2018, 6, 1))),))
    assert built(asked).problem.committed == ()


def test_stays_that_follow_each_other_within_a_month_do_not_clash() -> None:
    """The relief hands over on 15 November: neither stay loses the right to stand, none holds the month twice."""
    asked = only_the_company(
        pledge(),
        pledge(reference="KAZ-COY-2"),
        stays=(
            StayFacts("KAZ-COY-1", "UNIFIL-COY", DateInterval(date(2018, 6, 1), date(2018, 11, 15))),
            StayFacts("KAZ-COY-2", "UNIFIL-COY", DateInterval(date(2018, 11, 15), date(2019, 5, 15))),
        ),
    )
    committed = built(asked).problem.committed
    assert [(one.start, one.end) for one in committed] == [(-4, 2), (2, 8)]


def test_stays_that_clash_are_refused_with_a_line_that_names_them() -> None:
    asked = only_the_company(
        pledge(),
        pledge(reference="KAZ-COY-2"),
        stays=(
            StayFacts("KAZ-COY-1", "UNIFIL-COY", DateInterval(date(2018, 6, 1), date(2019, 6, 1))),
            StayFacts("KAZ-COY-2", "UNIFIL-COY", DateInterval(date(2019, 1, 1), date(2019, 12, 1))),
        ),
    )
    with pytest.raises(planning.ProblemRefused, match="UNIFIL-COY"):
        built(asked)


def test_ceilings_arrival_limits_and_incompatible_pairs_are_handed_on() -> None:
    asked = record(
        state_ceilings={"KAZ": 430, "IND": 9_000},
        arrival_limits={None: 2_000, "UNIFIL": 800},
        apart=(ApartPair("IND", "PAK", "a reason"),),
    )
    problem = built(asked).problem
    assert problem.state_ceilings == (planning.StateCeiling("IND", 9_000), planning.StateCeiling("KAZ", 430))
    assert set(problem.arrivals) == {planning.ArrivalLimit(None, 2_000), planning.ArrivalLimit("UNIFIL", 800)}
    assert problem.incompatible == (("IND", "PAK"),)


def test_the_same_record_gives_the_same_bytes_and_another_one_others() -> None:
    assert built().problem.sha256 == built().problem.sha256
    dearer = surroundings(state_coordinates={"KAZ": (48.0, 67.0)})
    assert built(record(surroundings=dearer)).problem.sha256 != built().problem.sha256


def test_an_empty_record_is_a_sound_problem() -> None:
    found = built(record(requirements=(), posts=(), pledges=()))
    assert planning.solve(found.problem, stop=planning.SecondsPassed(1)).stays == ()


def test_the_solver_fills_what_it_can_and_keeps_the_committed() -> None:
    asked = record(
        pledges=(pledge(), BATTALION),
        stays=(StayFacts("IND-BN", "UNIFIL-BN", DateInterval(date(2018, 6, 1))),),
    )
    found = built(asked, 12)
    answer = planning.solve(found.problem, stop=planning.SecondsPassed(5))
    assert [(stay.pledge, stay.post, stay.start, stay.end) for stay in answer.stays] == [
        ("KAZ-COY-1", "UNIFIL-COY", 1, 12)
    ]
