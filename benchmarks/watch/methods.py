"""What the forecast is held against: simple methods, each learning from what was known at the month, and ViEWS."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.statistics.store import Store
from muster.statistics.watch import Panel
from muster.statistics.watch.logistic import fit_logistic
from muster.statistics.watch.months import month_of
from muster.statistics.watch.running import lagged, mean_of_last
from muster.statistics.watch.windows import windows

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]
PENALTY = 1.0
WEIGHT_OF_VIEWS = 0.1
WARM_UP = 5
"""The first months have no six months behind them: the methods do not learn from them."""


def _last(logs: Matrix, deaths: Matrix) -> list[Matrix]:
    return [logs]


def _mean_of_six(logs: Matrix, deaths: Matrix) -> list[Matrix]:
    return [np.log1p(mean_of_last(deaths, 6))]


def _lags(logs: Matrix, deaths: Matrix) -> list[Matrix]:
    return [lagged(logs, back) for back in range(6)]


METHODS: Mapping[str, Callable[[Matrix, Matrix], list[Matrix]]] = {
    "last value, calibrated": _last,
    "mean of six months, calibrated": _mean_of_six,
    "logistic regression on six lags": _lags,
}


def probability(panel: Panel, horizon: int, limit: int, method: str) -> Vector:
    """The method's probability for each State of a panel: a logistic regression on its few figures."""
    outcome = windows(panel.deaths, horizon)
    figures = np.stack(METHODS[method](np.log1p(panel.deaths), panel.deaths), axis=2)
    past = figures[:, WARM_UP : outcome.columns].reshape(-1, figures.shape[2])
    happened = outcome.greatest[:, WARM_UP:].ravel() >= limit
    return fit_logistic(past, happened, PENALTY).probability(figures[:, -1])


@dataclass(frozen=True, eq=False)
class OutsideRun:
    """ViEWS' run: the probability of state-based violence by State and month number, and when it was issued."""

    issued: int
    states: tuple[str, ...]
    first_month: int
    chance: Matrix

    def covers(self, month: int, horizon: int) -> bool:
        """Whether the run was out at the end of the month and reaches over the window after it."""
        return month >= self.issued and month + horizon <= self.first_month + self.chance.shape[1] - 1

    def known_windows(self, panel: Panel, horizon: int) -> list[int]:
        """The panel's months whose window the run forecast and whose outcome is known by the panel's last month."""
        columns = range(windows(panel.deaths, horizon).columns)
        return [column for column in columns if self.covers(panel.first_month + column, horizon)]

    def greatest(self, month: int, horizon: int) -> Vector:
        """The greatest probability of any month of the window after a month, by State."""
        start = month + 1 - self.first_month
        return np.asarray(np.clip(self.chance[:, start : start + horizon].max(axis=1), 1e-3, 1 - 1e-3))


_RUN = """
SELECT state, month, probability, issued FROM forecasts
WHERE kind = 'state-based' AND state IS NOT NULL AND probability IS NOT NULL
    AND run = (SELECT run FROM forecasts GROUP BY run ORDER BY count(*) DESC, run LIMIT 1)
ORDER BY ALL
"""


def outside_run(store: Store) -> OutsideRun | None:
    """The largest run on record, if there is one."""
    rows = store.query(_RUN).rows
    if not rows:
        return None
    states = sorted({state for state, *_ in rows})
    months = [month_of(month) for _, month, *_ in rows]
    chance = np.full((len(states), max(months) - min(months) + 1), np.nan)
    for (state, _, value, _), month in zip(rows, months, strict=True):
        chance[states.index(state), month - min(months)] = value
    whole = ~np.isnan(chance).any(axis=1)
    kept = tuple(state for state, full in zip(states, whole, strict=True) if full)
    # The run's first month may be the month that it was issued in: months before its end were not known to it.
    return OutsideRun(month_of(rows[0][3]) - 1, kept, min(months), chance[whole])


def recalibrated(run: OutsideRun, panel: Panel, horizon: int, limit: int) -> Vector:
    """The run's probabilities as a logistic regression maps them, learnt on its windows that are known by now."""
    places = [panel.place(state) for state in run.states]
    outcome = windows(panel.deaths, horizon)
    rows, happened = [], []
    for column in run.known_windows(panel, horizon):
        rows.append(_odds(run.greatest(panel.first_month + column, horizon)))
        happened.append(outcome.greatest[places, column] >= limit)
    past = np.concatenate(rows)[:, None]
    fitted = fit_logistic(past, np.concatenate(happened), PENALTY)
    return fitted.probability(_odds(run.greatest(panel.last_month, horizon))[:, None])


def _odds(chance: Vector) -> Vector:
    return np.asarray(np.log(chance / (1 - chance)))
