"""The forecast itself: for every State of a panel, three and six months ahead; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from muster.kit.errors import Problem, Refused
from muster.statistics.watch.model import HorizonModel, ModelKind, fit_horizon
from muster.statistics.watch.months import last_day, month_number, month_text
from muster.statistics.watch.panel import Panel
from muster.statistics.watch.reasons import Explanation, reasons_of
from muster.statistics.watch.settings import settings
from muster.statistics.watch.totals import totals
from muster.statistics.watching.forecasting import HORIZONS

QUANTILES = tuple(round(0.05 * step, 2) for step in range(1, 20))
"""Shares of the quantiles of the total: 0.05 to 0.95."""


@dataclass(frozen=True)
class Forecast:
    """What may happen in the `horizon` months after `month` (`YYYY-MM`) in a State.

    `p25` (`p100`): the probability that any of these months has 25 (100) or more state-based deaths; `mean`: deaths
    expected in all of them together; `quantiles`: of that total, one for each share of `QUANTILES`. `model` says
    whether the record was long enough for the full model. Never is p100 above p25, nor a figure for three months
    above the same for six.
    """

    state: str
    month: str
    horizon: int
    p25: float
    p100: float
    mean: float
    quantiles: tuple[float, ...]
    model: ModelKind


@dataclass(frozen=True, eq=False)
class _Fitted:
    models: tuple[HorizonModel, ...]
    probability: NDArray[np.float64]
    mean: NDArray[np.float64]
    quantiles: NDArray[np.float64]


def forecast(panel: Panel, month: str, horizons: Sequence[int] = HORIZONS) -> list[Forecast]:
    """One forecast for each State of the panel and each of the horizons, in that order.

    `panel` is `record.as_of(month)`. It does not matter which horizons are asked for: all are reckoned, so that they
    agree with each other. Raises Refused for another month than the panel's last, a horizon that is not one of
    `HORIZONS`, and too short a record. Takes about half a second; the same panel asked again is answered at once.
    """
    fitted = _of(panel, month, horizons)
    return [
        _one(fitted, panel, state, place, HORIZONS.index(horizon))
        for place, state in enumerate(panel.states)
        for horizon in horizons
    ]


def explain(panel: Panel, month: str, horizon: int, state: str) -> Explanation:
    """The reasons of one State's forecast, the weightiest first.

    Raises Refused as `forecast` does, and for a State without data.
    """
    fitted = _of(panel, month, (horizon,))
    return reasons_of(panel, fitted.models[HORIZONS.index(horizon)], panel.place(state), settings(_day(panel)))


def _of(panel: Panel, month: str, horizons: Sequence[int]) -> _Fitted:
    if month_number(month) != panel.last_month:
        told = f"{month} is not the last month of what is known, {month_text(panel.last_month)}"
        raise Refused(problems=[Problem("month", told, "take the panel as of the month asked for")])
    for horizon in horizons:
        refuse_unless_horizon(horizon)
    return _fitted(panel)


def refuse_unless_horizon(horizon: int, place: str = "horizon") -> None:
    """Raise Refused for another horizon than those that are forecast."""
    if horizon not in HORIZONS:
        known = " or ".join(str(one) for one in HORIZONS)
        raise Refused(problems=[Problem(place, f"{horizon} months are not forecast", f"ask for {known} months")])


@lru_cache(maxsize=4)
def _fitted(panel: Panel) -> _Fitted:
    from threadpoolctl import threadpool_limits

    chosen = settings(_day(panel))
    with threadpool_limits(limits=1):  # sums in one order: the same panel gives the same figures on every machine
        # The longest first: a record too short for it is refused, whichever was asked for.
        models = tuple(fit_horizon(panel, horizon, chosen) for horizon in reversed(HORIZONS))[::-1]
    shares = np.array(QUANTILES)
    expected = [totals(one.analogs, one.followed_totals, one.level, shares, one.horizon, chosen) for one in models]
    probability = np.stack([one.probability for one in models])
    probability[:, :, 1] = np.minimum(probability[:, :, 1], probability[:, :, 0])
    return _Fitted(
        models,
        np.maximum.accumulate(probability, axis=0),
        np.maximum.accumulate(np.stack([one.mean for one in expected]), axis=0),
        np.maximum.accumulate(np.stack([one.quantiles for one in expected]), axis=0),
    )


def _one(fitted: _Fitted, panel: Panel, state: str, place: int, horizon: int) -> Forecast:
    lower, upper = fitted.probability[horizon, place]
    return Forecast(
        state=state,
        month=month_text(panel.last_month),
        horizon=HORIZONS[horizon],
        p25=round(float(lower), 6),
        p100=round(float(upper), 6),
        mean=round(float(fitted.mean[horizon, place]), 3),
        quantiles=tuple(round(float(value), 3) for value in fitted.quantiles[horizon, place]),
        model=fitted.models[horizon].kind,
    )


def _day(panel: Panel) -> date:
    return last_day(panel.last_month)
