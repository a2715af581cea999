"""Past State-months like the one at hand, each with a weight: what followed them is what may follow now."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.statistics.watch.settings import Settings

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]


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

    nodes, grown_in, now_in = _leaves(past, aim, now, chosen)
    offset = np.concatenate([[0], np.cumsum(nodes)[:-1]])

    def table(leaves: NDArray[np.int64]) -> csr_matrix:
        """A row a State-month, a column a node of any tree, 1 where the row ends."""
        cells = (leaves + offset).ravel()
        starts = np.arange(len(leaves) + 1) * len(nodes)
        return csr_matrix((np.ones(len(cells)), cells, starts), (len(leaves), int(nodes.sum())))

    grown = table(grown_in)
    size = np.maximum(np.asarray(grown.sum(axis=0)).ravel(), 1)
    alike = table(now_in) @ diags(1 / size) @ grown.T
    return np.asarray(alike.toarray() / len(nodes))


def _leaves(
    past: Matrix, aim: Vector, now: Matrix, chosen: Settings
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """How many nodes each tree has, and the leaf of each past row and each row of today, by row and tree.

    The trees are grown one by one: a forest of the library's would spend as long again on checking its parameters.
    """
    from sklearn import config_context
    from sklearn.tree import ExtraTreeRegressor

    past_cells, now_cells = (np.ascontiguousarray(rows, dtype=np.float32) for rows in (past, now))
    aims = np.ascontiguousarray(aim[:, None])
    nodes, grown_in, now_in = [], [], []
    with config_context(skip_parameter_validation=True):
        for number in range(chosen.trees):
            tree = ExtraTreeRegressor(
                min_samples_leaf=chosen.leaf,
                max_features=chosen.tree_features,
                random_state=chosen.seed * chosen.trees + number,
            ).fit(past_cells, aims, check_input=False)
            nodes.append(tree.tree_.node_count)
            grown_in.append(tree.tree_.apply(past_cells))
            now_in.append(tree.tree_.apply(now_cells))
    return np.array(nodes), np.column_stack(grown_in), np.column_stack(now_in)


def nearest_weights(past: Vector, now: Vector, nearest: int) -> Matrix:
    """The same by one figure alone: the `nearest` past rows, all as near as the farthest of them counting alike."""
    distance = np.abs(now[:, None] - past)
    count = min(nearest, len(past))
    reach = np.partition(distance, count - 1, axis=1)[:, count - 1 : count]
    alike = (distance <= reach).astype(np.float64)
    return np.asarray(alike / alike.sum(axis=1, keepdims=True))
