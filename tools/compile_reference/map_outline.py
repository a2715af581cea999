"""Compile map/world.json from the npm package world-atlas (Natural Earth 1:110m, public domain).

    pip install pycountry && npm pack world-atlas && tar xzf world-atlas-*.tgz
    python tools/compile_reference/map_outline.py package src/muster/reference

The 110m edition has no layer of disputed lines and draws who is in control on the ground. The outline follows the
maps of the United Nations instead as far as its shapes allow: shapes that are no Member State are joined to the State
that the United Nations counts them with, and lines that its maps draw dashed are taken out into a layer of their own.
"""

import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycountry
import topology
from membership import GROUPS
from topology import Ring

Shapes = dict[str, list[list[list[int]]]]

STEP_DEGREES = 0.01
NAMES_WITHOUT_CODE = {"Kosovo": "XKX", "N. Cyprus": "XNC", "Somaliland": "XSO"}
LEFT_OUT = {"ATA", "ATF"}
CRIMEA = (34.3, 45.3)
"""A longitude and latitude near the centre of the peninsula (General Assembly resolution 68/262)."""
JOINED = {"XNC": "CYP", "XSO": "SOM", "XKX": "SRB", "TWN": "CHN"}
"""Shape to the State that the United Nations counts it with."""
DASHED = (
    ("XKX", "SRB", -90.0),
    ("ISR", "PSE", -90.0),
    ("ISR", "SYR", -90.0),
    ("SDN", "SSD", -90.0),
    ("IND", "PAK", 32.5),
    ("CHN", "IND", 32.0),
    ("CHN", "PAK", -90.0),
)
"""Pairs whose common line is dashed north of the latitude, before shapes are joined."""
SAHARA_COAST_LATITUDE = 27.645
"""Just south of the point of the coast where Western Sahara begins."""


def shapes_by_code(world: dict[str, Any]) -> Shapes:
    """The polygons of each country by ISO 3166 alpha-3 code (user-assigned codes where there is none)."""
    found: Shapes = {}
    for geometry in world["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        known = pycountry.countries.get(numeric=geometry.get("id", ""))
        code = known.alpha_3 if known else NAMES_WITHOUT_CODE[name]
        if code not in LEFT_OUT:
            found[code] = topology.polygons(geometry)
    return found


def arc_numbers(polygons: list[list[list[int]]]) -> set[int]:
    """The arcs that bound the polygons, whichever way they run."""
    return {max(number, ~number) for polygon in polygons for ring in polygon for number in ring}


def replaced(shapes: Shapes, number: int, parts: list[int]) -> Shapes:
    """The shapes with arc ``number`` made of ``parts``."""
    backwards = [~part for part in reversed(parts)]

    def ring(numbers: list[int]) -> list[int]:
        swapped = (parts if n == number else backwards if n == ~number else [n] for n in numbers)
        return [n for group in swapped for n in group]

    return {code: [[ring(r) for r in polygon] for polygon in polygons] for code, polygons in shapes.items()}


def cut(arc: Ring, latitude: float) -> list[Ring]:
    """The arc in two, where it first crosses the parallel; in one where it does not."""
    north = [y > latitude for _, y in arc]
    turn = next((i for i in range(1, len(arc) - 1) if north[i] != north[i - 1]), None)
    return [arc] if turn is None else [arc[: turn + 1], arc[turn:]]


def dashed_arcs(shapes: Shapes, arcs: list[Ring]) -> tuple[Shapes, set[int]]:
    """The shapes, their arcs cut where a dashed line begins, and the numbers of the dashed arcs (``arcs`` grows)."""
    dashed = set()
    for one, other, latitude in DASHED:
        for number in sorted(arc_numbers(shapes[one]) & arc_numbers(shapes[other])):
            parts = cut(arcs[number], latitude)
            numbers = list(range(len(arcs), len(arcs) + len(parts)))
            arcs.extend(parts)
            shapes = replaced(shapes, number, numbers)
            dashed |= {n for n in numbers if arcs[n][len(arcs[n]) // 2][1] > latitude}
    return shapes, dashed


def western_sahara_whole(shapes: Shapes, arcs: list[Ring]) -> tuple[Shapes, int]:
    """The shapes with Western Sahara in its full extent, and the number of its new northern line (``arcs`` grows).

    The source gives Morocco the part west of the sand wall. The northern line of the territory runs along a parallel
    from the coast to the point where the two shapes and Algeria meet.
    """
    (wall,) = arc_numbers(shapes["MAR"]) & arc_numbers(shapes["ESH"])
    ((ring,),) = shapes["MAR"]
    coast = next(n for n in ring if n >= 0 and len(cut(arcs[n], SAHARA_COAST_LATITUDE)) == 2)
    inland = next(n for n in ring if n != ~wall and n != coast)
    south, line, north = range(len(arcs), len(arcs) + 3)
    southern, northern = cut(arcs[coast], SAHARA_COAST_LATITUDE)
    meeting = topology.ring_points([inland], arcs)[-1]
    arcs.extend([southern, [meeting, northern[0]], northern])
    whole = topology.dissolved([*shapes["ESH"], [[~wall, south, ~line]]], arcs)
    return {**shapes, "MAR": [[[inland, line, north]]], "ESH": whole}, line


def joined(shapes: Shapes, arcs: list[Ring]) -> Shapes:
    """The shapes as the United Nations counts them."""
    result = dict(shapes)
    for part, whole in JOINED.items():
        result[whole] = topology.dissolved(result[whole] + result.pop(part), arcs)
    crimea = next(p for p in result["RUS"] if _holds(p, arcs, CRIMEA))
    result["RUS"] = [p for p in result["RUS"] if p is not crimea]
    result["UKR"] = topology.dissolved([*result["UKR"], crimea], arcs)
    return result


def without_specks(shapes: Shapes, arcs: list[Ring]) -> Shapes:
    """The shapes without polygons that shrink to nothing on the grid."""

    def on_grid(ring: list[int]) -> Ring:
        return [(round(x / STEP_DEGREES), round(y / STEP_DEGREES)) for x, y in topology.ring_points(ring, arcs)]

    return {code: [p for p in polygons if topology.signed_area(on_grid(p[0]))] for code, polygons in shapes.items()}


def _holds(polygon: list[list[int]], arcs: list[Ring], point: tuple[float, float]) -> bool:
    rings = [topology.ring_points(ring, arcs) for ring in polygon]
    return sum(x < point[0] for x in topology.crossings(rings, point[1])) % 2 == 1


def encoded(arc: Ring) -> list[list[int]]:
    """The arc in steps of the grid, first point absolute, the others as differences."""
    grid = [(round((x + 180) / STEP_DEGREES), round((y + 90) / STEP_DEGREES)) for x, y in arc]
    steps = [[x1 - x0, y1 - y0] for (x0, y0), (x1, y1) in itertools.pairwise(grid)]
    return [list(grid[0]), *(step for step in steps if step != [0, 0])]


def outline(world: dict[str, Any]) -> dict[str, Any]:
    """The topology with the objects ``states``, ``borders`` and ``disputed``."""
    arcs = topology.decoded_arcs(world)
    shapes, dashed = dashed_arcs(shapes_by_code(world), arcs)
    shapes, sahara_line = western_sahara_whole(shapes, arcs)
    shapes, dashed = without_specks(joined(shapes, arcs), arcs), dashed | {sahara_line}
    used = sorted({number for polygons in shapes.values() for number in arc_numbers(polygons)} | dashed)
    new = {old: position for position, old in enumerate(used)}
    owners: dict[int, int] = {}
    for polygons in shapes.values():
        for number in arc_numbers(polygons):
            owners[number] = owners.get(number, 0) + 1
    borders = [new[number] for number in used if owners.get(number, 0) > 1 and number not in dashed]
    return {
        "type": "Topology",
        "source": "Natural Earth 1:110m (public domain) through world-atlas 2.0.2, joined and dashed as on UN maps",
        "transform": {"scale": [STEP_DEGREES, STEP_DEGREES], "translate": [-180, -90]},
        "objects": {
            "states": {"type": "GeometryCollection", "geometries": list(geometries(shapes, new))},
            "borders": {"type": "MultiLineString", "arcs": [[number] for number in borders]},
            "disputed": {"type": "MultiLineString", "arcs": [[new[number]] for number in sorted(dashed)]},
        },
        "arcs": [encoded(arcs[number]) for number in used],
    }


def geometries(shapes: Shapes, new: dict[int, int]) -> Iterator[dict[str, Any]]:
    """One geometry a State or territory: ``id`` is the ISO 3166 alpha-3 code."""
    members = {code for codes in GROUPS.values() for code in codes.split()}
    for code, polygons in sorted(shapes.items()):
        arcs = [[[new[n] if n >= 0 else ~new[~n] for n in ring] for ring in polygon] for polygon in polygons]
        kind = "state" if code in members else "territory"
        yield {"type": "MultiPolygon", "id": code, "properties": {"kind": kind}, "arcs": arcs}


def main(atlas: Path, reference: Path) -> None:
    """Write the outline."""
    world = topology.read(atlas / "countries-110m.json")
    target = reference / "map" / "world.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(outline(world), separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
