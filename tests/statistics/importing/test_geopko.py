"""Bases on deployment maps; rows in the form of Geo-PKO 2.1 and 2.3 (Cil, Fjelde, Hultman, Nilsson 2020)."""

from datetime import date
from pathlib import Path

import pytest

from muster.statistics.importing import geopko
from muster.statistics.importing.cells import BadCell
from muster.statistics.importing.names import STATE_VARIANT
from muster.statistics.importing.sink import NOT_YET_KNOWN
from tests.statistics.importing.made import found, imported, lines, report_of, write

COLUMNS = (
    "source", "mission", "year", "month", "location", "country", "latitude", "longitude", "no.troops",
    "hq", "unpol.dummy", "unmo.dummy", *geopko.FLAGS,
    *(f"{what}_{number}" for number in range(1, 18) for what in ("nameoftcc", "notroopspertcc")), "comments",
)  # fmt: skip
POSITION = {
    "source": "Map no. 4144 Rev. 50",
    "mission": "UNIFIL",
    "year": 2020,
    "month": 2,
    "location": "Position 4-3",
    "country": "Lebanon",
    "latitude": 33.3,
    "longitude": 35.6,
    "no.troops": 450,
    "inf": 1,
    "nameoftcc_1": "India",
    "notroopspertcc_1": 300,
    "nameoftcc_2": "Kazakhstan",
    "notroopspertcc_2": 150,
    "comments": "a comment\nof two lines",
}
NOBODY = {f"{what}_{number}": "NA" for number in range(1, 18) for what in ("nameoftcc", "notroopspertcc")}
MAP = "geopko_v2.1_location_map.csv"
LONG = "derived_tcc_location_long_1994-2020.csv"
LONG_HEADING = "source,mission,year,month,location,country,latitude,longitude,tcc,tcc_troops,unit_types"


def maps(given: Path, *rows: dict[str, object]) -> Path:
    heading = ",".join(f'"{name}"' for name in COLUMNS)
    return write(given, MAP, heading, *lines(COLUMNS, *({**NOBODY, **row} for row in rows)))


def test_two_contributors_share_a_base(given: Path, store: Path) -> None:
    report = report_of("geopko", maps(given, POSITION), store)
    assert report.rows_kept == {"bases": 1, "base_contributors": 2}
    assert found(store, "SELECT date, known_on, troops, unit_types, hq, observers, map FROM bases") == [
        (date(2020, 2, 29), date(2020, 12, 31), 450, ["inf"], 0, False, "Map no. 4144 Rev. 50")
    ]
    assert found(store, "SELECT state, troops, unit_types, sole FROM base_contributors ORDER BY state") == [
        ("IND", 300, ["inf"], False),
        ("KAZ", 150, ["inf"], False),
    ]


def test_seventeen_contributors_are_all_kept(given: Path, store: Path) -> None:
    names = {f"nameoftcc_{number}": "Ghana" for number in range(1, 18)}
    report = report_of("geopko", maps(given, {**POSITION, **names}), store)
    assert report.rows_kept["base_contributors"] == 17


def test_kinds_of_unit_are_the_only_contributors_own(given: Path, store: Path) -> None:
    alone = {**POSITION, "nameoftcc_2": "NA", "eng": 1, "he.sup": 1}
    report_of("geopko", maps(given, alone), store)
    assert found(store, "SELECT state, unit_types, sole FROM base_contributors") == [
        ("IND", ["inf", "eng", "he.sup"], True)
    ]


@pytest.mark.parametrize("text", ["unknown", "Unknown", "NA", ""])
def test_an_unknown_strength_is_empty_and_not_nought(given: Path, store: Path, text: str) -> None:
    report = report_of("geopko", maps(given, {**POSITION, "no.troops": text, "notroopspertcc_1": text}), store)
    assert report.repaired[geopko.UNKNOWN_STRENGTH] == 2
    assert found(store, "SELECT troops FROM bases") == [(None,)]
    assert found(store, "SELECT troops FROM base_contributors ORDER BY state") == [(None,), (150,)]


@pytest.mark.parametrize(
    ("name", "state"),
    [("UK", "GBR"), ("Britain", "GBR"), ("U.K.", "GBR"), ("Multinational", None), ("Mutinational", None),
     ("CARICOM", None), ("unknown", None), ("Korea (ROK)", "KOR"), ("Namibia", "NAM")],
)  # fmt: skip
def test_contributors_are_known_by_the_names_of_the_maps(
    given: Path, store: Path, name: str, state: str | None
) -> None:
    report = report_of("geopko", maps(given, {**POSITION, "nameoftcc_1": name, "nameoftcc_2": "NA"}), store)
    assert report.repaired[STATE_VARIANT] == (0 if name == "Namibia" else 1)
    rows = found(store, "SELECT state, contributor, sole FROM base_contributors")
    assert rows == [(state, name, state is not None)]


def test_a_base_without_coordinates_is_kept(given: Path, store: Path) -> None:
    report = report_of("geopko", maps(given, {**POSITION, "latitude": "NA", "longitude": "NA"}), store)
    assert report.repaired == {geopko.NOWHERE: 1}
    assert found(store, "SELECT base, latitude, longitude FROM bases") == [("Position 4-3", None, None)]


def test_a_map_is_known_at_the_end_of_its_year(given: Path, store: Path) -> None:
    file = maps(given, {**POSITION, "year": 2019}, POSITION)
    report = report_of("geopko", file, store, date(2020, 3, 1))
    assert report.left_out == {NOT_YET_KNOWN: 1}
    assert found(store, "SELECT date FROM bases") == [(date(2019, 2, 28),)]


@pytest.mark.parametrize(
    ("cell", "value", "reason"),
    [
        ("month", 13, "month '13' is no month"),
        ("month", "NA", "month 'NA' is no month"),
        ("year", "MMXX", "year 'MMXX' is no number"),
        ("no.troops", "many", "no.troops 'many' is no number"),
        ("no.troops", -35, "no.troops '-35' is no whole number of 0 or more"),
        ("no.troops", 10**12, "no.troops '1000000000000' is too large"),
        ("notroopspertcc_2", 1.5, "strength of Kazakhstan '1.5' is no whole number of 0 or more"),
        ("nameoftcc_2", "Atlantis", "no State is named 'Atlantis'"),
        ("eng", 2, "eng '2' is neither 0 nor 1"),
        ("latitude", 133.3, "133.3, 35.6 is no place on the globe"),
    ],
)
def test_a_bad_cell_refuses_the_whole_row(given: Path, store: Path, cell: str, value: object, reason: str) -> None:
    report = report_of("geopko", maps(given, {**POSITION, cell: value}, {**POSITION, "location": "Tibnin"}), store)
    assert [str(one) for one in report.refused] == [f"{MAP}, row 1: {reason}"]
    assert found(store, "SELECT base FROM bases") == [("Tibnin",)]
    assert found(store, "SELECT count(*) FROM base_contributors") == [(2,)]


def long_rows(given: Path) -> Path:
    start = "Map no. 4144 Rev. 50,UNIFIL,2020,2,Position 4-3,Lebanon,33.3,35.6"
    other = "Map no. 4144 Rev. 50,UNIFIL,2020,2,Naqoura,Lebanon,33.1,35.1"
    rows = (f"{start},India,300,inf|eng", f"{other},Italy,35,", f"{start},Kazakhstan,unknown,inf|eng")
    return write(given, LONG, LONG_HEADING, *rows)


def test_the_list_of_contributors_is_read_where_the_maps_are_not_there(given: Path, store: Path) -> None:
    long_rows(given)
    report = imported("geopko", given, store)
    assert MAP in report.absent
    assert found(store, "SELECT state, troops, unit_types, sole FROM base_contributors ORDER BY state") == [
        ("IND", 300, ["inf", "eng"], False),
        ("ITA", 35, [], True),
        ("KAZ", None, ["inf", "eng"], False),
    ]


def test_maps_and_their_list_of_contributors_are_never_both_on_record(given: Path, store: Path) -> None:
    file = long_rows(given)
    imported("geopko", file, store)
    maps(given, POSITION)
    report = imported("geopko", given, store)
    assert report.unneeded == (LONG,)
    assert LONG not in report.absent
    assert found(store, "SELECT DISTINCT file FROM base_contributors") == [(MAP,)]
    again = imported("geopko", file, store)
    assert (again.files, again.unneeded) == ((), (LONG,))
    assert found(store, "SELECT DISTINCT file FROM base_contributors") == [(MAP,)]


def test_contributors_in_one_text_are_told_apart(given: Path, store: Path) -> None:
    heading = "mission,year,location,latitude,longitude,No.TCC,year.overview"
    rows = (
        'UNIFIL,2020,Position 4-3,33.3,35.6,2,"India (300), Kazakhstan (150)"',
        'UNMIS,2006,Juba,4.8,31.6,2,"Korea (ROK) (150), TCC name unknown (size unknown)"',
        "UNIFIL,2021,Naqoura,33.1,35.1,1,Italy 300",
    )
    report = report_of("geopko", write(given, "TCCMap_v.2.3.csv", heading, *rows), store)
    assert [one.reason for one in report.refused] == ["contributors 'Italy 300' are not names with a size in brackets"]
    assert found(store, "SELECT date, known_on, state, troops FROM base_contributors ORDER BY line, state") == [
        (date(2020, 12, 31), date(2020, 12, 31), "IND", 300),
        (date(2020, 12, 31), date(2020, 12, 31), "KAZ", 150),
        (date(2006, 12, 31), date(2006, 12, 31), "KOR", 150),
        (date(2006, 12, 31), date(2006, 12, 31), None, None),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("India (300)", [("India", "300")]),
        ("Korea (ROK) (150), Togo (35)", [("Korea (ROK)", "150"), ("Togo", "35")]),
        ("India (300),Togo (35)", [("India", "300"), ("Togo", "35")]),
        ("India (300), ", [("India", "300")]),
    ],
)
def test_names_may_have_brackets_of_their_own(text: str, expected: list[tuple[str, str]]) -> None:
    assert geopko.contributors_in(text) == expected


@pytest.mark.parametrize("text", ["India", "India (300) Togo", "(300)", "India (300"])
def test_a_text_that_is_no_list_of_contributors_is_refused(text: str) -> None:
    with pytest.raises(BadCell, match="are not names with a size"):
        geopko.contributors_in(text)


def test_kinds_of_unit_by_year_have_no_strength(given: Path, store: Path) -> None:
    heading = "mission,year,location,latitude,longitude,Infantry,eng,med,sig,av,riv,maint,trans"
    rows = ("UNIFIL,2020,Tibnin,33.2,35.4,650,0,3,0,1,0,0,0", "UNIFIL,2020,Naqoura,33.1,35.1,NA,0,0,0,0,0,0,0")
    report = report_of("geopko", write(given, "TTMap_v.2.3.csv", heading, *rows), store)
    assert report.repaired == {geopko.NO_TYPE: 1}
    assert found(store, "SELECT base, troops, unit_types FROM bases ORDER BY line") == [
        ("Tibnin", None, ["inf", "med", "avia"]),
        ("Naqoura", None, []),
    ]


def test_a_base_listed_for_each_map_of_a_year_is_one_row_with_the_years_mean(given: Path, store: Path) -> None:
    heading = (
        "mission,year,country,location,latitude,longitude,Infantry,NoTroops,Reserve,hq,UNPOL,Med,Av,UNMO,ave.no.troops"
    )
    place = "MINURCA,1999,Central African Republic,Bangui,4.38,18.57"
    rows = (
        f"{place},1150,1685,0,3,0,1,2,0,1485",
        f"{place},1150,1235,0,3,0,1,2,0,1485",
        "MINURCA,2000,Central African Republic,Bangui,4.38,18.57,0,NA,35,3,1,0,0,1,NA",
    )
    report = report_of("geopko", write(given, "FrontMap_v.2.3.csv", heading, *rows), store)
    assert report.left_out == {geopko.SEVERAL_MAPS: 1}
    assert report.repaired == {geopko.UNKNOWN_STRENGTH: 1}
    assert found(store, "SELECT troops, hq, unit_types, observers, police FROM bases ORDER BY date") == [
        (1485, 3, ["inf", "med", "avia"], False, False),
        (None, 3, ["res"], True, True),
    ]
