"""`muster import` and `muster sql` on the command line."""

import json
from pathlib import Path

import pytest

from muster.cli.app import run
from tests.statistics.importing.all_sets import every_set
from tests.statistics.importing.made import write

LIST = "Acronym,Missionname,start_date,end_date"
UNMOT = "UNMOT,Observers in Tajikistan,December 1994,May 2000"


@pytest.fixture
def pact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a small set, and a store of its own."""
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("COLUMNS", "200")
    write(tmp_path / "pact", "pko_list_start_end.csv", LIST, UNMOT, "UNTSO,Truce,spring,Present")
    return tmp_path / "pact"


def test_the_report_names_repairs_and_refusals(pact: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "pact", str(pact)]) == 0
    told = capsys.readouterr().out
    assert "pact: Peacekeeping Activities 2.0" in told
    assert "doi:10.7910/DVN/TQ8ETA. Licence: MIT." in told
    assert "month without a day: from its first day, to its last" in told
    assert "Refused: pko_list_start_end.csv, row 2: start_date 'spring' is no month and year" in told
    assert "Not there: PACT2_mission-year.csv." in told


def test_a_second_import_says_that_nothing_has_changed(pact: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", "pact", str(pact)])
    capsys.readouterr()
    assert run(["import", "pact", str(pact)]) == 0
    told = capsys.readouterr().out
    assert "On record already, not read again: pko_list_start_end.csv." in told
    assert "Nothing has changed." in told


def test_the_report_as_json(pact: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "pact", str(pact), "--as-of", "1999-12-31", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["set"], told["as_of"], told["rows_read"], told["refused_rows"]) == ("pact", "1999-12-31", 2, 1)
    assert told["rows_kept"] == {"operations": 1}
    assert told["absent"] == ["PACT2_mission-year.csv"]


def test_every_set_of_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path / "store"))
    places = every_set(tmp_path / "public")
    assert run(["import", "--all", str(tmp_path / "public"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {one["set"] for one in told} == set(places)
    assert all(one["files"] for one in told)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["acled", "."], "muster: data set 'acled': there is none of this name; name one of ipi, "),
        (["pact"], "muster: NAME PATH: is not given; name one of ipi, "),
        (["pact", "nowhere"], "muster: nowhere: there is no such file or folder; name the set's folder or file"),
        (["pact", ".", "--as-of", "June"], "muster: --as-of: 'June' is no day; write it as YYYY-MM-DD"),
        (["pact", "--all", "."], "muster: --all: a data set is named as well; give the one or the other"),
        (["--all", "nowhere"], "muster: nowhere: holds no file of any data set; sets are ipi, "),
    ],
)
def test_what_cannot_be_imported_is_one_line(
    pact: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], line: str
) -> None:
    assert pact.is_dir()
    assert run(["import", *arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(line)
    assert told.err.count("\n") == 1


def test_sql_prints_rows(pact: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", "pact", str(pact)])
    capsys.readouterr()
    assert run(["sql", "SELECT mission, start, active FROM operations"]) == 0
    told = capsys.readouterr().out
    assert "UNMOT" in told
    assert "1994-12-01" in told
    assert "1 row." in told


def test_sql_as_json_carries_its_source(pact: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", "pact", str(pact)])
    capsys.readouterr()
    query = "SELECT mission, start, 'nan'::DOUBLE AS share, [1, 2] AS list FROM operations"
    assert run(["sql", query, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rows"] == [{"mission": "UNMOT", "start": "1994-12-01", "share": None, "list": [1, 2]}]
    assert told["source"] == {"file": "pko_list_start_end.csv", "date": "1994-12-01", "filter": query}
    assert told["cut"] is False


def test_sql_tells_its_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sql", "--tables", "--json"]) == 0
    told = {one["table"]: one for one in json.loads(capsys.readouterr().out)["tables"]}
    assert {"contributions", "operations", "fatalities", "bases", "conflict_deaths", "forecasts"} <= set(told)
    assert all(column["text"] for one in told.values() for column in one["columns"])
    assert run(["sql", "--tables"]) == 0
    assert "known_on" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["DROP VIEW operations"], "muster: the query: is not one SELECT; give one SELECT; the store is only read\n"),
        ([], "muster: SELECT: is not given; give one SELECT, or --tables\n"),
        (["SELECT 1", "--tables"], "muster: --tables: a query is given as well; give the one or the other\n"),
    ],
)
def test_sql_refuses_in_one_line(
    pact: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], line: str
) -> None:
    assert pact.is_dir()
    assert run(["sql", *arguments]) == 2
    assert capsys.readouterr().err == line
