"""Serviceability of a unit over time: what inspections verified beside what the contingent reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts.chart import Chart, LegendEntry
from muster.kit.charts.theme import Spec, colour, framed, moment
from muster.kit.days import day_words
from muster.kit.pages import Text

HEIGHT_PX = 260
LABEL_PX = 15
FULL = 100
DAY_MS = 86_400_000
COLOURS = ("ink", "accent", "muted", "line-strong", "short", "chart-proposed")
"""Colours of the categories, the whole first; more than these share the last."""
LEGEND = (
    LegendEntry("committed", gettext_lazy("verified by an inspection (line)")),
    LegendEntry("proposed", gettext_lazy("reported by the contingent (dashed)")),
    LegendEntry("today", gettext_lazy("threshold")),
)


@dataclass(frozen=True)
class Point:
    """A share of a category on a day, in percent; `reported` by the contingent, else verified."""

    day: date
    category: str
    percent: float
    reported: bool
    reference: str


def serviceability_chart(points: Sequence[Point], threshold: int, *, title: Text, id: str) -> Chart:  # noqa: A002 - it is the HTML id
    """Return the shares over time with the threshold, and the same figures as a table."""
    low = lowest_shown(points, threshold)
    names = list(dict.fromkeys(one.category for one in points))
    fills = [colour(COLOURS[min(place, len(COLOURS) - 1)]) for place in range(len(names))]
    shade = {"field": "category", "type": "nominal", "legend": None, "scale": {"domain": names, "range": fills}}
    x = {
        "field": "day",
        "type": "temporal",
        "axis": {"title": None, "format": "%b %Y", "tickCount": "month", "labelOverlap": True},
    }
    y = {
        "field": "percent",
        "type": "quantitative",
        "scale": {"domain": [low, FULL]},
        "axis": {"title": _("serviceable, % of the agreed items"), "grid": True},
    }
    tooltip = [
        {"field": "when", "title": _("Day")},
        {"field": "category", "title": _("Category")},
        {"field": "percent", "title": _("Percent")},
        {"field": "by", "title": _("By")},
    ]
    layers: list[Spec] = [
        _layer("!datum.reported", {"type": "line", "point": {"filled": True, "size": 40}}, x, y, shade, tooltip),
        _layer(
            "datum.reported",
            {"type": "line", "strokeDash": [4, 3], "opacity": 0.8, "point": {"filled": False, "size": 40}},
            x, y, shade, tooltip,
        ),
        {
            "data": {"values": [{"percent": threshold}]},
            "mark": {"type": "rule", "color": colour("short"), "strokeDash": [2, 2]},
            "encoding": {"y": {"field": "percent", "type": "quantitative"}},
        },
        {
            "transform": [{"filter": "datum.last"}],
            "mark": {"type": "text", "align": "left", "dx": 7},
            "encoding": {"x": x, "y": {**y, "field": "label"}, "text": {"field": "category"}, "color": shade},
        },
    ]  # fmt: skip
    view: Spec = {
        "width": "container",
        "height": HEIGHT_PX,
        "data": {"values": _values(points, low)},
        "layer": layers,
    }
    return Chart(
        id=id,
        spec=framed(view, title=str(title)),
        title=title,
        summary=_("Each inspection's share by category, and those of the contingent's own reports."),
        note=_("A contingent's own report verifies nothing."),
        headings=(_("Day"), _("Category"), _("Percent"), _("By")),
        rows=[(day_words(one.day), one.category, one.percent, _by(one)) for one in points],
        legend=LEGEND,
        height=HEIGHT_PX,
    )


def _layer(rule: str, mark: Spec, x: Spec, y: Spec, shade: Spec, tooltip: list[Spec]) -> Spec:
    encoding = {"x": x, "y": y, "color": shade, "tooltip": tooltip}
    return {"transform": [{"filter": rule}], "mark": mark, "encoding": encoding}


def _by(one: Point) -> str:
    return _("the contingent, %(one)s") % {"one": one.reference} if one.reported else one.reference


def lowest_shown(points: Sequence[Point], threshold: int) -> int:
    """Return where the scale begins: a ten below the least share, so that differences near the threshold are seen."""
    least = min([float(threshold), *(one.percent for one in points)])
    return max(0, int(least // 10 - 1) * 10)


def _room_for_names(points: Sequence[Point]) -> int:
    """Return where the scale of days ends: past the last one by an eighth, where the names of the lines stand."""
    first, last = (moment(end(one.day for one in points)) for end in (min, max)) if points else (0, 0)
    return last + max((last - first) // 8, DAY_MS)


def label_places(shares: Sequence[float], low: int) -> list[float]:
    """Return where the names of categories stand: at their shares, or as far below one another as keeps them apart."""
    gap = (FULL - low) * LABEL_PX / HEIGHT_PX
    places: dict[int, float] = {}
    before = float("inf")
    for place in sorted(range(len(shares)), key=lambda at: -shares[at]):
        before = min(shares[place], before - gap)
        places[place] = before
    return [places[place] for place in range(len(shares))]


def _values(points: Sequence[Point], low: int) -> list[dict[str, Any]]:
    last = {one.category: one for one in points if not one.reported} or {one.category: one for one in points}
    labels = dict(zip(last, label_places([one.percent for one in last.values()], low), strict=True))
    return [
        {
            "day": moment(one.day),
            "when": day_words(one.day),
            "category": one.category,
            "percent": one.percent,
            "reported": one.reported,
            "by": _by(one),
            "last": last.get(one.category) is one,
            "label": labels.get(one.category, one.percent),
        }
        for one in points
    ]
