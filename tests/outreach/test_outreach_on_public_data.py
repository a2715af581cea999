"""The ranking over the real public record, as of a December: nothing later is known, known arrivals stand high."""

import os
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from muster.outreach.answering import Outreach
from muster.outreach.rules.weights import Settings
from muster.outreach.source import history_of
from muster.statistics.importing.run import import_set
from muster.statistics.store import Store

DATA = Path(os.environ.get("MUSTER_PUBLIC_DATA", ""))
FOLDERS = {"ipi": "ipi_contributions", "un-yearly": "un_contributions_yearly", "geopko": "geopko"}
DECEMBER = date(2012, 12, 31)
SETTINGS = Settings.on(DECEMBER)
pytestmark = [
    pytest.mark.public_data,
    pytest.mark.skipif(not DATA.name, reason="MUSTER_PUBLIC_DATA names no folder of public data sets"),
]


def imported(store: Path, as_of: date | None) -> Outreach:
    for name, folder in FOLDERS.items():
        import_set(name, DATA / folder, as_of=as_of, folder=store)
    return Outreach(history_of(Store(store)))


@pytest.fixture(scope="module")
def then(tmp_path_factory: pytest.TempPathFactory) -> Outreach:
    return imported(tmp_path_factory.mktemp("then"), DECEMBER)


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> Outreach:
    return imported(tmp_path_factory.mktemp("now"), None)


@pytest.mark.parametrize("kind", ["any", "eng", "fpu"])
@pytest.mark.parametrize("mission", ["UNDOF", "MONUC", "UNMISS", "MINUSMA"])
def test_a_store_that_knows_how_it_went_on_answers_the_same(
    then: Outreach, now: Outreach, mission: str, kind: str
) -> None:
    one, other = (known.ranking(mission, kind, DECEMBER, SETTINGS)[1] for known in (then, now))
    assert one.order == other.order
    assert np.allclose(one.scores, other.scores)


def test_no_later_count_or_map_is_in_a_store_of_the_day(then: Outreach) -> None:
    assert max(one.on for one in then.history.counts) == DECEMBER
    assert max(one.on for maps in then.history.maps.values() for one in maps) <= DECEMBER


@pytest.mark.parametrize(
    ("mission", "state", "within"),
    [("UNMISS", "KOR", 10), ("UNOCI", "UKR", 10), ("UNDOF", "NPL", 10), ("MONUSCO", "MWI", 10), ("UNAMID", "DJI", 20)],
)
def test_states_that_came_in_2013_stand_high(now: Outreach, mission: str, state: str, within: int) -> None:
    assert state in now.states(mission, "any", DECEMBER, SETTINGS)[:within]


def test_states_with_a_contingent_there_are_in_no_ranking(now: Outreach) -> None:
    assert "IND" not in now.states("MONUSCO", "any", DECEMBER, SETTINGS)
    assert "IND" in now.states("UNIFIL", "eng", DECEMBER, SETTINGS)
