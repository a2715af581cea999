"""Where units stand on a day: on the record, on the map of a mission and on that of the world."""

from dataclasses import replace
from datetime import timedelta

import pytest

from muster.deployments.actions import enter_unit, move_unit
from muster.deployments.pages.place_map import units_map
from muster.deployments.queries.places import places_in_theatre
from muster.deployments.terms import MoveTerms
from muster.parties.viewer import SYSTEM
from tests.deployments.theatre import COMPANY, company_in_theatre
from tests.record import DAY, Record
from tests.web.browsing import browser_of, check_page

pytestmark = pytest.mark.once
LATER = DAY + timedelta(days=10)
POSITION = MoveTerms("Position 4-3", COMPANY.present_from, 33.377, 35.640)


def test_bases_change_with_the_day_looked_at(record: Record) -> None:
    company_in_theatre(with_tours=False)
    move_unit(SYSTEM, "unit-kaz", POSITION, today=DAY)
    move_unit(SYSTEM, "unit-kaz", MoveTerms("Naqoura", LATER, 33.111, 35.125), today=LATER)
    told = {day: [(one.place, one.people) for one in places_in_theatre(SYSTEM, day).places] for day in (DAY, LATER)}
    assert told == {DAY: [("Position 4-3", 120)], LATER: [("Naqoura", 120)]}


def test_a_unit_without_coordinates_is_named_and_not_drawn(record: Record) -> None:
    company_in_theatre(with_tours=False)
    move_unit(SYSTEM, "unit-kaz", MoveTerms("Somewhere", DAY), today=DAY)
    found = places_in_theatre(SYSTEM, DAY)
    assert (found.places, [one.reference for one in found.unplaced]) == ((), ["unit-kaz"])
    assert units_map(found) is None


def test_units_of_one_place_are_one_circle_with_the_people_of_both(record: Record) -> None:
    company_in_theatre(with_tours=False)
    other = enter_unit(SYSTEM, replace(COMPANY, reference="unit-two"), today=DAY)
    for reference in ("unit-kaz", other.reference):
        move_unit(SYSTEM, reference, POSITION, today=DAY)
    (place,) = places_in_theatre(SYSTEM, DAY).places
    assert (place.people, len(place.units)) == (240, 2)
    chart = units_map(places_in_theatre(SYSTEM, DAY), "UNIFIL")
    assert chart is not None
    assert str(chart.title) == "UNIFIL: where 240 people of units stand"


def test_the_map_is_on_the_pages_of_units_and_of_a_missions_strength(record: Record) -> None:
    company_in_theatre(with_tours=False)
    analyst = browser_of(record.parties.users["analyst"])
    for address in ("/deployments/units/", "/deployments/strength/UNIFIL/"):
        assert "units-map" not in check_page(analyst, address)
    move_unit(SYSTEM, "unit-kaz", POSITION, today=DAY)
    for address in ("/deployments/units/", "/deployments/strength/UNIFIL/"):
        page = check_page(analyst, address)
        assert "units-map" in page
        assert "Position 4-3" in page
