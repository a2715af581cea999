"""Which States touch each other and how near they are, from Muster's own outline of the world and its points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muster.kit.great_circle import great_circle_km
from muster.reference.outline import world_outline
from muster.reference.states import states as all_states


@dataclass(frozen=True, eq=False)
class Geography:
    """`borders[s, n]`: States s and n share a land border; `distance[s, n]` in km, infinite where no point is known."""

    borders: NDArray[np.bool_]
    distance: NDArray[np.float64]

    def of(self, present: NDArray[np.int64]) -> Geography:
        """The same for some of the States, by their places."""
        cells = np.ix_(present, present)
        return Geography(self.borders[cells], self.distance[cells])


def geography(states: Sequence[str]) -> Geography:
    """Borders and distances of the States named by their ISO 3166 alpha-3 codes, in their order.

    The outline is coarse (1:110m): the smallest States and those that are only points on it have no borders there.
    """
    return Geography(_borders(states), _distances(states))


def _borders(states: Sequence[str]) -> NDArray[np.bool_]:
    lines: dict[str, set[int]] = {}
    for area in world_outline()["objects"]["states"]["geometries"]:
        lines.setdefault(area["id"], set()).update(_arcs(area.get("arcs", [])))
    found = np.zeros((len(states), len(states)), dtype=bool)
    for row, one in enumerate(states):
        for column, other in enumerate(states):
            found[row, column] = row != column and bool(lines.get(one, set()) & lines.get(other, set()))
    return found


def _arcs(nested: Any) -> Iterator[int]:
    """The lines of an area, each by the number that it has whichever way it is walked (TopoJSON: ~n is n backwards)."""
    for one in nested:
        if isinstance(one, int):
            yield one if one >= 0 else ~one
        else:
            yield from _arcs(one)


def _distances(states: Sequence[str]) -> NDArray[np.float64]:
    points = {one.iso3: (float(one.latitude), float(one.longitude)) for one in all_states()}
    found = np.full((len(states), len(states)), np.inf)
    for row, one in enumerate(states):
        for column, other in enumerate(states[:row]):
            if one in points and other in points:
                found[row, column] = found[column, row] = great_circle_km(points[one], points[other])
    return found
