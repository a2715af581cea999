"""The United Nations' list of casualties; rows in the form of DPPADPOSS-FATALITIES of 4 April 2025 (CC BY 3.0 IGO)."""

from datetime import date
from pathlib import Path

import pytest

from muster.statistics.importing import un_psdata
from muster.statistics.importing.names import STATE_VARIANT, UMBRELLA
from muster.statistics.importing.sink import NOT_YET_KNOWN
from tests.statistics.importing.made import CASUALTIES, found, report_of, write

FIRST = "1,1948-07-06,UNTSO-1948-07-02408,UNTSO,Fatality,M,France,Military,Malicious Act,250.0,FRA,2025-04-04"
TWICE_A = "3,2003-05-05,UNMIK-03589,UNMIK,Fatality,,Montenegro,Local ,Self-Inflicted,499.0,MNE,2025-04-04"
TWICE_B = "4,2003-05-05,UNMIK-03589,UNMIK,Fatality,,Serbia and Montenegro,Local ,Self-Inflicted,891.0,SCG,2025-04-04"
NAMELESS = "5,2015-02-01,UNOCI-1,UNOCI,Fatality,F,Côte dIvoire,Police,Illness,,,2025-04-04"
NAMIBIA = "6,2005-02-01,UNMIL-1,UNMIL,Fatality,M,Namibia,Military,Accident,516.0,NAM,2025-04-04"


def casualties(given: Path, *rows: str) -> Path:
    return write(given, "DPPADPOSS-FATALITIES.csv", CASUALTIES, *rows)


def test_a_casualty_is_known_on_the_day_of_the_incident(given: Path, store: Path) -> None:
    report_of("un-psdata", casualties(given, FIRST), store)
    rows = found(
        store, "SELECT date, mission, state, sex, kind, personnel_type, known_on, vintage, line FROM fatalities"
    )
    day = date(1948, 7, 6)
    assert rows == [(day, "UNTSO", "FRA", "male", "Fatality", "Military", day, date(2025, 4, 4), 1)]


def test_one_identity_is_one_casualty(given: Path, store: Path) -> None:
    report = report_of("un-psdata", casualties(given, TWICE_A, TWICE_B, FIRST), store)
    assert report.left_out == {un_psdata.TWICE: 1}
    assert found(store, "SELECT state, sex FROM fatalities ORDER BY line") == [("MNE", None), ("FRA", "male")]


def test_blanks_behind_a_word_go(given: Path, store: Path) -> None:
    report = report_of("un-psdata", casualties(given, TWICE_A), store)
    assert report.repaired[un_psdata.TRAILING_BLANK] == 1
    assert found(store, "SELECT personnel_type FROM fatalities") == [("Local",)]


def test_a_nationality_without_a_code_is_known_by_its_name(given: Path, store: Path) -> None:
    report = report_of("un-psdata", casualties(given, NAMELESS), store)
    assert report.repaired == {un_psdata.CODE_MISSING: 1, STATE_VARIANT: 1}
    assert found(store, "SELECT state, sex FROM fatalities") == [("CIV", "female")]


def test_namibia_is_a_state(given: Path, store: Path) -> None:
    report_of(
        "un-psdata", casualties(given, NAMIBIA, NAMIBIA.replace("NAM,", ",").replace("UNMIL-1", "UNMIL-2")), store
    )
    assert found(store, "SELECT state FROM fatalities") == [("NAM",), ("NAM",)]


@pytest.mark.parametrize(("day", "mission"), [("1958-01-01", "UNEF I"), ("1975-01-01", "UNEF II")])
def test_one_name_for_two_operations_is_told_apart_by_the_day(given: Path, store: Path, day: str, mission: str) -> None:
    row = FIRST.replace("1948-07-06", day).replace(",UNTSO,", ",UNEF,")
    assert report_of("un-psdata", casualties(given, row), store).repaired == {UMBRELLA: 1}
    assert found(store, "SELECT mission FROM fatalities") == [(mission,)]


def test_later_casualties_are_not_known_yet(given: Path, store: Path) -> None:
    report = report_of("un-psdata", casualties(given, FIRST, NAMELESS), store, date(2010, 1, 1))
    assert report.left_out == {NOT_YET_KNOWN: 1}
    assert report.repaired == {}
    assert found(store, "SELECT mission FROM fatalities") == [("UNTSO",)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (FIRST.replace("1948-07-06", "06.07.48"), "incident_date '06.07.48' is no date"),
        (FIRST.replace(",M,", ",X,"), "gender 'X' is neither M nor F"),
        (FIRST.replace("UNTSO-1948-07-02408", ""), "has no casualty_id"),
        (NAMELESS.replace("Côte dIvoire", "Atlantis"), "no State is named 'Atlantis'"),
    ],
)
def test_what_cannot_be_used_is_refused(given: Path, store: Path, row: str, reason: str) -> None:
    report = report_of("un-psdata", casualties(given, row, NAMIBIA), store)
    assert [(one.line, one.reason) for one in report.refused] == [(1, reason)]
    assert report.refused_rows == 1
    assert found(store, "SELECT state FROM fatalities") == [("NAM",)]
