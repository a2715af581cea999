"""What single events cost: a bar to the greatest loss that is possible, filled as far as it is proven."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts.chart import Chart, LegendEntry, Linked
from muster.kit.charts.rows import figure, label_width_px, rows_height_px, rows_view
from muster.kit.charts.theme import colour, framed
from muster.kit.pages import Text

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
    label_px = label_width_px(loss.label for loss in losses)
    along = {
        "type": "quantitative",
        "scale": {"domain": [0, max((value["most"] for value in values), default=1) or 1], "nice": False},
        "axis": {"orient": "top", "grid": True, "tickCount": 5, "format": ",d"},
    }
    view = {
        **rows_view(values, label_px, END_PX),
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
                figure(max(0.0, loss.at_least)),
                figure(max(0.0, loss.at_most)),
            )
            for loss in losses
        ],
        legend=LEGEND,
        height=rows_height_px(len(losses)),
    )


def _bar(loss: Loss) -> dict[str, Any]:
    least, most = max(0.0, loss.at_least), max(0.0, loss.at_most)
    words = figure(most) if round(least) == round(most) else f"{figure(least)} – {figure(most)}"
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
