"""`muster watch`: a file of cases is answered as the contract says, or refused in one line and nothing is written."""

import csv
import json
from pathlib import Path

import pytest

from muster.cli.app import run
from muster.statistics.watch import read_record
from muster.statistics.watch.cases import QUANTILE_COLUMNS
from tests.statistics.watch.made import FIRST, STATES, made_deaths, made_store

COLUMNS = ["month", "iso3", "horizon", "p25", "p100", "mean", *QUANTILE_COLUMNS]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    made_store(folder, made_deaths(30))
    return folder


@pytest.fixture
def folder(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MUSTER_STORE", str(store))
    return tmp_path


def _asked(folder: Path, text: str) -> tuple[int, Path]:
    (folder / "cases.csv").write_text(text, encoding="utf-8")
    answer = folder / "forecast.csv"
    return run(["watch", "--cases", str(folder / "cases.csv"), "-o", str(answer)]), answer


def test_the_store_is_read_whole(folder: Path) -> None:
    record = read_record()
    assert (record.states, record.first_month, record.last_month) == (STATES, FIRST, FIRST + 29)
    assert record.as_of("2020-06").deaths.sum() == made_deaths(30).sum()


def test_each_case_is_answered_in_its_place_with_its_cells_as_written(folder: Path) -> None:
    status, answer = _asked(
        folder, "note,horizon,iso3,month\nfirst,6,MLI,2020-03\nx,3,isl,2020-06-30\ny,3,MLI,2020-03\n"
    )
    assert status == 0
    rows = list(csv.DictReader(answer.read_text(encoding="utf-8").splitlines()))
    assert list(rows[0]) == COLUMNS
    asked = [("2020-03", "MLI", "6"), ("2020-06-30", "isl", "3"), ("2020-03", "MLI", "3")]
    assert [(row["month"], row["iso3"], row["horizon"]) for row in rows] == asked
    assert float(rows[2]["p25"]) <= float(rows[0]["p25"])
    for row in rows:
        assert 0 < float(row["p100"]) <= float(row["p25"]) < 1
        quantiles = [float(row[column]) for column in QUANTILE_COLUMNS]
        assert quantiles == sorted(quantiles)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("2020-06,MLI,4", "cases.csv, line 2, horizon: '4' is no horizon that is forecast; write 3 or 6"),
        ("2020-6,MLI,3", "cases.csv, line 2, month: '2020-6' is no month; write it as YYYY-MM, like 2024-01"),
        (
            "2020-06,Mali,3",
            "cases.csv, line 2, iso3: 'Mali' is no ISO 3166 alpha-3 code; write three letters",
        ),
        (
            "2020-06,MLI,3\n2020-07,MLI,3",
            "cases.csv, line 3, month: 2020-07 is not on record; name a month",
        ),
        ("2020-06,USA,3", "cases.csv, line 2, iso3: no deaths are on record for USA by 2020-06; leave the row out"),
        ("2018-04,MLI,3", "cases.csv, line 2, month: too few months are known by 2018-04"),
        ("2020-06", "cases.csv, line 2, iso3: '' is no ISO 3166 alpha-3 code"),
    ],
)
def test_a_bad_row_is_refused_in_a_line_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], rows: str, told: str
) -> None:
    status, answer = _asked(folder, f"month,iso3,horizon\n{rows}\n")
    error = capsys.readouterr().err
    assert status == 2
    assert told in error
    assert error.count("\n") == 1
    assert not answer.exists()


@pytest.mark.parametrize("text", ["", "month,iso3\n2020-06,MLI\n"])
def test_a_file_without_the_columns_is_refused(folder: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    assert _asked(folder, text)[0] == 2
    assert "begin with month,iso3,horizon" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "give either cases or one State"),
        (["--cases", "none.csv"], "it is not said where to write"),
        (["--cases", "none.csv", "-o", "out.csv"], "cannot be read"),
        (["--cases", "none.csv", "-o", "none.csv"], "is the file of cases itself"),
        (["--cases", "none.csv", "-o", "missing/out.csv"], "cannot be written"),
        (["--state", "MLI", "--horizon", "5"], "5 months are not forecast"),
        (["--state", "USA"], "no deaths are on record for 'USA'"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(folder)
    assert run(["watch", *arguments]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1


def test_one_state_comes_with_its_reasons_and_sources(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["watch", "--state", "mli", "--month", "2020-05", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["state"], answer["month"], answer["horizon"], answer["model"]) == ("MLI", "2020-05", 3, "full")
    assert list(answer["quantiles"]) == list(QUANTILE_COLUMNS)
    assert all(reason["text"] and reason["subject"] for reason in answer["reasons"])
    origin = {"set": "views", "file": "made.csv", "edition": None, "rows": 29 * len(STATES)}
    assert answer["source"] == [{**origin, "filter": "known by 2020-05-31"}]


def test_one_state_is_told_in_words_as_of_the_latest_month(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["watch", "--state", "SOM", "--horizon", "6"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("SOM, the 6 months after 2020-06: a month with 25 or more deaths ")
    assert "recent deaths: deaths month by month to 2020-06" in told
    assert "no years before the first month are on record" in told


def test_without_data_it_says_what_to_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path / "none"))
    assert run(["watch", "--state", "MLI"]) == 2
    assert "load a data set with `muster import views FOLDER`" in capsys.readouterr().err
