"""The file of the record is read month by month, and whatever is wrong in it is told with its place."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.generation.build_up.history import MISSION_FILE, read_strengths
from muster.generation.build_up.months import month_end, month_number, months_between
from muster.kit.errors import Refused
from tests.generation.build_up.conftest import write_table

HEADINGS = ("Date", "Mission", "Total")


def refusal(folder: Path, headings: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    write_table(folder / MISSION_FILE, headings, list(rows))
    with pytest.raises(Refused) as refused:
        read_strengths(folder)
    return str(refused.value)


def test_a_date_before_the_end_of_its_month_stands_for_the_month(folder: Path) -> None:
    series = read_strengths(folder)["MINUSCA"]
    assert series[month_number(date(2014, 5, 31))] == 600


def test_a_month_that_is_missing_stays_missing(folder: Path) -> None:
    assert month_number(date(2014, 7, 31)) not in read_strengths(folder)["MINUSCA"]


def test_series_under_other_names_are_joined_to_their_mission(folder: Path) -> None:
    strengths = read_strengths(folder)
    assert list(strengths["UNOCI"].values()) == [50, 900]
    assert "ONUCI" not in strengths


def test_a_name_stands_for_another_mission_only_from_its_month_on(folder: Path) -> None:
    strengths = read_strengths(folder)
    assert list(strengths["UNAVEM"].values()) == [70]
    assert list(strengths["UNAVEM III"].values()) == [500]


def test_a_missing_file_is_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"data_mission.csv cannot be read.*give the folder"):
        read_strengths(tmp_path)


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    assert "line 1: there is no column Total" in refusal(tmp_path, ("Date", "Mission"), ("2014-04-30", "MINUSCA"))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("30/4/2014", "MINUSCA", "5"), 'line 2: Date is "30/4/2014"; give a date'),
        (("2014-04-30", "MINUSCA", "many"), 'line 2: Total is "many"; give a whole number'),
        (("2014-04-30", "MINUSCA", "-5"), 'line 2: Total is "-5"; give a whole number'),
        (("2014-04-30", "MINUSCA"), "line 2: more or fewer cells than headings"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_with_its_line(tmp_path: Path, row: tuple[str, ...], told: str) -> None:
    assert told in refusal(tmp_path, HEADINGS, row)


def test_two_figures_for_one_month_are_refused(tmp_path: Path) -> None:
    rows = ("2014-04-30", "MINUSCA", "5"), ("2014-04-28", "MINUSCA", "6")
    assert "line 3: MINUSCA has 5 and 6 people in one month" in refusal(tmp_path, HEADINGS, *rows)


def test_bytes_that_are_no_text_are_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / MISSION_FILE
    path.parent.mkdir()
    path.write_bytes(b"Date,Mission,Total\n2014-04-30,\xff\xfe,5\n")
    with pytest.raises(Refused, match="cannot be read as a comma separated table"):
        read_strengths(tmp_path)


@given(st.dates(date(1948, 1, 1), date(2100, 1, 1)))
def test_the_end_of_a_days_month_lies_in_that_month(day: date) -> None:
    end = month_end(month_number(day))
    assert (end.year, end.month) == (day.year, day.month)
    assert 0 <= months_between(day, end) < 1.02
