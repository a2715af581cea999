"""What the models know at a month is reckoned from that month and those before it."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from muster.statistics.watch import running
from muster.statistics.watch.features import features
from muster.statistics.watch.geography import geography
from muster.statistics.watch.settings import settings as chosen_on
from muster.statistics.watch.windows import windows
from tests.statistics.watch.made import STATES, made_deaths, made_record

CHOSEN = chosen_on(date(2024, 1, 31))
COUNTS = arrays(np.float64, (3, 30), elements=st.integers(0, 500).map(float))


@pytest.mark.parametrize("month", ["2018-04", "2019-02", "2020-05"])
def test_later_months_change_no_feature(month: str) -> None:
    record = made_record(made_deaths(30))
    whole, cut = features(record.as_of("2020-06"), CHOSEN), features(record.as_of(month), CHOSEN)
    assert np.allclose(whole.values[:, : cut.values.shape[1]], cut.values, atol=1e-9)


def test_features_have_names_of_their_own_and_no_gaps() -> None:
    found = features(made_record(made_deaths(30)).as_of("2020-06"), CHOSEN)
    assert len(set(found.names)) == len(found.names) == found.values.shape[2]
    assert np.isfinite(found.values).all()


def test_features_do_without_years_and_with_a_single_month() -> None:
    found = features(made_record(made_deaths(30), with_years=False).as_of("2018-01"), CHOSEN)
    assert found.values.shape[1] == 1
    assert np.isfinite(found.values).all()


@given(COUNTS, st.integers(1, 12))
@settings(max_examples=30, deadline=None)
def test_running_figures_are_those_of_a_plain_loop(counts: np.ndarray, months: int) -> None:
    spans = [counts[:, max(0, end - months) : end] for end in range(1, counts.shape[1] + 1)]
    assert np.allclose(running.mean_of_last(counts, months), np.stack([one.mean(axis=1) for one in spans], axis=1))
    assert np.allclose(running.greatest_of_last(counts, months), np.stack([one.max(axis=1) for one in spans], axis=1))
    spread = np.stack([one.std(axis=1) for one in spans], axis=1)
    assert np.allclose(running.spread_of_last(counts, months), spread, atol=1e-3)


def test_months_since_are_counted_and_bounded() -> None:
    happened = np.array([[False, True, False, False, False, True]])
    assert running.months_since(happened, 2).tolist() == [[2, 0, 1, 2, 2, 0]]


def test_a_faded_mean_halves_what_is_a_half_life_old() -> None:
    values = np.array([[0.0, 1.0, 0.0, 0.0, 0.0]])
    faded = running.faded_mean(values, 2)
    assert faded[0, 3] == pytest.approx(faded[0, 1] / 2)


def test_a_window_is_the_months_after_the_month() -> None:
    outcome = windows(np.array([[1.0, 30.0, 2.0, 3.0, 200.0]]), 3)
    assert outcome.greatest.tolist() == [[30.0, 200.0]]
    assert outcome.total.tolist() == [[35.0, 205.0]]
    assert windows(np.zeros((2, 3)), 3).columns == 0


def test_land_borders_are_those_of_the_outline() -> None:
    places = geography(STATES)
    pairs = {(STATES[one], STATES[other]) for one, other in zip(*np.nonzero(places.borders), strict=True)}
    assert {("BFA", "MLI"), ("NER", "NGA"), ("CMR", "TCD"), ("KEN", "SOM"), ("GHA", "TGO")} <= pairs
    assert not {("ISL", "FRA"), ("MLI", "NGA")} & pairs
    assert all((other, one) in pairs for one, other in pairs)
    assert np.isinf(geography(("XKX", "SRB")).distance).all()
