"""The total of a window: its mean and quantiles out of what followed alike State-months; pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.statistics.watch.analogs import Analogs
from muster.statistics.watch.settings import Settings

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Totals:
    """Deaths expected in the window by State, and quantiles by State and share."""

    mean: Vector
    quantiles: Matrix


def totals(analogs: Analogs, followed: Vector, level: Vector, shares: Vector, horizon: int, chosen: Settings) -> Totals:
    """Mean and quantiles of the total, State by State.

    Half of the weight is on the totals that followed the alike rows as they were, half on those totals moved by as
    much as the State's own level lies above or below the row's (on the scale of `log(1 + deaths)`; where nothing
    followed, nothing follows). `level` is the States' own.

    For the mean, an alike month counts no more than `most_growth` times the State's own level, and `besides` deaths a
    month: else the one war among thousands of quiet months would be the mean of every quiet State.
    """
    mean = np.zeros(len(level))
    quantiles = np.zeros((len(level), len(shares)))
    for state, own in enumerate(level):
        rows = np.flatnonzero(analogs.weights[state])
        weight, total = analogs.weights[state, rows], followed[rows]
        moved = _moved(total, own - analogs.level[rows])
        both = np.concatenate([total, moved])
        quantiles[state] = weighted_quantiles(both, np.concatenate([weight, weight]), shares)
        ceiling = horizon * (chosen.most_growth * np.expm1(own) + chosen.besides)
        mean[state] = weight @ (np.minimum(total, ceiling) + np.minimum(moved, ceiling)) / (2 * weight.sum())
    return Totals(mean, quantiles)


def _moved(total: Vector, by: Vector) -> Vector:
    return np.where(total > 0, np.expm1(np.maximum(np.log1p(total) + by, 0)), 0.0)


def weighted_quantiles(values: Vector, weights: Vector, shares: Vector) -> Vector:
    """The least values that the given shares of the weight do not exceed."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    places = np.searchsorted(reached, shares * reached[-1] - 1e-12, side="left")
    return np.asarray(values[order][np.minimum(places, len(values) - 1)])
