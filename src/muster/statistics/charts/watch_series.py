"""Charts of one State on the crisis watch: its months with the thresholds, and the fan of what is expected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts import Chart, LegendEntry
from muster.kit.charts.theme import Spec, colour, framed, moment
from muster.kit.pages import Text

HEIGHT_PX = 240
FAN_LEGEND = (
    LegendEntry("proposed", gettext_lazy("nine in ten, and within it the middle half")),
    LegendEntry("committed", gettext_lazy("the middle (as likely more as fewer)")),
    LegendEntry("line", gettext_lazy("deaths over as many months before")),
)
MONTHS_LEGEND = (
    LegendEntry("committed", gettext_lazy("deaths in a month")),
    LegendEntry("today", gettext_lazy("the two thresholds")),
)


@dataclass(frozen=True)
class FanStep:
    """The total over so many months ahead: quantiles by share as text, and the total of as many months before."""

    months: int
    quantiles: Mapping[str, float]
    mean: float
    before: int


def months_chart(
    months: Sequence[tuple[date, int]], thresholds: tuple[int, int], *, title: Text, source: Text = ""
) -> Chart:
    """A bar a month on a scale that shows ten beside ten thousand, with a line at each threshold."""
    most = max([*(deaths for _day, deaths in months), thresholds[1]])
    view = {
        "width": "container",
        "height": HEIGHT_PX,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "layer": _month_layers(months, thresholds, _by_tens(most)),
    }
    summary = _("State-based deaths by month; the scale grows tenfold from ten on; lines at %(lower)s and %(upper)s.")
    return Chart(
        id="watch-months",
        spec=framed(view, title=str(title)),
        title=title,
        summary=summary % {"lower": thresholds[0], "upper": thresholds[1]},
        source=source,
        headings=(_("Month"), _("Deaths")),
        rows=[(f"{day:%Y-%m}", f"{deaths:,}") for day, deaths in reversed(months)],
        legend=MONTHS_LEGEND,
        height=HEIGHT_PX + 40,
    )


def _month_layers(months: Sequence[tuple[date, int]], thresholds: tuple[int, int], y: Spec) -> list[Spec]:
    """The bars, and a line at each threshold."""
    values = [{"day": moment(day.replace(day=1)), "until": moment(day), "deaths": deaths} for day, deaths in months]
    x = {
        "type": "temporal",
        "scale": {"type": "utc", "nice": False},
        "axis": {"format": "%Y", "tickCount": "year"},
    }
    tips = [
        {"field": "day", "type": "temporal", "format": "%Y-%m", "title": _("Month")},
        {"field": "deaths", "type": "quantitative", "format": ",d", "title": _("Deaths")},
    ]
    return [
        {
            "data": {"values": values},
            "mark": {"type": "bar", "color": colour("accent")},
            "encoding": {
                "x": {**x, "field": "day"},
                "x2": {"field": "until"},
                "y": {**y, "field": "deaths"},
                "y2": {"datum": 0},
                "tooltip": tips,
            },
        },
        {
            "data": {"values": [{"at": one} for one in thresholds]},
            "mark": {"type": "rule", "color": colour("ink"), "strokeDash": [4, 3]},
            "encoding": {"y": {**y, "field": "at"}},
        },
    ]


def _by_tens(most: float) -> Spec:
    """An axis up to a number that shows ten beside ten thousand: even up to ten, then tenfold at each step."""
    return {
        "type": "quantitative",
        "scale": {"type": "symlog", "constant": 10, "domain": [0, most]},
        "axis": {"grid": True, "values": _ticks(int(most)), "format": ",d"},
    }


def _ticks(most: int) -> list[int]:
    """0, 10, 100 and so on up to the greatest number."""
    ticks, step = [0], 10
    while step <= most:
        ticks.append(step)
        step *= 10
    return ticks


def fan_chart(steps: Sequence[FanStep], *, title: Text, summary: Text = "", source: Text = "") -> Chart:
    """The total from the origin on, month by month ahead: bands between quantiles, joined from nought by lines.

    The quantiles are reckoned for the steps alone; between them the lines only join.
    """
    view = {
        "width": "container",
        "height": HEIGHT_PX,
        "autosize": {"type": "fit-x", "contains": "padding"},
        **_fan(steps),
    }
    shares = tuple(f"{100 * float(share):.0f}\u00a0%" for share in _SHARES)
    return Chart(
        id="watch-fan",
        spec=framed(view, title=str(title)),
        title=title,
        summary=summary,
        source=source,
        headings=(_("Months ahead"), *shares, _("Mean"), _("As many months before")),
        rows=[
            (
                step.months,
                *(f"{step.quantiles[share]:,.0f}" for share in _SHARES),
                f"{step.mean:,.0f}",
                f"{step.before:,}",
            )
            for step in steps
        ],
        legend=FAN_LEGEND,
        height=HEIGHT_PX + 50,
    )


def _fan(steps: Sequence[FanStep]) -> Spec:
    """Data and layers of the fan."""
    rows: list[dict[str, Any]] = [{"months": 0, **dict.fromkeys((*_FIELDS, "before"), 0)}]
    for step in steps:
        told = {field: step.quantiles[share] for field, share in zip(_FIELDS, _SHARES, strict=True)}
        rows.append({"months": step.months, **told, "before": step.before})
    x: Spec = {
        "field": "months",
        "type": "quantitative",
        "scale": {"domain": [0, steps[-1].months], "nice": False},
        "axis": {"values": list(range(steps[-1].months + 1)), "format": "d", "title": _("months ahead")},
    }
    y = _by_tens(max(10, *(max(row["q95"], row["before"]) for row in rows)))
    middle = {"type": "line", "color": colour("accent"), "strokeWidth": 2, "point": {"color": colour("accent")}}
    before = {"type": "line", "color": colour("ink"), "strokeDash": [4, 3], "strokeWidth": 1.5}
    return {
        "data": {"values": rows},
        "layer": [
            _band(x, y, ("q05", "q95"), 0.45),
            _band(x, y, ("q25", "q75"), 0.9),
            {"mark": middle, "encoding": {"x": x, "y": {**y, "field": "q50"}}},
            {"mark": before, "encoding": {"x": x, "y": {**y, "field": "before"}}},
        ],
    }


_FIELDS = ("q05", "q25", "q50", "q75", "q95")
_SHARES = ("0.05", "0.25", "0.5", "0.75", "0.95")


def has_fan(quantiles: Mapping[str, float]) -> bool:
    """Whether a forecast holds all that the fan is drawn of."""
    return all(share in quantiles for share in _SHARES)


def _band(x: Spec, y: Spec, fields: tuple[str, str], opacity: float) -> Spec:
    low, high = fields
    return {
        "mark": {"type": "area", "color": colour("chart-proposed"), "opacity": opacity, "line": False},
        "encoding": {"x": x, "y": {**y, "field": low}, "y2": {"field": high}},
    }


def exposure_bars(deaths: Sequence[tuple[int, int]], *, title: Text, source: Text = "") -> Chart:
    """A bar a year: deaths near bases."""
    values = [{"year": str(year), "deaths": number} for year, number in deaths]
    view = {
        "width": "container",
        "height": HEIGHT_PX - 60,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": values},
        "mark": {"type": "bar", "color": colour("accent")},
        "encoding": {
            "x": {"field": "year", "type": "ordinal", "axis": {"labelOverlap": True, "labelAngle": 0}},
            "y": {"field": "deaths", "type": "quantitative", "axis": {"grid": True, "format": ",d", "tickCount": 4}},
            "tooltip": [
                {"field": "year", "title": _("Year")},
                {"field": "deaths", "type": "quantitative", "format": ",d", "title": _("Deaths")},
            ],
        },
    }
    return Chart(
        id="watch-exposure",
        spec=framed(view, title=str(title)),
        title=title,
        source=source,
        headings=(_("Year"), _("Deaths")),
        rows=[(str(year), f"{number:,}") for year, number in reversed(deaths)],
        legend=(LegendEntry("committed", _("deaths near a base, each event once a mission")),),
        height=HEIGHT_PX - 20,
    )
