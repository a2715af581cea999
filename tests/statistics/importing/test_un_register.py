"""The United Nations' register of operations; rows copied from DPPADPOSS-PKO of 19 February 2024 (CC BY 3.0 IGO)."""

from datetime import date
from pathlib import Path

import pytest

from muster.statistics.importing import un_psdata
from muster.statistics.importing.operations import END_LATER, END_SUPPLIED
from muster.statistics.importing.sink import NOT_YET_KNOWN
from tests.statistics.importing.made import REGISTER, found, report_of, write

MINUSMA = '69,MINUSMA,Mission in Mali,DPO,Yes,2013-04-25,,Bamako,"12,6500","-8,0000",2024-02-19'
UNOMIG = '20,UNOMIG,Observer Mission in Georgia,DPO,No,1993-08-01,2009-06-01,Sukhumi,"41,0153","43,0033",2024-02-19'
UNMIL = '30,UNMIL,Mission in Liberia,DPO,No,2003-09-01,2018-03-01,Monrovia,"-10,8014","6,3133",2024-02-19'
UNAMID = '57,UNAMID,Hybrid Operation in Darfur,DPO,No,2007-07-31,2020-12-31,Al Fashir,"25,3500","13,6306",2024-02-19'
MINUSTAH = '68,MINUSTAH,Mission in Haiti,DPO,NO,2004-06-01,2017-10-01,Port-au-Prince,"-72,3333","18,5333",2024-02-19'
UNOSOM = '16,UNOSOM,Operation in Somalia (I & II),DPO,No,1992-04-01,1995-03-01,Mogadishu,"45,3500","2,0333",2024-02-19'
UNOSOM_I = '15,UNOSOM I,Somalia I,DPO,No,1992-04-01,1993-03-01,Mogadishu,"2,0333","45,3500",2024-02-19'
UNOSOM_II = '14,UNOSOM II,Somalia II,DPO,No,1993-03-01,1995-03-01,Mogadishu,"2,0333","45,3500",2024-02-19'
UNSCOB = '9,UNSCOB,Special Committee on the Balkans,DPO,No,,1951-07-12,Athens,"37,9669","23,7668",2024-02-19'
UNTSO = "81,UNTSO,Truce Supervision Organization,DPO,Yes,1948-05-29,,Jerusalem,,,2024-02-19"
UNCPSG = "49,UNCPSG,UN Civilian Police Support Group,DPO,No,1998-01-01,1998-10-01,,,,2024-02-19"
UNPSG = '10,UNPSG,Civilian Police Support Group,DPO,No,1997-12-19,1998-10-15,Zagreb,"15,9833","45,8167",2024-02-19'


def register(given: Path, *rows: str) -> Path:
    return write(given, "DPPADPOSS-PKO.csv", REGISTER, *rows)


def test_decimal_commas_become_numbers(given: Path, store: Path) -> None:
    report = report_of("un-psdata", register(given, UNMIL, UNTSO), store)
    assert report.repaired[un_psdata.DECIMAL_COMMA] == 1
    places = found(store, "SELECT mission, latitude, longitude FROM operations ORDER BY 1")
    assert places == [("UNMIL", 6.3133, -10.8014), ("UNTSO", None, None)]


@pytest.mark.parametrize(
    ("row", "latitude", "longitude"),
    [(MINUSMA, 12.65, -8.0), (UNOSOM_I, 2.0333, 45.35), (UNSCOB, 37.9669, 23.7668)],
)
def test_coordinates_that_fit_the_host_the_other_way_round_are_exchanged(
    given: Path, store: Path, row: str, latitude: float, longitude: float
) -> None:
    report = report_of("un-psdata", register(given, row), store)
    assert report.repaired[un_psdata.EXCHANGED] == 1
    assert found(store, "SELECT latitude, longitude FROM operations") == [(latitude, longitude)]


def test_coordinates_that_would_fit_the_host_either_way_stay(given: Path, store: Path) -> None:
    """Georgia lies where latitude and longitude are alike: the headquarters decides, not a point of the country."""
    report = report_of("un-psdata", register(given, UNOMIG, UNOSOM), store)
    assert un_psdata.EXCHANGED not in report.repaired
    places = found(store, "SELECT latitude, longitude FROM operations WHERE mission = 'UNOMIG'")
    assert places == [(43.0033, 41.0153)]


def test_longitudes_beyond_90_degrees_are_never_taken_for_latitudes(given: Path, store: Path) -> None:
    row = '2,UNTAET,East Timor,DPO,No,1999-10-01,2002-05-01,Dili,"125,5670","-8,5667",2024-02-19'
    swapped = '4,UNTAC,Cambodia,DPO,No,1992-03-01,1993-09-01,Phnom Penh,"11,5500","104,9170",2024-02-19'
    report = report_of("un-psdata", register(given, row, swapped), store)
    assert report.refused_rows == 0
    assert report.repaired[un_psdata.EXCHANGED] == 1
    places = found(store, "SELECT latitude, longitude FROM operations ORDER BY line")
    assert places == [(-8.5667, 125.567), (11.55, 104.917)]


def test_an_umbrella_row_is_kept_and_flagged(given: Path, store: Path) -> None:
    report = report_of("un-psdata", register(given, UNOSOM, UNOSOM_I, UNOSOM_II), store)
    assert report.repaired[un_psdata.UMBRELLA_ROW] == 1
    flags = found(store, "SELECT mission, umbrella FROM operations ORDER BY 1")
    assert flags == [("UNOSOM", True), ("UNOSOM I", False), ("UNOSOM II", False)]


def test_an_operation_under_two_acronyms_is_one_row(given: Path, store: Path) -> None:
    report = report_of("un-psdata", register(given, UNCPSG, UNPSG), store)
    assert report.left_out == {un_psdata.TWO_ACRONYMS: 1}
    assert found(store, "SELECT mission, headquarters FROM operations") == [("UNPSG", "Zagreb")]


def test_the_old_acronym_alone_is_led_to_the_new_one(given: Path, store: Path) -> None:
    report_of("un-psdata", register(given, UNCPSG), store)
    assert found(store, "SELECT mission, start FROM operations") == [("UNPSG", date(1998, 1, 1))]


def test_minusma_has_ended(given: Path, store: Path) -> None:
    report = report_of("un-psdata", register(given, MINUSMA), store)
    assert report.repaired[END_SUPPLIED] == 1
    assert found(store, "SELECT until, active FROM operations") == [(date(2024, 1, 1), False)]


def test_an_operation_that_goes_on_has_no_end(given: Path, store: Path) -> None:
    report = report_of("un-psdata", register(given, UNTSO), store)
    assert END_SUPPLIED not in report.repaired
    assert found(store, "SELECT until, active FROM operations") == [(None, True)]


def test_an_end_is_the_day_after_the_last(given: Path, store: Path) -> None:
    report_of("un-psdata", register(given, UNAMID), store)
    assert found(store, "SELECT until FROM operations") == [(date(2021, 1, 1),)]


def test_an_end_known_to_the_month_is_the_end_of_that_month(given: Path, store: Path) -> None:
    report = report_of("un-psdata", register(given, UNMIL), store)
    assert report.repaired[un_psdata.END_MONTH] == 1
    assert found(store, "SELECT start, until FROM operations") == [(date(2003, 9, 1), date(2018, 4, 1))]


def test_no_is_no_however_it_is_written(given: Path, store: Path) -> None:
    report = report_of("un-psdata", register(given, MINUSTAH), store)
    assert report.repaired[un_psdata.NOT_AS_USUAL] == 1
    assert found(store, "SELECT active FROM operations") == [(False,)]


def test_on_an_earlier_day_later_ends_and_marks_of_activity_are_empty(given: Path, store: Path) -> None:
    report = report_of("un-psdata", register(given, MINUSMA, UNMIL, UNTSO, UNOSOM_I), store, date(2015, 6, 30))
    assert report.left_out[END_LATER] == 2
    assert END_SUPPLIED not in report.repaired
    rows = found(store, "SELECT mission, until, active FROM operations ORDER BY 1")
    assert rows == [
        ("MINUSMA", None, None),
        ("UNMIL", None, None),
        ("UNOSOM I", date(1993, 4, 1), None),
        ("UNTSO", None, None),
    ]


def test_on_the_day_of_its_end_an_end_is_known(given: Path, store: Path) -> None:
    report_of("un-psdata", register(given, MINUSMA, UNAMID), store, date(2020, 12, 31))
    rows = found(store, "SELECT mission, until FROM operations ORDER BY 1")
    assert rows == [("MINUSMA", None), ("UNAMID", date(2021, 1, 1))]


def test_on_an_earlier_day_later_operations_and_those_without_a_date_are_left_out(given: Path, store: Path) -> None:
    report = report_of("un-psdata", register(given, MINUSMA, UNSCOB, UNTSO), store, date(2012, 1, 1))
    assert report.left_out == {NOT_YET_KNOWN: 1, un_psdata.UNDATED: 1}
    assert found(store, "SELECT mission FROM operations") == [("UNTSO",)]


def test_hosts_and_continents_come_from_the_tables_of_operations(given: Path, store: Path) -> None:
    report_of("un-psdata", register(given, UNTSO, UNMIL, UNOSOM, UNOSOM_II, UNSCOB), store)
    rows = found(store, "SELECT mission, region FROM operations ORDER BY 1")
    assert rows == [
        ("UNMIL", "Africa"),
        ("UNOSOM", "Africa"),
        ("UNOSOM II", "Africa"),
        ("UNSCOB", "Europe"),
        ("UNTSO", "Asia"),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (MINUSMA.replace("2013-04-25", "25 April"), "start_date '25 April' is no date"),
        (MINUSMA.replace("Yes", "Perhaps"), "mission_isactive 'Perhaps' is neither Yes nor No"),
        (MINUSMA.replace("12,6500", "north"), "longitude 'north' is no number"),
        (MINUSMA.replace("12,6500", "212,65"), "-8.0, 212.65 is no place on the globe"),
        (MINUSMA.replace("MINUSMA", " "), "has no acronym"),
        (MINUSMA + ",more", "has more cells than the heading"),
        ("69,MINUSMA", "has fewer cells than the heading"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_place_and_reason(
    given: Path, store: Path, row: str, reason: str
) -> None:
    report = report_of("un-psdata", register(given, UNTSO, row), store)
    assert [str(one) for one in report.refused] == [f"DPPADPOSS-PKO.csv, row 2: {reason}"]
    assert found(store, "SELECT mission FROM operations") == [("UNTSO",)]
