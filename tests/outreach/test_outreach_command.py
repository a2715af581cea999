"""`muster outreach`: files of questions, one question, and what is refused."""

import csv
import json
from pathlib import Path

import pytest

from muster.cli.app import run
from tests.outreach.stored import small_store

HEAD = "date,mission,unit_type\n"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "store"
    small_store(folder)
    monkeypatch.setenv("MUSTER_STORE", str(folder))
    return folder


def asked(tmp_path: Path, text: str) -> tuple[int, Path]:
    cases, ranked = tmp_path / "cases.csv", tmp_path / "ranked.csv"
    cases.write_text(text, encoding="utf-8")
    return run(["outreach", "--cases", str(cases), "-o", str(ranked)]), ranked


def test_each_case_gets_sixty_states_in_the_order_of_the_cases(tmp_path: Path) -> None:
    status, ranked = asked(tmp_path, f"{HEAD}2013-12-31,UNOCI,any\n2012-12-31,XYZ,eng\n2012-12-31,MONUC,troops\n")
    rows = list(csv.DictReader(ranked.read_text(encoding="utf-8").splitlines()))
    assert status == 0
    assert [(row["date"], row["mission"], row["unit_type"]) for row in rows[::60]] == [
        ("2013-12-31", "UNOCI", "any"), ("2012-12-31", "XYZ", "eng"), ("2012-12-31", "MONUC", "troops"),
    ]  # fmt: skip
    assert [int(row["rank"]) for row in rows] == 3 * list(range(1, 61))
    assert len({row["state_iso3"] for row in rows[:60]}) == 60


def test_bad_rows_are_told_line_by_line_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, ranked = asked(tmp_path, f"{HEAD}yesterday,UNOCI,any\n2012-12-31,UNOCI,tanks\n")
    lines = capsys.readouterr().err.splitlines()
    assert status == 2
    assert [line.split(": ")[1].rsplit("/", 1)[-1] for line in lines] == [
        "cases.csv, row 2",
        "cases.csv, row 3, unit_type",
    ]
    assert not ranked.exists()


def test_a_file_of_cases_that_is_not_there_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "missing.csv"
    assert run(["outreach", "--cases", str(missing), "-o", str(tmp_path / "ranked.csv")]) == 2
    assert capsys.readouterr().err.splitlines() == [f"muster: {missing}: cannot be read (No such file or directory)"]


def test_a_file_without_cases_gives_a_file_without_states(tmp_path: Path) -> None:
    status, ranked = asked(tmp_path, HEAD)
    assert status == 0
    assert ranked.read_text(encoding="utf-8") == "date,mission,unit_type,rank,state_iso3\n"


@pytest.mark.parametrize(
    "options",
    [[], ["--mission", " "], ["--mission", "UNIFIL", "-o", "x.csv"], ["--cases", "c.csv"],
     ["--cases", "c.csv", "-o", "c.csv"], ["--cases", "c.csv", "--mission", "UNIFIL"],
     ["--mission", "UNIFIL", "--on", "today"], ["--mission", "UNIFIL", "--unit-type", "tanks"]],
)  # fmt: skip
def test_options_that_do_not_fit_are_refused_in_one_line(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["outreach", *options]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_one_question_is_answered_with_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["outreach", "--mission", "MONUC", "--on", "2012-12-31", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    first = told["states"][0]
    assert (told["line"], told["as_counted_on"], first["state"]) == ("MONUSCO", "2012-12-31", "UKR")
    assert "14 people in MONUSCO on 2012-12-31, 0 a year before" in [one["words"] for one in first["reasons"]]


def test_one_question_is_printed_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["outreach", "--mission", "MONUSCO", "--unit-type", "eng", "--on", "2012-12-31"]) == 0
    assert "MONUSCO, eng: States to approach, on what was known on 2012-12-31" in capsys.readouterr().out


def test_without_a_record_the_command_says_what_to_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path / "empty"))
    assert run(["outreach", "--mission", "UNIFIL"]) == 2
    assert "import a data set first" in capsys.readouterr().err
