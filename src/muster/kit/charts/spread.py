"""How shares spread over many scenarios: a line for nine in ten, a bar for the middle half, a mark for the median."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts.chart import Chart, LegendEntry
from muster.kit.charts.rows import label_width_px, rows_height_px, rows_view
from muster.kit.charts.theme import colour, framed
from muster.kit.pages import Text

END_PX = 12
LEGEND = (
    LegendEntry("line", gettext_lazy("nine in ten scenarios")),
    LegendEntry("proposed", gettext_lazy("the middle half, with the median")),
    LegendEntry("today", gettext_lazy("if nothing happens")),
)


@dataclass(frozen=True)
class Spread:
    """Shares from 0 to 1: quantiles at 5, 25, 50, 75 and 95 %, and the share if nothing happens."""

    label: str
    quantiles: tuple[float, float, float, float, float]
    untouched: float


def spread_rows(
    spreads: Sequence[Spread],
    *,
    title: Text,
    id: str = "spread",  # noqa: A002 - it is the HTML id
    summary: Text = "",
    source: Text = "",
) -> Chart:
    """One row a spread, in the order given."""
    values = [_row(one) for one in spreads]
    label_px = label_width_px(one.label for one in spreads)
    along: dict[str, Any] = {
        "type": "quantitative",
        "scale": {"domain": [0, 1], "nice": False},
        "axis": {"orient": "top", "grid": True, "tickCount": 5, "format": ".0%"},
    }
    told = [
        {"field": "line", "title": _("Of")},
        *({"field": name, "title": words, "format": ".1%"} for name, words in _figures()),
    ]
    middle = {"type": "bar", "height": {"band": 0.5}, "color": colour("chart-proposed"), "stroke": colour("accent")}
    frame = rows_view(values, label_px, END_PX)
    view = {
        **frame,
        "encoding": {**frame["encoding"], "tooltip": told},
        "layer": [
            {
                "mark": {"type": "rule", "color": colour("ink"), "strokeWidth": 1.5},
                "encoding": {"x": {**along, "field": "q05"}, "x2": {"field": "q95"}},
            },
            {"mark": middle, "encoding": {"x": {**along, "field": "q25"}, "x2": {"field": "q75"}}},
            {
                "mark": {"type": "tick", "thickness": 3, "height": 14, "color": colour("accent")},
                "encoding": {"x": {**along, "field": "q50"}},
            },
            {
                "mark": {"type": "tick", "thickness": 2, "height": 20, "color": colour("ink")},
                "encoding": {"x": {**along, "field": "untouched"}},
            },
        ],
    }
    return Chart(
        id=id,
        spec=framed(view, title=str(title)),
        title=title,
        summary=summary,
        source=source,
        headings=("", *(words for _name, words in _figures())),
        rows=[(value["line"], *(f"{value[name]:.1%}" for name, _words in _figures())) for value in values],
        legend=LEGEND,
        height=rows_height_px(len(spreads)),
    )


def _figures() -> list[tuple[str, str]]:
    """The fields of a row with their words."""
    return [
        ("untouched", _("If nothing happens")),
        ("q05", _("5 % are below")),
        ("q25", _("25 % are below")),
        ("q50", _("Median")),
        ("q75", _("75 % are below")),
        ("q95", _("95 % are below")),
    ]


def _row(one: Spread) -> dict[str, Any]:
    names = ("q05", "q25", "q50", "q75", "q95")
    return {"line": one.label, "untouched": one.untouched, **dict(zip(names, one.quantiles, strict=True))}
