"""Why a post stays empty: each reason is reached by a case made by hand, and its words name what stands against it."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from muster import planning
from muster.kit.intervals import DateInterval
from muster.plans.explain import open_runs
from muster.plans.record import StayFacts
from muster.plans.tables import REASONS
from tests.matching.pairs import pledge, post
from tests.plans.days import built, gaps_of, only_the_company, record


def test_no_pledge_of_the_type() -> None:
    (gap,) = gaps_of(built(only_the_company(pledge(unit_type="ENG-CON"))))
    assert (gap.post, gap.start, gap.end) == ("UNIFIL-COY", 0, 24)
    assert (gap.reason_code, gap.words) == ("no-pledge", "No INF-COY is on the register.")
    assert (gap.candidates, gap.refused, gap.refusals_by_rule) == (0, 0, {})


def test_one_pledge_refused_is_told_in_its_own_words() -> None:
    (gap,) = gaps_of(built(only_the_company(pledge(level="L1"))))
    assert gap.reason_code == "refused"
    assert gap.words == (
        "1 pledge of INF-COY on the register, none eligible: "
        "Level 1: an assessment and advisory visit comes first; earliest 2019-11."
    )
    assert (gap.candidates, gap.refused, gap.refusals_by_rule) == (0, 1, {"level": 1})


def test_many_pledges_refused_are_told_by_rule_with_their_numbers() -> None:
    low, small = pledge(reference="LOW", level="L1"), pledge(reference="SMALL", level="L1", strength=10)
    (gap,) = gaps_of(built(only_the_company(low, small)))
    assert gap.reason_code == "refused"
    assert gap.words == "2 pledges of INF-COY on the register, none eligible: level 2, strength 1."
    assert gap.refusals_by_rule == {"level": 2, "strength": 1}


def test_a_pledge_without_room_in_the_horizon_is_refused_for_that() -> None:
    (gap,) = gaps_of(built(only_the_company(pledge(available=DateInterval(date(2025, 1, 1))))))
    assert gap.reason_code == "refused"
    assert gap.words.endswith("none eligible: no room for a tour in the horizon.")


def test_a_gap_before_the_first_candidate_is_ready() -> None:
    found = built(only_the_company(pledge(available=DateInterval(date(2019, 4, 1)))))
    gap, *_ = gaps_of(found, planning.Stay("KAZ-COY-1", "UNIFIL-COY", 6, 18))
    assert (gap.start, gap.end, gap.reason_code) == (0, 6, "not-ready")
    assert gap.words == "1 pledge of INF-COY eligible, the first one from April 2019."
    assert (gap.candidates, gap.refused) == (1, 0)


def test_a_gap_of_which_too_little_is_left_once_the_first_candidate_is_ready() -> None:
    """Ready in April, the company would have to leave in June: its shortest tour is six months."""
    found = built(only_the_company(pledge(available=DateInterval(date(2019, 4, 1)))), 24)
    gap, *_ = gaps_of(found, planning.Stay("KAZ-COY-1", "UNIFIL-COY", 8, 14))
    assert (gap.start, gap.end, gap.reason_code) == (0, 8, "not-ready")
    assert gap.words.endswith("from April 2019; the 2 months then left are shorter than the shortest tour (6 months).")


def test_a_gap_shorter_than_the_shortest_tour() -> None:
    found = built(only_the_company(pledge()), 13)
    *_, gap = gaps_of(found, planning.Stay("KAZ-COY-1", "UNIFIL-COY", 1, 10))
    assert (gap.start, gap.end, gap.reason_code) == (10, 13, "too-short")
    assert gap.words == "The gap of 3 months is shorter than the shortest tour on offer (6 months)."


def test_a_gap_of_one_month_is_told_in_good_english() -> None:
    *_, gap = gaps_of(built(only_the_company(pledge()), 13), planning.Stay("KAZ-COY-1", "UNIFIL-COY", 1, 12))
    assert gap.words.startswith("The gap of 1 month is shorter")


def test_a_candidate_that_is_placed_elsewhere() -> None:
    elsewhere = post(reference="UNDOF-COY", requirement="UNIFIL-BATT")
    asked = record(
        requirements=only_the_company().requirements, posts=(*only_the_company().posts, elsewhere), pledges=(pledge(),)
    )
    found = built(asked, 13)
    gap, *_ = gaps_of(found, planning.Stay("KAZ-COY-1", "UNDOF-COY", 1, 13))
    assert (gap.post, gap.reason_code) == ("UNIFIL-COY", "placed-elsewhere")
    assert gap.words == ("1 pledge of INF-COY eligible, all placed where they are worth more or resting: UNDOF-COY.")


def test_a_candidate_that_rests_between_two_tours() -> None:
    found = built(only_the_company(pledge()), 24)
    first, rest = gaps_of(
        found,
        planning.Stay("KAZ-COY-1", "UNIFIL-COY", 1, 12),
        planning.Stay("KAZ-COY-1", "UNIFIL-COY", 18, 24),
    )
    assert (first.start, first.end) == (0, 1)
    assert (rest.start, rest.end, rest.reason_code) == (12, 18, "placed-elsewhere")


def test_a_free_candidate_stays_out_for_a_limit_or_its_cost() -> None:
    (gap,) = gaps_of(built(only_the_company(pledge()), 24))
    assert gap.reason_code == "limited"
    assert gap.words.startswith("KAZ-COY-1 could stand here, but a ceiling,")


def test_a_committed_stay_is_no_gap_and_keeps_its_pledge_busy() -> None:
    asked = only_the_company(
        pledge(), stays=(StayFacts("KAZ-COY-1", "UNIFIL-COY", DateInterval(date(2018, 6, 1), date(2019, 10, 1))),)
    )
    (gap,) = gaps_of(built(asked, 18))
    assert (gap.start, gap.end) == (12, 18)
    assert gap.reason_code == "placed-elsewhere"


def test_a_post_held_throughout_leaves_no_gap() -> None:
    assert gaps_of(built(only_the_company(pledge()), 12), planning.Stay("KAZ-COY-1", "UNIFIL-COY", 0, 12)) == []


def test_every_reason_that_the_page_names_is_reached_here() -> None:
    """The page has a word for each code; a code without one would be shown raw."""
    elsewhere = post(reference="UNDOF-COY")
    cases = [
        gaps_of(built(only_the_company(pledge(unit_type="ENG-CON")))),
        gaps_of(built(only_the_company(pledge(level="L1")))),
        gaps_of(
            built(only_the_company(pledge(available=DateInterval(date(2019, 4, 1))))),
            planning.Stay("KAZ-COY-1", "UNIFIL-COY", 6, 18),
        ),
        gaps_of(built(only_the_company(pledge()), 13), planning.Stay("KAZ-COY-1", "UNIFIL-COY", 1, 10)),
        gaps_of(
            built(
                record(requirements=only_the_company().requirements, posts=(*only_the_company().posts, elsewhere)), 13
            ),
            planning.Stay("KAZ-COY-1", "UNDOF-COY", 1, 13),
        ),
        gaps_of(built(only_the_company(pledge()))),
    ]
    assert {gap.reason_code for case in cases for gap in case} == {code for code, _ in REASONS}


runs = st.lists(st.tuples(st.integers(-10, 40), st.integers(-10, 40)).filter(lambda run: run[0] < run[1]), max_size=8)


@given(st.integers(0, 30), st.integers(0, 30), runs)
def test_open_runs_are_exactly_the_periods_that_nothing_holds(
    start: int, end: int, held: list[tuple[int, int]]
) -> None:
    found = open_runs(start, end, held)
    free = {period for period in range(start, end) if not any(first <= period < last for first, last in held)}
    assert {period for first, last in found for period in range(first, last)} == free
    assert all(first < last for first, last in found)
    assert all(before[1] < after[0] for before, after in pairwise(found))
