"""Strength over time: people by type at each month's end, and the means of years as level strokes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts import Chart, LegendEntry
from muster.kit.charts.rows import figure
from muster.kit.charts.theme import Spec, colour, framed, moment
from muster.kit.pages import Text
from muster.statistics.charts.words import TYPE_WORDS
from muster.statistics.explorer.series import ALL, TYPES, Month, Year

HEIGHT_PX = 260
COLOURS = {
    "troops": "accent", "police": "chart-proposed", "experts": "line-strong", "staff_officers": "muted",
    ALL: "line-strong",
}  # fmt: skip
MARKS = {"troops": "committed", "police": "proposed", "experts": "other", "staff_officers": "line", ALL: "other"}
YEARS_MEAN = gettext_lazy("mean of a year, all types")


def strength_chart(
    months: Sequence[Month],
    years: Sequence[Year],
    *,
    id: str,  # noqa: A002 - the HTML id
    title: Text,
    source: Text,
) -> Chart:
    """Draw months by type as stacked grounds, years as strokes over them; years are of all missions together."""
    kinds = [kind for kind in TYPES if any(kind in one.by_type for one in months)]
    undivided = [one for one in months if not one.by_type and one.total]
    if undivided:
        kinds.append(ALL)
    values = [
        {"d": moment(one.date), "k": kind, "n": one.by_type.get(kind, 0)}
        for one in months
        if one.by_type
        for kind in kinds
        if kind != ALL
    ] + [{"d": moment(one.date), "k": ALL, "n": one.total} for one in undivided]
    strokes = [
        {"a": moment(date(one.year, 1, 1)), "b": moment(date(one.year, 12, 31)), "n": one.count, "y": one.year}
        for one in years
    ]
    layers = [_grounds(values, kinds)] if values else []
    layers += [_strokes(strokes, "paper", 5), _strokes(strokes, "ink", 2)] if strokes else []
    view: Spec = {"width": "container", "height": HEIGHT_PX, "layer": layers}
    legend = [LegendEntry(MARKS[kind], TYPE_WORDS[kind]) for kind in kinds]
    legend += [LegendEntry("line", YEARS_MEAN)] if strokes else []
    return Chart(
        id=id,
        spec=framed(view, title=str(title)),
        title=title,
        summary=_("People at each month's end, one type upon the other.") if values else _("Means of years."),
        source=source,
        headings=(_("Last month of the year"), *(TYPE_WORDS[kind] for kind in kinds if kind != ALL),
                  _("all uniformed"), _("mean of the year")),
        rows=_told(months, years, [kind for kind in kinds if kind != ALL]),
        legend=legend,
        height=HEIGHT_PX,
        fit="narrow",
    )  # fmt: skip


def time_axis() -> Spec:
    """An axis of years that leaves out labels where there is no room."""
    return {"title": None, "labelExpr": "utcFormat(datum.value, '%Y')", "labelOverlap": True, "tickCount": "year"}


def _grounds(values: list[dict[str, Any]], kinds: Sequence[str]) -> Spec:
    words = {kind: str(TYPE_WORDS[kind]) for kind in kinds}
    told = [{**one, "w": words[one["k"]]} for one in values]
    return {
        "data": {"values": told},
        "mark": {"type": "area", "line": False},
        "encoding": {
            "x": {"field": "d", "type": "temporal", "scale": {"type": "utc"}, "axis": time_axis()},
            "y": {"field": "n", "type": "quantitative", "stack": "zero",
                  "axis": {"title": None, "grid": True, "format": ",d", "tickCount": 5}},
            "order": {"field": "o"},
            "fill": {"field": "k", "type": "nominal", "legend": None,
                     "scale": {"domain": list(kinds), "range": [colour(COLOURS[kind]) for kind in kinds]}},
            "tooltip": [{"field": "d", "type": "temporal", "timeUnit": "utcyearmonth", "title": _("Month")},
                        {"field": "w", "title": _("Type")}, {"field": "n", "format": ",d", "title": _("People")}],
        },
    }  # fmt: skip


def _strokes(values: list[dict[str, Any]], token: str, width: int) -> Spec:
    """Strokes of one colour; the wide ones under the narrow make them stand out from a dark ground."""
    return {
        "data": {"values": values},
        "mark": {"type": "rule", "color": colour(token), "strokeWidth": width},
        "encoding": {
            "x": {"field": "a", "type": "temporal", "scale": {"type": "utc"}, "axis": time_axis()},
            "x2": {"field": "b"},
            "y": {"field": "n", "type": "quantitative",
                  "axis": {"title": None, "grid": True, "format": ",d", "tickCount": 5}},
            "tooltip": [{"field": "y", "title": _("Year")}, {"field": "n", "format": ",d", "title": _("Mean")}],
        },
    }  # fmt: skip


def _told(months: Sequence[Month], years: Sequence[Year], kinds: Sequence[str]) -> list[tuple[Any, ...]]:
    """One row a year: its last month on record and its mean."""
    last = {one.date.year: one for one in months}
    means = {one.year: one for one in years}
    rows = []
    for year in sorted({*last, *means}):
        month, mean = last.get(year), means.get(year)
        label = f"{month.date:%Y-%m}" if month else str(year)
        people = [figure(month.by_type.get(kind, 0)) if month and month.by_type else "–" for kind in kinds]
        rows.append((label, *people, figure(month.total) if month else "–", figure(mean.count) if mean else "–"))
    return rows
