"""What the models know of a State at the end of a month: figures of its past deaths and of those around it; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from muster.statistics.watch.panel import Panel
from muster.statistics.watch.running import (
    faded_mean,
    greatest_of_last,
    lagged,
    mean_of_last,
    months_since,
    spread_of_last,
)
from muster.statistics.watch.settings import Settings

Matrix = NDArray[np.float64]
Named = Iterator[tuple[str, str, Matrix]]
"""Family, name and values by State and month."""

LATELY, COURSE, LOWER, UPPER = "recent deaths", "course", "months at the lower number", "months at the upper number"
OTHER, HISTORY, AROUND = "months at other numbers", "long history", "around"
"""Families of features: the reasons of a forecast are told by family, since features of one family move together."""


@dataclass(frozen=True, eq=False)
class Features:
    """`values[s, t, f]` of State s at the end of month t of the panel, reckoned from months up to t alone."""

    values: NDArray[np.float64]
    names: tuple[str, ...]
    families: tuple[str, ...]

    def column(self, name: str) -> int:
        """Where a feature stands."""
        return self.names.index(name)


@lru_cache(maxsize=4)
def features(panel: Panel, chosen: Settings) -> Features:
    """All features of a panel."""
    deaths, before = panel.extended(chosen.history_years)
    found = [
        *_levels(deaths),
        *_course(deaths),
        *_exceedance(deaths, chosen),
        *_history(deaths),
        *_around(deaths, panel, chosen),
    ]
    values = np.stack([one[:, before:] for _, _, one in found], axis=2)
    return Features(values, tuple(name for _, name, _ in found), tuple(family for family, _, _ in found))


def _levels(deaths: Matrix) -> Named:
    """How many deaths there were of late: single months, means, greatest months; on a logarithmic scale."""
    logs = np.log1p(deaths)
    for back in range(6):
        yield LATELY, f"month {back} back", lagged(logs, back)
    for months in (3, 6, 12, 24):
        yield LATELY, f"mean of {months}", np.log1p(mean_of_last(deaths, months))
    for months in (6, 12, 24):
        yield LATELY, f"greatest of {months}", greatest_of_last(logs, months)
    for half_life in (1, 2, 4, 8, 16, 36):
        yield LATELY, f"faded by {half_life}", faded_mean(logs, half_life)
    for window in (3, 6):
        greatest = np.log1p(greatest_of_last(deaths, window))
        for half_life in (6, 12, 24, 48, 96):
            yield LATELY, f"greatest of {window} faded by {half_life}", faded_mean(greatest, half_life)


def _course(deaths: Matrix) -> Named:
    """Whether deaths rise or fall, and how evenly they come."""
    logs = np.log1p(deaths)
    yield COURSE, "spread of 6", spread_of_last(logs, 6)
    yield COURSE, "spread of 12", spread_of_last(logs, 12)
    yield COURSE, "3 against 12", mean_of_last(logs, 3) - mean_of_last(logs, 12)
    three = mean_of_last(deaths, 3)
    yield COURSE, "3 against the 3 before", np.log1p(3 * three) - np.log1p(3 * lagged(three, 3))
    yield COURSE, "1 against 3", logs - np.log1p(three)


def _exceedance(deaths: Matrix, chosen: Settings) -> Named:
    """How often and how lately months had a number of deaths or more."""
    for family, limit in ((OTHER, 1), (LOWER, chosen.lower), (UPPER, chosen.upper)):
        over = (deaths >= limit).astype(np.float64)
        for half_life in (2, 4, 8, 16, 36):
            yield family, f"{limit}+ faded by {half_life}", faded_mean(over, half_life)
        for months in (3, 6, 12, 24):
            yield family, f"{limit}+ in {months}", mean_of_last(over, months)
        yield family, f"since {limit}+", np.log1p(months_since(over > 0, chosen.longest_quiet))
    for window in (3, 6):
        over = (greatest_of_last(deaths, window) >= chosen.lower).astype(np.float64)
        for half_life in (6, 12, 24, 48, 96):
            yield LOWER, f"{chosen.lower}+ in {window} faded by {half_life}", faded_mean(over, half_life)
    for limit in (5, 10, 50, 250):
        over = (deaths >= limit).astype(np.float64)
        for half_life in (3, 12):
            yield OTHER, f"{limit}+ faded by {half_life}", faded_mean(over, half_life)


def _history(deaths: Matrix) -> Named:
    """Years of conflict: five and ten years' means, and years over 25 and 1,000 deaths, the counts of the field."""
    for months in (60, 120):
        yield HISTORY, f"mean of {months}", np.log1p(mean_of_last(deaths, months))
    year = 12 * mean_of_last(deaths, 12)
    for limit, years in ((25, 10), (25, 20), (1000, 20)):
        counted = np.mean([lagged(year, 12 * back) >= limit for back in range(years)], axis=0)
        yield HISTORY, f"years of {limit}+ in {years}", counted


def _around(deaths: Matrix, panel: Panel, chosen: Settings) -> Named:
    """Deaths in the neighbours, and in all States, the nearer the more."""
    borders = panel.geography.borders.astype(np.float64)
    near = np.exp(-panel.geography.distance / chosen.distance_km)
    np.fill_diagonal(near, 0)
    half_year = mean_of_last(deaths, 6)
    in_conflict = borders @ (half_year >= chosen.neighbour_deaths).astype(np.float64)
    count = borders.sum(axis=1, keepdims=True)
    yield AROUND, "neighbours' deaths", np.log1p(borders @ half_year)
    yield AROUND, "neighbours in conflict", in_conflict
    yield AROUND, "share of neighbours in conflict", in_conflict / np.maximum(count, 1)
    quarter, whole_year = borders @ mean_of_last(deaths, 3), borders @ mean_of_last(deaths, 12)
    yield AROUND, "neighbours' course", np.log1p(quarter) - np.log1p(whole_year)
    yield AROUND, "nearness to deaths of 6", np.log1p(near @ np.log1p(half_year))
    yield AROUND, "nearness to deaths of 24", np.log1p(near @ np.log1p(mean_of_last(deaths, 24)))
    yield AROUND, "neighbours", np.repeat(count, deaths.shape[1], axis=1)
