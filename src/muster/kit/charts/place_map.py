"""Places on the map: a circle is the people who stand there, its area their number; close ones step aside."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts.chart import Chart, LegendEntry, Linked
from muster.kit.charts.dodge import Circle, step_aside
from muster.kit.charts.equal_earth import frame_for
from muster.kit.charts.labels import Dot, Label, place_labels
from muster.kit.charts.mission_map import (
    DISCLAIMER,
    HEIGHT_PX,
    MARGIN_PX,
    WIDTH_PX,
    disputed_layer,
    land_layer,
    map_view,
)
from muster.kit.charts.theme import Spec, colour, framed
from muster.kit.pages import Text

LARGEST_RADIUS_PX, SMALLEST_RADIUS_PX = 22.0, 4.0
OF_THE_WORLD, OF_A_MISSION = 900.0, 24_000.0
"""The closest look in pixels a radian. The outline is one of 1:110 million: close to, only the places are exact."""
PEOPLE = gettext_lazy("people at a place")


@dataclass(frozen=True)
class PlaceDot:
    """A place with its people. `label` is written beside it, if anything; `units` are told in the table."""

    place: str
    longitude: float
    latitude: float
    people: int
    label: str = ""
    units: str = ""
    href: str = ""


def place_map(
    outline: str,
    places: Sequence[PlaceDot],
    *,
    title: Text,
    closest: float,
    largest: float = LARGEST_RADIUS_PX,
    id: str,  # noqa: A002 - it is the HTML id
    summary: Text = "",
    source: Text = "",
) -> Chart:
    """Draw places on the outline at an address, no more land than they need, at most `closest` pixels a radian.

    `largest` is the radius in pixels of the circle with the most people.
    """
    frame = frame_for([(one.longitude, one.latitude) for one in places], WIDTH_PX, HEIGHT_PX, MARGIN_PX, closest)
    layers = [
        land_layer(outline, "states", frame),
        disputed_layer(outline, frame),
        *_circles(places, [frame.place(one.longitude, one.latitude) for one in places], largest),
    ]
    rows = [
        (Linked(one.place, one.href) if one.href else one.place, one.units, f"{one.people:,}",
         f"{one.latitude:.4f}", f"{one.longitude:.4f}")
        for one in places
    ]  # fmt: skip
    return Chart(
        id=id,
        spec=framed(map_view(layers), title=str(title)),
        title=title,
        summary=summary,
        source=source,
        note=DISCLAIMER,
        headings=(_("Place"), _("Units"), _("People"), _("Latitude"), _("Longitude")),
        rows=rows,
        legend=(LegendEntry("covered", PEOPLE),),
        fit="scale",
    )


def _circles(places: Sequence[PlaceDot], true: Sequence[tuple[float, float]], largest: float) -> list[Spec]:
    most = max((one.people for one in places), default=1) or 1
    radii = [max(SMALLEST_RADIUS_PX, largest * math.sqrt(one.people / most)) for one in places]
    wanted = [Circle(x, y, radius) for (x, y), radius in zip(true, radii, strict=True)]
    circles = step_aside(wanted, WIDTH_PX, HEIGHT_PX)
    named = [(one, circle) for one, circle in zip(places, circles, strict=True) if one.label]
    labels = place_labels([Dot(c.x, c.y, c.radius, one.label) for one, c in named], WIDTH_PX, HEIGHT_PX)
    discs = [
        {"x": c.x, "y": c.y, "size": (2 * c.radius) ** 2, "place": one.place, "units": one.units,
         "people": f"{one.people:,}", "href": one.href or None}
        for one, c in zip(places, circles, strict=True)
    ]  # fmt: skip
    words = [{"x": at.x, "y": at.y, "words": one.label} for (one, _c), at in zip(named, labels, strict=True)]
    rule = {"type": "rule", "color": colour("line-strong"), "strokeWidth": 1}
    disc = {"type": "point", "filled": True, "opacity": 0.8, "color": colour("accent"), "stroke": colour("paper")}
    text = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 11, "fontWeight": 600}
    halo = {**text, "stroke": colour("paper"), "strokeWidth": 3, "strokeJoin": "round", "opacity": 0.85}
    return [
        _marks(_lines(true, circles, labels), rule, x2={"field": "x2"}, y2={"field": "y2"}),
        _marks(discs, disc, size={"field": "size", "type": "quantitative", "scale": None}, href={"field": "href"},
               tooltip=[{"field": "place", "title": _("Place")}, {"field": "units", "title": _("Units")},
                        {"field": "people", "title": _("People")}]),
        _marks(words, halo, text={"field": "words", "type": "nominal"}),
        _marks(words, text, text={"field": "words", "type": "nominal"}),
    ]  # fmt: skip


def _lines(
    true: Sequence[tuple[float, float]], circles: Sequence[Circle], labels: Sequence[Label]
) -> list[dict[str, Any]]:
    """Return lines from circles that stepped aside to their places, and from far names to their circles."""
    moved = [
        {"x": x, "y": y, "x2": circle.x, "y2": circle.y}
        for (x, y), circle in zip(true, circles, strict=True)
        if math.hypot(circle.x - x, circle.y - y) > circle.radius / 2
    ]
    return [*moved, *({"x": a.from_x, "y": a.from_y, "x2": a.to_x, "y2": a.to_y} for a in labels if a.far)]


def _marks(values: list[dict[str, Any]], mark: Mapping[str, Any], **channels: Any) -> Spec:
    """Return marks placed in pixels: the scales are the picture itself."""
    width = {"domain": [0, WIDTH_PX], "range": [0, WIDTH_PX], "nice": False, "zero": False}
    height = {"domain": [0, HEIGHT_PX], "range": [0, HEIGHT_PX], "nice": False, "zero": False}
    encoding: Spec = {
        "x": {"field": "x", "type": "quantitative", "scale": width, "axis": None},
        "y": {"field": "y", "type": "quantitative", "scale": height, "axis": None},
        **channels,
    }
    return {"data": {"values": values}, "mark": dict(mark), "encoding": encoding}
