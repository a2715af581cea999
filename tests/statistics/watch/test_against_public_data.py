"""The forecast of a few months of the real record, against what followed."""

import os
from pathlib import Path

import numpy as np
import pytest

from benchmarks.watch.judging import LOWER, OURS, Judged, judge
from muster.statistics.importing import import_set
from muster.statistics.store import open_store
from muster.statistics.watch import QUANTILES, Record, read_record
from muster.statistics.watch.months import month_number, month_text
from muster.statistics.watch.scores import crps, scores

pytestmark = pytest.mark.public_data

ORIGINS = ("2021-01", "2022-01", "2023-01", "2023-10")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    named = os.environ.get("MUSTER_PUBLIC_DATA")
    if not named:
        pytest.skip("MUSTER_PUBLIC_DATA names no folder of public data sets")
    folder = tmp_path_factory.mktemp("store")
    for name in ("views", "ucdp"):
        import_set(name, Path(named) / name, folder=folder)
    return read_record(open_store(folder))


@pytest.fixture(scope="module")
def judged(record: Record) -> dict[int, Judged]:
    return judge(record, [month_number(origin) for origin in ORIGINS], None).horizons


def test_the_record_is_that_of_the_source(record: Record) -> None:
    panel = record.as_of("2024-04")
    assert (len(panel.states), panel.months, month_text(panel.last_month)) == (191, 76, "2024-04")
    assert panel.reported.all()
    assert panel.deaths[panel.place("ETH"), 48:60].sum() == 163_208


@pytest.mark.parametrize(
    ("horizon", "precision", "brier", "most_crps"), [(3, 0.93, 0.023, 0.200), (6, 0.93, 0.0245, 0.250)]
)
def test_a_few_origins_are_forecast_well(
    judged: dict[int, Judged], horizon: int, precision: float, brier: float, most_crps: float
) -> None:
    one = judged[horizon]
    happened = np.concatenate(one.greatest) >= LOWER
    found = scores(np.concatenate(one.chance[OURS, LOWER]), happened, np.concatenate(one.quiet))
    assert found.average_precision >= precision
    assert found.brier <= brier
    assert crps(np.concatenate(one.quantiles[OURS]), np.array(QUANTILES), np.concatenate(one.total)) <= most_crps
