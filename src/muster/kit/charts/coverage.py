"""How much of what is needed is covered: by unit type or mission as bars, and month by month as steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts.chart import Chart, LegendEntry, Linked
from muster.kit.charts.rows import figure, label_width_px, rows_height_px, rows_view
from muster.kit.charts.theme import SLASH_STEP_PX, Spec, colour, framed, hatch, moment
from muster.kit.pages import Text

MOST_LABEL_PX = 200
END_PX = 145
USUAL_WIDTH_PX = 640
"""Between a chart over the whole column and one over half of it; strokes are spaced for it."""
LEGEND = (
    LegendEntry("need", gettext_lazy("needed")),
    LegendEntry("committed", gettext_lazy("covered")),
    LegendEntry("gap", gettext_lazy("missing")),
)


@dataclass(frozen=True)
class Coverage:
    """What is needed and what of it is covered, in one unit (posts, people or person-days)."""

    label: str
    needed: float
    covered: float
    href: str = ""

    @property
    def missing(self) -> float:
        """What nobody covers."""
        return max(0.0, self.needed - self.covered)


@dataclass(frozen=True)
class MonthCoverage:
    """The same for one month of one group; ``month`` is its first day."""

    group: str
    month: date
    needed: float
    covered: float


def coverage_bars(
    lines: Sequence[Coverage],
    *,
    title: Text,
    unit: Text,
    id: str = "coverage",  # noqa: A002 - it is the HTML id
    summary: Text = "",
    source: Text = "",
) -> Chart:
    """One bar a line, in the order given: needed outlined, covered filled, the rest hatched, the numbers at its end."""
    values = [_bar(line) for line in lines]
    label_px = label_width_px((line.label for line in lines), MOST_LABEL_PX)
    most = max([line.needed for line in lines] + [line.covered for line in lines], default=1) or 1
    along: Spec = {
        "type": "quantitative",
        "scale": {"domain": [0, most], "nice": False},
        "axis": {"orient": "top", "grid": True, "tickCount": 5, "format": ",d"},
    }
    step = SLASH_STEP_PX * most / (USUAL_WIDTH_PX - label_px - END_PX)
    gaps = [{"line": v["line"], "low": v["covered"], "high": v["needed"]} for v in values if v["needed"] > v["covered"]]
    view = {
        **rows_view(values, label_px, END_PX),
        "layer": [
            _layer(along, "needed", 0.72, colour("paper"), colour("line-strong")),
            {
                "data": {"values": gaps},
                "mark": {
                    "type": "bar",
                    "height": {"band": 0.72},
                    "color": colour("short-wash"),
                    "stroke": colour("short"),
                },
                "encoding": {"x": {**along, "field": "low"}, "x2": {"field": "high"}},
            },
            hatch({"values": gaps}, along, {"field": "line"}, step, 15**2),
            _layer(along, "covered", 0.52, colour("accent"), colour("accent")),
            {
                "mark": {"type": "text", "align": "left", "dx": 8, "clip": False},
                "encoding": {"x": {**along, "field": "end"}, "text": {"field": "words"}},
            },
        ],
    }
    return Chart(
        id=id,
        spec=framed(view, title=str(title)),
        title=title,
        summary=summary,
        source=source,
        headings=("", _("Needed (%(unit)s)") % {"unit": unit}, _("Covered"), _("Missing"), _("Share")),
        rows=[
            (
                Linked(line.label, line.href) if line.href else line.label,
                *(figure(n) for n in (line.needed, line.covered, line.missing)),
                _share(line),
            )
            for line in lines
        ],
        legend=LEGEND,
        height=rows_height_px(len(lines)),
    )


def _bar(line: Coverage) -> dict[str, Any]:
    covered = min(line.covered, line.needed) if line.needed else line.covered
    return {
        "line": line.label,
        "needed": line.needed,
        "covered": covered,
        "end": max(line.needed, covered),
        "href": line.href or None,
        "words": _("%(share)s, %(missing)s missing") % {"share": _share(line), "missing": figure(line.missing)}
        if line.missing
        else _share(line),
    }


def _share(line: Coverage) -> str:
    return f"{int(100 * line.covered / line.needed)}\u00a0%" if line.needed else "–"


def _layer(along: Spec, field: str, band: float, fill: str, stroke: str) -> Spec:
    return {
        "mark": {"type": "bar", "height": {"band": band}, "color": fill, "stroke": stroke, "strokeWidth": 1},
        "encoding": {
            "x": {**along, "field": field, "stack": None},
            "href": {"field": "href"},
            "tooltip": [
                {"field": "line", "title": _("Line")},
                {"field": "needed", "title": _("Needed"), "format": ",d"},
                {"field": "covered", "title": _("Covered"), "format": ",d"},
                {"field": "words", "title": _("That is")},
            ],
        },
    }


def coverage_by_month(
    months: Sequence[MonthCoverage],
    *,
    title: Text,
    unit: Text,
    id: str = "coverage-by-month",  # noqa: A002 - it is the HTML id
    summary: Text = "",
    source: Text = "",
    columns: int = 3,
) -> Chart:
    """Small pictures, one a group, all on one scale of time: needed as a line, covered as the ground under it."""
    values = [
        {"group": one.group, "month": moment(one.month), "needed": one.needed, "covered": one.covered} for one in months
    ]
    groups = list(dict.fromkeys(one.group for one in months))
    time = {
        "field": "month",
        "type": "temporal",
        "scale": {"type": "utc", "nice": False},
        "axis": {
            "labelExpr": "utcFormat(datum.value, '%Y')",
            "tickCount": {"interval": "month", "step": 12},
            "grid": True,
        },
    }
    amount = {"type": "quantitative", "axis": {"tickCount": 3, "format": ",d", "grid": True}}
    view = {
        "data": {"values": values},
        "columns": columns,
        "bounds": "flush",
        "spacing": {"row": 44, "column": 44},
        "facet": {"field": "group", "type": "nominal", "sort": groups, "header": {"labelAnchor": "start"}},
        "resolve": {"scale": {"y": "independent"}},
        "spec": {
            "width": 230,
            "height": 64,
            "layer": [
                {
                    "mark": {"type": "area", "interpolate": "step-after", "color": colour("short-wash")},
                    "encoding": {"x": time, "y": {**amount, "field": "needed", "stack": None}},
                },
                {
                    "mark": {"type": "area", "interpolate": "step-after", "color": colour("accent")},
                    "encoding": {"x": time, "y": {**amount, "field": "covered", "stack": None}},
                },
                {
                    "mark": {"type": "line", "interpolate": "step-after", "color": colour("ink"), "strokeWidth": 1.2},
                    "encoding": {"x": time, "y": {**amount, "field": "needed"}},
                },
            ],
        },
    }
    return Chart(
        id=id,
        spec=framed(view, title=str(title)),
        title=title,
        summary=summary,
        source=source,
        headings=(_("Group"), _("Month"), _("Needed (%(unit)s)") % {"unit": unit}, _("Covered")),
        rows=[(m.group, date_format(m.month, "M Y"), figure(m.needed), figure(m.covered)) for m in months],
        legend=(
            LegendEntry("line", gettext_lazy("needed")),
            LegendEntry("committed", gettext_lazy("covered")),
            LegendEntry("missing", gettext_lazy("missing")),
        ),
        fit="scale",
    )
