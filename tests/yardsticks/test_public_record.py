"""The public record beside Muster's own: what measures take from the statistics store, and what where it is empty."""

import os
from datetime import date
from pathlib import Path

import pytest

from muster.statistics.importing import import_set
from muster.yardsticks.facts import public
from muster.yardsticks.facts.reading import Reading, Scope, subject_of
from muster.yardsticks.reckoned import Told, told
from muster.yardsticks.register import measure_of
from tests.record import DAY, Record
from tests.statistics.figures.made import counts, death, monthly, operation, store_with

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = date(2026, 1, 1)


def of_unifil(record: Record, code: str, day: date = DAY) -> Told:
    viewer = record.parties["analyst"]
    return told(measure_of(code), Reading(viewer, day, TODAY, subject_of(viewer, day, Scope.MISSION, "UNIFIL")))


@pytest.fixture
def small_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """UNIFIL from 2018 on: 1,000 people of India, then Kazakhstan's ten beside them; one death. Invented."""
    groups = [monthly(month, 1000, "IND", "UNIFIL", women=50) for month in ("2018-06", "2018-07", "2018-08")]
    groups += [monthly(month, 10, "KAZ", "UNIFIL", women=1) for month in ("2018-07", "2018-08")]
    store_with(
        tmp_path,
        strengths=counts(*groups),
        register=[("operations", operation("UNIFIL", date(2018, 1, 1)))],
        deaths=[
            ("fatalities", death(date(2018, 8, 3))),
            ("fatalities", death(date(2018, 8, 9), of_type="Civilian")),
        ],
    )
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path))


@pytest.mark.usefixtures("small_store")
def test_the_public_record_stands_beside_muster_s_with_its_source(record: Record) -> None:
    index = of_unifil(record, "concentration").measured
    assert index.figures[1].label == "Herfindahl index of UNIFIL, public record"
    assert round(index.figures[1].value or 0, 4) == round((1000**2 + 10**2) / 1010**2, 4)
    assert "2018-08-31" in index.sources[0]
    token = of_unifil(record, "token-index").measured.figures[1]
    assert (token.part, token.of) == (1, 2)
    women = of_unifil(record, "gender").measured.figures[3]
    assert (women.part, women.of, women.label) == (51, 1010, "Women in the public record, 2018-08-31")


@pytest.mark.usefixtures("small_store")
def test_deaths_and_growth_are_those_of_the_months_on_record(record: Record) -> None:
    safety = of_unifil(record, "safety").measured
    assert (safety.headline.part, safety.headline.of) == (1, round(3020 / 12))
    assert safety.figures[3].value == 1
    peak = of_unifil(record, "time-to-peak").measured
    assert (peak.behind[0].on, peak.behind[0].words.split(",")[0]) == (date(2018, 7, 31), "peak of 1010 people")


@pytest.mark.usefixtures("small_store")
def test_what_was_counted_later_is_not_known_before(record: Record) -> None:
    token = of_unifil(record, "token-index", date(2018, 7, 15)).measured.figures[1]
    assert (token.part, token.of) == (0, 1)


def test_without_a_store_the_public_part_is_empty_and_says_so(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path))
    assert of_unifil(record, "safety").measured.nothing == "The public record has no strength of these months."
    assert of_unifil(record, "time-to-peak").measured.behind == ()
    assert of_unifil(record, "concentration").measured.figures[1].value is None
    reading = Reading(record.parties["analyst"], DAY, TODAY)
    assert public.public_women(reading) == []


@pytest.mark.public_data
def test_unifil_on_the_real_record(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures of the public data of 2014: 37 contributors to UNIFIL, of whom some had a handful of people."""
    named = os.environ.get("MUSTER_PUBLIC_DATA")
    if not named:
        pytest.skip("MUSTER_PUBLIC_DATA names no folder of public data sets")
    for name, folder in (("ipi", "ipi_contributions"), ("un-psdata", "un_psdata")):
        import_set(name, Path(named) / folder, folder=tmp_path)
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path))
    day = date(2018, 10, 1)
    token = of_unifil(record, "token-index", day).measured.figures[1]
    assert (token.part, token.of) == (12, 37)
    index = of_unifil(record, "concentration", day).measured.figures[1].value
    assert index is not None
    assert 1 / 37 < index < 0.1
    safety = of_unifil(record, "safety", day).measured.headline
    assert (safety.part, safety.of) == (3, 10589)
    assert (safety.low or 0) < 1000 * 3 / 10589 < (safety.high or 0)
