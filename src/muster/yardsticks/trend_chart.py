"""The trend of a measure as a chart: a bar a quarter, with the same figures as a table."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from muster.kit.charts.chart import Chart
from muster.kit.charts.theme import Spec, colour, framed
from muster.kit.pages import Text
from muster.yardsticks.measures.shape import Figure, Unit
from muster.yardsticks.reckoned import QuarterFigure
from muster.yardsticks.words import base_words, value_words

HEIGHT_PX = 170
SCALES = {Unit.SHARE: 100.0, Unit.CENTS: 0.01}
"""What a value is multiplied with to be drawn: shares in per cent, cents in dollars."""
UNITS = {Unit.SHARE: "%", Unit.CENTS: "USD"}


def trend_chart(quarters: Sequence[QuarterFigure], *, title: Text, summary: Text) -> Chart:
    """Return the trend; a quarter without cases has no bar and says so, one that is not over is drawn lighter."""
    return Chart(
        id="trend",
        spec=framed(_view(quarters), title=str(title)),
        title=title,
        summary=summary,
        headings=(_("Quarter"), _("Value"), _("Of")),
        rows=[(_label(one), value_words(one.figure), base_words(one.figure)) for one in quarters],
        height=HEIGHT_PX + 40,
        fit="narrow",
    )


def drawn(figure: Figure) -> float | None:
    """Return the value as it is drawn."""
    return None if figure.value is None else figure.value * SCALES.get(figure.unit, 1.0)


def _label(one: QuarterFigure) -> str:
    return _("%(quarter)s so far") % {"quarter": one.quarter} if one.is_partial else str(one.quarter)


def _view(quarters: Sequence[QuarterFigure]) -> Spec:
    values = [
        {
            "quarter": str(one.quarter),
            "value": drawn(one.figure),
            "words": "–" if one.figure.value is None else value_words(one.figure),
            "base": base_words(one.figure) or _("no cases"),
            "partial": one.is_partial,
        }
        for one in quarters
    ]
    unit = UNITS.get(quarters[0].figure.unit, quarters[0].figure.unit.value)
    along: Spec = {
        "field": "quarter",
        "type": "ordinal",
        "sort": None,
        "axis": {"labelAngle": 0, "labelOverlap": True},
        "scale": {"domain": [str(one.quarter) for one in quarters], "paddingInner": 0.35, "paddingOuter": 0.2},
    }
    up: Spec = {
        "field": "value",
        "type": "quantitative",
        "axis": {"grid": True, "tickCount": 4, "title": unit, "titleAngle": 0, "titleAlign": "left", "titleY": -12},
        "scale": {"zero": True, "nice": True},
    }
    tips = [
        {"field": "quarter", "title": _("Quarter")},
        {"field": "words", "title": _("Value")},
        {"field": "base", "title": _("Of")},
    ]
    fill: Spec = {
        "condition": {"test": "datum.partial", "value": colour("chart-proposed")},
        "value": colour("accent"),
    }
    text: Spec = {"type": "text", "dy": -7, "clip": False}
    nothing: Spec = {"type": "text", "dy": -7, "color": colour("muted")}
    return {
        "data": {"values": values},
        "width": "container",
        "height": HEIGHT_PX,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 0, "top": 16, "right": 8, "bottom": 0},
        "encoding": {"x": along, "tooltip": tips},
        "layer": [
            {"mark": {"type": "bar", "stroke": colour("line-strong")}, "encoding": {"y": up, "fill": fill}},
            {
                "transform": [{"filter": "isValid(datum.value)"}],
                "mark": text,
                "encoding": {"y": up, "text": {"field": "words"}},
            },
            {
                "transform": [{"filter": "!isValid(datum.value)"}],
                "mark": nothing,
                "encoding": {"y": {"datum": 0}, "text": {"field": "words"}},
            },
        ],
    }
