"""The International Peace Institute's files; rows in the form of its published tables (Perry and Smith 2013)."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from muster.kit.errors import Refused
from muster.statistics.importing import ipi
from muster.statistics.importing.names import MISSION_VARIANT, UMBRELLA
from muster.statistics.importing.sink import NOT_YET_KNOWN
from tests.statistics.importing.made import found, imported, lines, report_of, write

SEXES = ("Male", "Female", "Total")
BY_SEX = (
    "Date", "Contributor", "Contributor ISO-3", "Mission", *(f"{kind} {sex}" for kind in ipi.BY_SEX for sex in SEXES)
)  # fmt: skip
MISSIONS = "Date,Mission,Mission HQ Longitude,Mission HQ Latitude,Troops,Police,Observers,Total"
STATES = "Date,Contributor,ISO3,Troops,Police,Experts,Total"
DERIVED = "derived_tcc_month_type_1990-2014.csv"


def by_sex(given: Path, *rows: Mapping[str, object]) -> Path:
    heading = ",".join(f'"{name}"' for name in BY_SEX)
    return write(given, "Gender.Full.csv", heading, *lines(BY_SEX, *rows))


def missions(given: Path, *rows: str) -> Path:
    return write(given, "data_mission.csv", MISSIONS, *rows)


def test_women_and_men_of_each_type_are_rows_and_noughts_are_not(given: Path, store: Path) -> None:
    row = {
        "Date": "2014-02-28", "Contributor": "Namibia", "Contributor ISO-3": "NAM", "Mission": "UNMIL",
        "Individual Police Female": 2, "Individual Police Total": 2, "Total Female": 2, "Total Total": 2,
    }  # fmt: skip
    report_of("ipi", by_sex(given, row), store)
    columns = "date, state, mission, personnel_type, sex, count, grain"
    assert found(store, f"SELECT {columns} FROM contributions ORDER BY personnel_type, sex") == [
        (date(2014, 2, 28), "NAM", "UNMIL", "all", "all", 2, "month"),
        (date(2014, 2, 28), "NAM", "UNMIL", "all", "female", 2, "month"),
        (date(2014, 2, 28), "NAM", "UNMIL", "individual_police", "all", 2, "month"),
        (date(2014, 2, 28), "NAM", "UNMIL", "individual_police", "female", 2, "month"),
    ]


def test_nobody_at_all_is_one_row(given: Path, store: Path) -> None:
    row = {"Date": "2014-02-28", "Contributor": "Albania", "Mission": "UNMISS"}
    report_of("ipi", by_sex(given, row), store)
    assert found(store, "SELECT personnel_type, sex, count FROM contributions") == [("all", "all", 0)]


def test_a_day_within_a_month_is_put_at_its_end(given: Path, store: Path) -> None:
    report = report_of("ipi", missions(given, "2000-02-28,MINURSO,1,2,27,NA,203,230"), store)
    assert report.repaired == {ipi.MONTH_END: 1}
    assert found(store, "SELECT DISTINCT date FROM contributions") == [(date(2000, 2, 29),)]


def test_blank_means_none_reported(given: Path, store: Path) -> None:
    report_of("ipi", missions(given, "2015-06-30,MINURSO,1,2,27,NA,203,230"), store)
    rows = found(store, "SELECT personnel_type, count, state FROM contributions ORDER BY 1")
    assert rows == [("all", 230, None), ("experts", 203, None), ("troops", 27, None)]


def test_months_that_the_file_lacks_are_told(given: Path, store: Path) -> None:
    file = missions(given, "2016-10-31,UNFICYP,1,2,9,,,9", "2017-01-31,UNFICYP,1,2,9,,,9")
    report = report_of("ipi", file, store)
    assert report.left_out == {f"{ipi.MONTH_MISSING}: 2016-11": 1, f"{ipi.MONTH_MISSING}: 2016-12": 1}


@pytest.mark.parametrize(
    ("day", "given_name", "mission", "rule"),
    [
        ("2010-01-31", "ONUCI", "UNOCI", MISSION_VARIANT),
        ("1990-11-30", "UNAVEM", "UNAVEM I", UMBRELLA),
        ("1993-11-30", "UNAVEM", "UNAVEM II", UMBRELLA),
        ("1996-11-30", "UNAVEM", "UNAVEM III", UMBRELLA),
        ("1993-03-31", "UNOSOM", "UNOSOM I", UMBRELLA),
        ("1993-04-30", "UNOSOM", "UNOSOM II", UMBRELLA),
    ],
)
def test_missions_are_known_by_one_acronym_each(
    given: Path, store: Path, day: str, given_name: str, mission: str, rule: str
) -> None:
    report = report_of("ipi", missions(given, f"{day},{given_name},1,2,9,,,9"), store)
    assert report.repaired == {rule: 1}
    assert found(store, "SELECT DISTINCT mission FROM contributions") == [(mission,)]


def test_states_without_missions_and_the_world_have_rows(given: Path, store: Path) -> None:
    world = "Date,Troop Contributions,Police Contributions,EOM Contributions,Total Contributions"
    write(given, "data_monthly.csv", world, "1990-11-30,10285,44,0,10329")
    write(given, DERIVED, STATES, "1990-11-30,Cote d Ivoire,CIV,7,,,7")
    imported("ipi", given, store)
    rows = found(store, "SELECT state, mission, personnel_type, count FROM contributions ORDER BY count, 3")
    assert rows[1:3] == [("CIV", None, "all", 7), ("CIV", None, "troops", 7)]
    assert rows[-1] == (None, None, "all", 10329)


def test_the_files_of_single_states_say_the_same_as_the_derived_one(given: Path, store: Path) -> None:
    countries = given / "countries"
    write(countries, "Kazakhstan.csv", "Date,Troops,Police,Experts", "2010-06-30,NA,9,NA", "2010-07-30,NA,x,NA")
    write(countries, "Namibia.csv", "Date,Troops,Police,Experts", "2010-06-30,3,NA,1")
    report = report_of("ipi", given, store)
    assert report.repaired == {ipi.TOTAL_ADDED_UP: 2}
    assert [str(one) for one in report.refused] == ["countries, row 2: Kazakhstan.csv, row 2: Police 'x' is no number"]
    assert found(store, "SELECT state, personnel_type, count FROM contributions ORDER BY 1, 2") == [
        ("KAZ", "all", 9),
        ("KAZ", "police", 9),
        ("NAM", "all", 4),
        ("NAM", "experts", 1),
        ("NAM", "troops", 3),
    ]
    assert imported("ipi", countries, store).unchanged == ("countries",)
    write(given, DERIVED, STATES, "2010-06-30,Kazakhstan,KAZ,,9,,9")
    assert imported("ipi", given, store).unneeded == ("countries",)
    assert found(store, "SELECT DISTINCT file FROM contributions") == [(DERIVED,)]


def test_headquarters_without_a_place_have_no_coordinates(given: Path, store: Path) -> None:
    given.mkdir()
    told = {
        "UNMC": {"hq": "", "country_id": "", "mission_loc": {"x": 0, "y": 0}},
        "UNIFIL": {"hq": "Naqoura", "country_id": "LBN", "mission_loc": {"x": 35.13, "y": 33.12}},
        "UNMIL": {"hq": "Monrovia"},
    }
    (given / "missions.json").write_text(json.dumps(told))
    report = report_of("ipi", given, store)
    assert report.repaired == {ipi.NOWHERE: 1}
    assert [str(one) for one in report.refused] == ["missions.json, row 3: has no mission_loc"]
    rows = found(store, "SELECT mission, host, latitude, longitude, known_on FROM operations ORDER BY 1")
    assert rows == [("UNIFIL", "LBN", 33.12, 35.13, date(1978, 3, 19)), ("UNMC", None, None, None, date(2014, 3, 31))]


def test_memberships_are_empty_before_their_day(given: Path, store: Path) -> None:
    given.mkdir()
    told = {
        "NAM": {
            "country_name": "Namibia", "capital": "Windhoek", "capital_loc": {"x": 17.1, "y": -22.6},
            "continent": "Africa", "un_region": "Southern Africa", "un_bloc": "AG", "au": True, "eu": False,
        }
    }  # fmt: skip
    (given / "countries.json").write_text(json.dumps(told))
    imported("ipi", given, store)
    columns = "state, region, un_bloc, memberships, known_on"
    day = ipi.ATTRIBUTES_ON
    assert found(store, f"SELECT {columns} FROM countries") == [("NAM", "Southern Africa", "AG", ["au"], day)]
    imported("ipi", given, store, date(2014, 3, 30))
    assert found(store, f"SELECT {columns} FROM countries") == [("NAM", "Southern Africa", None, [], None)]


def test_a_month_is_known_on_its_last_day(given: Path, store: Path) -> None:
    file = missions(given, "2015-05-31,UNFICYP,1,2,8,,,8", "2015-06-30,UNFICYP,1,2,9,,,9")
    report = report_of("ipi", file, store, date(2015, 6, 29))
    assert report.left_out == {NOT_YET_KNOWN: 1}
    assert found(store, "SELECT max(count) FROM contributions") == [(8,)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2015-06,UNFICYP,1,2,8,,,8", "Date '2015-06' is no date"),
        ("2015-06-30,UNFICYP,1,2,8,,,-8", "Total '-8' is no whole number of 0 or more"),
        ("2015-06-30,UNFICYP,1,2,8,,,8.5", "Total '8.5' is no whole number of 0 or more"),
        ("2015-06-30,UNFICYP,1,2,inf,,,8", "Troops 'inf' is no number"),
    ],
)
def test_a_bad_cell_refuses_the_row_with_all_its_types(given: Path, store: Path, row: str, reason: str) -> None:
    report = report_of("ipi", missions(given, row), store)
    assert [str(one) for one in report.refused] == [f"data_mission.csv, row 1: {reason}"]
    assert found(store, "SELECT * FROM contributions") == []


def test_text_that_is_no_utf8_refuses_the_file_and_leaves_what_was_there(given: Path, store: Path) -> None:
    file = missions(given, "2015-06-30,UNFICYP,1,2,8,,,8")
    imported("ipi", file, store)
    file.write_bytes(file.read_bytes() + b"2015-07-31,\xff\xfe,1,2,8,,,8\n")
    with pytest.raises(Refused, match=r"data_mission\.csv: cannot be read: .*; give the file as published"):
        imported("ipi", file, store)
    assert found(store, "SELECT max(count) FROM contributions") == [(8,)]
