"""Conflicts, battle deaths and events; rows in the form of the Uppsala Conflict Data Program's extracts (CC BY 4.0)."""

from datetime import date
from pathlib import Path

import pytest

from muster.statistics.importing import ucdp
from muster.statistics.importing.names import STATE_VARIANT
from tests.statistics.importing.made import found, report_of, write

CONFLICTS = "conflict_id,location,side_a,side_b,incompatibility,year,intensity_level,type_of_conflict,region"
YEARS = "gwcode,country_name,status,year,low,high,best,source"
EVENTS = "year,longitude,latitude,where_coordinates,best,deaths_civilians"


def conflicts(given: Path, *rows: str) -> Path:
    return write(given, "ucdp-prio-acd-201.csv", CONFLICTS, *rows)


def country_years(given: Path, *rows: str) -> Path:
    return write(given, "ucdpbrds_country_year_1946_2022.csv", YEARS, *rows)


def events(given: Path, *rows: str) -> Path:
    return write(given, "ged201_geopko_subset.csv", EVENTS, *rows)


def test_a_conflict_between_states_names_them_both(given: Path, store: Path) -> None:
    row = '218,"India, Pakistan",Government of India,Government of Pakistan,1,1999,2,2,"3"'
    report_of("ucdp", conflicts(given, row), store)
    assert found(store, "SELECT states, incompatibility, intensity, type, region, known_on FROM conflicts") == [
        (["IND", "PAK"], "territory", 2, "interstate", "Asia", date(1999, 12, 31))
    ]


def test_a_conflict_may_lie_in_several_regions(given: Path, store: Path) -> None:
    row = '420,"Iraq, Australia, United Kingdom",Iraq,Australia,2,2003,2,2,"1, 2, 5"'
    report_of("ucdp", conflicts(given, row), store)
    assert found(store, "SELECT region FROM conflicts") == [("Europe, Middle East, Americas",)]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("DR Congo (Zaire)", ["COD"]),
        ("Yemen (North Yemen)", ["YEM"]),
        ("South Yemen", ["YMD"]),
        ("Hyderabad", []),
        ("Namibia", ["NAM"]),
    ],
)
def test_countries_of_their_time_are_known(given: Path, store: Path, name: str, codes: list[str]) -> None:
    report = report_of("ucdp", conflicts(given, f"1,{name},a,b,2,1990,1,3,4"), store)
    assert report.repaired[STATE_VARIANT] == (name != "Namibia")
    assert found(store, "SELECT location, states FROM conflicts") == [(name, codes)]


def test_a_figure_with_an_exponent_is_a_whole_number(given: Path, store: Path) -> None:
    report = report_of("ucdp", country_years(given, "710,China,independent,1946,16666,333333,2e+05,PRIO"), store)
    assert report.repaired == {ucdp.EXPONENT: 1}
    assert found(store, "SELECT state, low, best, high FROM conflict_years") == [("CHN", 16666, 200000, 333333)]


def test_a_colony_keeps_its_name_and_number(given: Path, store: Path) -> None:
    report_of("ucdp", country_years(given, "511,Zanzibar,colony,1950,0,0,0,PRIO"), store)
    assert found(store, "SELECT state, gwcode, country FROM conflict_years") == [(None, 511, "Zanzibar")]


def test_an_event_has_a_place_and_a_year(given: Path, store: Path) -> None:
    report_of("ucdp", events(given, "2017,69.16,34.53,Kabul city,11,5"), store)
    assert found(store, "SELECT year, latitude, longitude, place, deaths, civilian_deaths FROM conflict_events") == [
        (2017, 34.53, 69.16, "Kabul city", 11, 5)
    ]


def test_a_year_is_known_on_its_last_day(given: Path, store: Path) -> None:
    file = events(given, "2017,69.16,34.53,Kabul city,11,5", "2018,69.16,34.53,Kabul city,1,0")
    report_of("ucdp", file, store, date(2018, 12, 30))
    assert found(store, "SELECT year FROM conflict_events") == [(2017,)]
    report_of("ucdp", file, store, date(2018, 12, 31))
    assert found(store, "SELECT count(*) FROM conflict_events") == [(2,)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,Atlantis,a,b,2,1990,1,3,4", "no State is named 'Atlantis'"),
        ("1,India,a,b,9,1990,1,3,4", "incompatibility '9' is none of 1, 2, 3"),
        ("1,India,a,b,2,1990,1,3,7", "region '7' is none of 1, 2, 3, 4, 5"),
        ("1,India,a,b,2,990,1,3,4", "year '990' is no year"),
    ],
)
def test_a_conflict_that_cannot_be_read_is_refused(given: Path, store: Path, row: str, reason: str) -> None:
    report = report_of("ucdp", conflicts(given, row), store)
    assert [(one.line, one.reason) for one in report.refused] == [(1, reason)]
    assert found(store, "SELECT * FROM conflicts") == []


def test_an_event_off_the_globe_is_refused(given: Path, store: Path) -> None:
    report = report_of("ucdp", events(given, "2017,69.16,134.53,Kabul city,11,5"), store)
    assert [one.reason for one in report.refused] == ["134.53, 69.16 is no place on the globe"]
