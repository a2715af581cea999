"""Date intervals behave as sets of days, and months as the calendar has them."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from muster.kit.intervals import DateInterval, add_months, month_end, month_periods, months_between, union

FIRST = date(2018, 1, 1)
DAYS = st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n))
WINDOW = [FIRST + timedelta(days=n) for n in range(80)]
ANY_DAY = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@st.composite
def intervals(draw: st.DrawFn) -> DateInterval:
    start = draw(DAYS)
    length = draw(st.none() | st.integers(1, 15))
    return DateInterval(start, None if length is None else start + timedelta(days=length))


def days_of(*parts: DateInterval) -> set[date]:
    return {day for day in WINDOW if any(part.contains(day) for part in parts)}


def assert_separate_and_in_order(parts: tuple[DateInterval, ...]) -> None:
    for earlier, later in pairwise(parts):
        assert earlier.until is not None
        assert earlier.until < later.start


@given(intervals(), intervals())
def test_the_intersection_has_the_days_of_both(a: DateInterval, b: DateInterval) -> None:
    shared = a.intersection(b)
    assert shared == b.intersection(a)
    assert days_of(*([shared] if shared else [])) == days_of(a) & days_of(b)
    assert a.overlaps(b) == bool(days_of(a) & days_of(b))


@given(st.lists(intervals(), max_size=6))
def test_the_union_has_all_days_in_separate_intervals(parts: list[DateInterval]) -> None:
    merged = union(parts)
    assert days_of(*merged) == days_of(*parts)
    assert_separate_and_in_order(merged)
    assert union(merged) == merged


@given(intervals(), st.lists(intervals(), max_size=4))
def test_the_difference_has_the_days_that_the_others_lack(a: DateInterval, others: list[DateInterval]) -> None:
    left = a.difference(*others)
    assert days_of(*left) == days_of(a) - days_of(*others)
    assert_separate_and_in_order(left)


@given(intervals(), intervals())
def test_an_interval_covers_another_that_leaves_nothing_over(a: DateInterval, b: DateInterval) -> None:
    assert a.covers(b) == (b.difference(a) == ())


@given(intervals())
def test_the_length_is_the_number_of_days(a: DateInterval) -> None:
    assume(a.until is not None)
    assert a.length_in_days == len(days_of(a))


def test_an_interval_with_no_end_has_no_length() -> None:
    with pytest.raises(ValueError, match="no length"):
        _ = DateInterval(FIRST).length_in_days


def test_the_end_is_no_part_of_the_interval_and_touching_is_not_overlapping() -> None:
    tour = DateInterval(date(2018, 10, 31), date(2019, 5, 1))
    assert tour.contains(date(2018, 10, 31))
    assert not tour.contains(date(2019, 5, 1))
    assert not tour.overlaps(DateInterval(date(2019, 5, 1)))
    assert union([DateInterval(date(2019, 5, 1)), tour]) == (DateInterval(date(2018, 10, 31)),)


def test_intervals_say_that_their_end_is_excluded() -> None:
    assert str(DateInterval(date(2018, 10, 31), date(2019, 5, 1))) == "2018-10-31 to 2019-05-01 (until excluded)"
    assert str(DateInterval(date(2018, 10, 31))) == "2018-10-31 with no end"
    assert DateInterval(date(2018, 10, 31)).is_open


def test_empty_and_reversed_intervals_do_not_exist_and_moments_are_no_days() -> None:
    with pytest.raises(ValueError, match="must start before it ends"):
        DateInterval(FIRST, FIRST)
    with pytest.raises(ValueError, match="not of moments"):
        DateInterval(datetime(2018, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2018, 1, 31), 1, date(2018, 2, 28)),
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2018, 10, 31), 6, date(2019, 4, 30)),
        (date(2018, 3, 31), -1, date(2018, 2, 28)),
        (date(2018, 12, 15), 1, date(2019, 1, 15)),
        (date(2020, 2, 29), -12, date(2019, 2, 28)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_months_beyond_the_calendar_are_refused() -> None:
    with pytest.raises(ValueError, match="outside the years"):
        add_months(date(9999, 12, 1), 1)
    with pytest.raises(ValueError, match="outside the years"):
        add_months(date(1, 1, 1), -1)


@given(ANY_DAY, ANY_DAY)
def test_months_between_is_the_most_that_does_not_pass_the_end(a: date, b: date) -> None:
    start, end = sorted((a, b))
    months = months_between(start, end)
    assert add_months(start, months) <= end < add_months(start, months + 1)
    assert months_between(end, start) == -months


@given(ANY_DAY, st.integers(0, 48))
def test_monthly_periods_follow_each_other_without_drift(start: date, count: int) -> None:
    periods = month_periods(start, count)
    assert len(periods) == count
    for number, period in enumerate(periods):
        assert period == DateInterval(add_months(start, number), add_months(start, number + 1))


@given(intervals(), st.integers(-24, 24))
def test_shifting_by_months_moves_both_ends(a: DateInterval, months: int) -> None:
    shifted = a.shift_months(months)
    assert shifted.start == add_months(a.start, months)
    assert shifted.is_open == a.is_open


def test_shifting_never_loses_the_last_day() -> None:
    two_days = DateInterval(date(2018, 1, 30), date(2018, 1, 31))
    assert two_days.shift_months(1) == DateInterval(date(2018, 2, 28), date(2018, 3, 1))


@given(st.dates())
def test_a_month_ends_before_the_first_of_the_next(on: date) -> None:
    end = month_end(on)
    assert (end.year, end.month) == (on.year, on.month)
    assert end == date.max or (end + timedelta(days=1)).day == 1
