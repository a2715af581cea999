"""The world of the crisis watch: land shaded by the chance of what comes, circles by the deaths of the last month."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts import DISCLAIMER, Chart, LegendEntry
from muster.kit.charts.chart import Linked
from muster.kit.charts.equal_earth import Frame, frame_for
from muster.kit.charts.mission_map import HEIGHT_PX, MARGIN_PX, WIDTH_PX, disputed_layer, land_layer, map_view
from muster.kit.charts.theme import Spec, colour, framed
from muster.kit.pages import Text

LARGEST_RADIUS_PX, SMALLEST_RADIUS_PX = 30.0, 3.0
CLOSEST = 900.0
CLASSES = (0.1, 0.5)
"""Where the shades change: one chance in ten, one in two."""
CORNERS = [(-125.0, 0.0), (170.0, 0.0), (20.0, 62.0), (20.0, -45.0)]
"""What the picture always shows, so that the map of one day is laid out as that of another."""
LEGEND = (
    LegendEntry("committed", gettext_lazy("one chance in two or more")),
    LegendEntry("proposed", gettext_lazy("one in ten or more")),
    LegendEntry("ceiling", gettext_lazy("deaths in the last month on record, by area")),
)


@dataclass(frozen=True)
class WatchDot:
    """One State: where its circle stands, deaths of the last month, and the chance that shades it (None: unknown)."""

    code: str
    name: str
    longitude: float
    latitude: float
    deaths: int
    chance: float | None
    href: str


def watch_map(
    outline: str, states: Sequence[WatchDot], *, title: Text, chance: Text, summary: Text = "", source: Text = ""
) -> Chart:
    """Draw the States on the outline at an address; `chance` names what the shade stands for."""
    frame = frame_for(CORNERS, WIDTH_PX, HEIGHT_PX, MARGIN_PX // 4, CLOSEST)
    struck = sorted((one for one in states if one.deaths > 0), key=lambda one: -one.deaths)
    layers = [
        land_layer(outline, "states", frame),
        _shades(outline, frame, states, chance),
        disputed_layer(outline, frame),
        _circles(struck, frame, chance),
    ]
    shown = sorted(states, key=lambda one: (-one.deaths, -(one.chance or 0), one.name))
    return Chart(
        id="watch-map",
        spec=framed(map_view(layers), title=str(title)),
        title=title,
        summary=summary,
        source=source,
        note=DISCLAIMER,
        headings=(_("State"), _("Deaths"), chance),
        rows=[
            (Linked(one.name, one.href), f"{one.deaths:,}", share(one.chance))
            for one in shown
            if one.deaths or (one.chance or 0) >= CLASSES[0]
        ],
        legend=LEGEND,
        fit="scale",
    )


def share(chance: float | None) -> str:
    """A chance in whole per cent; what lies below a half or above 99.5 is not called impossible or sure."""
    if chance is None:
        return "–"
    percent = 100 * chance
    if percent < 0.5:
        return "< 1\u00a0%"
    return "> 99\u00a0%" if percent > 99.5 else f"{percent:.0f}\u00a0%"


def _shades(outline: str, frame: Frame, states: Sequence[WatchDot], chance: Text) -> Spec:
    """The land of States with a chance in one of the classes, over the plain land."""
    lower, upper = CLASSES
    values = [
        {
            "code": one.code,
            "shade": "high" if (one.chance or 0) >= upper else "some",
            "name": one.name,
            "share": share(one.chance),
            "deaths": f"{one.deaths:,}",
            "href": one.href,
        }
        for one in states
        if (one.chance or 0) >= lower
    ]
    layer = land_layer(outline, "states", frame)
    return {
        **layer,
        "transform": [
            {
                "lookup": "id",
                "from": {
                    "data": {"values": values},
                    "key": "code",
                    "fields": ["shade", "name", "share", "deaths", "href"],
                },
            },
            {"filter": "isValid(datum.shade)"},
        ],
        "mark": {"type": "geoshape", "stroke": colour("paper"), "strokeWidth": 0.7},
        "encoding": {
            "color": {
                "field": "shade",
                "type": "nominal",
                "scale": {"domain": ["some", "high"], "range": [colour("chart-proposed"), colour("accent")]},
                "legend": None,
            },
            "href": {"field": "href"},
            "tooltip": _tips(chance),
        },
    }


def _tips(chance: Text) -> list[dict[str, Any]]:
    return [
        {"field": "name", "title": _("State")},
        {"field": "deaths", "title": _("Deaths")},
        {"field": "share", "title": str(chance)},
    ]


def _circles(states: Sequence[WatchDot], frame: Frame, chance: Text) -> Spec:
    """A circle for each State with deaths, the largest lowest; area by number."""
    most = max((one.deaths for one in states), default=1)
    values = []
    for one in states:
        x, y = frame.place(one.longitude, one.latitude)
        radius = max(SMALLEST_RADIUS_PX, LARGEST_RADIUS_PX * math.sqrt(one.deaths / most))
        values.append(
            {"x": round(x, 1), "y": round(y, 1), "size": round((2 * radius) ** 2, 1), "name": one.name,
             "deaths": f"{one.deaths:,}", "share": share(one.chance), "href": one.href}
        )  # fmt: skip
    across = {"domain": [0, WIDTH_PX], "range": [0, WIDTH_PX], "nice": False, "zero": False}
    down = {"domain": [0, HEIGHT_PX], "range": [0, HEIGHT_PX], "nice": False, "zero": False}
    return {
        "data": {"values": values},
        "mark": {"type": "point", "filled": True, "fill": colour("paper"), "fillOpacity": 0.45, "opacity": 1,
                 "stroke": colour("ink"), "strokeWidth": 1.2},
        "encoding": {
            "x": {"field": "x", "type": "quantitative", "scale": across, "axis": None},
            "y": {"field": "y", "type": "quantitative", "scale": down, "axis": None},
            "size": {"field": "size", "type": "quantitative", "scale": None},
            "href": {"field": "href"},
            "tooltip": _tips(chance),
        },
    }  # fmt: skip
