"""The commands print what the contract says: these keys, half-open dates, one line where they refuse."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from muster.cli.app import app
from muster.kit.errors import Refused
from muster.statistics.commands.dates import first_day, last_day, span
from tests.statistics.figures.made import counts, death, monthly, operation, store_with, yearly

SOURCE = {"file", "date", "filter", "notes"}


@pytest.fixture
def in_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store of the settings, with a few rows of every table that the commands read."""
    store_with(
        tmp_path,
        by_pair=counts(
            monthly("2014-01", 900, "IND", "UNIFIL", "troops", 20), monthly("2014-01", 900, "IND", "UNIFIL", "all", 20),
            monthly("2014-01", 10, "KAZ", "UNIFIL", "troops", 1), monthly("2014-01", 10, "KAZ", "UNIFIL", "all", 1),
        ),
        by_year=counts(yearly(2017, 5, mission="MINURSO"), yearly(2018, 30), yearly(2019, 122), yearly(2020, 123)),
        register=[
            ("operations", operation("UNIFIL", date(1978, 3, 19))),
            ("operations", operation("MINUSCA", date(2014, 4, 10))),
        ],
        deaths=[("fatalities", death(date(2014, 1, 5)))],
    )  # fmt: skip
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path))
    return tmp_path


def run(*words: str) -> Result:
    """Run `muster` with these words."""
    return CliRunner().invoke(app, list(words))


def answer(*words: str) -> dict[str, Any]:
    """What a command prints as JSON."""
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    assert set(found["source"]) == SOURCE
    return found


def test_strength_of_a_mission(in_store: Path) -> None:
    found = answer("strength", "--mission", "UNIFIL", "--on", "2015-06-30")
    assert set(found) == {"mission", "on", "as_counted_on", "troops", "police", "experts", "total", "source"}
    assert (found["as_counted_on"], found["troops"], found["total"]) == ("2014-01-31", 910, 910)


def test_strength_of_a_state(in_store: Path) -> None:
    found = answer("strength", "--state", "KAZ", "--mission", "UNIFIL", "--from", "2018", "--until", "2021")
    assert set(found) == {"state", "mission", "grain", "rows", "missing", "source"}
    assert found["grain"] == "year mean"
    assert found["rows"] == [
        {"period": "2018", "count": 120, "as_stored": 30, "months_present": 3},
        {"period": "2019", "count": 122, "as_stored": 122, "months_present": 12},
        {"period": "2020", "count": 123, "as_stored": 123, "months_present": 12},
    ]


def test_a_state_by_name_and_the_end_excluded(in_store: Path) -> None:
    found = answer("strength", "--state", "Казахстан", "--mission", "UNIFIL", "--from", "2018", "--until", "2019-01")
    assert [row["period"] for row in found["rows"]] == ["2018"]


def test_contributors(in_store: Path) -> None:
    found = answer("contributors", "--on", "2014-01-31", "--top", "1")
    assert {"on", "rows", "source"} <= set(found)
    assert found["rows"] == [{"rank": 1, "state": "IND", "count": 900}]


def test_missions(in_store: Path) -> None:
    found = answer("missions", "--on", "2015-06-30", "--region", "Africa")
    assert {"on", "missions", "source"} <= set(found)
    (one,) = found["missions"]
    assert set(one) == {"mission", "name", "start", "end", "host", "latitude", "longitude"}
    assert (one["mission"], one["start"], one["end"]) == ("MINUSCA", "2014-04-10", None)


def test_women(in_store: Path) -> None:
    found = answer("women", "--on", "2014-01-31", "--type", "troops")
    assert {"on", "share", "rows", "source"} <= set(found)
    assert found["share"] == pytest.approx(21 / 910)
    assert found["rows"][1] == {"state": "KAZ", "women": 1, "all": 10, "share": 0.1, "target": None, "light": None}


def test_concentration(in_store: Path) -> None:
    found = answer("concentration", "--on", "2014-01-31", "--mission", "UNIFIL")
    assert set(found) == {"on", "mission", "herfindahl", "states", "source"}
    assert (found["states"], found["herfindahl"]) == (2, pytest.approx((900**2 + 10**2) / 910**2))


def test_fatalities(in_store: Path) -> None:
    found = answer("fatalities", "--from", "2014-01", "--until", "2014-02", "--mission", "UNIFIL")
    assert {"count", "person_years", "per_1000_person_years", "interval_95", "source"} <= set(found)
    assert (found["count"], found["person_years"]) == (1, pytest.approx(910 / 12))
    low, high = found["interval_95"]
    assert low < found["per_1000_person_years"] < high


@pytest.mark.parametrize(
    "words",
    [
        ("strength", "--mission", "UNIFIL", "--on", "2014-01"),
        ("strength", "--state", "KAZ", "--from", "2018", "--until", "2021"),
        ("contributors", "--on", "2014-01"),
        ("missions", "--on", "2015"),
        ("women", "--on", "2014-01"),
        ("concentration", "--on", "2014-01"),
        ("fatalities", "--from", "2014-01", "--until", "2014-02"),
    ],
)
def test_a_table_is_printed_with_its_source(in_store: Path, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.exit_code == 0
    assert "Source: " in done.stdout


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("strength", "--mission", "UNIFIL"), "--on: the strength of a mission is that of one day"),
        (("strength",), "--mission: neither a mission nor a State is named"),
        (("strength", "--state", "KAZ", "--on", "2018"), "--on: a State's strength is told over time"),
        (("strength", "--state", "KAZ", "--from", "2019", "--until", "2018"), "is not after 2019-01-01"),
        (("contributors", "--on", "last week"), "'last week' is no date"),
        (("fatalities", "--from", "2019", "--until", "2019"), "2019-01-01 is not after 2019-01-01"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(in_store: Path, words: tuple[str, ...], line: str) -> None:
    done = run(*words)
    assert isinstance(done.exception, Refused) or done.exit_code == 2
    assert line in (str(done.exception) if isinstance(done.exception, Refused) else done.output)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("strength", "--mission", "UNIFIL", "--on", "2015"), "muster import ipi"),
        (("contributors", "--on", "2015"), "muster import ipi"),
        (("missions", "--on", "2015"), "muster import un-psdata"),
        (("women", "--on", "2015"), "muster import ipi"),
        (("concentration", "--on", "2015"), "muster import ipi"),
        (("fatalities", "--from", "2015", "--until", "2016"), "muster import un-psdata"),
    ],
)
def test_an_empty_store_names_the_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], name: str
) -> None:
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path))
    done = run(*words)
    assert name in (str(done.exception) if isinstance(done.exception, Refused) else done.output)


def test_days_may_be_years_months_or_days() -> None:
    assert [first_day("--from", text) for text in ("2018", "2018-02", "2018-02-03")] == [
        date(2018, 1, 1),
        date(2018, 2, 1),
        date(2018, 2, 3),
    ]
    assert [last_day("--on", text) for text in ("2018", "2018-02", "2018-02-03")] == [
        date(2018, 12, 31),
        date(2018, 2, 28),
        date(2018, 2, 3),
    ]
    assert span("2018", "2019") == (date(2018, 1, 1), date(2019, 1, 1))


@pytest.mark.parametrize("text", ["2018-13", "2018-02-30", "18", "2018/01/01", "", "9999", "2018-1-1"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="is no date; write it as 2018, 2018-10 or 2018-10-01"):
        first_day("--from", text)
