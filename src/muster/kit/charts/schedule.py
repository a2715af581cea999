"""A schedule of phases: what is done and what lies ahead as bars, slack as an outline, the critical path marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts.chart import Chart, LegendEntry, Linked
from muster.kit.charts.gantt import BETWEEN, height_px, rows_axis, time_axis, today_rule
from muster.kit.charts.theme import Spec, colour, framed, moment
from muster.kit.days import day_words
from muster.kit.pages import Text

LEGEND = (
    LegendEntry("committed", gettext_lazy("done or under way")),
    LegendEntry("proposed", gettext_lazy("ahead")),
    LegendEntry("missing", gettext_lazy("critical: a slip delays the whole")),
    LegendEntry("need", gettext_lazy("slack")),
    LegendEntry("notch", gettext_lazy("wanted, even chance, nine in ten")),
    LegendEntry("today", gettext_lazy("today")),
)


@dataclass(frozen=True)
class Bar:
    """A phase over ``[start, finish)``, led by ``group``. It may slip until ``latest`` at no cost to the whole."""

    group: str
    row: str
    start: date
    finish: date
    latest: date
    state: Literal["past", "ahead"]
    is_critical: bool
    words: str
    href: str = ""


@dataclass(frozen=True)
class Mark:
    """A day that matters to all phases, with a few words."""

    day: date
    words: str


def schedule_chart(
    bars: Sequence[Bar],
    marks: Sequence[Mark],
    today: date,
    *,
    title: Text,
    id: str = "schedule",  # noqa: A002 - it is the HTML id
    summary: Text = "",
    source: Text = "",
) -> Chart:
    """Draw phases in the order of ``bars``. Raises ValueError when there is none; show an empty state instead."""
    if not bars:
        raise ValueError("schedule: there is no phase to draw; show an empty state instead")
    start = min([*(bar.start for bar in bars), today])
    end = max([*(bar.latest for bar in bars), *(mark.day for mark in marks), today]) + timedelta(days=14)
    lines = [_line(bar) for bar in bars]
    view = {
        "width": "container",
        "height": {"step": 22},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": 0,
        "encoding": {"y": rows_axis(lines)},
        "datasets": {
            "frame": [{"line": line, "low": moment(start), "high": moment(end)} for line in lines[:1]],
            "slack": [_span(bar, bar.finish, bar.latest) for bar in bars if bar.latest > bar.finish],
            "bars": [_span(bar, bar.start, bar.finish) for bar in bars],
            "marks": [{"day": moment(mark.day), "words": mark.words} for mark in marks],
        },
        "layer": _layers(time_axis(start, end), today),
    }
    return Chart(
        id=id,
        spec=framed(view, title=str(title)),
        title=title,
        summary=summary,
        source=source,
        headings=(_("Led by"), _("Phase"), _("From"), _("Until"), _("Latest"), _("Critical")),
        rows=[_told(bar) for bar in bars],
        legend=LEGEND,
        height=height_px(len(lines)),
    )


def _line(bar: Bar) -> str:
    return f"{bar.group}{BETWEEN}{bar.row}"


def _span(bar: Bar, start: date, until: date) -> dict[str, Any]:
    return {
        "line": _line(bar),
        "low": moment(start),
        "high": max(moment(until), moment(start + timedelta(days=1))),
        "state": "critical" if bar.is_critical else bar.state,
        "tip_what": bar.row,
        "tip_lead": bar.group,
        "tip_words": bar.words,
        "href": bar.href or None,
    }


def _layers(time: Mapping[str, Any], today: date) -> list[Spec]:
    """Return the layers: an unseen frame that spans the window, slack behind, bars, marks, today."""
    unseen = {"type": "bar", "opacity": 0}
    slack = {"type": "bar", "height": {"band": 0.58}, "color": colour("paper"), "strokeWidth": 1}
    return [
        {"data": {"name": "frame"}, "mark": unseen, "encoding": _extent(time)},
        {"data": {"name": "slack"}, "mark": {**slack, "stroke": colour("line-strong")}, "encoding": _tips(time)},
        {
            "data": {"name": "bars"},
            "mark": {"type": "bar", "height": {"band": 0.58}, "strokeWidth": 1},
            "encoding": {**_tips(time), "color": _states("fill"), "stroke": _states("edge")},
        },
        _marks(time),
        today_rule(today, time),
    ]


def _states(which: str) -> Spec:
    """Return the colour of a bar by its state: a critical one is red on white, so that it differs without colour."""
    colours = {
        "fill": (colour("accent"), colour("chart-proposed"), colour("short-wash")),
        "edge": (colour("accent"), colour("accent"), colour("short")),
    }
    return {
        "field": "state",
        "type": "nominal",
        "scale": {"domain": ["past", "ahead", "critical"], "range": list(colours[which])},
        "legend": None,
    }


def _extent(time: Mapping[str, Any]) -> Spec:
    return {"x": {**time, "field": "low"}, "x2": {"field": "high"}, "href": {"field": "href"}}


def _tips(time: Mapping[str, Any]) -> Spec:
    tips = [
        {"field": "tip_what", "title": _("Phase")},
        {"field": "tip_lead", "title": _("Led by")},
        {"field": "tip_words", "title": _("Days")},
    ]
    return {**_extent(time), "tooltip": tips}


def _marks(time: Mapping[str, Any]) -> Spec:
    return {
        "data": {"name": "marks"},
        "mark": {"type": "rule", "color": colour("muted"), "strokeWidth": 1, "strokeDash": [4, 3]},
        "encoding": {
            "x": {**time, "field": "day"},
            "y": {"value": 0},
            "y2": {"value": {"expr": "height"}},
            "tooltip": [{"field": "words", "title": _("Day")}],
        },
    }


def _told(bar: Bar) -> tuple[Any, ...]:
    named: Any = Linked(bar.row, bar.href) if bar.href else bar.row
    critical = _("yes") if bar.is_critical else "–"
    return (bar.group, named, day_words(bar.start), day_words(bar.finish), day_words(bar.latest), critical)
