"""The outline of the world for maps: States as TopoJSON, their borders, and the lines that are not settled."""

import json
from functools import cache
from importlib import resources
from typing import Any

from muster.reference.states import State, states

FEATURES = ("states", "borders", "disputed")
"""Objects of the topology: areas (``id`` is the ISO 3166 alpha-3 code), settled borders, lines to be drawn dashed."""

DISCLAIMER = (
    "Lines and names on this map imply no opinion on the legal status of any territory or on its boundaries. "
    "Dashed lines are not settled. Outline: Natural Earth 1:110m, too coarse for borders in detail."
)
"""To be shown with every map."""


@cache
def outline_text() -> str:
    """The topology as JSON text, to be served as it is (about 90 kB, coordinates in steps of 0.01 degrees)."""
    return resources.files("muster.reference").joinpath("map", "world.json").read_text(encoding="utf-8")


@cache
def world_outline() -> dict[str, Any]:
    """The topology, parsed once and shared: do not change it."""
    topology: dict[str, Any] = json.loads(outline_text())
    return topology


def states_without_outline() -> tuple[State, ...]:
    """The States too small for the outline: a map shows them as their points."""
    drawn = {geometry["id"] for geometry in world_outline()["objects"]["states"]["geometries"]}
    return tuple(entry for entry in states() if entry.iso3 not in drawn)
