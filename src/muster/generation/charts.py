"""The arrivals of a mission drawn: a bar a month against what it can receive."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.generation.rules.arrivals import Period
from muster.kit.charts.chart import Chart, LegendEntry
from muster.kit.charts.theme import Spec, colour, framed

HEIGHT_PX = 220
LEGEND = (
    LegendEntry("proposed", gettext_lazy("within what the mission can receive")),
    LegendEntry("gap", gettext_lazy("more than it can receive")),
    LegendEntry("today", gettext_lazy("what it can receive in a month")),
)


def arrivals_chart(months: Sequence[Period], mission: str) -> Chart:
    """Return the months as bars, what is over the capacity set apart by colour and by a line."""
    over = sum(month.over for month in months)
    words = {"people": over, "mission": mission}
    title = (
        _("%(people)s people more than %(mission)s can receive arrive in full months") % words
        if over
        else _("%(mission)s can receive all who are to arrive") % words
    )
    values = []
    for month in months:
        within = month.people - month.over
        values.append({"month": f"{month.start:%Y-%m}", "part": _("within"), "people": within, "order": 0})
        if month.over:
            values.append({"month": f"{month.start:%Y-%m}", "part": _("over"), "people": month.over, "order": 1})
    scale = {"domain": [_("within"), _("over")], "range": [colour("chart-proposed"), colour("short")]}
    along = {"field": "month", "type": "ordinal", "axis": {"title": None, "labelAngle": 0, "labelOverlap": True}}
    bars: Spec = {
        "mark": {"type": "bar"},
        "encoding": {
            "x": along,
            "y": {"field": "people", "type": "quantitative", "stack": True,
                  "axis": {"title": _("people"), "grid": True}},
            "color": {"field": "part", "type": "nominal", "scale": scale, "legend": None},
            "order": {"field": "order"},
            "tooltip": [{"field": "month", "title": _("Month")}, {"field": "people", "title": _("People")},
                        {"field": "part", "title": _("Part")}],
        },
    }  # fmt: skip
    layers = [bars]
    capacity = next((month.capacity for month in months if month.capacity is not None), None)
    if capacity is not None:
        layers.append(
            {
                "data": {"values": [{"capacity": capacity}]},
                "mark": {"type": "rule", "color": colour("ink"), "strokeWidth": 1.5},
                "encoding": {"y": {"field": "capacity", "type": "quantitative"}},
            }
        )
    view = {"width": "container", "height": HEIGHT_PX, "data": {"values": values}, "layer": layers}
    return Chart(
        id="arrivals",
        spec=framed(view, title=str(title)),
        title=title,
        summary=_("People arriving in each month, by the movements of open cases."),
        headings=(_("Month"), _("People"), _("Can be received"), _("Over")),
        rows=[
            (f"{one.start:%Y-%m}", one.people, "–" if one.capacity is None else one.capacity, one.over)
            for one in months
        ],
        legend=LEGEND if capacity is not None else LEGEND[:1],
        height=HEIGHT_PX,
    )
