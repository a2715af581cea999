"""A pair's value by hand, its monotony by many examples, and every refusal at once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.great_circle import great_circle_km
from muster.matching.match import match, worth
from muster.pledges.levels import LADDER, Level
from tests.matching.pairs import PARAMETERS, SURROUNDINGS, pledge, post, surroundings

ELIGIBLE_LEVELS = [Level.LEVEL_2, Level.LEVEL_3, Level.RAPID_DEPLOYMENT]


def test_a_pair_that_fits_has_a_worth_a_window_and_no_refusal() -> None:
    pair = match(pledge(), post(), SURROUNDINGS)
    assert pair.is_eligible
    assert pair.refusals == ()
    assert pair.earliest is None
    assert pair.window is not None
    assert pair.window.start == date(2018, 10, 31)


def test_a_pair_hears_every_rule_that_says_no_and_the_last_of_the_earliest_days() -> None:
    bent = pledge(level="L1", strength=10, excluded_missions=frozenset({"UNIFIL"}))
    pair = match(bent, post(), SURROUNDINGS)
    assert [finding.rule for finding in pair.refusals] == ["level", "strength", "caveat: mission"]
    assert pair.earliest == date(2019, 11, 1)
    assert (pair.worth, pair.window, pair.is_eligible) == (None, None, False)


def test_the_rules_may_be_replaced_and_then_only_those_speak() -> None:
    assert match(pledge(level="L0"), post(), SURROUNDINGS, rules=()).is_eligible


@pytest.mark.parametrize(
    ("strength", "wanted", "level", "priority", "points"),
    [
        (120, 120, "L2", 3, 240),  # 100 x 3 x 1 x 0.8
        (120, 120, "L3", 3, 270),  # 100 x 3 x 1 x 0.9
        (120, 120, "RDL", 8, 800),  # 100 x 8 x 1 x 1.0
        (90, 120, "L2", 2, 120),  # 100 x 2 x 0.75 x 0.8
        (300, 120, "L2", 1, 80),  # more people than wanted are worth no more: 100 x 1 x 1 x 0.8
        (100, 120, "L2", 1, 67),  # 66.67 is rounded
    ],
)
def test_the_value_of_a_month_is_scale_by_priority_by_strength_by_level(
    strength: int, wanted: int, level: str, priority: int, points: int
) -> None:
    found = worth(pledge(strength=strength, level=level), post(strength=wanted, priority=priority), SURROUNDINGS)
    assert found.value_points == points


def test_half_a_point_is_rounded_to_the_even_one() -> None:
    halves = surroundings(parameters=replace(PARAMETERS, value_scale_points=1, level_base_percent=50))
    assert worth(pledge(), post(priority=3), halves).value_points == 2  # 1.5
    assert worth(pledge(), post(priority=5), halves).value_points == 2  # 2.5


def test_the_inputs_of_the_formula_are_kept_beside_its_result() -> None:
    found = worth(pledge(strength=90, level="L3"), post(), SURROUNDINGS)
    assert (found.strength_share, found.level_share) == (Decimal("0.75"), Decimal("0.9"))


def test_a_start_costs_its_base_where_the_state_has_no_place_on_record() -> None:
    found = worth(pledge(), post(), SURROUNDINGS)
    assert (found.start_cost_points, found.distance_km) == (100, 0)


def test_a_start_costs_more_for_each_thousand_kilometres() -> None:
    """A quarter of the way round the globe is 10,008 km: 100 + 10 x 10.008."""
    around = surroundings(state_coordinates={"KAZ": (0.0, 0.0)})
    found = worth(pledge(), post(latitude=0.0, longitude=90.0), around)
    assert (found.start_cost_points, found.distance_km) == (200, 10_008)


def test_the_distance_is_that_between_the_state_and_the_mission() -> None:
    around = surroundings(state_coordinates={"KAZ": (48.0, 67.0), "IND": (0.0, 0.0)})
    expected = round(great_circle_km((48.0, 67.0), (33.1, 35.2)))
    assert worth(pledge(), post(), around).distance_km == expected


strengths = st.integers(1, 2_000)
priorities = st.integers(1, 8)


@given(strengths, strengths, st.sampled_from(ELIGIBLE_LEVELS), priorities)
def test_a_covered_month_is_always_worth_a_point(strength: int, wanted: int, level: Level, priority: int) -> None:
    found = worth(pledge(strength=strength, level=level), post(strength=wanted, priority=priority), SURROUNDINGS)
    assert found.value_points >= 1
    assert 0 < found.strength_share <= 1
    assert found.start_cost_points >= 0


@given(strengths, strengths, strengths, st.sampled_from(ELIGIBLE_LEVELS), priorities)
def test_more_people_are_never_worth_less(fewer: int, more: int, wanted: int, level: Level, priority: int) -> None:
    fewer, more = sorted((fewer, more))
    other = post(strength=wanted, priority=priority)
    values = [worth(pledge(strength=one, level=level), other, SURROUNDINGS).value_points for one in (fewer, more)]
    assert values == sorted(values)


@given(strengths, strengths, priorities)
def test_a_higher_level_is_never_worth_less(strength: int, wanted: int, priority: int) -> None:
    other = post(strength=wanted, priority=priority)
    values = [
        worth(pledge(strength=strength, level=level), other, SURROUNDINGS).value_points for level in ELIGIBLE_LEVELS
    ]
    assert values == sorted(values)
    assert tuple(ELIGIBLE_LEVELS) == LADDER[2:]


@given(strengths, strengths, st.sampled_from(ELIGIBLE_LEVELS))
def test_a_higher_priority_is_never_worth_less(strength: int, wanted: int, level: Level) -> None:
    last = -inf
    for priority in range(1, 9):
        found = worth(pledge(strength=strength, level=level), post(strength=wanted, priority=priority), SURROUNDINGS)
        assert found.value_points >= last
        last = found.value_points
