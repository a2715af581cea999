"""Small pictures, one a mission or State, all on one scale of time: the means of years as bars."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from muster.kit.charts import Chart
from muster.kit.charts.rows import figure
from muster.kit.charts.theme import Spec, colour, framed
from muster.kit.pages import Text
from muster.statistics.explorer.series import Year

MOST_PICTURES = 9
COLUMNS = 3


def small_pictures(
    years: Sequence[Year],
    *,
    id: str,  # noqa: A002 - the HTML id
    title: Text,
    source: Text,
) -> Chart:
    """Draw the means of years by mission, those of the most people first; the smallest are in the table only."""
    largest: dict[str, int] = {}
    for one in years:
        largest[one.mission] = max(largest.get(one.mission, 0), one.count)
    names = sorted(largest, key=lambda name: (-largest[name], name))
    shown = names[:MOST_PICTURES]
    values: list[dict[str, Any]] = [
        {"m": one.mission, "y": str(one.year), "n": one.count} for one in years if one.mission in shown
    ]
    span = [str(year) for year in range(min(one.year for one in years), max(one.year for one in years) + 1)]
    picture: Spec = {
        "width": 230,
        "height": 64,
        "mark": {"type": "bar", "color": colour("accent")},
        "encoding": {
            "x": {"field": "y", "type": "ordinal", "scale": {"domain": span, "paddingInner": 0.15},
                  "axis": {"labelAngle": 0, "labelOverlap": True, "values": span[:: max(1, len(span) // 4)]}},
            "y": {"field": "n", "type": "quantitative",
                  "axis": {"tickCount": 3, "tickMinStep": 1, "format": ",d", "grid": True}},
            "tooltip": [{"field": "m", "title": _("Mission")}, {"field": "y", "title": _("Year")},
                        {"field": "n", "format": ",d", "title": _("Mean")}],
        },
    }  # fmt: skip
    view: Spec = {
        "data": {"values": values},
        "columns": COLUMNS,
        "bounds": "flush",
        "spacing": {"row": 44, "column": 44},
        "facet": {"field": "m", "type": "nominal", "sort": shown, "header": {"labelAnchor": "start"}},
        "resolve": {"scale": {"y": "independent"}},
        "spec": picture,
    }
    rest = len(names) - len(shown)
    summary = _("Mean strength of each year; every picture has a scale of its own.")
    return Chart(
        id=id,
        spec=framed(view, title=str(title)),
        title=title,
        summary=f"{summary} {_('%(rest)d more are in the table.') % {'rest': rest}}" if rest else summary,
        source=source,
        headings=(_("Mission"), _("Year"), _("Mean")),
        rows=[(one.mission, one.year, figure(one.count)) for one in years],
        fit="scale",
    )
