"""What became of one thing over years: rows of spans, such as levels, and of days, such as visits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts.chart import Chart, LegendEntry, Linked
from muster.kit.charts.gantt import CHARACTER_PX
from muster.kit.charts.theme import NOMINAL_WIDTH_PX, Spec, colour, framed, moment
from muster.kit.days import day_words
from muster.kit.pages import Text

ROW_PX = 24
LABEL_PX = 130
AXIS_PX = 30
LABEL_GAP_PX = 8

LEGEND = (
    LegendEntry("committed", gettext_lazy("holds")),
    LegendEntry("proposed", gettext_lazy("no longer, or not yet")),
    LegendEntry("day", gettext_lazy("on a day")),
    LegendEntry("today", gettext_lazy("the day as of which you look")),
)


@dataclass(frozen=True)
class Span:
    """Something that held over ``[start, end)``; ``end`` None: it still does. ``strong``: it held in full.

    ``short`` is written into the bar where ``label`` has no room.
    """

    row: str
    start: date
    end: date | None
    label: str
    detail: str = ""
    short: str = ""
    strong: bool = True
    href: str = ""


@dataclass(frozen=True)
class Moment:
    """Something that happened on a day."""

    row: str
    day: date
    label: str
    detail: str = ""
    href: str = ""


def years_shown(days: Sequence[date], today: date, least_years: int) -> tuple[date, date]:
    """Return the whole years that show every day, today among them, and that are at least so many.

    Years are added at the end, since what comes is planned from there.
    """
    first = min([*days, today]).year
    last = max([*days, today]).year + 1
    return date(first, 1, 1), date(max(last, first + least_years), 1, 1)


def history(
    spans: Sequence[Span],
    moments: Sequence[Moment],
    today: date,
    *,
    rows: Sequence[str],
    window: tuple[date, date],
    title: Text,
    id: str = "history",  # noqa: A002 - it is the HTML id
    summary: Text = "",
    source: Text = "",
    note: Text = "",
) -> Chart:
    """Draw ``rows`` from top to bottom over ``window``, with a tick for each year and a line at ``today``."""
    view = {
        "width": "container",
        "height": {"step": ROW_PX},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": 0,
        "encoding": {"y": _rows_axis(rows)},
        "datasets": _datasets(spans, moments, today, window, rows),
        "layer": _layers(window),
    }
    return Chart(
        id=id,
        spec=framed(view, title=str(title)),
        title=title,
        summary=summary,
        source=source,
        note=note,
        headings=(_("What"), _("From"), _("Until"), _("Which"), _("Detail")),
        rows=_table(spans, moments, rows),
        legend=LEGEND,
        height=len(rows) * ROW_PX + AXIS_PX,
    )


def _rows_axis(rows: Sequence[str]) -> Spec:
    return {
        "field": "row",
        "type": "nominal",
        "sort": None,
        "scale": {"domain": list(rows), "paddingInner": 0, "paddingOuter": 0},
        "axis": {
            "labelAlign": "left",
            "labelPadding": LABEL_PX,
            "labelLimit": LABEL_PX - 10,
            "minExtent": LABEL_PX,
            "maxExtent": LABEL_PX,
        },
    }


def _time_axis(end: date) -> Spec:
    return {
        "type": "temporal",
        "scale": {"type": "utc", "nice": False},
        "axis": {
            "orient": "top",
            "grid": True,
            "tickCount": {"interval": "year", "step": 1},
            "labelExpr": f"time(datum.value) >= {moment(end)} ? '' : utcFormat(datum.value, '%Y')",
            "labelAlign": "left",
            "labelOffset": 2,
            "labelFlush": False,
            "labelOverlap": True,
            "labelSeparation": LABEL_GAP_PX,
        },
    }


def _datasets(
    spans: Sequence[Span], moments: Sequence[Moment], today: date, window: tuple[date, date], rows: Sequence[str]
) -> dict[str, list[dict[str, Any]]]:
    start, end = window
    frame = {"low": moment(start), "high": moment(end)}
    shown = [span for span in spans if (span.end or end) > start and span.start < end]
    return {
        "frame": [{"row": row, **frame} for row in rows],
        "spans": [_span(span, window, max(today, span.start)) for span in shown],
        "moments": [_moment(one) for one in moments if start <= one.day < end],
        "today": [{"day": moment(today)}],
    }


def _moment(one: Moment) -> dict[str, Any]:
    return {
        "row": one.row,
        "day": moment(one.day),
        "what": one.label,
        "detail": one.detail,
        "days": day_words(one.day),
        "href": one.href or None,
    }


def _span(span: Span, window: tuple[date, date], still: date) -> dict[str, Any]:
    """A span within the window; one that still holds is drawn up to today."""
    low = max(span.start, window[0])
    high = min(span.end or still, window[1])
    room = (high - low).days * (NOMINAL_WIDTH_PX - LABEL_PX) / max(1, (window[1] - window[0]).days)
    return {
        "row": span.row,
        "low": moment(low),
        "high": moment(high),
        "state": "strong" if span.strong else "weak",
        "label": next((one for one in (span.label, span.short) if len(one) * CHARACTER_PX + 8 < room), ""),
        "what": span.label,
        "detail": span.detail,
        "days": _days(span),
        "href": span.href or None,
    }


def _days(span: Span) -> str:
    if span.end is None:
        return _("from %(first)s") % {"first": day_words(span.start)}
    return _("from %(first)s until %(end)s") % {"first": day_words(span.start), "end": day_words(span.end)}


def _layers(window: tuple[date, date]) -> list[Spec]:
    time = _time_axis(window[1])
    tooltip = [
        {"field": "what", "title": _("What")},
        {"field": "days", "title": _("Days")},
        {"field": "detail", "title": _("Detail")},
    ]
    x = {**time, "field": "low"}
    return [
        {  # spans the window, so that every row and year is there
            "data": {"name": "frame"},
            "mark": {"type": "bar", "height": {"band": 1}, "filled": False, "stroke": colour("line")},
            "encoding": {"x": x, "x2": {"field": "high"}},
        },
        {
            "data": {"name": "spans"},
            "mark": {"type": "bar", "height": {"band": 0.62}, "stroke": colour("paper"), "strokeWidth": 1.5},
            "encoding": {
                "x": x,
                "x2": {"field": "high"},
                "color": {
                    "field": "state",
                    "type": "nominal",
                    "scale": {"domain": ["strong", "weak"], "range": [colour("accent"), colour("chart-proposed")]},
                    "legend": None,
                },
                "href": {"field": "href"},
                "tooltip": tooltip,
            },
        },
        {
            "data": {"name": "spans"},
            "mark": {"type": "text", "align": "left", "dx": 4, "clip": True},
            "encoding": {
                "x": x,
                "text": {"field": "label"},
                "color": {
                    "condition": {"test": "datum.state == 'strong'", "value": colour("on-accent")},
                    "value": colour("ink"),
                },
            },
        },
        {
            "data": {"name": "moments"},
            "mark": {"type": "point", "shape": "diamond", "filled": True, "size": 70, "opacity": 1,
                     "color": colour("accent"), "stroke": colour("paper")},
            "encoding": {"x": {**time, "field": "day"}, "href": {"field": "href"}, "tooltip": tooltip},
        },
        {
            "data": {"name": "today"},
            "mark": {"type": "rule", "color": colour("ink"), "strokeWidth": 1.5},
            "encoding": {"x": {**time, "field": "day"}, "y": {"value": 0}, "y2": {"value": {"expr": "height"}}},
        },
    ]  # fmt: skip


def _table(spans: Sequence[Span], moments: Sequence[Moment], rows: Sequence[str]) -> list[Sequence[Any]]:
    """Every span and day by row, oldest first."""
    order = {row: place for place, row in enumerate(rows)}
    lines: list[tuple[int, date, Sequence[Any]]] = []
    for span in spans:
        until = day_words(span.end) if span.end else "–"
        label = Linked(span.label, span.href) if span.href else span.label
        lines.append((order[span.row], span.start, (span.row, day_words(span.start), until, label, span.detail)))
    for one in moments:
        label = Linked(one.label, one.href) if one.href else one.label
        lines.append((order[one.row], one.day, (one.row, day_words(one.day), "", label, one.detail)))
    return [line for _place, _day, line in sorted(lines, key=lambda one: one[:2])]
