"""The back-test's loop: each origin knows what was known then, and what followed judges it."""

import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from benchmarks.watch.methods import METHODS, WEIGHT_OF_VIEWS, OutsideRun, probability, recalibrated
from muster.statistics.watch import HORIZONS, QUANTILES, Forecast, Panel, Record, forecast
from muster.statistics.watch.months import month_text

OURS = "ours"
VIEWS, RECALIBRATED, BLENDED = "ViEWS as issued", "ViEWS recalibrated", "ours with a tenth of ViEWS recalibrated"
QUIET_MONTHS = 6
LOWER, UPPER = 25, 100
LEAST_WINDOWS = 3
"""The run is recalibrated on so many known windows or more; before that it is not compared."""
Vector = NDArray[np.float64]


@dataclass
class Judged:
    """One horizon: what was forecast by method and threshold, and what happened, one entry a State and origin."""

    chance: dict[tuple[str, int], list[Vector]] = field(default_factory=lambda: defaultdict(list))
    quantiles: dict[str, list[NDArray[np.float64]]] = field(default_factory=lambda: defaultdict(list))
    mean: list[Vector] = field(default_factory=list)
    greatest: list[Vector] = field(default_factory=list)
    total: list[Vector] = field(default_factory=list)
    quiet: list[NDArray[np.bool_]] = field(default_factory=list)
    overlap_chance: dict[str, list[Vector]] = field(default_factory=lambda: defaultdict(list))
    overlap_greatest: list[Vector] = field(default_factory=list)
    overlap_quiet: list[NDArray[np.bool_]] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)


@dataclass
class Run:
    """All horizons, and how long our own forecasts took, in seconds of the processor."""

    horizons: dict[int, Judged]
    seconds: float


def judge(record: Record, origins: Iterable[int], run: OutsideRun | None) -> Run:
    """Forecast at each origin (a month's number) and hold it against what is on record now."""
    truth = record.as_of(month_text(record.last_month))
    judged = {horizon: Judged() for horizon in HORIZONS}
    seconds = 0.0
    for origin in origins:
        month = month_text(origin)
        started = time.process_time()
        panel = record.as_of(month)
        made = forecast(panel, month)
        seconds += time.process_time() - started
        for horizon in HORIZONS:
            if origin + horizon <= truth.last_month:
                ours = [one for one in made if one.horizon == horizon]
                _enter(judged[horizon], panel, truth, ours, horizon, run)
    return Run(judged, seconds)


def _enter(
    into: Judged, panel: Panel, truth: Panel, ours: list[Forecast], horizon: int, run: OutsideRun | None
) -> None:
    start = panel.months
    places = [truth.place(state) for state in panel.states]
    window = truth.deaths[places, start : start + horizon]
    into.greatest.append(window.max(axis=1))
    into.total.append(window.sum(axis=1))
    into.quiet.append(panel.deaths[:, -QUIET_MONTHS:].max(axis=1) < LOWER)
    into.mean.append(np.array([one.mean for one in ours]))
    into.origins.append(ours[0].month)
    into.chance[OURS, LOWER].append(np.array([one.p25 for one in ours]))
    into.chance[OURS, UPPER].append(np.array([one.p100 for one in ours]))
    for method in METHODS:
        for limit in (LOWER, UPPER):
            into.chance[method, limit].append(probability(panel, horizon, limit, method))
    into.quantiles[OURS].append(np.array([one.quantiles for one in ours]))
    for name, months in (("last value, carried on", 1), ("mean of six months, carried on", 6)):
        carried = horizon * panel.deaths[:, -months:].mean(axis=1)
        into.quantiles[name].append(np.repeat(carried[:, None], len(QUANTILES), axis=1))
    if run is None or not run.covers(panel.last_month, horizon):
        return
    if len(run.known_windows(panel, horizon)) >= LEAST_WINDOWS:
        _enter_overlap(into, panel, run, horizon)


def _enter_overlap(into: Judged, panel: Panel, run: OutsideRun, horizon: int) -> None:
    places = [panel.place(state) for state in run.states]
    mapped = recalibrated(run, panel, horizon, LOWER)
    for method in (OURS, *METHODS):
        into.overlap_chance[method].append(into.chance[method, LOWER][-1][places])
    ours = into.overlap_chance[OURS][-1]
    into.overlap_chance[VIEWS].append(run.greatest(panel.last_month, horizon))
    into.overlap_chance[RECALIBRATED].append(mapped)
    into.overlap_chance[BLENDED].append((1 - WEIGHT_OF_VIEWS) * ours + WEIGHT_OF_VIEWS * mapped)
    into.overlap_greatest.append(into.greatest[-1][places])
    into.overlap_quiet.append(into.quiet[-1][places])
