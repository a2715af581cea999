"""Deaths by country and month, and forecasts; rows in the form of ViEWS' files and answers (Hegre et al.)."""

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

from muster.kit.errors import Refused
from muster.statistics.importing import views
from muster.statistics.importing.sink import NOT_YET_KNOWN
from tests.statistics.importing.made import found, imported, report_of, write

JOINED = "month_id,year,month,country_id,name,iso3,sb_fatalities"
CSV = "derived_cm_actuals_2018-01_2024-04.csv"
ENSEMBLE = "month_id,country_id,average_basewthematic_sb,average_basewthematic_ns,average_basewthematic_os"


def answer(given: Path, *months: dict[str, object]) -> Path:
    given.mkdir(parents=True, exist_ok=True)
    file = given / "fatalities002_2025_06_t01-cm-iso-afg.json"
    file.write_text(json.dumps({"row_count": len(months), "data": months}), encoding="utf-8")
    return file


def month(number: int, **changed: object) -> dict[str, object]:
    told = {"month_id": number, "name": "Afghanistan", "isoab": "AFG", "main_mean": 14.4, "main_dich": 0.31}
    return {**told, **changed}


def parquet(given: Path, rows: str) -> Path:
    given.mkdir(parents=True, exist_ok=True)
    file = given / "cm_actuals_2018.parquet"
    duckdb.connect().execute(f"COPY (SELECT * FROM (VALUES {rows}) t(outcome, month_id, country_id)) TO '{file}'")
    return file


def names(given: Path) -> Path:
    return write(given, "country_list.csv", "country_id,id,name", "1,1,Guyana", "170,170,Namibia", "9,9,Kosovo")


def test_month_numbers_begin_in_january_1980() -> None:
    assert views.month_of(1) == date(1980, 1, 31)
    assert views.month_of(457) == date(2018, 1, 31)
    assert views.month_of(532) == date(2024, 4, 30)


def test_months_without_deaths_are_rows(given: Path, store: Path) -> None:
    file = write(given, CSV, JOINED, "457,2018,1,1,Guyana,GUY,0", "458,2018,2,1,Guyana,GUY,3")
    report_of("views", file, store)
    assert found(store, "SELECT date, state, deaths, kind, known_on FROM conflict_deaths ORDER BY 1") == [
        (date(2018, 1, 31), "GUY", 0, "state-based", date(2018, 1, 31)),
        (date(2018, 2, 28), "GUY", 3, "state-based", date(2018, 2, 28)),
    ]


def test_namibia_and_codes_that_are_no_states_are_kept(given: Path, store: Path) -> None:
    file = write(
        given, CSV, JOINED, "457,2018,1,170,Namibia,NAM,0", "457,2018,1,170,Namibia,NA,0", "457,2018,1,9,Kosovo,XKX,0"
    )
    report = report_of("views", file, store)
    assert report.repaired == {views.CODE_FROM_NAME: 1}
    assert found(store, "SELECT state FROM conflict_deaths ORDER BY line") == [("NAM",), ("NAM",), ("XKX",)]


def test_the_years_are_read_where_the_joined_file_is_not_there(given: Path, store: Path) -> None:
    names(given)
    parquet(given, "(0, 457, 1), (25, 458, 170), (1, 458, 9), (1, 458, 77)")
    report = imported("views", given, store)
    assert CSV.replace("2018-01_2024-04", "*") in report.absent
    assert [one.reason for one in report.files[0].refused] == ["country_id '77' is not in country_list.csv"]
    assert found(store, "SELECT date, state, deaths FROM conflict_deaths ORDER BY line") == [
        (date(2018, 1, 31), "GUY", 0),
        (date(2018, 2, 28), "NAM", 25),
        (date(2018, 2, 28), "XKX", 1),
    ]


def test_years_and_the_joined_file_never_count_twice(given: Path, store: Path) -> None:
    names(given)
    file = parquet(given, "(25, 458, 170)")
    imported("views", given, store)
    write(given, CSV, JOINED, "458,2018,2,170,Namibia,NAM,25")
    assert imported("views", given, store).unneeded == (file.name,)
    assert found(store, "SELECT count(*) FROM conflict_deaths") == [(1,)]


def test_years_without_the_list_of_countries_are_refused(given: Path, store: Path) -> None:
    file = parquet(given, "(25, 458, 170)")
    with pytest.raises(Refused, match=r"numbers its countries, and there is no country_list\.csv; put the list"):
        imported("views", file, store)


def test_a_file_that_is_no_parquet_is_refused(given: Path, store: Path) -> None:
    names(given)
    file = given / "cm_actuals_2019.parquet"
    file.write_text("no such table")
    with pytest.raises(Refused, match=r"cm_actuals_2019\.parquet: cannot be read"):
        imported("views", file, store)


def test_a_run_forecasts_three_kinds_of_violence(given: Path, store: Path) -> None:
    names(given)
    file = write(given, "views_ensemble_cm_2020-06.csv", ENSEMBLE, "486,170,0.07,0.04,0.06", "487,170,1.5,0.0,0.0")
    report = report_of("views", file, store)
    assert [(one.line, one.reason) for one in report.refused] == [
        (2, "average_basewthematic_sb '1.5' is no probability")
    ]
    issued = date(2020, 6, 30)
    run = "views_ensemble_cm_2020-06"
    assert found(store, "SELECT run, issued, month, state, kind, probability, mean, known_on FROM forecasts") == [
        (run, issued, issued, "NAM", "state-based", 0.07, None, issued),
        (run, issued, issued, "NAM", "non-state", 0.04, None, issued),
        (run, issued, issued, "NAM", "one-sided", 0.06, None, issued),
    ]


def test_an_answer_was_given_in_the_month_before_its_first(given: Path, store: Path) -> None:
    report_of("views", answer(given, month(548), month(547)), store)
    assert found(store, "SELECT run, issued, month, state, probability, mean FROM forecasts ORDER BY month") == [
        ("fatalities002_2025_06_t01", date(2025, 6, 30), date(2025, 7, 31), "AFG", 0.31, 14.4),
        ("fatalities002_2025_06_t01", date(2025, 6, 30), date(2025, 8, 31), "AFG", 0.31, 14.4),
    ]


def test_a_forecast_is_not_known_before_it_is_made(given: Path, store: Path) -> None:
    report = report_of("views", answer(given, month(547), month(548)), store, date(2025, 6, 29))
    assert report.left_out == {NOT_YET_KNOWN: 2}
    assert found(store, "SELECT * FROM forecasts") == []


def test_a_month_of_an_answer_that_lacks_a_figure_is_refused(given: Path, store: Path) -> None:
    lacking = month(548)
    del lacking["main_dich"]
    report = report_of("views", answer(given, month(547), lacking), store)
    assert [(one.line, one.reason) for one in report.refused] == [(2, "has no main_dich")]


@pytest.mark.parametrize("text", ["[]", "{}", '{"data": []}', '{"data": [{}]}', '{"data": [{"month_id": "x"}]}'])
def test_what_is_no_answer_is_refused(given: Path, store: Path, text: str) -> None:
    file = answer(given)
    file.write_text(text)
    with pytest.raises(Refused, match="give the"):
        imported("views", file, store)


def test_a_file_whose_name_tells_no_run_is_refused(given: Path, store: Path) -> None:
    names(given)
    file = write(given, "views_ensemble_cm_new.csv", ENSEMBLE)
    with pytest.raises(Refused, match="does not tell the month of its run"):
        imported("views", file, store)


def test_columns_that_are_not_there_refuse_the_file(given: Path, store: Path) -> None:
    file = write(given, CSV, "month_id,name", "457,Guyana")
    with pytest.raises(Refused, match="has no column country_id, iso3, sb_fatalities; give the file as published"):
        imported("views", file, store)
