"""Activities of operations and their list; rows in the form of PACT 2.0 (Otto, Hultman, Ruhe, Smidt, van der Lijn)."""

from datetime import date
from pathlib import Path

import pytest

from muster.statistics.importing import pact
from muster.statistics.importing.operations import END_LATER, END_SUPPLIED
from tests.statistics.importing.made import found, report_of, write

LIST = "Acronym,Missionname,start_date,end_date"
UNTSO = "UNTSO,Truce Supervision Organization,May 1948,Present"
UNOMIG = "UNOMIG,Observer Mission in Georgia,August 1993,June 2009"
UNAMID = "UNAMID,Hybrid Operation in Darfur,July 2007,Present"
ACTIVITIES = (
    "PKO,year,iso3,Mission_Country,Mission_Continent,Demining__Monitor,Demining__Assist,Demining__Assist__IA,"
    "hostilityGov_None"
)


def listed(given: Path, *rows: str) -> Path:
    return write(given, "pko_list_start_end.csv", LIST, *rows)


def activities(given: Path, *rows: str) -> Path:
    return write(given, "PACT2_mission-year.csv", ACTIVITIES, *rows)


def test_a_month_is_from_its_first_day_to_its_last(given: Path, store: Path) -> None:
    report = report_of("pact", listed(given, UNTSO, UNOMIG), store)
    assert report.repaired == {pact.MONTH_ALONE: 2}
    assert found(store, "SELECT mission, start, until, active FROM operations ORDER BY 1") == [
        ("UNOMIG", date(1993, 8, 1), date(2009, 7, 1), False),
        ("UNTSO", date(1948, 5, 1), None, True),
    ]


def test_an_operation_present_in_the_lists_time_has_ended_since(given: Path, store: Path) -> None:
    report = report_of("pact", listed(given, UNAMID), store)
    assert report.repaired[END_SUPPLIED] == 1
    assert found(store, "SELECT until, active FROM operations") == [(date(2021, 1, 1), False)]


def test_on_an_earlier_day_a_later_end_is_empty(given: Path, store: Path) -> None:
    report = report_of("pact", listed(given, UNAMID, UNOMIG), store, date(2009, 6, 29))
    assert report.left_out == {END_LATER: 2}
    assert found(store, "SELECT mission, until, active FROM operations ORDER BY 1") == [
        ("UNAMID", None, None),
        ("UNOMIG", None, None),
    ]


def test_an_activity_is_a_column_with_one_and_two_words(given: Path, store: Path) -> None:
    report = report_of("pact", activities(given, "UNMOT,1996,TJK,Tajikistan,Asia,0,1,1,1"), store)
    assert report.rows_kept == {"activities": 1}
    assert found(store, "SELECT mission, year, host, activity, engagement, known_on FROM activities") == [
        ("UNMOT", 1996, "TJK", "Demining", "Assist", date(1996, 12, 31))
    ]


def test_a_former_host_keeps_its_code(given: Path, store: Path) -> None:
    report_of("pact", activities(given, "UNPROFOR,1992,YUG,Yugoslavia,Europe,1,0,0,0"), store)
    assert found(store, "SELECT host FROM activities") == [("YUG",)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("UNTSO,Truce,29 May 1948,Present", "start_date '29 May 1948' is no month and year"),
        ("UNTSO,Truce,May 48,Present", "start_date '48' is no year"),
        ("UNTSO,Truce,May 1948,still there", "end_date 'still there' is no month and year"),
    ],
)
def test_a_month_that_cannot_be_read_is_refused(given: Path, store: Path, row: str, reason: str) -> None:
    report = report_of("pact", listed(given, row, UNOMIG), store)
    assert [(one.line, one.reason) for one in report.refused] == [(1, reason)]
    assert found(store, "SELECT mission FROM operations") == [("UNOMIG",)]


def test_a_mark_that_is_neither_nought_nor_one_is_refused(given: Path, store: Path) -> None:
    report = report_of("pact", activities(given, "UNMOT,1996,TJK,Tajikistan,Asia,1,7,0,0"), store)
    assert [one.reason for one in report.refused] == ["Demining__Assist '7' is neither 0 nor 1"]
    assert found(store, "SELECT * FROM activities") == []
