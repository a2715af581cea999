"""Where the names on a map go: beside their circle if there is room, else further off with a line to it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

CHARACTER_PX = 7.2
LINE_PX = 13
DIRECTIONS = tuple(math.radians(angle) for angle in (0, 180, 30, -30, 150, 210, 60, -60, 120, 240, 90, 270))
"""Directions that are tried, to the right first: Latin names read best there."""


@dataclass(frozen=True)
class Dot:
    """A circle on the map with the words that name it; in pixels."""

    x: float
    y: float
    radius: float
    words: str


@dataclass(frozen=True)
class Label:
    """Where the words begin (``x`` their left edge, ``y`` their middle), and where the line from the circle starts."""

    x: float
    y: float
    from_x: float
    from_y: float
    to_x: float
    to_y: float
    far: bool


Box = tuple[float, float, float, float]


def place_labels(dots: Sequence[Dot], width: int, height: int) -> list[Label]:
    """A place for each dot's words that covers no other words and as little as possible of other circles."""
    taken: list[Box] = []
    labels: dict[int, Label] = {}
    for at in sorted(range(len(dots)), key=lambda at: -dots[at].radius):
        label, box = _best(dots, at, taken, width, height)
        labels[at] = label
        taken.append(box)
    return [labels[at] for at in range(len(dots))]


def _best(dots: Sequence[Dot], at: int, taken: list[Box], width: int, height: int) -> tuple[Label, Box]:
    best: tuple[float, Label, Box] | None = None
    for step, distance in enumerate((4, 14, 26, 40, 56, 76)):
        for turn, angle in enumerate(DIRECTIONS):
            label, box = _candidate(dots[at], angle, distance)
            cost = _cost(box, dots, at, taken, width, height) + 40 * step + turn
            if best is None or cost < best[0]:
                best = (cost, label, box)
    if best is None:  # the loops above always try at least one place
        raise AssertionError("no place was tried")
    return best[1], best[2]


def _candidate(dot: Dot, angle: float, distance: float) -> tuple[Label, Box]:
    reach = dot.radius + distance
    wide = len(dot.words) * CHARACTER_PX
    to_x, to_y = dot.x + reach * math.cos(angle), dot.y - reach * math.sin(angle)
    lean = math.cos(angle)
    left = to_x if lean > 0.3 else to_x - wide if lean < -0.3 else to_x - wide / 2
    middle = to_y - (LINE_PX / 2) * math.sin(angle)
    box = (left - 2, middle - LINE_PX / 2, left + wide + 2, middle + LINE_PX / 2)
    start_x, start_y = dot.x + dot.radius * math.cos(angle), dot.y - dot.radius * math.sin(angle)
    return Label(left, middle, start_x, start_y, to_x, to_y, distance > 10), box


def _cost(box: Box, dots: Sequence[Dot], at: int, taken: list[Box], width: int, height: int) -> float:
    cost = sum(5_000.0 for other in taken if _overlap(box, other))
    for index, dot in enumerate(dots):
        circle = (dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius)
        if _overlap(box, circle):
            cost += 2_000.0 if index != at else 300.0
    if box[0] < 0 or box[1] < 0 or box[2] > width or box[3] > height:
        cost += 10_000.0
    return cost


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
