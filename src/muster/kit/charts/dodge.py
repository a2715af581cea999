"""Circles that would cover each other step aside, the smaller one further, and keep a line to their true place."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

ROUNDS = 120
APART_PX = 1.5


@dataclass(frozen=True)
class Circle:
    """A circle in pixels."""

    x: float
    y: float
    radius: float


def step_aside(circles: Sequence[Circle], width: int, height: int) -> list[Circle]:
    """The same circles, moved as little as keeps them apart and inside the picture; the same input moves alike."""
    places = [[circle.x, circle.y] for circle in circles]
    for _round in range(ROUNDS):
        moved = False
        for one in range(len(circles)):
            for other in range(one + 1, len(circles)):
                moved |= _push(circles, places, one, other)
        for at, circle in enumerate(circles):
            places[at][0] = min(max(places[at][0], circle.radius), width - circle.radius)
            places[at][1] = min(max(places[at][1], circle.radius), height - circle.radius)
        if not moved:
            break
    return [Circle(x, y, circle.radius) for (x, y), circle in zip(places, circles, strict=True)]


def _push(circles: Sequence[Circle], places: list[list[float]], one: int, other: int) -> bool:
    """Part two circles along the line between them; each yields by the other's share of their areas."""
    across = places[other][0] - places[one][0]
    down = places[other][1] - places[one][1]
    distance = math.hypot(across, down)
    lacking = circles[one].radius + circles[other].radius + APART_PX - distance
    if lacking <= 0:
        return False
    if distance < 1e-6:
        angle = 2.4 * (one + 1)
        across, down, distance = math.cos(angle), math.sin(angle), 1.0
    area_one, area_other = circles[one].radius ** 2, circles[other].radius ** 2
    yields = area_other / (area_one + area_other)
    places[one][0] -= across / distance * lacking * yields
    places[one][1] -= down / distance * lacking * yields
    places[other][0] += across / distance * lacking * (1 - yields)
    places[other][1] += down / distance * lacking * (1 - yields)
    return True
