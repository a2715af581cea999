"""Covered and open days are together exactly the days wanted; who could bridge is ranked by what the rules allow."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.generation.rules.bridging import FOLLOWING, coverage, days_to_bridge, proposal, ranked, step_problems
from muster.kit.intervals import DateInterval
from muster.matching.facts import PledgeFacts, PostFacts, Surroundings
from tests.matching.pairs import pledge, post, surroundings

START = date(2019, 1, 1)
SPANS = st.tuples(st.integers(-100, 300), st.integers(1, 200)).map(
    lambda two: DateInterval(START + timedelta(days=two[0]), START + timedelta(days=two[0] + two[1]))
)
WANTED = DateInterval(START, START + timedelta(days=180))


def days_of(spans: tuple[DateInterval, ...]) -> list[date]:
    """Return every day of some spans, in order, as often as it stands in them."""
    return sorted(one.start + timedelta(days=at) for one in spans for at in range(one.length_in_days))


@given(wanted=SPANS, bridges=st.lists(SPANS, max_size=6))
def test_covered_and_open_days_are_together_exactly_the_days_wanted(
    wanted: DateInterval, bridges: list[DateInterval]
) -> None:
    told = coverage(wanted, bridges)
    assert days_of((*told.covered, *told.open)) == days_of((wanted,))
    assert told.covered_days + told.open_days == wanted.length_in_days
    assert all(any(one.contains(day) for one in bridges) for day in days_of(told.covered))
    assert not any(one.contains(day) for one in bridges for day in days_of(told.open))


def test_without_days_wanted_there_is_neither() -> None:
    told = coverage(None, [WANTED])
    assert (told.covered_days, told.open_days) == (0, 0)


def test_days_are_bridged_from_the_day_wanted_until_nine_draws_of_ten_have_arrived() -> None:
    assert days_to_bridge(START, START + timedelta(days=30)) == DateInterval(START, START + timedelta(days=30))
    assert days_to_bridge(START, START) is None
    assert days_to_bridge(START, None) is None


def test_when_the_forecast_slips_the_bridge_that_no_longer_reaches_leaves_a_gap() -> None:
    bridge = DateInterval(START, START + timedelta(days=60))
    assert coverage(days_to_bridge(START, START + timedelta(days=60)), [bridge]).open == ()
    slipped = coverage(days_to_bridge(START, START + timedelta(days=75)), [bridge])
    assert slipped.open == (DateInterval(START + timedelta(days=60), START + timedelta(days=75)),)


def around(day: date = START) -> Surroundings:
    """Return the surroundings of the fitting pair on a day."""
    return surroundings(day=day)


def asked(one: PledgeFacts, where: PostFacts | None = None, day: date = START) -> object:
    """Return the proposal over the days wanted."""
    return proposal(one, where or replace(post(), needed=WANTED), around(day), [WANTED])


def ready(**changes: object) -> PledgeFacts:
    """Return a pledge that could come within ten days."""
    return pledge(**{"notice_days": 10, "available": DateInterval(date(2018, 1, 1)), **changes})


def test_notice_begins_a_bridge_and_the_longest_tour_ends_it() -> None:
    found = proposal(
        ready(stay_maximum_months=3, stay_minimum_months=1), replace(post(), needed=WANTED), around(), [WANTED]
    )
    assert found is not None
    assert found.days == DateInterval(date(2019, 1, 11), date(2019, 4, 11))
    assert found.covered_days == 90
    assert found.remarks == ()


def test_a_caveat_on_the_stay_ends_it_earlier() -> None:
    found = proposal(ready(caveat_stay_months=2), replace(post(), needed=WANTED), around(), [WANTED])
    assert found is not None
    assert found.days.until == date(2019, 3, 11)


def test_a_tour_longer_than_the_bridge_is_said_and_does_not_exclude() -> None:
    short = DateInterval(START, START + timedelta(days=40))
    found = proposal(ready(stay_minimum_months=6), replace(post(), needed=short), around(), [short])
    assert found is not None
    assert "shortest tour is 6 months" in found.remarks[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"level": "L1"},
        {"unit_type": "SIG-COY"},
        {"excluded_missions": frozenset({post().mission})},
        {"notice_days": 400},
        {"unmet_conditions": ("command of the force",)},
    ],
)
def test_whoever_the_rules_refuse_is_not_proposed(changes: dict[str, object]) -> None:
    assert asked(ready()) is not None
    assert asked(ready(**changes)) is None


def test_only_days_that_are_still_open_are_counted() -> None:
    late = [DateInterval(START + timedelta(days=150), START + timedelta(days=180))]
    found = proposal(ready(stay_maximum_months=12), replace(post(), needed=WANTED), around(), late)
    assert found is not None
    assert found.covered_days == 30
    assert proposal(ready(stay_maximum_months=2), replace(post(), needed=WANTED), around(), late) is None


def test_more_days_go_before_a_higher_level_and_that_before_nearness() -> None:
    where = replace(post(), needed=WANTED)
    one = ready(reference="more", stay_maximum_months=12, level="L2")
    two = ready(reference="higher", stay_maximum_months=2, stay_minimum_months=1, level="L3")
    three = replace(two, reference="lower", level="L2")
    assert [each.pledge.reference for each in ranked([three, two, one], where, around(), [WANTED])] == [
        "more",
        "higher",
        "lower",
    ]


@pytest.mark.parametrize(("stage", "following"), list(product(FOLLOWING, FOLLOWING)))
def test_a_bridge_takes_the_steps_of_the_table_and_no_other(stage: str, following: str) -> None:
    assert (step_problems(stage, following) == []) == (following in FOLLOWING[stage])
