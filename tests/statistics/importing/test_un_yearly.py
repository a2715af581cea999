"""Yearly figures by contributor and mission; rows in the form of the UN's set as of 31 January 2021 (MIT, CC BY)."""

from datetime import date
from pathlib import Path

import pytest

from muster.statistics.importing import un_yearly
from tests.statistics.importing.made import found, report_of, write

HEADING = '"","Year","Country","Mission","Female","Male","Total"'


def years(given: Path, *rows: str) -> Path:
    return write(given, "CountryByYear.csv", HEADING, *rows)


@pytest.mark.parametrize(
    ("year", "stored", "months", "strength"),
    [
        (2012, 8, 8, 12),
        (2015, 11, 11, 12),
        (2017, 5, 5, 12),
        (2018, 30, 12, 30),
        (2019, 122, 12, 122),
        (2021, 10, 1, 120),
    ],
)
def test_a_sum_over_twelve_becomes_the_mean_of_the_months_there(
    given: Path, store: Path, year: int, stored: int, months: int, strength: int
) -> None:
    report = report_of("un-yearly", years(given, f"1,{year},Kazakhstan,UNIFIL,0,{stored},{stored}"), store)
    assert report.repaired[un_yearly.MONTHS_MISSING] == (months < 12)
    assert found(store, "SELECT date, sex, count, stored, months_present FROM contributions WHERE sex = 'all'") == [
        (date(year, 12, 31), "all", strength, stored, months)
    ]


def test_pairs_with_nobody_are_left_out(given: Path, store: Path) -> None:
    report = report_of("un-yearly", years(given, "1,2020,Albania,UNMISS,0,0,0", "2,2020,Namibia,UNMISS,1,2,4"), store)
    assert report.left_out == {un_yearly.NOBODY: 1}
    assert found(store, "SELECT state, sex, count FROM contributions ORDER BY sex") == [
        ("NAM", "all", 4),
        ("NAM", "female", 1),
        ("NAM", "male", 2),
    ]


def test_a_year_is_known_on_its_last_day(given: Path, store: Path) -> None:
    file = years(given, "1,2019,Namibia,UNMISS,1,2,3", "2,2020,Namibia,UNMISS,1,2,3")
    report_of("un-yearly", file, store, date(2020, 12, 30))
    assert found(store, "SELECT DISTINCT date FROM contributions") == [(date(2019, 12, 31),)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,20,Namibia,UNMISS,1,2,3", "Year '20' is no year"),
        ("1,2020,Atlantis,UNMISS,1,2,3", "no State is named 'Atlantis'"),
        ("1,2020,Namibia,UNMISS,one,2,3", "Female 'one' is no number"),
    ],
)
def test_a_bad_cell_refuses_the_row(given: Path, store: Path, row: str, reason: str) -> None:
    report = report_of("un-yearly", years(given, row), store)
    assert [one.reason for one in report.refused] == [reason]
    assert found(store, "SELECT * FROM contributions") == []
