"""An import as a whole: repeatable, file by file, whole or not at all."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from muster.kit.errors import Refused
from muster.statistics.importing import SETS, data_set, import_set
from muster.statistics.importing.record import imported as on_record
from muster.statistics.importing.record import stored_import
from muster.statistics.store import open_store
from muster.statistics.store.writing import FileWriter
from tests.statistics.importing.made import found, imported, write

ACTIVITIES = "PKO,year,iso3,Mission_Country,Demining__Monitor,Demining__Assist"
LIST = "Acronym,Missionname,start_date,end_date"


@pytest.fixture
def pact(given: Path) -> Path:
    """The folder of a data set of two files (in the form of PACT 2.0)."""
    write(given, "PACT2_mission-year.csv", ACTIVITIES, "UNMOT,1996,TJK,Tajikistan,1,0", "UNMOT,1998,TJK,Tajikistan,1,1")
    write(given, "pko_list_start_end.csv", LIST, "UNMOT,Observers in Tajikistan,December 1994,May 2000")
    return given


def everything(store: Path) -> dict[str, bytes]:
    """What lies in the store, but for the lock."""
    files = (one for one in store.rglob("*") if one.is_file() and one.suffix != ".lock")
    return {str(one.relative_to(store)): one.read_bytes() for one in files}


def test_a_second_import_changes_nothing_and_says_so(pact: Path, store: Path) -> None:
    first = imported("pact", pact, store)
    before = everything(store)
    second = imported("pact", pact, store)
    assert (len(first.files), first.unchanged) == (2, ())
    assert (second.files, second.unchanged) == ((), ("PACT2_mission-year.csv", "pko_list_start_end.csv"))
    assert everything(store) == before


def test_a_changed_file_alone_is_read_again_and_replaced(pact: Path, store: Path) -> None:
    imported("pact", pact, store)
    write(pact, "PACT2_mission-year.csv", ACTIVITIES, "UNMOT,1997,TJK,Tajikistan,1,0")
    report = imported("pact", pact, store)
    assert [one.file for one in report.files] == ["PACT2_mission-year.csv"]
    assert found(store, "SELECT year FROM activities") == [(1997,)]


def test_another_day_replaces_what_an_import_left(pact: Path, store: Path) -> None:
    imported("pact", pact, store)
    report = imported("pact", pact, store, date(1997, 6, 30))
    assert report.unchanged == ()
    assert found(store, "SELECT year FROM activities") == [(1996,)]
    assert found(store, "SELECT until FROM operations") == [(None,)]
    assert imported("pact", pact, store, date(1997, 6, 30)).files == ()
    imported("pact", pact, store)
    assert found(store, "SELECT count(*) FROM activities") == [(3,)]


def test_one_file_of_a_set_leaves_the_others(pact: Path, store: Path) -> None:
    imported("pact", pact, store)
    report = imported("pact", pact / "pko_list_start_end.csv", store, date(1996, 1, 1))
    assert report.absent == ()
    assert found(store, "SELECT count(*) FROM activities") == [(3,)]
    days = {one.file: one.as_of for one in on_record(store, "pact")}
    assert days == {"PACT2_mission-year.csv": None, "pko_list_start_end.csv": date(1996, 1, 1)}


def test_files_that_are_not_there_are_told(pact: Path, store: Path) -> None:
    (pact / "pko_list_start_end.csv").unlink()
    report = imported("pact", pact, store)
    assert report.absent == ("pko_list_start_end.csv",)
    assert [one.file for one in report.files] == ["PACT2_mission-year.csv"]


def test_rows_that_went_missing_from_the_store_are_read_again(pact: Path, store: Path) -> None:
    imported("pact", pact, store)
    for file in (store / "tables" / "activities").iterdir():
        file.unlink()
    assert [one.file for one in imported("pact", pact, store).files] == ["PACT2_mission-year.csv"]
    assert found(store, "SELECT count(*) FROM activities") == [(3,)]


def test_a_file_that_no_longer_gives_rows_leaves_none(pact: Path, store: Path) -> None:
    imported("pact", pact, store)
    write(pact, "PACT2_mission-year.csv", ACTIVITIES, "UNMOT,1997,TJK,Tajikistan,0,0")
    imported("pact", pact, store)
    assert found(store, "SELECT * FROM activities") == []


def test_a_file_that_fails_midway_leaves_what_was_there(pact: Path, store: Path) -> None:
    imported("pact", pact, store)
    before = everything(store)
    file = pact / "PACT2_mission-year.csv"
    file.write_bytes(file.read_bytes() + b"UNMOT,1999,TJK,\xff,1,1\n")
    with pytest.raises(Refused, match="cannot be read"):
        imported("pact", pact, store)
    assert everything(store) == before


@pytest.mark.parametrize("step", ["add", "keep"])
def test_a_machine_that_stops_midway_leaves_what_was_there(
    pact: Path, store: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    imported("pact", pact, store)
    before = everything(store)
    write(pact, "PACT2_mission-year.csv", ACTIVITIES, "UNMOT,1997,TJK,Tajikistan,1,0", "UNMOT,1999,TJK,Tajikistan,1,1")
    whole: Callable[..., Any] = getattr(FileWriter, step)

    def stopped(*arguments: Any) -> Any:
        if step == "keep":
            raise KeyboardInterrupt
        if arguments[2].get("year") == 1999:
            raise KeyboardInterrupt
        return whole(*arguments)

    monkeypatch.setattr(FileWriter, step, stopped)
    with pytest.raises(KeyboardInterrupt):
        imported("pact", pact, store)
    assert everything(store) == before
    monkeypatch.undo()
    imported("pact", pact, store)
    assert found(store, "SELECT DISTINCT year FROM activities ORDER BY 1") == [(1997,), (1999,)]


def test_a_report_is_kept_as_it_was_given(pact: Path, store: Path) -> None:
    write(pact, "PACT2_mission-year.csv", ACTIVITIES, "UNMOT,1997,TJK,Tajikistan,3,0", "UNMOT,1999,TJK,Tajikistan,1,1")
    report = imported("pact", pact, store)
    assert on_record(store, "pact") == list(report.files)
    stored = stored_import(store, "pact")
    assert [one["file"] for one in stored["files"]] == ["PACT2_mission-year.csv", "pko_list_start_end.csv"]
    assert stored["files"][0]["refused"] == [{"line": 1, "reason": "Demining__Monitor '3' is neither 0 nor 1"}]


def test_readers_see_a_new_import(pact: Path, store: Path) -> None:
    before = open_store(store)
    imported("pact", pact, store)
    after = open_store(store)
    assert after is not before
    assert open_store(store) is after
    imported("pact", pact, store)
    assert open_store(store) is after


def test_an_import_tells_which_file_it_reads(pact: Path, store: Path) -> None:
    told: list[str] = []
    import_set("pact", pact, folder=store, progress=told.append)
    assert [words for words in told if ":" not in words] == ["PACT2_mission-year.csv", "pko_list_start_end.csv"]


def test_more_refusals_than_a_report_names_are_counted(given: Path, store: Path) -> None:
    rows = [f"UNMOT,{year},TJK,Tajikistan,9,0" for year in range(1900, 2101)] * 2
    write(given, "PACT2_mission-year.csv", ACTIVITIES, *rows)
    (report,) = imported("pact", given, store).files
    assert (report.refused_rows, len(report.refused)) == (402, 200)


def test_an_unknown_set_is_refused_with_those_there_are(given: Path, store: Path) -> None:
    with pytest.raises(Refused, match=r"data set 'acled': there is none of this name; name one of ipi, .*views"):
        imported("acled", given, store)


def test_a_path_that_is_not_there_is_refused(given: Path, store: Path) -> None:
    with pytest.raises(Refused, match="there is no such file or folder; name the set's folder or file"):
        imported("pact", given / "nowhere", store)


def test_a_folder_without_any_file_of_the_set_is_refused(pact: Path, store: Path) -> None:
    with pytest.raises(Refused, match=r"holds no file of the set ucdp; it wants ucdp-prio-acd-\*\.csv"):
        imported("ucdp", pact, store)


def test_a_file_of_another_set_is_refused(pact: Path, store: Path) -> None:
    with pytest.raises(Refused, match=r"is no file of the set ucdp; name one of"):
        imported("ucdp", pact / "pko_list_start_end.csv", store)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="whoever may write everything is refused nothing")
def test_a_store_that_cannot_be_written_is_refused(pact: Path, store: Path) -> None:
    store.mkdir()
    store.chmod(0o500)
    with pytest.raises(Refused, match="cannot be used: Permission denied"):
        imported("pact", pact, store)


def test_a_store_whose_place_is_a_file_is_refused(pact: Path, store: Path) -> None:
    store.write_text("no folder")
    with pytest.raises(Refused, match=r"cannot be used: .*; make it readable, the store writable"):
        imported("pact", pact, store)


def test_a_record_of_imports_that_was_spoilt_is_named(pact: Path, store: Path) -> None:
    imported("pact", pact, store)
    (store / "imports" / "pact.json").write_text("{")
    with pytest.raises(Refused, match="is no record of an import; remove it and import the set again"):
        imported("pact", pact, store)


def test_every_set_says_how_it_is_cited_and_under_which_licence(store: Path) -> None:
    for one in SETS:
        assert data_set(one.name) is one
        assert one.title
        assert one.cite
        assert one.licence
        assert all(source.text for source in one.files)


def test_a_report_is_plain_json(pact: Path, store: Path) -> None:
    told = json.loads(json.dumps(imported("pact", pact, store, date(2000, 1, 1)).as_json()))
    assert told["as_of"] == "2000-01-01"
    assert told["rows_kept"] == {"activities": 3, "operations": 1}
