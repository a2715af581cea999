"""A logistic regression with a ridge penalty, kept as its numbers so that its reasons can be told."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Logistic:
    """Log-odds are `intercept + sum of weights * (x - middle) / width`, feature by feature."""

    middle: Vector
    width: Vector
    weights: Vector
    intercept: float

    def contributions(self, rows: Matrix) -> Matrix:
        """What each feature adds to the log-odds of each row, against a row with all features at their means."""
        return np.asarray((rows - self.middle) / self.width * self.weights)

    def probability(self, rows: Matrix) -> Vector:
        """The probability of each row."""
        return sigmoid(self.intercept + self.contributions(rows).sum(axis=1))


def fit_logistic(rows: Matrix, happened: NDArray[np.bool_], penalty: float) -> Logistic:
    """Learn from past rows and what happened; `penalty` is the inverse strength of the ridge.

    Where everything or nothing happened, the probability is the same for all: (events + 1/2) / (rows + 1).
    """
    middle = rows.mean(axis=0)
    width = rows.std(axis=0)
    width[width == 0] = 1
    if happened.all() or not happened.any():
        share = (happened.sum() + 0.5) / (len(happened) + 1)
        return Logistic(middle, width, np.zeros(rows.shape[1]), float(np.log(share / (1 - share))))
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=penalty, max_iter=MOST_STEPS)
    model.fit((rows - middle) / width, happened)
    return Logistic(middle, width, np.asarray(model.coef_[0]), float(model.intercept_[0]))


def sigmoid(odds: Vector) -> Vector:
    """The probability of log-odds."""
    return np.asarray(1 / (1 + np.exp(-odds)))


MOST_STEPS = 500
FLOOR = 1e-4
"""No forecast is surer than this: past months without an event are no proof that there will be none."""
