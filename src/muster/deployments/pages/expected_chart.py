"""The expected strength of a mission drawn: what stands there, what cases bring, requirement and ceiling as lines."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.deployments.queries.expected import Expected
from muster.deployments.rules.expected import MonthEnd
from muster.kit.charts.chart import Chart, LegendEntry
from muster.kit.charts.theme import Spec, colour, framed
from muster.kit.days import day_words

HEIGHT_PX = 260
FAINT = 0.55
REQUIRED = LegendEntry("line", gettext_lazy("required"))
LEGEND = (
    LegendEntry("proposed", gettext_lazy("stands there by the stays on record")),
    LegendEntry("committed", gettext_lazy("with what comes, even chance (line) and nine in ten (dots)")),
    REQUIRED,
)
CEILING = LegendEntry("today", gettext_lazy("ceiling of the mandate (dashed)"))


def expected_chart(expected: Expected) -> Chart:
    """Return the months as an area with lines; the title says what lacks at the end, or that nothing does."""
    last = expected.last
    words = {"mission": expected.mission.acronym, "day": day_words(last.day), "people": f"{last.short:,}"}
    title = (
        _("%(mission)s: %(people)s people short of the requirement on %(day)s, with an even chance") % words
        if last.short
        else _("%(mission)s: the requirement is met on %(day)s, with an even chance") % words
    )
    has_ceiling = last.ceiling is not None
    layers = [
        _mark({"type": "area", "color": colour("chart-proposed"), "opacity": FAINT}, "standing"),
        _mark({"type": "line", "color": colour("ink"), "strokeWidth": 1.5}, "required"),
        *([_mark({"type": "line", "color": colour("ink"), "strokeDash": [4, 3]}, "ceiling")] if has_ceiling else []),
        _mark({"type": "line", "color": colour("accent"), "strokeWidth": 2}, "even", told=True),
        _mark({"type": "point", "color": colour("accent"), "filled": True, "size": 24}, "nine"),
    ]
    view: Spec = {
        "width": "container",
        "height": HEIGHT_PX,
        "data": {"values": [_value(one) for one in expected.months]},
        "encoding": {"x": {"field": "month", "type": "ordinal", "axis": {"title": None, "labelOverlap": True}}},
        "layer": layers,
    }
    return Chart(
        id="expected-strength",
        spec=framed(view, title=str(title)),
        title=title,
        summary=_("People at each month end, by the stays on record and the forecasts of open cases."),
        headings=(_("Month"), _("By stays"), _("Even chance"), _("Nine in ten"), _("Required"), _("Ceiling")),
        rows=[
            (f"{one.day:%Y-%m}", one.standing, one.even, one.nine, one.required,
             "–" if one.ceiling is None else one.ceiling)
            for one in expected.months
        ],
        legend=(*LEGEND, CEILING) if has_ceiling else LEGEND,
        height=HEIGHT_PX,
    )  # fmt: skip


def _value(one: MonthEnd) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in ("standing", "even", "nine", "required", "ceiling")}
    return {"month": f"{one.day:%Y-%m}", **told}


def _mark(mark: Spec, field: str, *, told: bool = False) -> Spec:
    axis = {"title": _("people"), "grid": True}
    encoding: Spec = {"y": {"field": field, "type": "quantitative", "axis": axis}}
    if told:
        encoding["tooltip"] = [
            {"field": "month", "title": _("Month")},
            {"field": "even", "title": _("Even chance")},
            {"field": "nine", "title": _("Nine in ten")},
            {"field": "required", "title": _("Required")},
        ]
    return {"mark": mark, "encoding": encoding}
