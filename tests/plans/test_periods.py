"""Dates to months and back: a period belongs to one of two intervals that follow each other, never to both."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.intervals import DateInterval
from muster.plans.periods import Calendar

CALENDAR = Calendar.of(date(2018, 10, 17), 36)
days = st.dates(date(2015, 1, 1), date(2025, 12, 31))


def test_the_first_period_is_the_month_of_the_planning_day() -> None:
    assert CALENDAR.start == date(2018, 10, 1)
    assert CALENDAR.day(0) == date(2018, 10, 1)
    assert CALENDAR.day(36) == date(2021, 10, 1)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2018, 10, 1), 0, 0),
        (date(2018, 10, 2), 1, 0),
        (date(2018, 10, 31), 1, 0),
        (date(2018, 11, 1), 1, 1),
        (date(2018, 9, 15), 0, -1),
        (date(2018, 9, 1), -1, -1),
        (date(2021, 10, 1), 36, 36),
    ],
)
def test_a_day_within_a_month_belongs_to_no_whole_month(day: date, first: int, last: int) -> None:
    assert (CALENDAR.first_whole(day), CALENDAR.last_whole(day)) == (first, last)


@pytest.mark.parametrize(
    ("interval", "months"),
    [
        (DateInterval(date(2018, 10, 1), date(2018, 11, 1)), (0, 1)),
        (DateInterval(date(2018, 10, 2), date(2018, 11, 1)), None),
        (DateInterval(date(2018, 10, 2), date(2018, 12, 31)), (1, 2)),
        (DateInterval(date(2010, 1, 1)), (0, 36)),
        (DateInterval(date(2010, 1, 1), date(2018, 10, 1)), None),
        (DateInterval(date(2021, 10, 1)), None),
        (DateInterval(date(2021, 9, 1), date(2030, 1, 1)), (35, 36)),
    ],
)
def test_the_whole_months_of_an_interval(interval: DateInterval, months: tuple[int, int] | None) -> None:
    assert CALENDAR.whole_months(interval) == months


def test_a_stay_without_an_end_lasts_until_the_horizon() -> None:
    assert CALENDAR.span(DateInterval(date(2018, 6, 1))) == (-4, 36)


@given(st.integers(-60, 60), st.integers(0, 27))
def test_the_first_whole_month_of_a_period_s_own_days(period: int, later: int) -> None:
    day = CALENDAR.day(period) + timedelta(days=later)
    assert CALENDAR.last_whole(day) == period
    assert CALENDAR.first_whole(day) == (period if later == 0 else period + 1)


@given(st.lists(days, min_size=3, max_size=3, unique=True).map(sorted))
def test_intervals_that_follow_each_other_share_no_period_and_leave_none_out(borders: list[date]) -> None:
    start, border, end = borders
    before, after = CALENDAR.span(DateInterval(start, border)), CALENDAR.span(DateInterval(border, end))
    assert before[1] == after[0]
    assert before[0] <= before[1] <= after[1]


@given(days, st.none() | st.integers(1, 2_500))
def test_whole_months_lie_inside_the_interval_and_the_horizon(start: date, length: int | None) -> None:
    interval = DateInterval(start, None if length is None else start + timedelta(days=length))
    months = CALENDAR.whole_months(interval)
    if months is None:
        return
    first, end = months
    assert 0 <= first < end <= CALENDAR.count
    assert interval.covers(DateInterval(CALENDAR.day(first), CALENDAR.day(end)))


@given(days, st.integers(1, 2_500))
def test_no_whole_month_inside_the_interval_is_left_out(start: date, length: int) -> None:
    interval = DateInterval(start, start + timedelta(days=length))
    inside = [
        period
        for period in range(CALENDAR.count)
        if interval.covers(DateInterval(CALENDAR.day(period), CALENDAR.day(period + 1)))
    ]
    months = CALENDAR.whole_months(interval)
    assert inside == (list(range(*months)) if months else [])
