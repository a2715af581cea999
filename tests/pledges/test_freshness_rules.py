"""How long a pledge is valid: no gap between the standings, nothing gets fresher by waiting."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muster.kit.intervals import add_months
from muster.pledges.levels import Level
from muster.pledges.rules.freshness import (
    Freshness,
    Hold,
    Periods,
    expires_on,
    freshness_of,
    lapses_on,
    periods_on,
    removal_proposed_on,
    valid_until_after,
)
from tests.record import DAY

DAYS = st.dates(date(2015, 1, 1), date(2030, 1, 1))
PERIODS = st.builds(
    lambda initial, renewal, reminders, grace, removal: Periods(
        initial, renewal, tuple(sorted(reminders, reverse=True)), grace, removal
    ),
    st.integers(1, 36),
    st.integers(1, 36),
    st.lists(st.integers(1, 300), min_size=3, max_size=3, unique=True),
    st.integers(0, 120),
    st.integers(1, 24),
)
ORDER = (
    Freshness.FRESH,
    Freshness.FIRST_REMINDER,
    Freshness.SECOND_REMINDER,
    Freshness.THIRD_REMINDER,
    Freshness.IN_GRACE,
    Freshness.LAPSE_DUE,
)
HOLD = Hold(Level.LEVEL_2, date(2018, 1, 1), date(2019, 1, 1))


def test_the_periods_are_those_of_the_table() -> None:
    assert periods_on(DAY) == Periods(12, 6, (90, 60, 30), 30, 6)


@given(DAYS, PERIODS)
def test_the_first_validity_and_each_renewal_last_their_months(day: date, periods: Periods) -> None:
    assert valid_until_after(day, True, periods) == add_months(day, periods.initial_months)
    assert valid_until_after(day, False, periods) == add_months(day, periods.renewal_months)


@given(DAYS, st.lists(st.integers(0, 400), max_size=8), PERIODS)
def test_who_confirms_in_time_leaves_no_gap_and_loses_no_day(first: date, steps: list[int], periods: Periods) -> None:
    day, until = first, valid_until_after(first, True, periods)
    for step in steps:
        day = min(day + timedelta(days=step), until)  # in time: on the last day at the latest
        following = valid_until_after(day, False, periods, already_until=until)
        assert day <= until <= following
        until = following


@given(DAYS, DAYS, PERIODS)
def test_a_later_confirmation_never_ends_earlier(one: date, other: date, periods: Periods) -> None:
    earlier, later = sorted((one, other))
    assert valid_until_after(earlier, False, periods) <= valid_until_after(later, False, periods)


@given(DAYS, PERIODS, st.integers(-500, 500), st.integers(0, 60))
def test_nothing_gets_fresher_by_waiting(until: date, periods: Periods, offset: int, wait: int) -> None:
    hold = replace(HOLD, valid_until=until)
    day = until + timedelta(days=offset)
    now, then = (freshness_of(hold, one, periods) for one in (day, day + timedelta(days=wait)))
    assert ORDER.index(now) <= ORDER.index(then)


@given(DAYS, PERIODS)
def test_the_borders_are_where_the_table_says(until: date, periods: Periods) -> None:
    hold = replace(HOLD, valid_until=until)
    last_valid = until - timedelta(days=1)
    assert freshness_of(hold, last_valid, periods) not in (Freshness.IN_GRACE, Freshness.LAPSE_DUE)
    third = until - timedelta(days=periods.reminder_days[2])
    assert freshness_of(hold, third, periods) == Freshness.THIRD_REMINDER
    assert freshness_of(hold, third - timedelta(days=1), periods) == Freshness.SECOND_REMINDER
    first = until - timedelta(days=periods.reminder_days[0])
    assert freshness_of(hold, first - timedelta(days=1), periods) == Freshness.FRESH
    lapse = lapses_on(hold, periods)
    assert lapse == until + timedelta(days=periods.grace_days)
    assert freshness_of(hold, lapse, periods) == Freshness.LAPSE_DUE
    if periods.grace_days:
        assert freshness_of(hold, until, periods) == Freshness.IN_GRACE
        assert freshness_of(hold, lapse - timedelta(days=1), periods) == Freshness.IN_GRACE


def test_a_deployed_unit_is_not_asked_and_one_that_is_back_is_asked_from_then_on() -> None:
    periods = periods_on(DAY)
    away = replace(HOLD, is_deployed=True)
    late = date(2022, 1, 1)
    assert freshness_of(away, late, periods) == Freshness.DEPLOYED
    assert (expires_on(away), lapses_on(away, periods)) == (None, None)
    back = replace(HOLD, back_since=date(2021, 12, 20))
    assert expires_on(back) == date(2021, 12, 20)
    assert freshness_of(back, late, periods) == Freshness.IN_GRACE
    assert expires_on(replace(HOLD, back_since=date(2018, 6, 1))) == HOLD.valid_until


def test_what_is_not_registered_expires_and_cannot_lapse() -> None:
    assert freshness_of(replace(HOLD, level=Level.DRAFT), date(2025, 1, 1), periods_on(DAY)) == Freshness.IN_GRACE


def test_what_was_never_confirmed_is_not_dated() -> None:
    assert freshness_of(replace(HOLD, valid_until=None), date(2025, 1, 1), periods_on(DAY)) == Freshness.NOT_DATED


def test_a_lapsed_pledge_is_proposed_for_removal_months_later_and_an_ended_one_never() -> None:
    periods = periods_on(DAY)
    lapsed = Hold(Level.LAPSED, date(2019, 1, 31), date(2019, 1, 1))
    assert removal_proposed_on(lapsed, periods) == date(2019, 7, 31)
    assert removal_proposed_on(HOLD, periods) is None
    assert freshness_of(lapsed, date(2019, 7, 30), periods) == Freshness.LAPSED
    assert freshness_of(lapsed, date(2019, 7, 31), periods) == Freshness.REMOVAL_DUE
    for level in (Level.WITHDRAWN, Level.REMOVED):
        assert freshness_of(replace(lapsed, level=level), date(2020, 1, 1), periods) == Freshness.ENDED


def test_every_freshness_has_words() -> None:
    assert len({one.label for one in Freshness}) == len(Freshness)
