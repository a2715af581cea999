"""Seats needed and seats at hand, by quarter."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts.chart import Chart, LegendEntry
from muster.kit.charts.theme import Spec, colour, framed
from muster.training.rules.demand import QuarterDemand, quarter_words

HEIGHT_PX = 240
LEGEND = (
    LegendEntry("proposed", gettext_lazy("seats needed")),
    LegendEntry("committed", gettext_lazy("seats at home or kept")),
)


def demand_chart(rows: Sequence[QuarterDemand]) -> Chart:
    """Return a pair of bars a quarter; the title says how many seats lack at home in all."""
    names = [_("needed"), _("at home or kept")]
    quarters = sorted({one.quarter for one in rows})
    values: list[dict[str, Any]] = []
    told = []
    for quarter in quarters:
        of_quarter = [one for one in rows if one.quarter == quarter]
        needed = sum(one.needed for one in of_quarter)
        at_home = sum(min(one.at_home, one.needed) for one in of_quarter)
        words = quarter_words(quarter)
        values += [
            {"quarter": words, "what": names[0], "seats": needed},
            {"quarter": words, "what": names[1], "seats": at_home},
        ]
        told.append((words, needed, at_home, needed - at_home))
    lacking = sum(row[-1] for row in told)
    title = (
        _("%(seats)s seats lack at home before the deployments ahead") % {"seats": f"{lacking:,}"}
        if lacking
        else _("Seats at home suffice for the deployments ahead")
    )
    view: Spec = {
        "width": "container",
        "height": HEIGHT_PX,
        "data": {"values": values},
        "mark": {"type": "bar"},
        "encoding": {
            "x": {"field": "quarter", "type": "ordinal", "axis": {"title": None, "labelAngle": 0}},
            "xOffset": {"field": "what", "type": "nominal", "sort": names},
            "y": {"field": "seats", "type": "quantitative", "axis": {"title": _("seats"), "grid": True}},
            "color": {
                "field": "what",
                "type": "nominal",
                "legend": None,
                "scale": {"domain": names, "range": [colour("chart-proposed"), colour("accent")]},
            },
            "tooltip": [{"field": "quarter"}, {"field": "what"}, {"field": "seats"}],
        },
    }
    return Chart(
        id="training-demand",
        spec=framed(view, title=str(title)),
        title=title,
        summary=_("Seats that people of rotations need before they deploy in a quarter, and those of them at home."),
        headings=(_("Before deployments of"), _("Needed"), _("At home or kept"), _("Lack at home")),
        rows=told,
        legend=LEGEND,
        height=HEIGHT_PX,
        fit="narrow",
    )
