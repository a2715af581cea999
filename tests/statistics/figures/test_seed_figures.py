"""The figures that the seed documents give come out of the public data exactly."""

from datetime import date

import pytest

from muster.statistics.figures import (
    build_up_curve,
    comings_and_goings,
    concentration,
    contributors,
    fatalities,
    mission_strength,
    operations_under_way,
    overlaps,
    state_strength,
    women,
)
from muster.statistics.figures.comings import ENTRY, EXIT
from muster.statistics.store.store import Store

pytestmark = pytest.mark.public_data
DAY = date(2015, 6, 30)
NINE_IN_AFRICA = {"UNOCI", "UNMIL", "UNISFA", "UNAMID", "MONUSCO", "MINUSMA", "MINUSCA", "MINURSO", "UNMISS"}


@pytest.mark.parametrize(
    ("mission", "people"),
    [
        ("MONUSCO", 19_784),
        ("UNAMID", 17_754),
        ("UNMISS", 12_523),
        ("MINUSMA", 10_207),
        ("MINUSCA", 10_806),
        ("UNIFIL", 10_410),
    ],
)
def test_the_six_missions_have_the_strength_of_30_june_2015(
    record_of_the_world: Store, mission: str, people: int
) -> None:
    found = mission_strength(record_of_the_world, mission, DAY)
    assert (found.total, found.as_counted_on) == (people, DAY)
    assert found.troops + found.police + found.experts == found.total
    assert found.source.file == "data_mission.csv"


def test_sixteen_operations_are_under_way_and_nine_of_them_in_africa(record_of_the_world: Store) -> None:
    everywhere = operations_under_way(record_of_the_world, DAY)
    in_africa = operations_under_way(record_of_the_world, DAY, "Africa")
    assert len(everywhere.missions) == 16
    assert {one.mission for one in in_africa.missions} == NINE_IN_AFRICA


def test_every_operation_under_way_has_a_place_on_the_right_side_of_the_globe(record_of_the_world: Store) -> None:
    places = {one.mission: one for one in operations_under_way(record_of_the_world, DAY).missions}
    assert places["MINUSMA"].latitude == pytest.approx(12.65, abs=0.01)
    assert places["MINUSMA"].longitude == pytest.approx(-8.0, abs=0.01)
    assert all(one.latitude is not None and one.host is not None for one in places.values())


def test_minusma_is_over_in_2024_whatever_the_register_says(record_of_the_world: Store) -> None:
    found = {one.mission for one in operations_under_way(record_of_the_world, date(2024, 1, 15)).missions}
    assert "MINUSMA" not in found
    assert "MINUSMA" in {one.mission for one in operations_under_way(record_of_the_world, date(2023, 12, 31)).missions}


def test_seventeen_operations_were_under_way_in_2008(record_of_the_world: Store) -> None:
    assert len(operations_under_way(record_of_the_world, date(2008, 6, 30)).missions) == 17


def test_kazakhstan_is_only_in_minurso_and_unoci_in_2016(record_of_the_world: Store) -> None:
    year = date(2016, 1, 1), date(2017, 1, 1)
    missions = record_of_the_world.query("SELECT DISTINCT mission FROM contributions WHERE state IS NOT NULL")
    found = {
        mission: state_strength(record_of_the_world, "KAZ", mission, *year).rows[0].count
        for (mission,) in missions
        if mission is not None
    }
    assert {mission: count for mission, count in found.items() if count} == {"MINURSO": 3, "UNOCI": 1}
    assert state_strength(record_of_the_world, "Kazakhstan", None, *year).rows[0].count == 4


def test_kazakhstan_in_unifil_is_120_over_three_months_then_122_and_123(record_of_the_world: Store) -> None:
    found = state_strength(record_of_the_world, "Kazakhstan", "UNIFIL", date(2018, 1, 1), date(2021, 1, 1))
    assert [(row.period, row.count, row.as_stored, row.months_present) for row in found.rows] == [
        ("2018", 120, 30, 3),
        ("2019", 122, 122, 12),
        ("2020", 123, 123, 12),
    ]
    assert (found.grain, found.missing) == ("year mean", ())
    assert any("stored 30 is 120 people over 3 of 12 months" in note for note in found.source.notes)


def test_2021_is_january_only(record_of_the_world: Store) -> None:
    found = state_strength(record_of_the_world, "KAZ", "UNIFIL", date(2021, 1, 1), date(2022, 1, 1))
    assert [(row.count, row.as_stored, row.months_present) for row in found.rows] == [(120, 10, 1)]


def test_a_contributor_that_the_yearly_file_lacks_is_missing_and_no_zero(record_of_the_world: Store) -> None:
    found = state_strength(record_of_the_world, "ESP", "UNIFIL", date(2011, 1, 1), date(2013, 1, 1), "year mean")
    assert found.missing == ("2011",)
    assert [(row.period, row.count) for row in found.rows] == [("2012", 1011)]


@pytest.mark.parametrize(
    ("mission", "half", "full"),
    [
        ("UNISFA", 4, 6),
        ("ONUB", 2, 4),
        ("UNMIL", 3, 7),
        ("MINUSTAH", 4, 16),
        ("MINUSMA", 3, 27),
        ("MINUSCA", 5, 19),
        ("UNMIS", 10, 13),
        ("UNAMID", 15, 29),
        ("MINURCAT", 18, 28),
        ("MONUC", 18, 31),
    ],
)
def test_missions_took_so_many_months_to_half_and_to_nine_tenths(
    record_of_the_world: Store, mission: str, half: int, full: int
) -> None:
    found = build_up_curve(record_of_the_world, mission)
    assert (found.months_to_half, found.months_to_full) == (half, full)


def test_the_ranking_of_march_2014_is_that_of_the_cross_section(record_of_the_world: Store) -> None:
    found = contributors(record_of_the_world, date(2014, 3, 31), top=5)
    assert [(row.state, row.count) for row in found.rows] == [
        ("PAK", 8257),
        ("BGD", 7950),
        ("IND", 7923),
        ("ETH", 6622),
        ("RWA", 4786),
    ]
    assert found.source.file == "current_month_2014-03-31.csv"
    assert concentration(record_of_the_world, date(2014, 3, 31)).states == 122


def test_women_were_3_8_per_cent_in_early_2014_without_a_target(record_of_the_world: Store) -> None:
    found = women(record_of_the_world, date(2014, 2, 28))
    assert (found.women, found.all) == (3758, 98_350)
    assert found.share == pytest.approx(0.0382, abs=0.0001)
    assert {row.light for row in found.rows} == {None}
    assert women(record_of_the_world, date(2020, 6, 30)).share == pytest.approx(0.066, abs=0.001)


def test_person_years_bridge_the_month_that_the_file_lacks(record_of_the_world: Store) -> None:
    found = fatalities(record_of_the_world, date(2013, 4, 1), date(2017, 1, 1), "MINUSMA")
    assert (found.count, found.uniformed.count) == (113, 106)
    assert found.all.person_years == pytest.approx(34_520, abs=1)
    assert any("2016-11" in note for note in found.source.notes)


def test_overlapping_sources_of_unifil_stand_beside_each_other(record_of_the_world: Store) -> None:
    found = overlaps(record_of_the_world, date(2014, 3, 31), mission="UNIFIL")
    assert [(row.file, row.count, row.difference, row.is_taken) for row in found.rows] == [
        ("Gender.Full.csv", 10_200, -24, False),
        ("current_month_2014-03-31.csv", 10_224, 0, True),
        ("data_mission.csv", 10_224, 0, False),
        ("CountryByYear.csv", 10_292, 68, False),
    ]


def test_contingents_of_one_hundred_are_counted_by_state_and_not_by_spelling(record_of_the_world: Store) -> None:
    """By spelling the file has 172; Macedonia, Moldova, Tanzania and the United States are spelled in several ways."""
    found = comings_and_goings(record_of_the_world, until=date(2014, 3, 1))
    assert found.contingents == 169
    assert {row.kind for row in found.rows} == {ENTRY, EXIT}
