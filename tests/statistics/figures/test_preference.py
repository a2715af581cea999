"""Which source a figure is taken from: one of them, never a sum and never a mean of several."""

from datetime import date
from pathlib import Path

import pytest

from muster.kit.errors import Refused
from muster.statistics.figures import contributors, mission_strength, overlaps, state_strength, strength_series
from tests.statistics.figures.made import counts, monthly, store_with, yearly

DAY = date(2014, 2, 28)


def test_counts_by_state_and_mission_come_before_the_missions_total(tmp_path: Path) -> None:
    store = store_with(
        tmp_path,
        by_mission=counts(monthly("2014-02", 999, mission="UNIFIL")),
        by_pair=counts(
            monthly("2014-02", 100, "IND", "UNIFIL"), monthly("2014-02", 50, "KAZ", "UNIFIL"),
        ),
    )  # fmt: skip
    found = mission_strength(store, "UNIFIL", DAY)
    assert (found.total, found.source.file) == (150, "by_pair.csv")


def test_a_later_total_comes_before_an_earlier_count_by_state(tmp_path: Path) -> None:
    store = store_with(
        tmp_path,
        by_mission=counts(monthly("2014-02", 999, mission="UNIFIL")),
        by_pair=counts(monthly("2014-01", 100, "IND", "UNIFIL")),
    )
    found = mission_strength(store, "UNIFIL", DAY)
    assert (found.total, found.as_counted_on) == (999, DAY)


def test_the_united_nations_feed_comes_before_a_compilation(tmp_path: Path) -> None:
    feed = [{**row, "source": "un-contributions"} for row in monthly("2014-02", 110, "IND", "UNIFIL")]
    store = store_with(
        tmp_path, compiled=counts(monthly("2014-02", 100, "IND", "UNIFIL")), hub=counts(feed)
    )  # fmt: skip
    assert mission_strength(store, "UNIFIL", DAY).total == 110


def test_a_mean_of_a_year_is_never_given_as_a_missions_count(tmp_path: Path) -> None:
    store = store_with(tmp_path, by_year=counts(yearly(2013, 120)))
    with pytest.raises(Refused, match="no monthly count of UNIFIL on or before 2014-02-28"):
        mission_strength(store, "UNIFIL", DAY)


def test_types_and_sexes_that_a_file_has_no_sum_of_are_added_up(tmp_path: Path) -> None:
    rows = [
        row
        for kind, count, women in (("troops", 100, 10), ("staff_officers", 5, 1), ("formed_police", 140, 20))
        for row in monthly("2014-02", count, "IND", "UNIFIL", kind, women)
        if row["sex"] != "all"
    ]
    found = mission_strength(store_with(tmp_path, hub=counts(rows)), "UNIFIL", DAY)
    assert (found.troops, found.police, found.experts, found.total) == (105, 140, 0, 245)


def test_police_given_as_such_are_not_added_to_their_parts(tmp_path: Path) -> None:
    kinds = (("police", 160), ("formed_police", 140), ("individual_police", 20))
    rows = [row for kind, count in kinds for row in monthly("2014-02", count, "IND", "UNIFIL", kind)]
    found = mission_strength(store_with(tmp_path, both=counts(rows)), "UNIFIL", DAY)
    assert (found.police, found.total) == (160, 160)


def test_an_old_count_gives_way_to_the_mean_of_the_year_in_a_ranking(tmp_path: Path) -> None:
    store = store_with(
        tmp_path,
        by_pair=counts(monthly("2014-02", 100, "IND", "UNIFIL")),
        by_year=counts(yearly(2015, 80), yearly(2014, 70)),
    )
    assert [row.state for row in contributors(store, date(2014, 12, 31)).rows] == ["IND"]
    found = contributors(store, date(2015, 2, 28))
    assert [(row.state, row.count) for row in found.rows] == [("KAZ", 80)]
    assert "mean of 2015" in found.source.notes[0]


def test_a_state_is_told_by_months_where_they_cover_more_of_the_time(tmp_path: Path) -> None:
    store = store_with(
        tmp_path,
        by_pair=counts(monthly("2014-01", 100, "KAZ", "UNIFIL"), monthly("2014-02", 101, "KAZ", "UNIFIL")),
        by_year=counts(yearly(2014, 70), yearly(2015, 80)),
    )
    two_months = state_strength(store, "KAZ", "UNIFIL", date(2014, 1, 1), date(2014, 3, 1), "month")
    assert [(row.period, row.count) for row in two_months.rows] == [("2014-01", 100), ("2014-02", 101)]
    both_years = state_strength(store, "KAZ", "UNIFIL", date(2014, 1, 1), date(2016, 1, 1))
    assert (both_years.grain, [row.period for row in both_years.rows]) == ("year mean", ["2014", "2015"])
    assert "by_pair.csv has months" in both_years.source.notes[-1]
    assert [row.period for row in strength_series(store, "KAZ", "UNIFIL")] == ["2014-01", "2014-02", "2015"]


def test_months_without_a_file_are_missing_and_those_without_the_state_are_zero(tmp_path: Path) -> None:
    store = store_with(
        tmp_path,
        by_pair=counts(monthly("2014-01", 100, "KAZ", "UNIFIL"), monthly("2014-03", 9, "IND", "UNIFIL")),
    )
    found = state_strength(store, "KAZ", "UNIFIL", date(2014, 1, 1), date(2014, 4, 1))
    assert [(row.period, row.count) for row in found.rows] == [("2014-01", 100), ("2014-03", 0)]
    assert found.missing == ("2014-02",)


def test_the_year_of_arrival_is_explained_and_the_total_of_the_state_stays_a_mean(tmp_path: Path) -> None:
    """Kazakhstan in UNIFIL (CountryByYear.csv)."""
    store = store_with(
        tmp_path,
        by_year=counts(
            yearly(2017, 5, mission="MINURSO"), yearly(2018, 5, mission="MINURSO"), yearly(2018, 30), yearly(2019, 122),
        ),
    )  # fmt: skip
    span = date(2018, 1, 1), date(2019, 1, 1)
    (there,) = state_strength(store, "KAZ", "UNIFIL", *span).rows
    assert (there.count, there.as_stored, there.months_present) == (120, 30, 3)
    everywhere = state_strength(store, "KAZ", None, *span)
    assert [(row.count, row.months_present) for row in everywhere.rows] == [(35, 12)]
    assert "stored 30 is 120 people over 3 of 12 months" in everywhere.source.notes[0]


def test_overlapping_sources_are_shown_with_their_difference(tmp_path: Path) -> None:
    store = store_with(
        tmp_path,
        by_mission=counts(monthly("2014-02", 160, mission="UNIFIL")),
        by_pair=counts(monthly("2014-02", 150, "KAZ", "UNIFIL")),
        by_year=counts(yearly(2014, 110, months=11)),
    )
    found = overlaps(store, DAY, mission="UNIFIL")
    assert [(row.file, row.count, row.difference, row.is_taken) for row in found.rows] == [
        ("by_pair.csv", 150, 0, True),
        ("by_mission.csv", 160, 10, False),
        ("by_year.csv", 120, -30, False),
    ]
    with pytest.raises(Refused, match="neither a mission nor a State is named"):
        overlaps(store, DAY)


def test_an_unknown_name_is_refused_with_near_ones(tmp_path: Path) -> None:
    store = store_with(tmp_path, by_mission=counts(monthly("2014-02", 160, mission="UNIFIL")))
    with pytest.raises(Refused, match="no mission is called 'UNIFLI'; near: UNIFIL"):
        mission_strength(store, "UNIFLI", DAY)
    with pytest.raises(Refused, match="no type of personnel is called 'sailors'; name one of all, troops"):
        contributors(store, DAY, of_type="sailors")
    with pytest.raises(Refused, match="stands for 2 operations; name one of UNOSOM I, UNOSOM II"):
        mission_strength(store, "UNOSOM", DAY)
    assert mission_strength(store, "united nations interim force in lebanon", DAY).total == 160


def test_an_empty_store_says_what_to_import(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="the statistics store has no contributions; load them with muster import ipi"):
        mission_strength(store_with(tmp_path), "UNIFIL", DAY)
