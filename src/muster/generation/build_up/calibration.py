"""The figures of a mission's behaviour, fitted on half of the record.

The halves are fixed by a rule: missions in order of their peak, every second one. Nothing of the other half is used in
the fit: reception is read off the same half, and the requirement of each mission is made from its peak. What is made
small is the mean energy score of the four times of each mission, a proper score: it is best for draws that scatter as
the missions do, so the spread is fitted and not only the middle. The search is a plain one by chance, first everywhere
within the bounds, then ever closer to the best; its seed is given.

A dozen missions do not fix the figures. So they are fitted on many resamples of the half (bootstrap), and a simulation
takes its draws from all of these fits in turn: what is not known of the figures is part of its spread.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from muster.generation.build_up.milestones import BuildUp
from muster.generation.build_up.phases import PhasesOf
from muster.generation.build_up.requirement import Sizes, requirement_of_strength
from muster.generation.build_up.scores import energy_score
from muster.generation.build_up.simulation import (
    CALIBRATED,
    Behaviour,
    Chances,
    chances_of,
    months_to_shares,
    strengths,
)

Bounds = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Case:
    """A mission of the record with the chances drawn for it."""

    build_up: BuildUp
    chances: Chances


@dataclass(frozen=True)
class Search:
    """How a fit is searched: bounds of CALIBRATED in order (equal ones hold a figure), tries anywhere, tries near the
    best, deviation of these at first as a share of the bounds, and the seed.
    """

    bounds: Bounds
    anywhere: int
    near: int
    width: float
    seed: int


@dataclass(frozen=True)
class Fit:
    """The best behaviour found and its mean energy score, in months, on the missions it was fitted on."""

    behaviour: Behaviour
    score: float


def halves(build_ups: Iterable[BuildUp]) -> tuple[tuple[BuildUp, ...], tuple[BuildUp, ...]]:
    """The record in two: missions by peak from the greatest on (ties by name), every second one."""
    ordered = sorted(build_ups, key=lambda one: (-one.peak, one.mission))
    return tuple(ordered[::2]), tuple(ordered[1::2])


def cases(build_ups: Sequence[BuildUp], phases_of: PhasesOf, sizes: Sizes, draws: int, seed: int) -> list[Case]:
    """The missions with units made from their peaks, and chances drawn from seeds of their own."""
    return [
        Case(
            one,
            chances_of(
                requirement_of_strength(one.mission, one.peak, sizes, is_ceiling=False),
                phases_of,
                first_month_end=one.first_month_end,
                draws=draws,
                seed=seed_of(one.mission, seed),
            ),
        )
        for one in build_ups
    ]


def seed_of(mission: str, seed: int) -> int:
    """A seed for a mission that is the same in every run and does not depend on which others are drawn."""
    return int.from_bytes(f"{mission} {seed}".encode(), "big") % (2**63 - 1)


def reception_of(build_ups: Sequence[BuildUp], quantile: float) -> float:
    """People whom a mission can receive in a month: a quantile of the missions' greatest monthly rises."""
    rises = [max([after - before for (_, before), (_, after) in pairwise(one.curve)] + [0]) for one in build_ups]
    return float(np.quantile(rises, quantile))


def mean_score(group: Sequence[Case], behaviour: Behaviour, window_months: int) -> float:
    """The mean energy score of the four times over missions, in months."""
    return float(np.mean([_score(case, behaviour, window_months) for case in group]))


def _score(case: Case, behaviour: Behaviour, window_months: int) -> float:
    there = strengths(case.chances, behaviour, window_months)
    drawn = months_to_shares(there, case.chances.first_month_end)
    return energy_score(drawn, np.array(case.build_up.months_to))


def fit(group: Sequence[Case], start: Behaviour, search: Search, window_months: int) -> Fit:
    """The behaviour with the least mean score on a group; what is not fitted is left as in `start`."""
    return _least(lambda tried: mean_score(group, tried, window_months), start, search)


def fits(
    group: Sequence[Case], start: Behaviour, search: Search, window_months: int, resamples: int
) -> tuple[Fit, ...]:
    """The behaviours fitted on resamples of a group, each of as many missions drawn with repetition."""
    chance = np.random.default_rng(search.seed)
    picked = chance.integers(len(group), size=(resamples, len(group)))
    return tuple(
        fit([group[place] for place in places], start, replace(search, seed=search.seed + number), window_months)
        for number, places in enumerate(picked.tolist())
    )


def _least(score: Callable[[Behaviour], float], start: Behaviour, search: Search) -> Fit:
    chance = np.random.default_rng(search.seed)
    low, high = np.array(search.bounds).T
    best = Fit(start, np.inf)
    at = low
    for step in range(search.anywhere + search.near):
        if step < search.anywhere:
            point = low + (high - low) * chance.random(len(low))
        else:
            cooled = search.width * (1 - (step - search.anywhere) / search.near)
            point = np.clip(at + (high - low) * cooled * chance.standard_normal(len(low)), low, high)
        tried = replace(start, **dict(zip(CALIBRATED, point.tolist(), strict=True)))
        found = score(tried)
        if found < best.score:
            best, at = Fit(tried, found), point
    return best
