"""Windows, quarters and how they are written."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.errors import Refused
from muster.yardsticks.measures.shape import Unit, percentile, share
from muster.yardsticks.measures.window import ONE_DAY, Quarter, Window, quarter_with, quarters_until, read_quarter

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@given(DAYS)
def test_every_day_lies_in_the_window_of_its_quarter_and_the_next_one_begins_after_it(day: date) -> None:
    quarter = quarter_with(day)
    assert quarter.start <= day <= quarter.last_day
    assert quarter.as_of(quarter.last_day).holds(day)
    assert quarter_with(quarter.last_day + ONE_DAY) > quarter


@given(DAYS, st.integers(1, 40))
def test_the_quarters_until_a_day_follow_each_other_and_end_with_its_own(day: date, number: int) -> None:
    found = quarters_until(day, number)
    assert len(found) == number
    assert found[-1] == quarter_with(day)
    assert all(one.last_day + ONE_DAY == other.start for one, other in pairwise(found))


def test_a_quarter_that_is_not_over_ends_with_the_day_it_is_asked_on() -> None:
    assert Quarter(2018, 4).as_of(date(2018, 11, 5)) == Window(date(2018, 11, 5), date(2018, 10, 1))


@pytest.mark.parametrize("words", ["2018Q3", "2018q3", "2018-Q3", " 2018Q3 "])
def test_a_quarter_is_read_as_people_write_it(words: str) -> None:
    assert read_quarter(words, date(2018, 10, 1)) == Quarter(2018, 3)


@pytest.mark.parametrize("words", ["2018", "2018Q5", "Q3", "", "18Q3"])
def test_other_words_are_refused_with_the_remedy(words: str) -> None:
    with pytest.raises(Refused, match="write it as 2018Q3"):
        read_quarter(words, date(2018, 10, 1))


def test_a_quarter_that_has_not_begun_is_refused() -> None:
    with pytest.raises(Refused, match="has not begun"):
        read_quarter("2019Q1", date(2018, 12, 31))


def test_of_nothing_there_is_no_share_and_no_percentile() -> None:
    assert (share("a", 0, 0).value, percentile("a", [], 90).value) == (None, None)


@given(st.lists(st.floats(0, 1000), min_size=1), st.integers(1, 100))
def test_enough_of_the_values_do_not_exceed_a_percentile(values: list[float], percent: int) -> None:
    found = percentile("a", values, percent, Unit.DAYS).value
    assert found in values
    assert 100 * sum(one <= (found or 0) for one in values) >= percent * len(values)
