"""The models of one horizon, fitted on a panel: a logistic regression and alike months, or the simple one of both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from muster.kit.errors import Problem, Refused
from muster.statistics.watch.analogs import Analogs, forest_weights, nearest_weights
from muster.statistics.watch.features import Features, features
from muster.statistics.watch.logistic import FLOOR, Logistic, fit_logistic
from muster.statistics.watch.months import month_text
from muster.statistics.watch.panel import Panel
from muster.statistics.watch.settings import Settings
from muster.statistics.watch.windows import Windows, windows

Matrix = NDArray[np.float64]
MEAN_OF_SIX = "mean of 6"
LEVEL = ("faded by 2", "faded by 8", "mean of 3")
"""A State's level of deaths is the mean of these features."""


class ModelKind(StrEnum):
    """Which model answered."""

    FULL = "full"
    SIMPLE = "simple"


@dataclass(frozen=True, eq=False)
class HorizonModel:
    """One horizon's answer for all States of a panel: `probability[s, k]` of threshold k, and what it rests on."""

    horizon: int
    kind: ModelKind
    probability: Matrix
    logistics: tuple[Logistic, Logistic]
    inputs: Matrix
    names: tuple[str, ...]
    families: tuple[str, ...]
    analogs: Analogs
    followed: Windows
    level: NDArray[np.float64]

    @property
    def followed_totals(self) -> NDArray[np.float64]:
        """What followed each of the alike rows."""
        return np.asarray(self.followed.total[self.analogs.state, self.analogs.column])


def fit_horizon(panel: Panel, horizon: int, chosen: Settings) -> HorizonModel:
    """Fit on all windows that lie wholly within the panel and answer for its last month.

    Raises Refused where too few months have a known outcome.
    """
    outcome = windows(panel.deaths, horizon)
    known = features(panel, chosen)
    # The first months of a record are not learnt from: hardly anything is known before them.
    first = chosen.warm_up if outcome.columns >= chosen.full_windows + chosen.warm_up else 0
    if outcome.columns - first < chosen.least_windows:
        least = panel.first_month + horizon + chosen.least_windows - 1
        told = f"too few months are known by {month_text(panel.last_month)} to forecast {horizon} months"
        raise Refused(problems=[Problem("month", told, f"name {month_text(least)} or a later month")])
    if first:
        return _full(known, outcome, first, chosen)
    return _simple(known, outcome, chosen)


def _full(known: Features, outcome: Windows, first: int, chosen: Settings) -> HorizonModel:
    columns = np.arange(first, outcome.columns)
    past = _rows(known.values, columns)
    greatest = outcome.greatest[:, columns].T.ravel()
    lower, upper = (fit_logistic(past, greatest >= limit, chosen.penalty) for limit in chosen.thresholds)
    now = known.values[:, -1]
    thinned = np.arange(outcome.columns - 1, first - 1, -chosen.thinning)
    aim = np.log1p(outcome.greatest[:, thinned].T.ravel())
    weights = forest_weights(_rows(known.values, thinned), aim, now, chosen)
    analogs = _analogs(weights, known, thinned)
    return _answer(known, outcome, (lower, upper), slice(None), analogs, chosen, ModelKind.FULL)


def _simple(known: Features, outcome: Windows, chosen: Settings) -> HorizonModel:
    """The mean of six months, calibrated, and the past months nearest to it: for a short record."""
    place = known.column(MEAN_OF_SIX)
    columns = np.arange(outcome.columns)
    past = _rows(known.values, columns)[:, place : place + 1]
    greatest = outcome.greatest.T.ravel()
    lower, upper = (fit_logistic(past, greatest >= limit, chosen.simple_penalty) for limit in chosen.thresholds)
    weights = nearest_weights(past[:, 0], known.values[:, -1, place], chosen.nearest)
    analogs = _analogs(weights, known, columns)
    return _answer(known, outcome, (lower, upper), slice(place, place + 1), analogs, chosen, ModelKind.SIMPLE)


def _answer(
    known: Features,
    outcome: Windows,
    logistics: tuple[Logistic, Logistic],
    used: slice,
    analogs: Analogs,
    chosen: Settings,
    kind: ModelKind,
) -> HorizonModel:
    """Both thresholds: the full model is the mean of its two parts."""
    now = known.values[:, -1]
    inputs = now[:, used]
    columns = []
    for logistic, limit in zip(logistics, chosen.thresholds, strict=True):
        probability = logistic.probability(inputs)
        if kind is ModelKind.FULL:
            followed = outcome.greatest[analogs.state, analogs.column] >= limit
            probability = (probability + analogs.share(followed)) / 2
        columns.append(np.clip(probability, FLOOR, 1 - FLOOR))
    return HorizonModel(
        horizon=outcome.horizon,
        kind=kind,
        probability=np.column_stack(columns),
        logistics=logistics,
        inputs=inputs,
        names=known.names[used],
        families=known.families[used],
        analogs=analogs,
        followed=outcome,
        level=_level(known)[:, -1],
    )


def _rows(values: NDArray[np.float64], columns: NDArray[np.int64]) -> Matrix:
    """The features of all States in some months as rows, month by month."""
    return np.asarray(values[:, columns].transpose(1, 0, 2).reshape(-1, values.shape[2]))


def _analogs(weights: Matrix, known: Features, columns: NDArray[np.int64]) -> Analogs:
    states = known.values.shape[0]
    return Analogs(
        weights=weights,
        state=np.tile(np.arange(states), len(columns)),
        column=np.repeat(columns, states),
        level=_level(known)[:, columns].T.ravel(),
    )


def _level(known: Features) -> Matrix:
    return np.asarray(known.values[:, :, [known.column(name) for name in LEVEL]].mean(axis=2))
