"""Bases on the map: a circle stands at its true place, its area the estimate of the people there."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts import DISCLAIMER, Chart, LegendEntry
from muster.kit.charts.equal_earth import frame_for
from muster.kit.charts.mission_map import HEIGHT_PX, MARGIN_PX, WIDTH_PX, disputed_layer, land_layer, map_view
from muster.kit.charts.rows import figure
from muster.kit.charts.theme import Spec, colour, framed
from muster.kit.pages import Text
from muster.statistics.charts.words import state_words, unit_words
from muster.statistics.explorer.bases import Base

LARGEST_RADIUS_PX, SMALLEST_RADIUS_PX = 15.0, 3.0
CLOSEST, CLOSEST_TO_ONE = 24_000.0, 1_800.0
"""Pixels a radian, of several bases and of one. Close to, only the places are exact: the outline is a coarse one."""
MOST_TOLD = 60
ESTIMATE = gettext_lazy("people at a base, an estimate from the map's symbols")
UNKNOWN = gettext_lazy("strength not known")


def bases_map(
    outline: Mapping[str, Any] | str,
    bases: Sequence[Base],
    *,
    id: str,  # noqa: A002 - the HTML id
    title: Text,
    source: Text,
) -> Chart:
    """Draw bases on an outline, given whole or by its address; those without a place are in the table alone."""
    placed = [one for one in bases if one.latitude is not None and one.longitude is not None]
    frame = frame_for(
        [(float(one.longitude or 0), float(one.latitude or 0)) for one in placed],
        WIDTH_PX,
        HEIGHT_PX,
        MARGIN_PX,
        CLOSEST if len(placed) > 1 else CLOSEST_TO_ONE,
    )
    layers = [
        land_layer(outline, "states", frame),
        disputed_layer(outline, frame),
        _circles([(one, frame.place(float(one.longitude or 0), float(one.latitude or 0))) for one in placed]),
    ]
    return Chart(
        id=id,
        spec=framed(map_view(layers), title=str(title)),
        title=title,
        summary=_("Hover a circle for its place, its kinds of unit and who stands there."),
        source=source,
        note=DISCLAIMER,
        headings=(_("Base"), _("Kinds of unit"), _("Contributors"), _("People (estimate)")),
        rows=[
            (one.place, unit_words(one.unit_types), _who(one), "–" if one.troops is None else figure(one.troops))
            for one in bases[:MOST_TOLD]
        ],
        legend=(LegendEntry("covered", ESTIMATE), LegendEntry("ceiling", UNKNOWN)),
        fit="scale",
    )


def _who(one: Base) -> str:
    return ", ".join(state_words(code) for code in one.contributors)


def _circles(placed: Sequence[tuple[Base, tuple[float, float]]]) -> Spec:
    most = max((one.troops or 0 for one, _at in placed), default=1) or 1
    values = [
        {
            "x": round(x, 1), "y": round(y, 1), "place": f"{one.place} ({one.mission})",
            "units": unit_words(one.unit_types), "who": _who(one),
            "people": "–" if one.troops is None else figure(one.troops),
            "size": (2 * max(SMALLEST_RADIUS_PX, LARGEST_RADIUS_PX * math.sqrt((one.troops or 0) / most))) ** 2,
            "known": one.troops is not None,
        }
        for one, (x, y) in placed
    ]  # fmt: skip
    across = {"domain": [0, WIDTH_PX], "range": [0, WIDTH_PX], "nice": False, "zero": False}
    down = {"domain": [0, HEIGHT_PX], "range": [0, HEIGHT_PX], "nice": False, "zero": False}
    return {
        "data": {"values": values},
        "mark": {"type": "point", "filled": True, "opacity": 0.75, "strokeWidth": 1},
        "encoding": {
            "x": {"field": "x", "type": "quantitative", "scale": across, "axis": None},
            "y": {"field": "y", "type": "quantitative", "scale": down, "axis": None},
            "size": {"field": "size", "type": "quantitative", "scale": None},
            "fill": {"condition": {"test": "datum.known", "value": colour("accent")}, "value": colour("paper")},
            "stroke": {"condition": {"test": "datum.known", "value": colour("paper")}, "value": colour("ink")},
            "tooltip": [{"field": "place", "title": _("Base")}, {"field": "units", "title": _("Kinds of unit")},
                        {"field": "who", "title": _("Contributors")}, {"field": "people", "title": _("People")}],
        },
    }  # fmt: skip
