"""The crisis watch over the public data: what pages show of them, and what is kept of the forecast."""

from datetime import date
from pathlib import Path

import pytest

from muster.statistics.importing.run import import_set
from muster.statistics.store import Store, open_store
from muster.statistics.watching.exposure import exposure_by_mission
from muster.statistics.watching.forecasting import HORIZONS
from muster.statistics.watching.model import own_forecasts
from muster.statistics.watching.months import last_months, series_of
from muster.statistics.watching.others import others_of
from muster.statistics.watching.places import bases_in

pytestmark = pytest.mark.public_data
TODAY = date(2026, 11, 28)


@pytest.fixture(scope="module")
def store(public_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The sets that the watch reads."""
    folder = tmp_path_factory.mktemp("store")
    for name in ("views", "ucdp", "geopko"):
        import_set(name, public_data / name, folder=folder)
    return open_store(folder)


def test_every_state_has_its_last_month(store: Store) -> None:
    found = {one.state: one for one in last_months(store, TODAY, (25, 100))}
    assert len(found) == 191
    assert {one.month for one in found.values()} == {date(2024, 4, 30)}
    assert found["UKR"].last == 3804
    assert sum(one.deaths for one in series_of(store, "ETH", TODAY) if one.month.year == 2022) == 163_208


def test_the_forecast_is_kept_whole_with_its_reasons(store: Store) -> None:
    made = own_forecasts(store, date(2024, 1, 31), HORIZONS)
    assert len(made) == 191 * 2
    assert all(0 <= one.p100 <= one.p25 <= 1 and one.reasons and len(one.quantiles) == 19 for one in made)
    assert all(list(one.quantiles.values()) == sorted(one.quantiles.values()) for one in made)


def test_the_run_of_2020_stands_beside_ours(store: Store) -> None:
    found = others_of(store, "MLI", date(2020, 6, 30), date(2020, 12, 31), date(2020, 7, 15))
    assert [one.month.month for one in found] == [7, 8, 9, 10, 11, 12]
    assert found[0].probability == pytest.approx(0.5826, abs=1e-4)


def test_bases_of_mali_and_the_events_near_them_are_found(store: Store) -> None:
    bases = bases_in(store, "MLI", date(2020, 7, 15), 25)
    assert {(one.year, one.mission) for one in bases} == {(2019, "MINUSMA")}
    assert max(one.events for one in bases) >= 1
    years = {one.year for one in exposure_by_mission(store, TODAY, 25)}
    assert (min(years), max(years)) == (1995, 2019)
