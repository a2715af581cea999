"""What the crisis watch reads from the store: months, editions, others' forecasts, trends, and violence near bases."""

from datetime import date
from pathlib import Path

import pytest

from muster.kit.errors import Refused
from muster.kit.great_circle import great_circle_km
from muster.statistics.store import Store
from muster.statistics.watching.exposure import exposure_by_mission, exposure_of_bases
from muster.statistics.watching.months import editions_of, last_month, last_months, months_on_record, series_of
from muster.statistics.watching.others import others_of, runs_of
from muster.statistics.watching.places import bases_in, missions_in
from muster.statistics.watching.radius import radius_named
from muster.statistics.watching.trend import Direction, direction_of, threat_trend
from tests.statistics.watch_ground import DEATHS, LAST, made_store, month_end, write_deaths

TODAY = date(2018, 10, 1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The small store."""
    return made_store(tmp_path)


def test_the_last_months_of_every_state_are_counted(store: Store) -> None:
    found = {one.state: one for one in last_months(store, TODAY, (25, 100))}
    assert sorted(found) == sorted(DEATHS)
    lebanon = found["LBN"]
    assert (lebanon.month, lebanon.last, lebanon.before) == (LAST, 120, 40)
    assert (lebanon.three, lebanon.earlier_three, lebanon.twelve) == (160, 50, sum(DEATHS["LBN"]))
    assert (lebanon.over_lower, lebanon.over_upper) == (4, 1)


def test_as_of_a_day_no_later_month_is_there(store: Store) -> None:
    assert last_month(store, date(2018, 9, 29)) == date(2018, 8, 31)
    assert series_of(store, "LBN", date(2018, 9, 29))[-1].deaths == 40
    assert months_on_record(store, TODAY, 2) == [date(2018, 8, 31), LAST]
    assert last_months(store, date(2010, 1, 1), (25, 100)) == []


def test_an_empty_store_has_no_months(tmp_path: Path) -> None:
    empty = Store(tmp_path)
    assert last_month(empty, TODAY) is None
    assert exposure_by_mission(empty, TODAY, 25) == []


def test_of_several_editions_the_latest_that_was_out_on_the_day_is_counted(tmp_path: Path) -> None:
    write_deaths(tmp_path, {"LBN": (5, 9)}, file="a.csv", vintage=date(2018, 10, 20))
    write_deaths(tmp_path, {"LBN": (5, 14)}, file="b.csv", vintage=date(2019, 5, 1))
    store = Store(tmp_path)
    assert [one.deaths for one in series_of(store, "LBN", date(2018, 10, 25))] == [5, 9]
    assert [one.deaths for one in series_of(store, "LBN", date(2020, 1, 1))] == [5, 14]
    assert [one.deaths for one in series_of(store, "LBN", TODAY)] == [5, 9], "none was out: the nearest is taken"
    told = editions_of(store, "LBN", date(2020, 1, 1), 1)
    assert [(one.file, one.deaths, one.holds) for one in told] == [("b.csv", 14, True), ("a.csv", 9, False)]


def test_an_edition_without_a_date_counts_as_of_the_day_on_which_it_became_known(tmp_path: Path) -> None:
    write_deaths(tmp_path, {"LBN": (77,)}, file="z.csv")
    write_deaths(tmp_path, {"LBN": (9,)}, file="a.csv", vintage=date(2018, 10, 20))
    store = Store(tmp_path)
    assert [one.deaths for one in series_of(store, "LBN", TODAY)] == [77]
    assert [one.deaths for one in series_of(store, "LBN", date(2018, 12, 1))] == [9]


def test_others_forecasts_are_shown_for_the_months_that_their_run_covers(store: Store) -> None:
    found = others_of(store, "MLI", LAST, month_end(-3), TODAY)
    assert [one.month for one in found] == [date(2018, 10, 31), date(2018, 11, 30), date(2018, 12, 31)]
    assert others_of(store, "MLI", LAST, month_end(-3), date(2018, 6, 1)) == []
    assert runs_of(store, "MLI", TODAY) == [("A run of June", date(2018, 6, 30), date(2018, 7, 31), date(2018, 12, 31))]


def test_events_are_near_a_base_of_the_same_year_within_the_distance(store: Store) -> None:
    found = {(one.year, one.mission): one for one in exposure_by_mission(store, TODAY, 25)}
    assert sorted(found) == [(2017, "MINUSMA"), (2017, "UNIFIL")]
    mali = found[2017, "MINUSMA"]
    assert (mali.bases, mali.bases_near, mali.events, mali.deaths, mali.civilian_deaths) == (2, 1, 2, 10, 1)
    wide = {one.mission: one for one in exposure_by_mission(store, TODAY, 200)}
    assert (wide["MINUSMA"].bases_near, wide["MINUSMA"].events) == (2, 3), "each event counts once for the mission"
    assert wide["UNIFIL"].events == 0


def test_a_year_without_events_on_record_is_left_out(store: Store) -> None:
    assert {one.year for one in exposure_by_mission(store, TODAY, 25)} == {2017}, "maps of 2018 have no events yet"


def test_the_distance_is_that_of_the_great_circle(store: Store) -> None:
    far = exposure_of_bases(store, ["Mali"], TODAY, 200)
    kidal = next(one for one in far if one.base == "Kidal")
    reckoned = min(great_circle_km((18.44, 1.41), (latitude, -0.04)) for latitude in (16.27, 16.37, 17.47))
    assert kidal.nearest_km == pytest.approx(reckoned, rel=1e-3)


def test_missions_and_bases_of_a_state_are_found(store: Store) -> None:
    assert [one.mission for one in missions_in(store, "MLI", TODAY)] == ["MINUSMA"]
    assert missions_in(store, "MLI", date(2013, 1, 1)) == []
    assert [(one.base, one.events) for one in bases_in(store, "MLI", TODAY, 25)] == [("Gao", 2), ("Kidal", 0)]
    assert bases_in(store, "KAZ", TODAY, 25) == []


def test_the_trend_of_hosts_holds_three_months_against_the_three_before(store: Store) -> None:
    rising = threat_trend(store, ["LBN"], TODAY)
    assert (rising.direction, rising.three, rising.earlier_three, rising.month) == (Direction.RISING, 160, 50, LAST)
    assert threat_trend(store, ["MLI"], TODAY).direction is Direction.FALLING
    both = threat_trend(store, ["LBN", "MLI", "XYZ"], TODAY)
    assert (both.three, both.earlier_three, both.missing) == (160, 85, ("XYZ",))
    assert threat_trend(store, ["XYZ"], TODAY).direction is Direction.UNKNOWN


def test_a_change_of_a_few_deaths_is_no_trend() -> None:
    assert direction_of(2, 1, 25, 25) is Direction.STEADY
    assert direction_of(1_020, 1_000, 25, 25) is Direction.STEADY
    assert direction_of(1_250, 1_000, 25, 25) is Direction.RISING
    assert direction_of(0, 25, 25, 25) is Direction.FALLING
    assert direction_of(0, 0, 25, 0) is Direction.STEADY


@pytest.mark.parametrize("text", ["0", "201", "far", "-5", "2.5", "9" * 400, "\u0663"])
def test_a_distance_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        radius_named(text, 25)
    assert [one.remedy for one in refused.value.problems] == ["give whole kilometres from 1 to 200"]


def test_the_usual_distance_holds_where_none_is_given() -> None:
    assert (radius_named("  ", 25), radius_named(" 60 ", 25)) == (25, 60)
