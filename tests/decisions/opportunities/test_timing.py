"""When a post is to be had, and when a unit could come."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muster.decisions.opportunities.demand import first_open_time
from muster.decisions.opportunities.facts import NeedKind, Step
from muster.decisions.opportunities.timing import longest_days
from muster.kit.intervals import DateInterval, add_months
from tests.decisions.opportunities.made import demand, made, unit
from tests.matching.pairs import DAY

days = st.dates(date(2018, 1, 1), date(2021, 1, 1))
intervals = st.builds(
    lambda start, length: DateInterval(start, start + timedelta(days=length) if length else None),
    days,
    st.integers(0, 500),
)


@given(needed=intervals, stays=st.lists(intervals, max_size=4), day=days)
def test_an_open_time_is_wanted_is_held_by_nobody_and_is_the_first_such(
    needed: DateInterval, stays: list[DateInterval], day: date
) -> None:
    found = first_open_time(needed, stays, day, 24)
    ahead = [one for one in (day + timedelta(days=place) for place in range(0, 1600, 7)) if one < add_months(day, 24)]
    free = [one for one in ahead if needed.contains(one) and not any(stay.contains(one) for stay in stays)]
    if found is None:
        assert free == []
        return
    assert found.start >= max(day, needed.start)
    assert needed.covers(found)
    assert not any(found.overlaps(stay) for stay in stays)
    assert all(one >= found.start for one in free)


def test_what_begins_beyond_the_horizon_is_no_opportunity_yet() -> None:
    held = DateInterval(DAY, date(2021, 1, 1))
    assert first_open_time(DateInterval(DAY), [held], DAY, 24) is None
    assert first_open_time(DateInterval(DAY), [held], DAY, 36) == DateInterval(date(2021, 1, 1))


def test_rungs_follow_one_another_and_all_else_runs_beside_them() -> None:
    steps = [
        Step(NeedKind.LEVEL, "a", 45),
        Step(NeedKind.LEVEL, "b", 100),
        Step(NeedKind.CAVEAT, "c"),
        Step(NeedKind.AUTHORISATION, "d", 120),
    ]
    assert longest_days(steps, 90) == (145, True)
    assert longest_days(steps[3:], 90) == (120, False)
    assert longest_days([], 90) == (0, False)


def test_a_unit_is_late_by_the_days_between_the_need_and_its_coming() -> None:
    found = made(demand(post_needed=DateInterval(DAY)))
    assert (found.timing.late_days, found.timing.spare_days) == (112, 0)


def test_a_unit_in_theatre_comes_after_its_stay_and_its_rest() -> None:
    found = made(by=unit({"UNDOF-COY": DateInterval(date(2018, 6, 1), date(2019, 6, 1))}, dwell_months=6))
    assert found.timing.ready == date(2019, 12, 1)
    assert found.timing.late_days == (date(2019, 12, 1) - date(2019, 6, 1)).days


def test_a_unit_that_stays_on_in_its_own_post_needs_no_rest() -> None:
    found = made(by=unit({"UNIFIL-COY": DateInterval(date(2018, 6, 1), date(2019, 6, 1))}, dwell_months=6))
    assert (found.timing.ready, found.timing.late_days) == (date(2019, 6, 1), 0)


def test_a_unit_that_stands_elsewhere_without_an_end_is_stopped() -> None:
    found = made(by=unit({"UNDOF-COY": DateInterval(date(2018, 6, 1))}))
    assert [(one.rule, "UNDOF-COY" in one.words) for one in found.stops] == [("time", True)]


def test_steps_that_take_too_long_for_a_tour_are_a_stop_of_time() -> None:
    short = demand(post_needed=DateInterval(date(2019, 6, 1), date(2020, 3, 1)))
    assert made(short).stops == ()
    assert [one.rule for one in made(short, unit(level="L1")).stops] == ["time"]


def test_a_mandate_that_ends_before_the_need_rests_on_its_renewal() -> None:
    assert demand(mandate_until=date(2019, 6, 1)).rests_on_renewal
    assert not demand(mandate_until=date(2019, 6, 2)).rests_on_renewal
    assert not demand(mandate_until=None).rests_on_renewal
    assert demand(is_mandated=False).rests_on_renewal
