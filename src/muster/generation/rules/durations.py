"""How long a phase of a kind may take: quantiles of the template, drawn towards its own history. Pure.

The template is a triangle of least, likely and most days. Once enough phases of a kind are finished, the quantiles are
a weighted mean of the template's and of those of the history (finished days over likely days, drawn with replacement):
n phases weigh n / (n + shrinkage). Both numbers are parameters (local choices).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
GRID = np.linspace(0.0, 1.0, 257)
"""The probabilities at which quantiles are kept; between them they are taken along a straight line."""

Kind = tuple[str, str]
"""A phase and a variant: phases of one kind are compared."""


@dataclass(frozen=True)
class HistoryParameters:
    """The parameters case_history_least and case_history_shrinkage, in phases."""

    least: int
    shrinkage: int


def triangle_quantiles(least: int, likely: int, most: int) -> Floats:
    """Return the quantiles of a triangular distribution on GRID, in days."""
    if most <= least:
        return np.full_like(GRID, float(likely))
    width, rise, fall = most - least, likely - least, most - likely
    low = least + np.sqrt(GRID * width * rise)
    high = most - np.sqrt((1.0 - GRID) * width * fall)
    return np.where(rise / width > GRID, low, high)


def duration_quantiles(
    durations: tuple[int, int, int], ratios: Sequence[float], parameters: HistoryParameters
) -> Floats:
    """Return the quantiles on GRID of a phase with (least, likely, most) days and the finished ones of its kind.

    `ratios` are finished days over likely days. The likely days scale the history to the case at hand.
    """
    quantiles = triangle_quantiles(*durations)
    weight = history_weight(len(ratios), parameters)
    if weight == 0.0:
        return quantiles
    own = np.quantile(np.asarray(ratios, dtype=np.float64), GRID) * durations[1]
    mixed: Floats = weight * own + (1.0 - weight) * quantiles
    return mixed


def history_weight(finished: int, parameters: HistoryParameters) -> float:
    """Return what the history of so many finished phases weighs, from 0 (template alone) towards 1."""
    return finished / (finished + parameters.shrinkage) if finished >= parameters.least else 0.0


class QuantileTable:
    """The quantiles of every kind of phase and triple of durations that occurs, a row each."""

    def __init__(self, history: Mapping[Kind, Sequence[float]], parameters: HistoryParameters) -> None:
        self._history = history
        self._parameters = parameters
        self._places: dict[tuple[Kind, tuple[int, int, int]], int] = {}
        self._rows: list[Floats] = []

    def place(self, kind: Kind, durations: tuple[int, int, int]) -> int:
        """Return the number of the row, made if it is new."""
        key = (kind, durations)
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = len(self._rows)
            self._rows.append(duration_quantiles(durations, self._history.get(kind, ()), self._parameters))
        return found

    def rows(self) -> Floats:
        """Return all rows: one line a row, one column a probability of GRID."""
        return np.asarray(self._rows, dtype=np.float64).reshape(len(self._rows), GRID.size)
