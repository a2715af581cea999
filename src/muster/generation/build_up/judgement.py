"""A behaviour judged on missions that it was not fitted on, beside straight ramps and beside the other half itself.

Three questions. Do the simulated times scatter as the times of the record do: quantiles of all simulated times of the
missions beside those observed, the observed with intervals by bootstrap over missions, the simulated with the interval
in which the quantile of so few missions would lie if one of the fitted behaviours were right. Do the simulated
intervals hold what they promise: the share of observed times within the simulated 10 to 90 %. Is the forecast of a
mission good: mean scores.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from muster.generation.build_up.calibration import Case
from muster.generation.build_up.milestones import SHARES, BuildUp
from muster.generation.build_up.scores import energy_score, greatest_difference, ranked_probability_score
from muster.generation.build_up.simulation import Behaviour, mixed, months_to_shares, strengths

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
"""The quantiles by which times and strengths are told; the first and the last bound the interval of four in five."""

RAMP_MONTHS = (3, 6, 9, 12)
"""Straight ramps as baselines: months from the start to the peak."""


@dataclass(frozen=True)
class QuantileLine:
    """One quantile of the months to one share, simulated and observed, each with its interval (80 %).

    The interval of the simulated is that of as many missions as were observed, one draw each, all with one of the
    behaviours.
    """

    share: float
    quantile: float
    simulated: float
    simulated_low: float
    simulated_high: float
    observed: float
    observed_low: float
    observed_high: float

    @property
    def is_foretold(self) -> bool:
        """Whether the observed quantile lies within the interval of the simulated one."""
        return self.simulated_low <= self.observed <= self.simulated_high

    @property
    def is_supported(self) -> bool:
        """Whether the simulated quantile lies within the interval of the observed one."""
        return self.observed_low <= self.simulated <= self.observed_high


@dataclass(frozen=True)
class Scores:
    """Mean scores of one forecast over missions, in months: of each share's time, and of the four together.

    `differences` are the two-sample statistics (0 to 1) of the pooled times of each share.
    """

    name: str
    ranked: tuple[float, ...]
    energy: float
    differences: tuple[float, ...]
    energies: tuple[float, ...]


@dataclass(frozen=True)
class Judgement:
    """What came of a behaviour on missions.

    `covered` are the shares of observed times within the simulated 80 % interval, by SHARES; `scores` begin with the
    simulation's own. `ahead` is the gain on the best ramp's mean energy score, with its bootstrap interval (80 %).
    """

    missions: tuple[str, ...]
    lines: tuple[QuantileLine, ...]
    covered: tuple[float, ...]
    scores: tuple[Scores, ...]
    ahead: tuple[float, float, float]


def judged(
    group: Sequence[Case],
    fitted_on: Sequence[BuildUp],
    behaviours: Sequence[Behaviour],
    *,
    window_months: int,
    resamples: int,
    seed: int,
) -> Judgement:
    """Judge the fitted behaviours, mixed, on a group of missions with equal numbers of draws.

    `fitted_on` serves as a further baseline: its times as draws. Each behaviour needs one draw at least.
    """
    happened = np.array([case.build_up.months_to for case in group])
    drawn = [times_of(case, behaviours, window_months) for case in group]
    others = np.array([one.months_to for one in fitted_on])
    forecasts = [("simulation", drawn)]
    forecasts += [(f"ramp of {months} months", [ramp_times(case, months) for case in group]) for months in RAMP_MONTHS]
    forecasts += [("the other half as it was", [others for _ in group])]
    scores = tuple(_scores(name, forecast, happened) for name, forecast in forecasts)
    chance = np.random.default_rng(seed)
    picked = chance.integers(len(group), size=(resamples, len(group)))
    return Judgement(
        missions=tuple(case.build_up.mission for case in group),
        lines=_lines(np.array(drawn), happened, picked, _one_each(picked, drawn, len(behaviours), chance)),
        covered=_covered(drawn, happened),
        scores=scores,
        ahead=_ahead(scores, picked),
    )


def times_of(case: Case, behaviours: Sequence[Behaviour], window_months: int) -> Numbers:
    """The simulated months to each share, draws x shares, the behaviours in turn."""
    behaviour = mixed(behaviours, len(case.chances.pace))
    return months_to_shares(strengths(case.chances, behaviour, window_months), case.chances.first_month_end)


def ramp_times(case: Case, months: int) -> Numbers:
    """The months to each share of a straight ramp from the start, at month ends as the record; one draw."""
    first = case.chances.first_month_end
    times = [first + max(0, np.ceil(share * months - first)) for share in SHARES]
    return np.array([times])


def _one_each(picked: Places, drawn: Sequence[Numbers], behaviours: int, chance: np.random.Generator) -> Places:
    """For each resample one draw a mission, all of them of one behaviour: resamples x missions."""
    resamples, missions = picked.shape
    whose = chance.integers(behaviours, size=(resamples, 1))
    return whose + behaviours * chance.integers(len(drawn[0]) // behaviours, size=(resamples, missions))


def _lines(drawn: Numbers, happened: Numbers, picked: Places, one_each: Places) -> tuple[QuantileLine, ...]:
    """The quantile lines out of drawn times, missions x draws x shares, and observed ones, missions x shares."""
    simulated = np.quantile(drawn.reshape(-1, len(SHARES)), QUANTILES, axis=0)
    observed = np.quantile(happened, QUANTILES, axis=0)
    simulated_ends = _ends(drawn[np.arange(len(drawn)), one_each])
    observed_ends = _ends(happened[picked])
    return tuple(
        QuantileLine(
            share=share,
            quantile=quantile,
            simulated=float(simulated[row, column]),
            simulated_low=float(simulated_ends[0, row, column]),
            simulated_high=float(simulated_ends[1, row, column]),
            observed=float(observed[row, column]),
            observed_low=float(observed_ends[0, row, column]),
            observed_high=float(observed_ends[1, row, column]),
        )
        for column, share in enumerate(SHARES)
        for row, quantile in enumerate(QUANTILES)
    )


def _ends(samples: Numbers) -> Numbers:
    """The interval's ends of each quantile over samples x missions x shares: ends x quantiles x shares."""
    by_sample = np.quantile(samples, QUANTILES, axis=1)
    ends: Numbers = np.quantile(by_sample, (QUANTILES[0], QUANTILES[-1]), axis=1)
    return ends


def _covered(drawn: Sequence[Numbers], happened: Numbers) -> tuple[float, ...]:
    bounds = np.array([np.quantile(times, (QUANTILES[0], QUANTILES[-1]), axis=0) for times in drawn])
    within = (bounds[:, 0] <= happened) & (happened <= bounds[:, 1])
    return tuple(within.mean(axis=0).tolist())


def _scores(name: str, forecast: Sequence[Numbers], happened: Numbers) -> Scores:
    energies = [energy_score(times, row) for times, row in zip(forecast, happened, strict=True)]
    pooled = np.concatenate(list(forecast))
    columns = range(len(SHARES))
    ranked = [
        np.mean([ranked_probability_score(t[:, column], h[column]) for t, h in zip(forecast, happened, strict=True)])
        for column in columns
    ]
    return Scores(
        name=name,
        ranked=tuple(float(value) for value in ranked),
        energy=float(np.mean(energies)),
        differences=tuple(greatest_difference(pooled[:, column], happened[:, column]) for column in columns),
        energies=tuple(energies),
    )


def _ahead(scores: Sequence[Scores], picked: Places) -> tuple[float, float, float]:
    """By how many months the simulation scores better than the best ramp, and the interval of that."""
    own = np.array(scores[0].energies)
    ramps = scores[1 : 1 + len(RAMP_MONTHS)]
    best = np.array(min(ramps, key=lambda one: one.energy).energies)
    gains = best - own
    low, high = np.quantile(gains[picked].mean(axis=1), (QUANTILES[0], QUANTILES[-1]))
    return float(gains.mean()), float(low), float(high)
