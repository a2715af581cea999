"""Who is expected on the ground: a unit of a case stands in its post in place of whoever stood there before."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from muster.deployments.rules.expected import Coming, MonthEnd, Standing, Wanted, expected_strength, month_ends
from tests.generation.samples import opened
from tests.record import Record
from tests.web.browsing import browser_of, check_page

MARCH, APRIL, MAY, JUNE = (date(2019, 3, 31), date(2019, 4, 30), date(2019, 5, 31), date(2019, 6, 30))
HELD = Standing("a", 100, date(2018, 1, 1), None)
UNIT = Coming("a", 150, date(2019, 4, 30), date(2019, 6, 1))
ADDRESS = "/deployments/expected/UNIFIL/"


def people(coming: list[Coming], *standing: Standing) -> list[tuple[int, int]]:
    """Return the people of March to June with an even chance and in nine of ten."""
    found = expected_strength([MARCH, APRIL, MAY, JUNE], standing, coming, [], None)
    return [(one.even, one.nine) for one in found]


def test_months_end_on_their_last_days_across_a_year() -> None:
    assert month_ends(date(2018, 12, 31), 3) == [date(2018, 12, 31), date(2019, 1, 31), date(2019, 2, 28)]


def test_a_unit_takes_the_place_of_the_one_before_on_the_day_of_its_chance() -> None:
    assert people([UNIT], HELD) == [(100, 100), (150, 100), (150, 100), (150, 150)]


def test_a_unit_in_another_post_is_added_and_two_into_one_post_sum_up() -> None:
    other = Coming("b", 30, MARCH, MARCH)
    assert people([UNIT, other, Coming("a", 20, MAY, MAY)], HELD)[-1] == (200, 200)


def test_a_unit_without_a_day_is_not_expected_unless_it_is_there() -> None:
    assert people([Coming("b", 30, None, None)], HELD)[-1] == (100, 100)
    assert people([Coming("b", 30, None, None, is_there=True)], HELD)[0] == (130, 130)


def test_a_stay_ends_on_the_day_that_is_excluded() -> None:
    assert people([], Standing("a", 100, APRIL, MAY))[:3] == [(0, 0), (100, 100), (0, 0)]


def test_what_lacks_is_reckoned_with_the_even_chance() -> None:
    wanted = [Wanted(120, MARCH, JUNE), Wanted(50, MAY, None)]
    found = expected_strength([MAY, JUNE], [HELD], [], wanted, 900)
    assert found == [MonthEnd(MAY, 100, 100, 100, 170, 900), MonthEnd(JUNE, 100, 100, 100, 50, 900)]
    assert [one.short for one in found] == [70, 0]


@pytest.mark.once
def test_the_sides_see_the_case_and_others_only_what_is_on_the_ground(record: Record) -> None:
    opened(record)
    seen, people_there = {}, {}
    for who in ("owning State", "mission", "secretariat reader", "other State", "analyst"):
        browser = browser_of(record.parties.users[who])
        assert "Expected strength of UNIFIL" in check_page(browser, ADDRESS)
        seen[who] = "case-kaz" in [row["reference"] for row in _rows(browser, "cases")]
        people_there[who] = _rows(browser, "months")[-1]["even"]
    assert list(seen.values()) == [True, True, True, False, False]
    assert people_there["mission"] == people_there["secretariat reader"] > people_there["other State"]


@pytest.mark.once
def test_the_drawing_leaves_and_a_mission_that_is_not_there_has_none(record: Record) -> None:
    browser = browser_of(record.parties.users["analyst"])
    assert browser.get(f"{ADDRESS}files/expected-strength.svg").content.startswith(b"<svg")
    assert browser.get(f"{ADDRESS}files/expected.svg").status_code == 404
    assert browser.get("/deployments/expected/NOBODY/").status_code == 404


def _rows(browser: Client, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(browser.get(f"{ADDRESS}?{name}-format=json").content)["rows"]
    return rows
