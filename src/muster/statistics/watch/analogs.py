"""Past State-months like the one at hand, each with a weight: what followed them is what may follow now."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.statistics.watch.settings import Settings

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]
NEAREST = 100
"""So many past State-months stand for one where only its mean is known."""


@dataclass(frozen=True, eq=False)
class Analogs:
    """`weights[s, i]`: how alike past row i is to State s, adding up to 1; `state` and `column` say which row it was.

    `level[i]` is the row's level of deaths at its time, as `log(1 + deaths a month)`.
    """

    weights: Matrix
    state: NDArray[np.int64]
    column: NDArray[np.int64]
    level: Vector

    def share(self, happened: NDArray[np.bool_]) -> Vector:
        """The weighted share of the past rows in which something happened."""
        return np.asarray(self.weights @ happened.astype(np.float64))


def forest_weights(past: Matrix, aim: Vector, now: Matrix, chosen: Settings) -> Matrix:
    """How alike each past row is to each row of today: how often trees grown towards `aim` put them into one leaf.

    Extremely randomised trees; a row's weight in a leaf is one over the past rows in it, averaged over the trees.
    """
    from scipy.sparse import csr_matrix, diags
    from sklearn.ensemble import ExtraTreesRegressor

    forest = ExtraTreesRegressor(
        chosen.trees,
        min_samples_leaf=chosen.leaf,
        max_features=chosen.tree_features,
        random_state=chosen.seed,
        n_jobs=1,
    ).fit(past, aim)
    nodes = np.array([tree.tree_.node_count for tree in forest.estimators_])
    offset = np.concatenate([[0], np.cumsum(nodes)[:-1]])

    def leaves(rows: Matrix) -> csr_matrix:
        cells = (forest.apply(rows) + offset).ravel()
        return csr_matrix((np.ones(len(cells)), cells, np.arange(len(rows) + 1) * len(nodes)), (len(rows), nodes.sum()))

    grown = leaves(past)
    size = np.maximum(np.asarray(grown.sum(axis=0)).ravel(), 1)
    alike = leaves(now) @ diags(1 / size) @ grown.T
    return np.asarray(alike.toarray() / len(nodes))


def nearest_weights(past: Vector, now: Vector) -> Matrix:
    """The same by one figure alone: the nearest past rows, all as near as the farthest of them counting alike."""
    distance = np.abs(now[:, None] - past)
    count = min(NEAREST, len(past))
    reach = np.partition(distance, count - 1, axis=1)[:, count - 1 : count]
    alike = (distance <= reach).astype(np.float64)
    return np.asarray(alike / alike.sum(axis=1, keepdims=True))
