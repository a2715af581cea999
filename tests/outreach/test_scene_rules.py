"""What was known on a day: nothing later, contingents now and before, and estimates where a count tells no kinds."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from muster.outreach.rules.facts import Count, History, Numbers, WorldCount
from muster.outreach.rules.ranking import rank
from muster.outreach.rules.scene import Scene, years_before
from muster.outreach.rules.weights import Bounds, Settings
from tests.outreach.small import DECEMBERS, STATES, TODAY, count, drawn, history, row, rows

SETTINGS = Settings.on(TODAY)


def scene(known: History | None = None) -> Scene:
    return Scene(known or history(), SETTINGS.bounds)


def people(table: Numbers, mission: int) -> dict[str, int]:
    return {state: int(number) for state, number in zip(STATES, table[mission], strict=True) if number}


def test_the_scene_tells_of_the_day_of_the_last_count() -> None:
    assert scene().on == TODAY
    assert scene(history().known(date(2012, 6, 1))).on == DECEMBERS[1]


def test_contingents_of_earlier_years_are_those_counted_then() -> None:
    now, one_year_ago, two_years_ago, _ = scene().there
    assert now[0].tolist() == [False, False, False, True, True, False]
    assert one_year_ago[0].tolist() == [False, False, False, False, True, False]
    assert two_years_ago[0].tolist() == [False, False, False, False, True, True]


def test_police_alone_are_no_soldiers() -> None:
    assert not scene().soldiers[1][STATES.index("GHA")]
    assert scene().soldiers[0][STATES.index("GHA")]


def test_the_last_day_of_a_contingent_is_remembered_from_counts_and_maps() -> None:
    last = scene().last_there
    assert date.fromordinal(int(last[0][STATES.index("IRL")])) == DECEMBERS[0]
    assert date.fromordinal(int(last[1][STATES.index("ETH")])) == date(2012, 6, 30)
    assert last[0][STATES.index("AUT")] == 0


def test_in_a_year_s_mean_a_state_on_the_map_has_a_contingent_and_police_do_not() -> None:
    mean = count(date(2013, 12, 31), rows({"GHA": 860, "FIN": 20, "AUT": 25}, {"GHA": 38, "IRL": 150}), yearly=True)
    found = scene(replace(history(), counts=(*history().counts, mean)))
    assert people(found.contingents, 0) == {"GHA": 860, "FIN": 75, "AUT": 20}
    assert people(found.contingents, 1) == {"BGD": 650, "ETH": 325, "GHA": 20, "IRL": 150}


def test_of_a_month_and_a_year_of_one_day_the_month_counts() -> None:
    mean = count(TODAY, rows({"AUT": 999}, {}), yearly=True)
    assert people(scene(replace(history(), counts=(*history().counts, mean))).people, 0)["GHA"] == 870


def test_before_the_first_count_maps_stand_in_for_it() -> None:
    found = scene(replace(history(), counts=()))
    assert people(found.contingents, 0) == {"GHA": 800, "FIN": 150}
    assert found.on == TODAY


def test_a_history_of_nothing_has_a_scene_of_nobody() -> None:
    empty = replace(history(), counts=(), world=(), maps={})
    assert not scene(empty).contingents.any()
    assert rank(scene(empty), SETTINGS, "UNIFIL").order


@pytest.mark.parametrize("kind", ["any", "eng"])
@pytest.mark.parametrize("mission", ["UNIFIL", "UNMISS", "UNKNOWN"])
def test_a_fact_that_became_known_later_changes_nothing(mission: str, kind: str) -> None:
    before = history().known(TODAY)
    later = date(2013, 6, 30)
    planted: Count = count(later, rows({"AUT": 5_000, "IRL": 700}, {"FIN": 900}))
    known_late = replace(count(date(2012, 11, 30), rows({"AUT": 4_000}, {"AUT": 4_000})), known_on=later)
    full = history()
    after = replace(
        full,
        counts=(*full.counts[:2], known_late, full.counts[2], planted),
        world=(*full.world, WorldCount(later, later, row({"AUT": 9_000}), row({"AUT": 9_000}))),
        maps={**full.maps, "UNIFIL": (*full.maps["UNIFIL"], drawn(later, {"AUT": 650}, eng=("AUT", "IRL")))},
    ).known(TODAY)
    one, other = (rank(Scene(known, SETTINGS.bounds), SETTINGS, mission, kind) for known in (before, after))
    assert one.order == other.order
    assert np.array_equal(one.scores, other.scores)


def test_the_29th_of_february_is_the_28th_of_another_year() -> None:
    assert years_before(date(2012, 2, 29), 1) == date(2011, 2, 28)


def test_the_bounds_are_rows_of_the_parameter_table() -> None:
    assert Bounds.on(TODAY).contingent_people == 30
    assert Bounds.on(TODAY).ranks == 60
