"""A ranking as bars, the most on top, each with its figure at its end."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from muster.kit.charts import Chart
from muster.kit.charts.chart import Linked
from muster.kit.charts.rows import figure, label_width_px, rows_height_px, rows_view
from muster.kit.charts.theme import Spec, colour, framed
from muster.kit.pages import Text

MOST_LABEL_PX = 150
END_PX = 60


@dataclass(frozen=True)
class Bar:
    """One row: its name, its people, and where it leads."""

    name: str
    count: int
    href: str = ""


def bars_chart(
    bars: Sequence[Bar],
    *,
    id: str,  # noqa: A002 - the HTML id
    title: Text,
    source: Text,
    heading: Text,
) -> Chart:
    """Draw one bar a row in the order given."""
    values = [{"line": one.name, "n": one.count, "words": figure(one.count), "href": one.href or None} for one in bars]
    along: Spec = {"field": "n", "type": "quantitative", "axis": None, "scale": {"nice": False, "zero": True}}
    view = {
        **rows_view(values, label_width_px((one.name for one in bars), MOST_LABEL_PX), END_PX),
        "layer": [
            {"mark": {"type": "bar", "height": {"band": 0.6}, "color": colour("accent")},
             "encoding": {"x": along, "href": {"field": "href"},
                          "tooltip": [{"field": "line", "title": str(heading)},
                                      {"field": "words", "title": _("People")}]}},
            {"mark": {"type": "text", "align": "left", "dx": 6, "clip": False},
             "encoding": {"x": along, "text": {"field": "words"}}},
        ],
    }  # fmt: skip
    return Chart(
        id=id,
        spec=framed(view, title=str(title)),
        title=title,
        source=source,
        headings=(heading, _("People")),
        rows=[(Linked(one.name, one.href) if one.href else one.name, figure(one.count)) for one in bars],
        height=rows_height_px(len(bars)),
        fit="narrow",
    )
