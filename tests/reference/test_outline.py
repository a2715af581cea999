"""The outline of the world can be drawn: it parses, winds as the drawing library needs, and names States."""

from itertools import pairwise
from typing import Any

import pytest

from muster.reference.missions import missions
from muster.reference.outline import FEATURES, outline_text, states_without_outline, world_outline
from muster.reference.states import states

TERRITORIES = {"ESH", "FLK", "GRL", "NCL", "PRI"}
LARGEST_BYTES = 120_000
HALF_TURN = 18_000
"""Half way around the world, in steps of the file's grid."""

Ring = list[tuple[int, int]]


def arcs() -> list[Ring]:
    """The arcs on the file's grid."""
    decoded = []
    for steps in world_outline()["arcs"]:
        x = y = 0
        points = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            points.append((x, y))
        decoded.append(points)
    return decoded


def geometries() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = world_outline()["objects"]["states"]["geometries"]
    return found


def polygons_of(geometry: dict[str, Any]) -> list[list[Ring]]:
    lines = arcs()
    return [[joined(ring, lines) for ring in polygon] for polygon in geometry["arcs"]]


def joined(ring: list[int], lines: list[Ring]) -> Ring:
    """The ring's points; one that crosses the 180th meridian goes on east of it."""
    points: Ring = []
    for number in ring:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        assert not points or points[-1] == line[0], "arcs of a ring follow each other"
        points.extend(line if not points else line[1:])
    crosses = any(abs(x1 - x0) > HALF_TURN for (x0, _), (x1, _) in pairwise(points))
    return [(x + 2 * HALF_TURN if crosses and x < HALF_TURN else x, y) for x, y in points]


def doubled_area(ring: Ring) -> int:
    """Twice the area, negative when the ring runs clockwise with north up."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))


def holds(polygons: list[list[Ring]], longitude: float, latitude: float) -> bool:
    x, y = (longitude + 180) * 100, (latitude + 90) * 100
    edges = [edge for polygon in polygons for ring in polygon for edge in pairwise(ring)]
    cuts = [x0 + (y - y0) / (y1 - y0) * (x1 - x0) for (x0, y0), (x1, y1) in edges if (y0 > y) != (y1 > y)]
    return sum(cut < x for cut in cuts) % 2 == 1


def shape(iso3: str) -> list[list[Ring]]:
    return polygons_of(next(geometry for geometry in geometries() if geometry["id"] == iso3))


def test_it_is_a_small_topology_with_three_objects() -> None:
    assert world_outline()["type"] == "Topology"
    assert tuple(world_outline()["objects"]) == FEATURES
    assert len(outline_text().encode()) < LARGEST_BYTES


def test_all_rings_are_closed_and_exteriors_run_clockwise() -> None:
    for geometry in geometries():
        for exterior, *holes in polygons_of(geometry):
            assert exterior[0] == exterior[-1], geometry["id"]
            assert doubled_area(exterior) < 0, geometry["id"]
            assert all(doubled_area(hole) > 0 for hole in holes), geometry["id"]


def test_every_shape_is_a_state_or_a_known_territory() -> None:
    drawn = {geometry["id"]: geometry["properties"]["kind"] for geometry in geometries()}
    assert {code for code, kind in drawn.items() if kind == "territory"} == TERRITORIES
    assert {code for code, kind in drawn.items() if kind == "state"} <= {entry.iso3 for entry in states()}


def test_only_small_states_have_no_shape() -> None:
    missing = {entry.iso3 for entry in states_without_outline()}
    assert len(missing) == 29
    assert not missing & {"KAZ", "IND", "LBN", "CYP", "FJI", "PSE", "SSD"}
    assert {"SGP", "MLT", "VAT"} <= missing


def test_every_host_of_an_operation_has_a_shape() -> None:
    drawn = {geometry["id"] for geometry in geometries()}
    assert {host for entry in missions() for host in entry.host_iso3} <= drawn


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "iso3"),
    [
        ("Astana", 71.4, 51.1, "KAZ"),
        ("Simferopol", 34.1, 45.0, "UKR"),
        ("Laayoune", -13.0, 27.0, "ESH"),
        ("Pristina", 21.17, 42.66, "SRB"),
        ("Hargeisa", 44.06, 9.56, "SOM"),
        ("Kyrenia", 33.4, 35.25, "CYP"),
        ("Marrakesh", -8.0, 31.6, "MAR"),
        ("Bangui", 18.6, 4.6, "CAF"),
    ],
)
def test_a_place_lies_in_the_state_that_the_united_nations_counts_it_with(
    place: str, longitude: float, latitude: float, iso3: str
) -> None:
    assert holds(shape(iso3), longitude, latitude), place


def test_most_points_of_states_lie_inside_their_shapes() -> None:
    """The points come from a finer outline, so that a coast may be missed: by few."""
    drawn = {geometry["id"]: polygons_of(geometry) for geometry in geometries()}
    outside = [
        entry.iso3
        for entry in states()
        if entry.iso3 in drawn and not holds(drawn[entry.iso3], float(entry.longitude), float(entry.latitude))
    ]
    assert len(outside) <= 3, outside


def test_lines_that_are_not_settled_are_drawn_apart_from_borders() -> None:
    objects = world_outline()["objects"]
    borders = {number for line in objects["borders"]["arcs"] for number in line}
    disputed = {number for line in objects["disputed"]["arcs"] for number in line}
    assert len(disputed) >= 8
    assert not borders & disputed
    assert max(borders | disputed) < len(world_outline()["arcs"])
