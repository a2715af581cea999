"""When a pledge could stand in a post: never outside the need, its availability, its notice or its partner's stay."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muster.kit.intervals import DateInterval, add_months, union
from muster.matching.match import match
from muster.matching.window import holds_a_tour, longest_stay_months, ready_on, window
from tests.matching.pairs import DAY, SURROUNDINGS, pledge, post

days = st.dates(date(2015, 1, 1), date(2024, 12, 31))


@st.composite
def intervals(draw: st.DrawFn) -> DateInterval:
    """Draw an interval of a day up to six years, or one without an end."""
    start = draw(days)
    length = draw(st.none() | st.integers(1, 2_000))
    return DateInterval(start, None if length is None else start + timedelta(days=length))


def test_a_unit_is_ready_after_notice_and_not_before_it_is_available() -> None:
    assert ready_on(pledge(notice_days=90), DAY) == date(2018, 12, 30)
    later = pledge(notice_days=90, available=DateInterval(date(2019, 3, 1)))
    assert ready_on(later, DAY) == date(2019, 3, 1)


def test_the_caveat_shortens_the_longest_tour_and_never_lengthens_it() -> None:
    assert longest_stay_months(pledge(caveat_stay_months=4)) == 4
    assert longest_stay_months(pledge(caveat_stay_months=40)) == 12
    assert longest_stay_months(pledge()) == 12


def test_of_two_stays_of_the_partner_the_longer_one_is_taken_even_if_it_ends_first() -> None:
    stays = {
        "IND": (
            DateInterval(date(2018, 6, 1), date(2019, 12, 1)),
            DateInterval(date(2020, 6, 1), date(2020, 8, 1)),
        )
    }
    found = window(pledge(needed_partners=frozenset({"IND"})), post(held_by_partners=stays), DAY)
    assert found == DateInterval(date(2018, 10, 31), date(2019, 12, 1))


def test_stays_of_the_partner_that_follow_each_other_count_as_one() -> None:
    """India's contingent rotates; Kazakhstan's company beside it stays."""
    stays = {
        "IND": (
            DateInterval(date(2018, 6, 1), date(2019, 1, 1)),
            DateInterval(date(2019, 1, 1), date(2020, 1, 1)),
        )
    }
    found = window(pledge(needed_partners=frozenset({"IND"})), post(held_by_partners=stays), DAY)
    assert found == DateInterval(date(2018, 10, 31), date(2020, 1, 1))


@given(intervals(), intervals(), st.integers(0, 730), st.lists(intervals(), max_size=3), st.booleans())
def test_the_window_lies_inside_all_that_bounds_it(
    needed: DateInterval, available: DateInterval, notice: int, held: list[DateInterval], needs_partner: bool
) -> None:
    one = pledge(
        available=available,
        notice_days=notice,
        needed_partners=frozenset({"IND"}) if needs_partner else frozenset(),
    )
    found = window(one, post(needed=needed, held_by_partners={"IND": tuple(held)}), DAY)
    if found is None:
        return
    assert needed.covers(found)
    assert available.covers(found)
    assert found.start >= DAY + timedelta(days=notice)
    if needs_partner:
        assert any(stay.covers(found) for stay in union(held))


@given(intervals(), intervals(), st.integers(0, 730), days)
def test_without_a_partner_no_day_that_suits_everything_is_left_out(
    needed: DateInterval, available: DateInterval, notice: int, day: date
) -> None:
    found = window(pledge(available=available, notice_days=notice), post(needed=needed), DAY)
    suits = needed.contains(day) and available.contains(day) and day >= DAY + timedelta(days=notice)
    assert suits == (found is not None and found.contains(day))


@given(intervals(), intervals(), st.integers(0, 730), st.integers(1, 24))
def test_an_eligible_pair_has_room_for_its_shortest_tour(
    needed: DateInterval, available: DateInterval, notice: int, shortest: int
) -> None:
    one = pledge(available=available, notice_days=notice, stay_minimum_months=shortest, stay_maximum_months=24)
    pair = match(one, post(needed=needed), SURROUNDINGS)
    if pair.window is None:
        return
    assert holds_a_tour(pair.window, shortest)
    assert pair.window.until is None or add_months(pair.window.start, shortest) <= pair.window.until


def test_a_pledge_for_the_end_of_days_has_no_room_rather_than_no_answer() -> None:
    """A mistyped year must not stop the page of everybody else's candidates."""
    last = DateInterval(date(9999, 6, 1), date(9999, 12, 31))
    assert not match(pledge(available=last, stay_minimum_months=12), post(), SURROUNDINGS).is_eligible
