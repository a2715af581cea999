"""Missions on the map: the area of a circle is the ceiling, its filled part is what is covered."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts.chart import Chart, LegendEntry, Linked
from muster.kit.charts.dodge import Circle, step_aside
from muster.kit.charts.equal_earth import Frame, frame_for
from muster.kit.charts.labels import Dot, Label, place_labels
from muster.kit.charts.theme import Spec, colour, framed
from muster.kit.pages import Text

WIDTH_PX, HEIGHT_PX, MARGIN_PX = 800, 380, 60
LARGEST_RADIUS_PX = 24.0
SMALLEST_RADIUS_PX = 2.5
CLOSEST = 900.0
"""Pixels a radian beyond which the outline of Natural Earth at 1:110 million looks coarse."""

CEILING, COVERED = gettext_lazy("ceiling"), gettext_lazy("covered")
DISCLAIMER = gettext_lazy(
    "The boundaries and names shown and the designations used on this map do not imply endorsement or acceptance."
)


@dataclass(frozen=True)
class MissionDot:
    """A mission on the map: where its headquarters stand, how many people it may have, and how many are covered."""

    name: str
    longitude: float
    latitude: float
    ceiling: int
    covered: int
    title: str = ""
    href: str = ""


def mission_map(
    outline: Mapping[str, Any] | str,
    missions: Sequence[MissionDot],
    *,
    title: Text,
    feature: str = "countries",
    disputed: Mapping[str, Any] | str | None = None,
    id: str = "mission-map",  # noqa: A002 - it is the HTML id
    area: Text = CEILING,
    filled: Text = COVERED,
    summary: Text = "",
    source: Text = "",
) -> Chart:
    """Draw the missions on an outline: GeoJSON, TopoJSON (``feature`` names its object) or the address of such a file.

    A page does well to give the address, so that the outline is fetched once and kept; a report must give the data.
    ``disputed`` lines are dashed. ``area`` and ``filled`` name what a circle and its filled part stand for. The picture
    shows all missions, and no more land than they need.
    """
    frame = frame_for([(m.longitude, m.latitude) for m in missions], WIDTH_PX, HEIGHT_PX, MARGIN_PX, CLOSEST)
    layers = [land_layer(outline, feature, frame)]
    if disputed is not None:
        layers.append(disputed_layer(disputed, frame))
    layers += _circles(missions, frame)
    return Chart(
        id=id,
        spec=framed(map_view(layers), title=str(title)),
        title=title,
        summary=summary,
        source=source,
        note=DISCLAIMER,
        headings=(_("Mission"), *(_("%(what)s (people)") % {"what": what} for what in (area, filled)), _("Share")),
        rows=[
            (
                Linked(m.title or m.name, m.href) if m.href else m.title or m.name,
                f"{m.ceiling:,}",
                f"{m.covered:,}",
                _share(m),
            )
            for m in missions
        ],
        legend=(LegendEntry("ceiling", area), LegendEntry("covered", filled)),
        fit="scale",
    )


def _share(mission: MissionDot) -> str:
    return f"{100 * mission.covered // mission.ceiling}\u00a0%" if mission.ceiling else "–"


def _shapes(outline: Mapping[str, Any] | str, feature: str) -> Spec:
    """The data block for an outline, whichever of the two forms it has."""
    topology = {"type": "topojson", "feature": feature}
    if isinstance(outline, str):
        is_topology = "topo" in outline.lower()
        return {"url": outline, "format": topology if is_topology else {"type": "json", "property": "features"}}
    if outline.get("type") == "Topology":
        if feature not in outline.get("objects", {}):
            known = ", ".join(sorted(outline.get("objects", {})))
            raise ValueError(f"mission map: the outline has no object {feature!r}; it has {known}")
        return {"values": outline, "format": topology}
    if "features" not in outline:
        raise ValueError("mission map: the outline is neither TopoJSON nor a GeoJSON collection of features")
    return {"values": list(outline["features"])}


def _projection(frame: Frame) -> Spec:
    return {
        "type": "equalEarth",
        "scale": frame.scale,
        "translate": [frame.left, frame.top],
        "clipExtent": [[0, 0], [WIDTH_PX, HEIGHT_PX]],
    }


def map_view(layers: Sequence[Spec]) -> Spec:
    """A map's picture: its layers in pixels, the lowest first, with nothing laid out anew."""
    return {
        "width": WIDTH_PX,
        "height": HEIGHT_PX,
        "autosize": {"type": "none", "contains": "content"},
        "padding": 0,
        "layer": list(layers),
    }


def land_layer(outline: Mapping[str, Any] | str, feature: str, frame: Frame) -> Spec:
    """Return the layer of the land, of which `feature` names the object of a TopoJSON."""
    return {
        "data": _shapes(outline, feature),
        "projection": _projection(frame),
        "mark": {
            "type": "geoshape",
            "fill": colour("chart-land"),
            "stroke": colour("paper"),
            "strokeWidth": 0.7,
            "tooltip": None,
        },
    }


def disputed_layer(lines: Mapping[str, Any] | str, frame: Frame) -> Spec:
    """Return the layer of disputed lines, dashed."""
    return {
        "data": _shapes(lines, "disputed"),
        "projection": _projection(frame),
        "mark": {
            "type": "geoshape",
            "filled": False,
            "stroke": colour("line-strong"),
            "strokeWidth": 0.8,
            "strokeDash": [3, 2],
        },
    }


def _radius(people: int, most: int) -> float:
    return LARGEST_RADIUS_PX * math.sqrt(people / most) if people > 0 else 0.0


def _circles(missions: Sequence[MissionDot], frame: Frame) -> list[Spec]:
    """Each ceiling with what is covered of it, names, and lines to true places; the largest circle lies lowest."""
    most = max((m.ceiling for m in missions), default=1) or 1
    ordered = sorted(missions, key=lambda mission: -mission.ceiling)
    true = [frame.place(m.longitude, m.latitude) for m in ordered]
    radii = [max(SMALLEST_RADIUS_PX, _radius(m.ceiling, most)) for m in ordered]
    circles = step_aside([Circle(x, y, r) for (x, y), r in zip(true, radii, strict=True)], WIDTH_PX, HEIGHT_PX)
    dots = [Dot(c.x, c.y, c.radius, f"{m.name} {_share(m)}") for c, m in zip(circles, ordered, strict=True)]
    labels = place_labels(dots, WIDTH_PX, HEIGHT_PX)
    discs: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for mission, dot, label in zip(ordered, dots, labels, strict=True):
        tips = _tips(mission)
        covered = min(dot.radius, _radius(min(mission.covered, mission.ceiling), most))
        discs.append({**tips, "x": dot.x, "y": dot.y, "size": (2 * dot.radius) ** 2, "kind": "ceiling"})
        discs.append({**tips, "x": dot.x, "y": dot.y, "size": (2 * covered) ** 2, "kind": "covered"})
        words.append({**tips, "x": label.x, "y": label.y, "words": dot.words})
    rule = {"type": "rule", "color": colour("line-strong"), "strokeWidth": 1}
    return [
        _marks(_lines(true, circles, labels), rule, x="x", y="y", x2="x2", y2="y2"),
        _marks(discs, _DISC, x="x", y="y", size="size"),
        _marks(words, _HALO, x="x", y="y", text="words"),
        _marks(words, _WORDS, x="x", y="y", text="words"),
    ]


def _lines(
    true: Sequence[tuple[float, float]], circles: Sequence[Circle], labels: Sequence[Label]
) -> list[dict[str, Any]]:
    """Lines from circles that stepped aside to their places, and from far names to their circles."""
    lines = [
        {"x": x, "y": y, "x2": circle.x, "y2": circle.y}
        for (x, y), circle in zip(true, circles, strict=True)
        if math.hypot(circle.x - x, circle.y - y) > circle.radius / 2
    ]
    lines += [
        {"x": label.from_x, "y": label.from_y, "x2": label.to_x, "y2": label.to_y} for label in labels if label.far
    ]
    return lines


_WORDS = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 11, "fontWeight": 600}
_HALO = {**_WORDS, "stroke": colour("paper"), "strokeWidth": 3, "strokeJoin": "round", "opacity": 0.85}


_DISC = {"type": "point", "filled": True, "opacity": 1, "strokeWidth": 1.1}


def _tips(mission: MissionDot) -> dict[str, Any]:
    numbers = {"covered": f"{mission.covered:,}", "ceiling": f"{mission.ceiling:,}"}
    return {
        "href": mission.href or None,
        "tip_mission": mission.title or mission.name,
        "tip_covered": _("%(covered)s of %(ceiling)s people") % numbers,
    }


def _marks(values: list[dict[str, Any]], mark: Mapping[str, Any], **fields: str) -> Spec:
    """Marks placed in pixels: the scales are the picture itself, and a size means itself."""
    width = {"domain": [0, WIDTH_PX], "range": [0, WIDTH_PX], "nice": False, "zero": False}
    height = {"domain": [0, HEIGHT_PX], "range": [0, HEIGHT_PX], "nice": False, "zero": False}
    encoding: Spec = {}
    for channel, field in fields.items():
        if channel in {"x", "y"}:
            scale = width if channel == "x" else height
            encoding[channel] = {"field": field, "type": "quantitative", "scale": scale, "axis": None}
        elif channel == "size":
            encoding[channel] = {"field": field, "type": "quantitative", "scale": None}
        elif channel == "text":
            encoding[channel] = {"field": field, "type": "nominal"}
        else:
            encoding[channel] = {"field": field}
    if mark is _DISC:
        is_ceiling = "datum.kind == 'ceiling'"
        encoding["fill"] = {"condition": {"test": is_ceiling, "value": colour("paper")}, "value": colour("accent")}
        encoding["stroke"] = {"condition": {"test": is_ceiling, "value": colour("ink")}, "value": None}
    encoding["href"] = {"field": "href"}
    encoding["tooltip"] = [
        {"field": "tip_mission", "title": _("Mission")},
        {"field": "tip_covered", "title": _("Covered")},
    ]
    return {"data": {"values": values}, "mark": dict(mark), "encoding": encoding}
