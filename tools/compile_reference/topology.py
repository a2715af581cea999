"""Read and write TopoJSON by hand: decode arcs, find a point inside a shape, dissolve neighbours."""

import itertools
import json
from collections import Counter
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]


def read(path: Path) -> dict[str, Any]:
    """The topology in the file."""
    topology: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return topology


def decoded_arcs(topology: dict[str, Any]) -> list[Ring]:
    """All arcs as longitude and latitude in degrees (the file holds quantised differences)."""
    scale_x, scale_y = topology["transform"]["scale"]
    move_x, move_y = topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)
    return arcs


def ring_points(ring: list[int], arcs: list[Ring]) -> Ring:
    """The points of one ring; a negative number means the arc ``~number`` backwards."""
    points: Ring = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc if not points else arc[1:])
    return points


def polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """The geometry's polygons, each a list of rings of arc numbers."""
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    if geometry["type"] == "MultiPolygon":
        return list(geometry["arcs"])
    return []


def signed_area(ring: Ring) -> float:
    """The ring's area in square degrees of the plane: negative when it runs clockwise."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def centroid(ring: Ring) -> Point:
    """The centre of the ring's area, as in the plane of longitude and latitude."""
    area = signed_area(ring)
    x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        x, y = x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return x / (6 * area), y / (6 * area)


def unwrapped(ring: Ring) -> Ring:
    """The ring with its western part moved east by a full turn when it crosses the 180th meridian."""
    crosses = any(abs(x1 - x0) > 180 for (x0, _), (x1, _) in itertools.pairwise(ring))
    return [(x + 360 if crosses and x < 0 else x, y) for x, y in ring]


def crossings(rings: list[Ring], latitude: float) -> list[float]:
    """Longitudes at which the rings' edges cross the parallel, sorted."""
    found = []
    for ring in rings:
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y0 > latitude) != (y1 > latitude):
                found.append(x0 + (latitude - y0) / (y1 - y0) * (x1 - x0))
    return sorted(found)


def point_inside(rings: list[Ring]) -> tuple[Point, str]:
    """A point inside the polygon and how it was found: its centroid, or the middle of its widest stretch there."""
    if signed_area(rings[0]) == 0:
        return rings[0][0], "a point of the outline, too small for an area"
    x, y = centroid(rings[0])
    cuts = crossings(rings, y)
    stretches = list(zip(cuts[::2], cuts[1::2], strict=True))
    if any(west < x < east for west, east in stretches):
        return (x, y), "centroid of the largest polygon"
    west, east = max(stretches, key=lambda pair: pair[1] - pair[0])
    return ((west + east) / 2, y), "middle of the largest polygon at its centroid's latitude"


def largest_polygon(geometry: dict[str, Any], arcs: list[Ring]) -> list[Ring]:
    """The rings of the geometry's largest polygon."""
    shapes = [[unwrapped(ring_points(ring, arcs)) for ring in polygon] for polygon in polygons(geometry)]
    return max(shapes, key=lambda rings: abs(signed_area(rings[0])))


def dissolved(shapes: list[list[list[int]]], arcs: list[Ring]) -> list[list[list[int]]]:
    """The polygons with every border between two of them taken away.

    An arc that is used once in each direction lies between two of the polygons and is dropped; what is left is
    stitched into rings. No shape that is dissolved here has holes of its own besides those made by its parts.
    """
    rings = [ring for polygon in shapes for ring in polygon]
    used = Counter(number for ring in rings for number in ring)
    rest = [number for ring in rings for number in ring if ~number not in used]
    loops = stitched(rest, arcs)
    outer = [loop for loop in loops if signed_area(ring_points(loop, arcs)) < 0]
    holes = [loop for loop in loops if signed_area(ring_points(loop, arcs)) >= 0]
    result = [[loop] for loop in outer]
    for hole in holes:
        home = next(polygon for polygon in result if _encloses(polygon[0], hole, arcs))
        home.append(hole)
    return result


def stitched(numbers: list[int], arcs: list[Ring]) -> list[list[int]]:
    """Closed loops made of the arcs, each used once."""
    starts: dict[Point, list[int]] = {}
    for number in numbers:
        starts.setdefault(_ends(number, arcs)[0], []).append(number)
    loops = []
    while any(starts.values()):
        first = next(held for held in starts.values() if held).pop()
        loop, (begin, end) = [first], _ends(first, arcs)
        while end != begin:
            following = starts[end].pop()
            loop.append(following)
            end = _ends(following, arcs)[1]
        loops.append(loop)
    return loops


def _ends(number: int, arcs: list[Ring]) -> tuple[Point, Point]:
    arc = arcs[number] if number >= 0 else arcs[~number][::-1]
    return arc[0], arc[-1]


def _encloses(outer: list[int], inner: list[int], arcs: list[Ring]) -> bool:
    x, y = ring_points(inner, arcs)[0]
    return sum(cut < x for cut in crossings([ring_points(outer, arcs)], y + 1e-9)) % 2 == 1
