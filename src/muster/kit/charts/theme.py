"""How charts look: the tokens' light values, the frame of every specification, and the hatch that marks a gap.

Specifications hold light colours, so that any renderer can draw them. A page in the dark exchanges each of them for the
token's present value: ``usermeta.tokens`` names the token behind each colour (see ``static/kit/charts.js``).
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

Spec = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "-apple-system, Segoe UI, Roboto, Noto Sans, Helvetica Neue, Liberation Sans, Arial, sans-serif"

TOKENS: Mapping[str, str] = {
    "paper": "#fdfcfa",
    "inset": "#f5f3ee",
    "ink": "#1a1e24",
    "muted": "#575e67",
    "line": "#dedad1",
    "line-strong": "#8c8a83",
    "accent": "#1b5595",
    "on-accent": "#ffffff",
    "short": "#ad241c",
    "short-wash": "#fbe7e4",
    "chart-land": "#eae6dc",
    "chart-proposed": "#b9cfe8",
}
"""The tokens that charts use, with their light values; a test keeps them alike with tokens.css."""

SLASH = "M-0.32,1L0.32,-1"
"""One stroke of the hatch, as the path of a symbol."""

SLASH_STEP_PX = 7
"""Distance between two strokes of the hatch."""

NOMINAL_WIDTH_PX = 900
"""Width for which strokes are spaced, and in which a chart is drawn where no page gives one."""


def framed(view: Mapping[str, Any], *, title: str) -> Spec:
    """A whole specification: the view with schema, background, configuration and the names of its colours."""
    return {
        "$schema": SCHEMA,
        "description": title,
        "background": TOKENS["paper"],
        "config": config(),
        "usermeta": {"tokens": {colour: name for name, colour in TOKENS.items()}, "embedOptions": {"actions": False}},
        **view,
    }


def config() -> Spec:
    """Vega-Lite's configuration: hairlines, quiet axes, system fonts, nothing that moves."""
    return {
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            "domain": False,
            "ticks": False,
            "grid": False,
            "gridColor": TOKENS["line"],
            "labelColor": TOKENS["muted"],
            "labelFontSize": 12,
            "labelPadding": 6,
            "title": None,
            "titleColor": TOKENS["muted"],
            "titleFontWeight": "normal",
        },
        "text": {"color": TOKENS["ink"], "fontSize": 11},
        "header": {"labelColor": TOKENS["ink"], "labelFontSize": 12, "labelFontWeight": 600, "title": None},
        "legend": {"disable": True},
    }


def colour(token: str) -> str:
    """The light value of a token."""
    return TOKENS[token]


def moment(day: date) -> int:
    """A day as milliseconds since 1970 at midnight UTC, as Vega counts time."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000


def hatch(data: Mapping[str, Any], along: Mapping[str, Any], y: Mapping[str, Any], step: float, size: float) -> Spec:
    """A layer of slanted strokes over spans ``low`` to ``high``, so that a gap shows in black and white as well."""
    return {
        "data": data,
        "transform": [
            {"calculate": f"sequence(datum.low + {step * 0.6}, datum.high - {step * 0.3}, {step})", "as": "stroke"},
            {"flatten": ["stroke"]},
        ],
        "mark": {
            "type": "point",
            "shape": SLASH,
            "filled": False,
            "stroke": colour("short"),
            "strokeWidth": 1.1,
            "size": size,
            "opacity": 1,
            "clip": True,
        },
        "encoding": {"x": {**along, "field": "stroke"}, "y": y},
    }
