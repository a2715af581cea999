"""The figures in the API: the same as the commands give, open to everybody."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.statistics.figures.made import counts, death, monthly, months_of, operation, share, store_with, yearly

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture
def in_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store of the settings, with a few rows of every table that the figures read."""
    growing = zip(months_of("2014-04", 6), (0, 300, 600, 800, 950, 1_000), strict=True)
    store_with(
        tmp_path,
        by_mission=counts(*(monthly(one, count, mission="MINUSCA") for one, count in growing)),
        by_pair=counts(
            monthly("2014-01", 900, "IND", "UNIFIL", "troops", 20), monthly("2014-01", 900, "IND", "UNIFIL", "all", 20),
            monthly("2014-02", 40, "IND", "UNIFIL", "troops", 2), monthly("2014-02", 40, "IND", "UNIFIL", "all", 2),
        ),
        by_year=counts(yearly(2017, 5, mission="MINURSO"), yearly(2018, 30), yearly(2019, 122)),
        register=[("operations", operation("UNIFIL", date(1978, 3, 19)))],
        deaths=[("fatalities", death(date(2014, 1, 5)))],
        scale=[("assessments", share("KAZ", 2019, 0.07))],
    )  # fmt: skip
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path))


def asked(address: str, status: int = 200) -> Any:
    """What an address answers to somebody who is not signed in."""
    answer = Client().get(f"/api/v1/statistics/{address}")
    assert answer.status_code == status, answer.content
    return answer.json()


def test_strengths_are_those_of_the_commands(in_store: None) -> None:
    assert asked("missions/UNIFIL/strength?on=2014-01-31")["total"] == 900
    rows = asked("states/Kazakhstan/strength?mission=UNIFIL&since=2018-01-01&until=2020-01-01")["rows"]
    assert [(row["count"], row["as_stored"], row["months_present"]) for row in rows] == [(120, 30, 3), (122, 122, 12)]


def test_contributors_women_and_concentration_of_a_day(in_store: None) -> None:
    assert asked("contributors?on=2014-01-31")["rows"] == [{"rank": 1, "state": "IND", "count": 900}]
    assert asked("concentration?on=2014-01-31")["herfindahl"] == 1
    assert asked("women?on=2014-01-31&type=troops")["women"] == 20


def test_operations_deaths_and_build_up(in_store: None) -> None:
    assert [one["mission"] for one in asked("under-way?on=2015-06-30")["missions"]] == ["UNIFIL"]
    assert asked("fatalities?since=2014-01-01&until=2014-02-01&mission=UNIFIL")["count"] == 1
    grown = asked("missions/MINUSCA/build-up")
    assert (grown["months_to_half"], grown["months_to_full"]) == (2, 4)


def test_crossings_overlaps_and_the_burden(in_store: None) -> None:
    assert [row["kind"] for row in asked("crossings?mission=UNIFIL")["rows"]] == ["exit"]
    assert [row["file"] for row in asked("overlaps?on=2014-02-28&state=IND")["rows"]] == ["by_pair.csv"]
    assert asked("burden?year=2019")["rows"][0] == {
        "state": "KAZ",
        "pays": pytest.approx(0.0007),
        "people": 122,
        "sends": 1,
    }


def test_a_span_without_a_day_and_an_empty_store_are_refused(in_store: None, monkeypatch: pytest.MonkeyPatch) -> None:
    told = asked("fatalities?since=2014-01-01&until=2014-01-01", 400)
    assert told["detail"] == "until: 2014-01-01 is not after 2014-01-01; give a later end"
    monkeypatch.setenv("MUSTER_STORE", "/nowhere/at/all")
    assert "muster import ipi" in asked("contributors?on=2014-01-31", 400)["detail"]


def test_an_unknown_state_is_not_found(in_store: None) -> None:
    assert "No State is called" in asked("states/Atlantis/strength", 404)["detail"]
