"""The backlog and the trips that serve most of it, against an answer found by trying everything."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations_with_replacement

from hypothesis import given, settings
from hypothesis import strategies as st

from muster.visits.bundling import (
    Bundling,
    Place,
    TeamCapacity,
    WaitingUnit,
    backlog_by_state,
    groups_of,
    points_of,
    suggest_trips,
)

TODAY = date(2018, 10, 1)
CAPACITY = TeamCapacity(
    trips=2,
    units_per_visit=Decimal("3.3"),
    days_per_visit=5,
    most_states=2,
    travel_days=2,
    neighbour_km=2500,
    visit_cost_cents=2_100_000,
    next_state_percent=50,
    unit_points=100,
    age_points=5,
    most_steps=10_000,
)
PLACES = {
    "KAZ": Place(48.0, 67.0, "Asia"),
    "UZB": Place(41.0, 64.0, "Asia"),
    "MNG": Place(46.0, 105.0, "Asia"),
    "RWA": Place(-2.0, 30.0, "Africa"),
    "UGA": Place(1.0, 32.0, "Africa"),
}


def unit(state: str, number: int = 1, months: int = 0, priority: int = 1) -> WaitingUnit:
    since = TODAY - timedelta(days=31 * months)
    return WaitingUnit(state, f"{state}-{number}", "INF-COY", "L2", since, 120, priority=priority)


def capacity(**changes: object) -> TeamCapacity:
    return TeamCapacity(**(vars(CAPACITY) | changes))


def test_age_and_priority_make_a_unit_weightier() -> None:
    points = [points_of(one, TODAY, CAPACITY) for one in (unit("KAZ"), unit("KAZ", months=12), unit("KAZ", priority=3))]
    assert points == [100, 160, 300]


def test_the_backlog_tells_number_age_and_weight_by_state() -> None:
    units = [unit("RWA", 1, 30), unit("KAZ", 1, 1), unit("KAZ", 2, 7), unit("KAZ", 3, 13)]
    first, second = backlog_by_state(units, TODAY, CAPACITY)
    assert (first.state, first.units, first.strength, first.by_age) == ("KAZ", 3, 360, (1, 1, 1, 0))
    assert (second.state, second.by_age, second.oldest) == ("RWA", (0, 0, 0, 1), units[0].waiting_since)


def test_one_trip_joins_neighbours_of_one_region_only() -> None:
    groups = groups_of(["KAZ", "MNG", "RWA", "UGA", "UZB", "XXX"], PLACES, CAPACITY)
    assert groups == (("KAZ", "UZB"), ("MNG",), ("RWA", "UGA"), ("XXX",))


def test_a_trip_tells_its_days_and_cost() -> None:
    found = suggest_trips([unit("KAZ"), unit("UZB"), unit("MNG")], PLACES, TODAY, CAPACITY)
    assert [trip.states for trip in found.trips] == [("KAZ", "UZB"), ("MNG",)]
    assert [(trip.days, trip.cost_cents) for trip in found.trips] == [(12, 3_150_000), (5, 2_100_000)]
    assert found.left == ()
    assert found.is_exact
    assert found.quality_percent == 100


def test_a_state_that_adds_nothing_is_not_visited() -> None:
    found = suggest_trips([unit("KAZ", number) for number in range(3)], PLACES, TODAY, capacity(trips=3))
    assert [trip.states for trip in found.trips] == [("KAZ",)]


def test_the_oldest_are_served_first() -> None:
    units = [unit("KAZ", number, months=number) for number in range(8)]
    found = suggest_trips(units, {}, TODAY, capacity(trips=1))
    assert [one.reference for one in found.trips[0].units] == ["KAZ-7", "KAZ-6", "KAZ-5"]
    assert len(found.left) == 5


def test_without_units_there_is_no_trip() -> None:
    assert suggest_trips([], PLACES, TODAY, CAPACITY) == Bundling((), (), 0, 0, True)


def best_by_trying_everything(units: list[WaitingUnit], team: TeamCapacity) -> int:
    """Return the points of the best trips among all multisets of trips."""
    states = sorted({one.state for one in units})
    best = 0
    for trips in combinations_with_replacement(groups_of(states, PLACES, team), team.trips):
        worth = 0
        for state in states:
            points = sorted((points_of(one, TODAY, team) for one in units if one.state == state), reverse=True)
            worth += sum(points[: team.room * sum(state in group for group in trips)])
        best = max(best, worth)
    return best


units_waiting = st.lists(
    st.builds(unit, st.sampled_from(sorted(PLACES)), st.integers(1, 99), st.integers(0, 40), st.integers(1, 3)),
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(units_waiting, st.integers(1, 3), st.sampled_from(["0.5", "1", "2", "3.3"]))
def test_the_search_finds_the_best_trips(units: list[WaitingUnit], trips: int, per_visit: str) -> None:
    team = capacity(trips=trips, units_per_visit=Decimal(per_visit))
    found = suggest_trips(units, PLACES, TODAY, team)
    assert found.is_exact
    assert found.points == best_by_trying_everything(units, team)


@settings(max_examples=60, deadline=None)
@given(units_waiting, st.integers(1, 3))
def test_trips_keep_to_the_capacity_and_serve_nobody_twice(units: list[WaitingUnit], trips: int) -> None:
    team = capacity(trips=trips, units_per_visit=Decimal(2))
    found = suggest_trips(units, PLACES, TODAY, team)
    assert len(found.trips) <= trips
    for trip in found.trips:
        assert len(trip.states) <= team.most_states
        assert {one.state for one in trip.units} == set(trip.states)
        assert max(Counter(one.state for one in trip.units).values()) <= team.room
    served = [one for trip in found.trips for one in trip.units]
    assert sorted(map(repr, [*served, *found.left])) == sorted(map(repr, units))


@settings(max_examples=40, deadline=None)
@given(units_waiting, st.integers(1, 3))
def test_cut_short_the_search_tells_a_bound_that_holds(units: list[WaitingUnit], trips: int) -> None:
    team = capacity(trips=trips, units_per_visit=Decimal(1), most_steps=0)
    found = suggest_trips(units, PLACES, TODAY, team)
    assert found.points <= best_by_trying_everything(units, team) <= found.bound
    assert found == suggest_trips(units, PLACES, TODAY, team)
