"""How good forecasts were: the measures that docs/watch.md reports; pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Events = NDArray[np.bool_]
SURE = 1e-4
"""For the log score, a probability counts as no nearer to 0 or 1 than this."""


@dataclass(frozen=True)
class Scores:
    """Of probabilities: `average_precision` and `onset_auc` are best at 1, `brier` and `log` (nats) at 0.

    `mean` is the mean forecast and `observed` the share of events. `onset_auc` is the area under the curve among
    States that were quiet, `onsets` the number of events there; not a number where there is none or nothing else.
    """

    average_precision: float
    brier: float
    log: float
    onset_auc: float
    onsets: int
    mean: float
    observed: float


def scores(probability: Vector, happened: Events, quiet: Events) -> Scores:
    """Score probabilities against what happened; `quiet` marks the State-months that may have an onset."""
    from sklearn.metrics import average_precision_score, roc_auc_score

    kept = np.clip(probability, SURE, 1 - SURE)
    onset = happened[quiet]
    both = onset.any() and not onset.all()
    return Scores(
        average_precision=float(average_precision_score(happened, probability)),
        brier=float(np.mean((probability - happened) ** 2)),
        log=float(-np.mean(np.where(happened, np.log(kept), np.log(1 - kept)))),
        onset_auc=float(roc_auc_score(onset, probability[quiet])) if both else float("nan"),
        onsets=int(onset.sum()),
        mean=float(probability.mean()),
        observed=float(happened.mean()),
    )


def crps(quantiles: NDArray[np.float64], shares: Vector, total: Vector) -> float:
    """The continuous ranked probability score of `log(1 + total)`, as twice the mean pinball loss of its quantiles.

    `quantiles` by row and share, in deaths.
    """
    off = np.log1p(total)[:, None] - np.log1p(quantiles)
    return float(2 * np.mean(np.maximum(shares * off, (shares - 1) * off)))


@dataclass(frozen=True)
class ReliabilityBin:
    """Forecasts between two probabilities: how many, their mean, and the share of events, with a 90 % interval of it
    were the forecasts right.
    """

    low: float
    high: float
    count: int
    mean: float
    observed: float
    expected_low: float
    expected_high: float


EDGES = (0.0, 0.01, 0.03, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.97, 1.0)


def reliability(probability: Vector, happened: Events) -> list[ReliabilityBin]:
    """The reliability table: forecasts in classes against what happened."""
    from scipy.stats import binom

    place = np.clip(np.searchsorted(EDGES, probability, side="right") - 1, 0, len(EDGES) - 2)
    found = []
    for index in range(len(EDGES) - 1):
        inside = place == index
        count = int(inside.sum())
        if count:
            mean = float(probability[inside].mean())
            low, high = binom.ppf([0.05, 0.95], count, mean) / count
            observed = float(happened[inside].mean())
            found.append(ReliabilityBin(EDGES[index], EDGES[index + 1], count, mean, observed, float(low), float(high)))
    return found
