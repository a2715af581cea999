"""What was known at the end of a month, out of rows with several editions."""

from datetime import date

import numpy as np
import pytest

from muster.kit.errors import Refused
from muster.statistics.watch.months import month_number, month_text
from muster.statistics.watch.record import Rows
from tests.statistics.watch.made import FIRST, STATES, made_deaths, made_record


def _days(*texts: str) -> np.ndarray:
    return np.array(texts, dtype="datetime64[D]")


def _editions() -> Rows:
    """One State and month in three editions, known from the first of them on."""
    same = np.zeros(3, dtype=np.int64)
    known = _days("2020-01-31", "2020-01-31", "2020-01-31")
    return Rows(same, same, np.array([10.0, 14.0, 20.0]), known, _days("2020-02-20", "2020-06-20", "2021-06-20"))


@pytest.mark.parametrize(
    ("day", "deaths"), [("2020-02-25", 10.0), ("2020-07-01", 14.0), ("2022-01-01", 20.0), ("2020-01-31", 10.0)]
)
def test_the_latest_edition_that_was_out_is_taken_else_the_earliest(day: str, deaths: float) -> None:
    assert _editions().known(date.fromisoformat(day)).deaths.tolist() == [deaths]


def test_what_became_known_later_is_not_there() -> None:
    assert len(_editions().known(date(2020, 1, 30)).deaths) == 0


def test_a_row_without_an_edition_counts_from_the_day_it_became_known() -> None:
    same = np.zeros(2, dtype=np.int64)
    rows = Rows(same, same, np.array([1.0, 2.0]), _days("2020-01-31", "2020-03-31"), _days("NaT", "NaT"))
    assert rows.known(date(2020, 4, 1)).deaths.tolist() == [2.0]


def test_a_panel_ends_with_its_month_and_has_the_years_before_it() -> None:
    deaths = made_deaths(30)
    panel = made_record(deaths).as_of("2019-06")
    assert (panel.states, panel.first_month, month_text(panel.last_month)) == (STATES, FIRST, "2019-06")
    assert np.array_equal(panel.deaths, deaths[:, :18])
    assert (panel.first_year, panel.yearly.shape[1]) == (2008, 10)


def test_a_month_that_is_not_on_record_counts_as_none_and_is_told() -> None:
    record = made_record(made_deaths(6))
    kept = ~((record.months.state == 2) & (record.months.period == FIRST + 1))
    rows = record.months
    fewer = Rows(rows.state[kept], rows.period[kept], rows.deaths[kept], rows.known_on[kept], rows.vintage[kept])
    panel = type(record)(record.states, fewer, record.years, record.geography).as_of("2018-06")
    assert (panel.deaths[2, 1], bool(panel.reported[2, 1]), int((~panel.reported).sum())) == (0, False, 1)


@pytest.mark.parametrize("month", ["2017-12", "2020-07"])
def test_a_month_outside_the_record_is_refused_with_the_months_there_are(month: str) -> None:
    with pytest.raises(Refused, match=f"{month} is not on record; name a month from 2018-01 to 2020-06"):
        made_record(made_deaths(30)).as_of(month)


@pytest.mark.parametrize("text", ["2020", "2020-13", "January", "", "20-01", "0000-01"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="write it as YYYY-MM"):
        month_number(text)


def test_an_empty_record_says_what_to_load() -> None:
    with pytest.raises(Refused, match="muster import views"):
        made_record(made_deaths(0)).as_of("2020-01")
