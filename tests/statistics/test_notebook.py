"""Figures in a notebook are the same as elsewhere, as plain records."""

from pathlib import Path

import pytest

from muster.kit.errors import Refused
from muster.statistics import notebook
from tests.statistics.figures.made import counts, monthly, store_with, yearly


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store of Kazakhstan and India in UNIFIL; Kazakhstan's years as CountryByYear.csv has them."""
    store_with(
        tmp_path,
        by_pair=counts(monthly("2014-01", 900, "IND", "UNIFIL"), monthly("2014-02", 897, "IND", "UNIFIL")),
        by_year=counts(yearly(2017, 5, mission="MINURSO"), yearly(2018, 30), yearly(2019, 122)),
    )
    return tmp_path


def test_a_states_years_are_records(folder: Path) -> None:
    rows = notebook.state_strength("Kazakhstan", "UNIFIL", "2018", "2020", folder)
    assert rows == [
        {"period": "2018", "count": 120, "as_stored": 30, "months_present": 3, "grain": "year mean"},
        {"period": "2019", "count": 122, "as_stored": 122, "months_present": 12, "grain": "year mean"},
    ]


def test_a_month_means_its_last_day(folder: Path) -> None:
    assert notebook.mission_strength("UNIFIL", "2014-02", folder)["total"] == 897
    assert notebook.contributors("2014-01", store=folder) == [{"rank": 1, "state": "IND", "count": 900}]


def test_what_is_refused_is_refused_in_one_line(folder: Path) -> None:
    with pytest.raises(Refused, match="on: 'soon' is no date; write it as 2018, 2018-10 or 2018-10-01"):
        notebook.mission_strength("UNIFIL", "soon", folder)


def test_records_become_a_chart(folder: Path) -> None:
    drawn = notebook.chart(notebook.state_strength("IND", "UNIFIL", store=folder), "period", "count", title="India")
    spec = drawn.to_dict()
    (data,) = spec["datasets"].values()
    assert (spec["encoding"]["x"]["field"], spec["title"]) == ("period", "India")
    assert [row["count"] for row in data] == [900, 897, 0, 0, 0]
    with pytest.raises(KeyError, match="the records have no 'people'; they have period, count"):
        notebook.chart(notebook.state_strength("IND", "UNIFIL", store=folder), "period", "people")
