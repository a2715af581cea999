"""A share over time as a line, with the target of each year as a second one where there is any."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from muster.kit.charts import Chart, LegendEntry
from muster.kit.charts.theme import Spec, colour, framed, moment
from muster.kit.pages import Text
from muster.statistics.charts.strength import time_axis

HEIGHT_PX = 200


@dataclass(frozen=True)
class Line:
    """Values by day, with the words for them; `token` is the colour, `mark` its key in the legend."""

    words: Text
    points: Sequence[tuple[date, float]]
    token: str = "accent"
    mark: str = "committed"
    dashed: bool = False


def lines_chart(
    lines: Sequence[Line],
    *,
    id: str,  # noqa: A002 - the HTML id
    title: Text,
    source: Text,
    form: str,
    summary: Text = "",
    rows: Sequence[Sequence[Any]] = (),
    headings: Sequence[Text] = (),
) -> Chart:
    """Draw lines on one scale that begins at zero; `form` is how a value is written, in d3's words."""
    view: Spec = {
        "width": "container",
        "height": HEIGHT_PX,
        "layer": [_layer(line, form) for line in lines if line.points],
    }
    return Chart(
        id=id,
        spec=framed(view, title=str(title)),
        title=title,
        summary=summary,
        source=source,
        headings=headings or (_("Day"), *(line.words for line in lines)),
        rows=rows,
        legend=[LegendEntry(line.mark, line.words) for line in lines] if len(lines) > 1 else (),
        height=HEIGHT_PX,
        fit="narrow",
    )


def _layer(line: Line, form: str) -> Spec:
    stroke = {"strokeDash": [4, 3]} if line.dashed else {}
    return {
        "data": {"values": [{"d": moment(day), "v": value} for day, value in line.points]},
        "mark": {"type": "line", "color": colour(line.token), "strokeWidth": 1.8,
                 "point": {"size": 18, "color": colour(line.token)} if len(line.points) <= 40 else False, **stroke},
        "encoding": {
            "x": {"field": "d", "type": "temporal", "scale": {"type": "utc"}, "axis": time_axis()},
            "y": {"field": "v", "type": "quantitative", "scale": {"zero": True},
                  "axis": {"title": None, "grid": True, "format": form, "tickCount": 4}},
            "tooltip": [{"field": "d", "type": "temporal", "timeUnit": "utcyearmonth", "title": _("Month")},
                        {"field": "v", "format": form, "title": str(line.words)}],
        },
    }  # fmt: skip
