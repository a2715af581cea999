"""The measures, on cases that can be reckoned by hand."""

import numpy as np
import pytest

from muster.statistics.watch import QUANTILES
from muster.statistics.watch.scores import crps, reliability, scores


def test_scores_of_four_forecasts() -> None:
    chance = np.array([0.9, 0.2, 0.6, 0.1])
    happened = np.array([True, False, False, False])
    one = scores(chance, happened, np.array([False, True, True, True]))
    assert one.average_precision == 1
    assert one.brier == pytest.approx((0.01 + 0.04 + 0.36 + 0.01) / 4)
    assert one.log == pytest.approx(-(np.log(0.9) + np.log(0.8) + np.log(0.4) + np.log(0.9)) / 4)
    assert one.mean == pytest.approx(0.45)
    assert (one.observed, one.onsets) == (0.25, 0)
    assert np.isnan(one.onset_auc)


def test_onsets_are_ranked_among_quiet_states_alone() -> None:
    chance, happened = np.array([0.9, 0.2, 0.6, 0.1]), np.array([False, True, False, False])
    one = scores(chance, happened, np.array([False, True, True, True]))
    assert (one.onset_auc, one.onsets) == (0.5, 1)


def test_a_sharp_and_right_forecast_of_a_total_scores_nothing_and_a_wrong_one_its_distance() -> None:
    shares = np.array(QUANTILES)
    assert crps(np.full((1, 19), 7.0), shares, np.array([7.0])) == 0
    assert crps(np.zeros((1, 19)), shares, np.array([np.e - 1])) == pytest.approx(1.0)


def test_the_reliability_table_counts_every_forecast_once() -> None:
    chance = np.array([0.0, 0.005, 0.5, 0.99, 1.0])
    table = reliability(chance, chance > 0.4)
    assert sum(one.count for one in table) == 5
    assert [(one.low, one.high) for one in table] == [(0.0, 0.01), (0.4, 0.6), (0.97, 1.0)]


def test_the_interval_of_a_class_holds_its_mean_and_narrows_with_more_forecasts() -> None:
    few, many = (reliability(np.full(count, 0.5), np.zeros(count, dtype=bool))[0] for count in (20, 2000))
    assert few.expected_low < many.expected_low < 0.5 < many.expected_high < few.expected_high
    assert many.observed == 0
