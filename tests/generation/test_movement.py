"""Movements: distances by sea and air, lifts, steps; and the arrivals of a mission against what it can receive."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.generation.actions.movements import add_movement, change_movement, placed, step_movement
from muster.generation.alternative_ports import alternative_ports
from muster.generation.models import Case, Movement, MovementLoad, MovementMode, MovementStage
from muster.generation.queries.movements import arriving_movements, planned_arrivals
from muster.generation.rules import movement as rules
from muster.generation.rules.arrivals import PlannedArrival, by_month, by_week, could_be_later, month_of, next_month
from muster.generation.rules.movement import STEPS, LiftRule, MovementTerms
from muster.generation.sea_routes import find_airport, find_port, sea_distance_nm
from muster.kit.errors import NotAllowed, NotFound, Refused
from tests.generation.ground import CASE, TODAY, make_case
from tests.record import DAY, Record

RULE = LiftRule(Decimal(15), 4, 1500, Decimal(440), 250, Decimal(40), Decimal(700))
BY_SEA = MovementTerms("sea", "equipment", "INBOM", "Beirut", date(2018, 9, 1), date(2018, 9, 20))
BY_AIR = MovementTerms("air", "people", "UAAA", "BEY", date(2018, 10, 30), date(2018, 10, 31), people=120)
HEADQUARTERS = (33.12, 35.14)


def test_mumbai_to_beirut_goes_by_suez() -> None:
    mumbai, beirut = find_port("mumbai"), find_port("LBBEY")
    assert mumbai is not None
    assert beirut is not None
    distance = sea_distance_nm(mumbai.point, beirut.point)
    assert distance is not None
    assert 3_200 < distance < 3_400
    assert rules.sea_days(distance, RULE) == 14


def test_the_caspian_is_closed_though_the_network_holds_the_volga_open() -> None:
    aktau, beirut = find_port("Aktau"), find_port("Beirut")
    assert aktau is not None
    assert beirut is not None
    assert rules.in_caspian(*aktau.point)
    assert sea_distance_nm(aktau.point, beirut.point) is None
    for open_port in ("GEPTI", "RUNVS", "Odessa, Ukraine"):
        place = find_port(open_port)
        assert place is not None
        assert not rules.in_caspian(*place.point)
    with pytest.raises(Refused) as refused:
        placed(replace(BY_SEA, origin="KZAAU"))
    assert "lies on the Caspian" in str(refused.value.problems[0])
    assert placed(replace(BY_SEA, origin="KZAAU", sea_route_nm=2_200))[1] == 2_200


def test_the_air_distance_is_the_great_circle() -> None:
    almaty, beirut = find_airport("UAAA"), find_airport("bey")
    assert almaty is not None
    assert beirut is not None
    distance = rules.great_circle_nm(almaty.point, beirut.point)
    assert 1_900 < distance < 2_200
    assert rules.air_hours(distance, RULE) == (Decimal(distance) / 440).quantize(Decimal("0.1"))


def test_lifts_are_counted_by_what_needs_more() -> None:
    assert [rules.passenger_flights(people, RULE) for people in (0, 1, 250, 251)] == [0, 1, 1, 2]
    assert rules.cargo_flights(Decimal(80), Decimal(100), RULE) == 2
    assert rules.cargo_flights(Decimal(10), Decimal(1_401), RULE) == 3
    assert rules.ships(Decimal(1_490), 2, Decimal("6.1"), RULE) == 2
    assert rules.ships(Decimal(0), 0, Decimal("6.1"), RULE) == 1


def test_a_place_of_no_list_needs_coordinates_and_a_road_needs_none() -> None:
    with pytest.raises(Refused) as refused:
        placed(replace(BY_SEA, origin="Nowhere", destination="Neverland"))
    assert [one.place for one in refused.value.problems] == ["origin", "destination"]
    terms, distance = placed(replace(BY_SEA, origin="A pier", origin_latitude=18.9, origin_longitude=72.8))
    assert (terms.origin_latitude, distance is not None) == (18.9, True)
    assert placed(replace(BY_AIR, mode="road", origin="Almaty", destination="Naqoura"))[1] is None


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (replace(BY_AIR, mode="rail"), "mode"),
        (replace(BY_AIR, carries="water", people=0), "carries"),
        (replace(BY_AIR, arrives_on=date(2018, 10, 29)), "arrives_on"),
        (replace(BY_AIR, people=0), "people"),
        (replace(BY_SEA, people=3), "people"),
        (replace(BY_AIR, sea_route_nm=5), "sea_route_nm"),
        (replace(BY_AIR, origin_latitude=3.0), "origin"),
    ],
)
def test_what_is_wrong_with_a_movement_is_named(terms: MovementTerms, field: str) -> None:
    assert [one.field for one in rules.movement_problems(terms)] == [field]


@pytest.mark.parametrize(("stage", "following"), list(product(STEPS, STEPS)))
def test_only_legal_steps_of_a_movement_are_taken(stage: str, following: str) -> None:
    legal = {("planned", "arrived"), ("planned", "cancelled"), ("cancelled", "planned")}
    assert (not rules.step_problems(stage, following, DAY, DAY)) == ((stage, following) in legal)


def test_the_record_and_the_rules_use_the_same_words() -> None:
    assert list(STEPS) == list(MovementStage.values)
    assert list(MovementMode.values) == [rules.SEA, rules.AIR, rules.ROAD]
    assert list(MovementLoad.values) == [rules.PEOPLE, rules.EQUIPMENT]


@pytest.fixture
def case(record: Record) -> Case:
    return make_case(record)


def test_either_side_enters_a_movement_and_its_distance_is_reckoned(case: Case, record: Record) -> None:
    state, officer = record.parties["owning State"], record.parties["secretariat officer"]
    first = add_movement(state, CASE, BY_SEA, today=TODAY)
    second = add_movement(officer, CASE, BY_AIR, today=TODAY)
    assert (first.number, second.number) == (1, 2)
    assert first.distance_nm
    assert second.distance_nm
    changed = change_movement(state, CASE, 2, replace(BY_AIR, people=100), expected_version=1)
    assert (changed.people, changed.version) == (100, 2)
    with pytest.raises(Refused, match="somebody else"):
        change_movement(state, CASE, 2, BY_AIR, expected_version=1)
    with pytest.raises(NotAllowed):
        add_movement(record.parties["mission"], CASE, BY_AIR, today=TODAY)
    with pytest.raises(NotFound):
        add_movement(record.parties["other State"], CASE, BY_AIR, today=TODAY)


def test_it_arrives_once_its_day_has_come_and_is_then_fixed(case: Case, record: Record) -> None:
    state = record.parties["owning State"]
    add_movement(state, CASE, BY_AIR, today=TODAY)
    with pytest.raises(Refused) as refused:
        step_movement(state, CASE, 1, "arrived", today=TODAY)
    assert "has not come yet" in str(refused.value.problems[0])
    step_movement(state, CASE, 1, "arrived", today=date(2018, 11, 1))
    with pytest.raises(Refused, match="only a planned one is changed"):
        change_movement(state, CASE, 1, BY_AIR)


def test_what_arrives_in_a_mission_leaves_out_exercises_and_what_is_cancelled(case: Case, record: Record) -> None:
    officer, mission = record.parties["secretariat officer"], record.missions["UNIFIL"]
    for terms in (BY_AIR, replace(BY_AIR, people=50), BY_SEA):
        add_movement(officer, CASE, terms, today=TODAY)
    step_movement(officer, CASE, 2, "cancelled", today=TODAY)
    found = planned_arrivals(arriving_movements(officer, DAY, mission))
    assert [(one.key, one.people) for one in found] == [(f"{CASE}/1", 120)]
    assert not arriving_movements(record.parties["other mission"], DAY, mission).exists()
    Case.objects.update(is_drill=True)
    assert not arriving_movements(officer, DAY, mission).exists()
    assert Movement.objects.count() == 3


def test_ports_near_the_headquarters_are_told_with_their_way_by_sea() -> None:
    mumbai = find_port("Mumbai")
    assert mumbai is not None
    found = alternative_ports(HEADQUARTERS, mumbai.point, DAY)
    assert "LBBEY" in {one.place.code for one in found}
    assert [one.from_headquarters_nm for one in found] == sorted(one.from_headquarters_nm for one in found)
    assert all(one.from_headquarters_nm <= 400 for one in found)


def arriving(key: str, day: date, people: int, later: int = 0) -> PlannedArrival:
    return PlannedArrival(key, "KAZ", day, people, later)


OCTOBER, NOVEMBER, DECEMBER = date(2018, 10, 5), date(2018, 11, 5), date(2018, 12, 5)


def test_months_are_counted_from_the_first_to_the_last_and_empty_ones_stand_too() -> None:
    months = by_month([arriving("a", OCTOBER, 300), arriving("b", DECEMBER, 900)], 800)
    assert [(one.start.month, one.people, one.over) for one in months] == [(10, 300, 0), (11, 0, 0), (12, 900, 100)]
    assert by_month([], 800) == []
    assert [one.start for one in by_week([arriving("a", OCTOBER, 1)])] == [date(2018, 10, 1)]


def test_the_arrival_with_the_most_time_goes_to_the_first_month_with_room() -> None:
    plan = [arriving("a", OCTOBER, 500, 20), arriving("b", OCTOBER, 400, 70), arriving("c", NOVEMBER, 600, 0)]
    (moved,) = could_be_later(plan, 800)
    assert (moved.arrival.key, moved.until, moved.days) == ("b", date(2018, 12, 1), 57)
    assert could_be_later(plan, None) == []


ARRIVALS = st.lists(
    st.builds(arriving, st.uuids().map(str), st.dates(date(2018, 1, 1), date(2018, 12, 31)), st.integers(1, 900),
              st.integers(0, 120)),
    max_size=8,
)  # fmt: skip


@given(ARRIVALS, st.integers(100, 1_000))
def test_what_is_postponed_keeps_its_time_fills_no_month_and_makes_nothing_worse(
    plan: list[PlannedArrival], capacity: int
) -> None:
    moved = {one.arrival.key: one for one in could_be_later(plan, capacity)}
    after = [replace(one, day=moved[one.key].until) if one.key in moved else one for one in plan]
    for one in moved.values():
        assert one.arrival.day < one.until <= one.arrival.day + timedelta(days=one.arrival.later_by_days)
    before_over = {month.start: month.over for month in by_month(plan, capacity)}
    for month in by_month(after, capacity):
        assert month.over <= before_over.get(month.start, 0)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_next_month_begins_after_this_one_ends(day: date) -> None:
    assert next_month(day) - timedelta(days=1) >= day
    assert month_of(next_month(day) - timedelta(days=1)) == month_of(day)
