"""Months to shares of the peak are counted to the first month end that reaches them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.generation.build_up.milestones import BuildUp, measured
from muster.generation.build_up.months import month_number

START = date(2014, 4, 10)
FIRST = month_number(START)
CURVES = st.dictionaries(st.integers(FIRST, FIRST + 35), st.integers(0, 20_000), min_size=1)


def build_up(people: dict[int, int], window: int = 36) -> BuildUp:
    found = measured("A", START, people, window)
    assert found is not None
    return found


def test_a_share_is_reached_at_the_first_month_end_that_has_it() -> None:
    found = build_up({FIRST: 100, FIRST + 1: 500, FIRST + 3: 900, FIRST + 4: 1000})
    days = [(date(2014, 5, 31) - START).days, (date(2014, 7, 31) - START).days]
    assert [round(months * 365.25 / 12) for months in found.months_to] == [days[0], days[0], days[1], days[1]]


def test_months_outside_the_window_do_not_count() -> None:
    found = build_up({FIRST - 1: 9000, FIRST: 100, FIRST + 2: 9000}, window=2)
    assert (found.peak, len(found.curve)) == (100, 1)


@pytest.mark.parametrize("people", [{}, {FIRST: 0}, {FIRST + 36: 100}])
def test_there_is_no_build_up_where_nobody_came_in_the_window(people: dict[int, int]) -> None:
    assert measured("A", START, people, 36) is None


@given(CURVES.filter(lambda people: any(people.values())))
def test_greater_shares_are_never_reached_earlier(people: dict[int, int]) -> None:
    found = build_up(people)
    assert list(found.months_to) == sorted(found.months_to)
    assert {months for months, _ in found.curve}.issuperset(found.months_to)


@given(CURVES.filter(lambda people: any(people.values())), st.integers(2, 9))
def test_times_do_not_depend_on_the_size_of_a_mission(people: dict[int, int], times: int) -> None:
    larger = {number: times * there for number, there in people.items()}
    assert build_up(larger).months_to == build_up(people).months_to
