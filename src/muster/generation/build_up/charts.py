"""The build-up of a mission as a chart: the simulated one as bands, the real one as a line, both as shares of the peak.

One specification for a page and for a file, as all charts of the kit are.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.generation.build_up.report import MonthRow, Report
from muster.kit.charts import Chart, LegendEntry
from muster.kit.charts.theme import Spec, colour, framed
from muster.kit.days import day_words
from muster.kit.pages import Text

HEIGHT_PX = 320
TICK_MONTHS = 6
FAINT = 0.45
HALF = 0.5
LEGEND = (
    LegendEntry("line", gettext_lazy("on record")),
    LegendEntry("committed", gettext_lazy("simulated, median")),
    LegendEntry("proposed", gettext_lazy("simulated, the middle half and four in five")),
)


def build_up_chart(report: Report, *, title: Text, source: Text = "") -> Chart:
    """The curve of a report over its window."""
    view: Spec = {
        "width": "container",
        "height": HEIGHT_PX,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": 0,
        "data": {"values": [_value(row) for row in report.curve]},
        "encoding": {"x": _months(report)},
        "layer": [_band("low", "high", FAINT), _band("lower", "upper", 1), _middle(), *_real(report)],
    }
    return Chart(
        id="build-up",
        spec=framed(view, title=str(title)),
        title=title,
        summary=_("Share of the peak at each month end, by months since the start."),
        source=source,
        headings=(_("Month end"), _("On record"), _("10 % are below"), _("Median"), _("90 % are below")),
        rows=[
            (day_words(row.month_end), _percent(row.share), *(_percent(row.simulated[place]) for place in (0, 2, 4)))
            for row in report.curve
        ],
        legend=LEGEND if report.real_peak is not None else LEGEND[1:],
        height=HEIGHT_PX,
    )


def chart_of(report: Report) -> Chart:
    """The chart of a report with its finding as the title: when half of the peak is reached."""
    low, _lower, middle, _upper, high = next(row.simulated for row in report.times if row.share == HALF)
    title = _("%(mission)s: half of the peak after %(middle)d months, in four of five draws %(low)d to %(high)d") % {
        "mission": report.mission,
        "middle": round(middle),
        "low": round(low),
        "high": round(high),
    }
    return build_up_chart(report, title=title, source=report.requirement.source)


def _value(row: MonthRow) -> dict[str, Any]:
    names = ("low", "lower", "middle", "upper", "high")
    quantiles = dict(zip(names, (round(share, 4) for share in row.simulated), strict=True))
    return {"months": round(row.months, 2), "day": day_words(row.month_end), "share": row.share, **quantiles}


def _months(report: Report) -> Spec:
    last = report.curve[-1].months
    axis = {
        "grid": True,
        "values": list(range(0, int(last) + 1, TICK_MONTHS)),
        "title": _("months since the start"),
    }
    return {"field": "months", "type": "quantitative", "scale": {"domain": [0, last], "nice": False}, "axis": axis}


def _shares(field: str) -> Spec:
    axis = {"grid": True, "format": ".0%", "tickCount": 5}
    return {"field": field, "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": axis}


def _band(low: str, high: str, opacity: float) -> Spec:
    mark = {"type": "area", "color": colour("chart-proposed"), "opacity": opacity, "interpolate": "monotone"}
    return {"mark": mark, "encoding": {"y": _shares(low), "y2": {"field": high}}}


def _middle() -> Spec:
    mark = {"type": "line", "color": colour("accent"), "strokeWidth": 2, "interpolate": "monotone"}
    return {"mark": mark, "encoding": {"y": _shares("middle")}}


def _real(report: Report) -> list[Spec]:
    """The line on record, broken where a month is missing; nothing where there is no record."""
    if report.real_peak is None:
        return []
    told = [
        {"field": "day", "title": _("Month end")},
        {"field": "share", "title": _("On record"), "format": ".0%"},
        {"field": "middle", "title": _("Median"), "format": ".0%"},
    ]
    mark = {"type": "line", "color": colour("ink"), "strokeWidth": 1.5, "point": {"color": colour("ink"), "size": 18}}
    return [{"mark": mark, "encoding": {"y": _shares("share"), "tooltip": told}}]


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"
