"""What single events cost: a bar to the greatest loss that is possible, filled as far as it is proven."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts.chart import Chart, LegendEntry, Linked
from muster.kit.charts.theme import colour, framed
from muster.kit.pages import Text

BAR_PX = 24
CHARACTER_PX = 8
MOST_LABEL_PX = 220
END_PX = 130
LEGEND = (
    LegendEntry("committed", gettext_lazy("lost in any case")),
    LegendEntry("proposed", gettext_lazy("lost at most")),
)


@dataclass(frozen=True)
class Loss:
    """What one event costs, between two figures."""

    label: str
    at_least: float
    at_most: float
    href: str = ""


def loss_bars(
    losses: Sequence[Loss],
    *,
    title: Text,
    unit: Text,
    id: str = "losses",  # noqa: A002 - it is the HTML id
    summary: Text = "",
    source: Text = "",
) -> Chart:
    """One bar a loss, in the order given; a loss below 0 is drawn as none."""
    values = [_bar(loss) for loss in losses]
    label_px = min(MOST_LABEL_PX, CHARACTER_PX * max((len(loss.label) for loss in losses), default=0) + 14)
    along = {
        "type": "quantitative",
        "scale": {"domain": [0, max((value["most"] for value in values), default=1) or 1], "nice": False},
        "axis": {"orient": "top", "grid": True, "tickCount": 5, "format": ",d"},
    }
    view = {
        "data": {"values": values},
        "width": "container",
        "height": {"step": BAR_PX},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 0, "top": 0, "bottom": 0, "right": END_PX},
        "encoding": {
            "y": {
                "field": "line",
                "type": "nominal",
                "scale": {"domain": [value["line"] for value in values], "paddingInner": 0, "paddingOuter": 0},
                "axis": {
                    "labelAlign": "left",
                    "labelPadding": label_px,
                    "minExtent": label_px,
                    "maxExtent": label_px,
                    "labelLimit": label_px - 10,
                    "labelColor": colour("ink"),
                },
            }
        },
        "layer": [
            _layer(along, "most", 0.72, "chart-proposed"),
            _layer(along, "least", 0.72, "accent"),
            {
                "mark": {"type": "text", "align": "left", "dx": 8, "clip": False},
                "encoding": {"x": {**along, "field": "most"}, "text": {"field": "words"}},
            },
        ],
    }
    return Chart(
        id=id,
        spec=framed(view, title=str(title)),
        title=title,
        summary=summary,
        source=source,
        headings=("", _("Lost in any case (%(unit)s)") % {"unit": unit}, _("Lost at most")),
        rows=[
            (
                Linked(loss.label, loss.href) if loss.href else loss.label,
                _figure(max(0.0, loss.at_least)),
                _figure(max(0.0, loss.at_most)),
            )
            for loss in losses
        ],
        legend=LEGEND,
        height=len(losses) * BAR_PX + 28,
    )


def _bar(loss: Loss) -> dict[str, Any]:
    least, most = max(0.0, loss.at_least), max(0.0, loss.at_most)
    words = _figure(most) if round(least) == round(most) else f"{_figure(least)} – {_figure(most)}"
    return {"line": loss.label, "least": least, "most": most, "words": words, "href": loss.href or None}


def _layer(along: dict[str, Any], field: str, band: float, token: str) -> dict[str, Any]:
    return {
        "mark": {"type": "bar", "height": {"band": band}, "color": colour(token), "stroke": colour("accent")},
        "encoding": {
            "x": {**along, "field": field, "stack": None},
            "href": {"field": "href"},
            "tooltip": [{"field": "line", "title": _("Without")}, {"field": "words", "title": _("Lost")}],
        },
    }


def _figure(value: float) -> str:
    return str(number_format(round(value), use_l10n=True, force_grouping=True))
