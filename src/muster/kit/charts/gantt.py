"""Who fills which post and when: needs outlined behind cover, rotations as notches, gaps hatched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts.chart import Chart, LegendEntry, Linked
from muster.kit.charts.theme import NOMINAL_WIDTH_PX, SLASH_STEP_PX, Spec, colour, framed, hatch, moment
from muster.kit.days import day_words
from muster.kit.pages import Text

ROW_PX = 22
LABEL_PX = 210
CHARACTER_PX = 6.5
BETWEEN = "\u241f"
"""Stands between group and row in the name of a line; shown to nobody."""

LEGEND = (
    LegendEntry("need", gettext_lazy("needed")),
    LegendEntry("committed", gettext_lazy("committed")),
    LegendEntry("proposed", gettext_lazy("proposed")),
    LegendEntry("notch", gettext_lazy("rotation")),
    LegendEntry("gap", gettext_lazy("gap")),
    LegendEntry("today", gettext_lazy("today")),
)


@dataclass(frozen=True)
class Need:
    """A post to be filled over ``[start, end)``. ``group`` is its mission (or State), ``row`` the post's name."""

    group: str
    row: str
    start: date
    end: date
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class Cover:
    """A pledge that fills a post over ``[start, end)``, with the days on which its people rotate."""

    group: str
    row: str
    start: date
    end: date
    label: str
    state: Literal["committed", "proposed"] = "proposed"
    title: str = ""
    value: str = ""
    rotations: tuple[date, ...] = ()
    href: str = ""
    illustrative: bool = False


@dataclass(frozen=True)
class Gap:
    """Days ``[start, end)`` on which a post is needed and nobody fills it."""

    group: str
    row: str
    start: date
    end: date

    @property
    def days(self) -> int:
        """Length in days."""
        return (self.end - self.start).days


def gaps_in(needs: Iterable[Need], covers: Iterable[Cover]) -> list[Gap]:
    """The parts of each need that no cover of the same row fills."""
    by_row: dict[tuple[str, str], list[Cover]] = {}
    for cover in covers:
        by_row.setdefault((cover.group, cover.row), []).append(cover)
    found = []
    for need in needs:
        at = need.start
        for cover in sorted(by_row.get((need.group, need.row), ()), key=lambda one: one.start):
            if cover.start >= need.end:
                break
            if cover.start > at:
                found.append(Gap(need.group, need.row, at, cover.start))
            at = max(at, cover.end)
        if at < need.end:
            found.append(Gap(need.group, need.row, at, need.end))
    return found


def gantt(
    needs: Sequence[Need],
    covers: Sequence[Cover],
    today: date,
    *,
    title: Text,
    id: str = "gantt",  # noqa: A002 - it is the HTML id
    summary: Text = "",
    source: Text = "",
    window: tuple[date, date] | None = None,
    gaps: Sequence[Gap] | None = None,
) -> Chart:
    """Draw posts grouped by mission (or State), in the order of ``needs``.

    ``window`` is the time shown, by default all that is needed or covered. ``gaps`` are by default what no cover
    fills; a reader who may see only some covers is given the gaps. Refused when there is nothing to show.
    """
    start, end = window or _window(needs, covers)
    gaps = gaps_in(needs, covers) if gaps is None else gaps
    lines = _lines(needs, covers, gaps)
    view = {
        "width": "container",
        "height": {"step": ROW_PX},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": 0,
        "encoding": {"y": rows_axis([name for name, _head in lines])},
        "datasets": _datasets(needs, covers, gaps, (start, end), lines),
        "layer": _layers(today, (start, end)),
    }
    return Chart(
        id=id,
        spec=framed(view, title=str(title)),
        title=title,
        summary=summary,
        source=source,
        headings=(_("Group"), _("Post"), _("From"), _("Until"), _("Filled by"), _("State")),
        rows=_table(covers, gaps),
        legend=LEGEND,
        height=height_px(len(lines)),
    )


def height_px(lines: int) -> int:
    """Return the height of a drawing of so many lines, heads of groups counted, in pixels."""
    return lines * ROW_PX + 30


def _window(needs: Sequence[Need], covers: Sequence[Cover]) -> tuple[date, date]:
    spans = [(need.start, need.end) for need in needs] + [(cover.start, cover.end) for cover in covers]
    if not spans:
        raise ValueError("gantt: there is no need and no cover to draw; show an empty state instead")
    return min(start for start, _end in spans), max(end for _start, end in spans)


def _lines(needs: Sequence[Need], covers: Sequence[Cover], gaps: Sequence[Gap]) -> list[tuple[str, bool]]:
    """Every line from top to bottom, with whether it heads a group; the head says how much of the group is covered."""
    groups: dict[str, dict[str, None]] = {}
    for group, row in [(need.group, need.row) for need in needs] + [(cover.group, cover.row) for cover in covers]:
        groups.setdefault(group, {})[row] = None
    needed, missing = _days(needs), _days(gaps)
    lines = []
    for group, rows in groups.items():
        days = needed.get(group, 0)
        part = _("%(share)d %% covered") % {"share": 100 * (days - missing.get(group, 0)) // days} if days else ""
        lines.append((f"{group}{BETWEEN}{BETWEEN}{part}", True))
        lines += [(f"{group}{BETWEEN}{row}", False) for row in rows]
    return lines


def _days(spans: Iterable[Need | Gap]) -> dict[str, int]:
    total: dict[str, int] = {}
    for span in spans:
        total[span.group] = total.get(span.group, 0) + (span.end - span.start).days
    return total


def _line_of(one: Need | Cover | Gap) -> str:
    return f"{one.group}{BETWEEN}{one.row}"


def rows_axis(names: list[str]) -> Spec:
    """Return the axis of lines named ``group BETWEEN row``; one named ``group BETWEEN BETWEEN words`` heads a group."""
    parts = f"split(datum.label, '{BETWEEN}')"
    is_head = f"length(split(datum.value, '{BETWEEN}')) > 2"
    return {
        "field": "line",
        "type": "nominal",
        "sort": None,
        "scale": {"domain": names, "paddingInner": 0, "paddingOuter": 0},
        "axis": {
            "labelExpr": f"length({parts}) > 2 ? {parts}[0] : '\u2003' + {parts}[1]",
            "labelAlign": "left",
            "labelPadding": LABEL_PX,
            "labelLimit": LABEL_PX - 10,
            "minExtent": LABEL_PX,
            "maxExtent": LABEL_PX,
            "labelFontWeight": {"condition": {"test": is_head, "value": 600}, "value": 400},
            "labelColor": {"condition": {"test": is_head, "value": colour("ink")}, "value": colour("muted")},
        },
    }


def time_axis(start: date, end: date) -> Spec:
    """Return the axis of time on top, with a tick for so many months as have room."""
    months = (end.year - start.year) * 12 + end.month - start.month
    step = next((step for limit, step in ((14, 1), (28, 2), (50, 3), (100, 6)) if months <= limit), 12)
    year, month, both = (f"utcFormat(datum.value, '{form}')" for form in ("%Y", "%b", "%b %Y"))
    first = month if 13 - start.month <= step else both  # the year need not be said twice side by side
    words = f"datum.index == 0 ? {first} : utcmonth(datum.value) == 0 ? {year} : {month}"
    return {
        "type": "temporal",
        "scale": {"type": "utc", "nice": False},
        "axis": {
            "orient": "top",
            "grid": True,
            "tickCount": {"interval": "month", "step": step},
            "labelExpr": f"time(datum.value) >= {moment(end)} ? '' : {words}",
            "labelFontWeight": {"condition": {"test": "utcmonth(datum.value) == 0", "value": 600}, "value": 400},
            "labelAlign": "left",
            "labelOffset": 2,
            "labelFlush": False,
        },
    }


def _datasets(
    needs: Sequence[Need],
    covers: Sequence[Cover],
    gaps: Sequence[Gap],
    window: tuple[date, date],
    lines: list[tuple[str, bool]],
) -> dict[str, list[dict[str, Any]]]:
    """The rows of every layer, each set once however many layers draw it."""
    start, end = window
    return {
        "heads": [{"line": name, "low": moment(start), "high": moment(end)} for name, head in lines if head],
        "needs": [_span(need, window) for need in needs],
        "gaps": [_span(gap, window) for gap in gaps],
        "covers": [_bar(cover, window) for cover in covers],
        "notches": [
            {"line": _line_of(cover), "day": moment(day), "state": cover.state}
            for cover in covers
            for day in cover.rotations
            if start < day < end
        ],
    }


def _layers(today: date, window: tuple[date, date]) -> list[Spec]:
    start, end = window
    time = time_axis(start, end)  # without a domain: the heads of the groups span the window, nothing reaches beyond
    stroke_ms = SLASH_STEP_PX / _day_px(window) * 86_400_000
    layers = [
        _heads(time),
        _bars("needs", time, _NEED),
        _bars("gaps", time, _GAP),
        hatch({"name": "gaps"}, time, {"field": "line"}, stroke_ms, 15**2),
        _bars("covers", time, _COVER),
        _notches(time),
        _labels(time),
    ]
    if start <= today < end:
        layers.append(today_rule(today, time))
    return layers


_NEED = {"height": {"band": 0.78}, "color": colour("paper"), "stroke": colour("line-strong"), "strokeWidth": 1}
_GAP = {"height": {"band": 0.78}, "color": colour("short-wash"), "stroke": colour("short"), "strokeWidth": 1}
_COVER = {"height": {"band": 0.58}, "stroke": colour("accent"), "strokeWidth": 1}


def _span(one: Need | Cover | Gap, window: tuple[date, date]) -> dict[str, Any]:
    start, end = max(one.start, window[0]), min(one.end, window[1])
    row: dict[str, Any] = {"line": _line_of(one), "low": moment(start), "high": max(moment(start), moment(end))}
    row["tip_post"] = f"{one.group}: {one.row}"
    row["tip_dates"] = _dates(one.start, one.end)
    if isinstance(one, Need):
        row.update(href=one.href or None, tip_what=one.note or _("needed"))
    elif isinstance(one, Gap):
        row.update(tip_what=_("nobody: %(days)d days") % {"days": one.days})
    return row


def _bar(cover: Cover, window: tuple[date, date]) -> dict[str, Any]:
    what = cover.title or cover.label
    words = {"committed": _("committed"), "proposed": _("proposed")}[cover.state]
    if cover.illustrative:
        words += ", " + _("illustrative")
    return {
        **_span(cover, window),
        "state": cover.state,
        "label": cover.label if _has_room(cover, window) else "",
        "href": cover.href or None,
        "tip_what": f"{what} ({words})",
        "tip_value": cover.value,
    }


def _dates(start: date, end: date) -> str:
    last = end - timedelta(days=1)
    return _("%(first)s to %(last)s") % {"first": day_words(start), "last": day_words(last)}


def _has_room(cover: Cover, window: tuple[date, date]) -> bool:
    """Whether the label fits into its bar, where a year is drawn as wide as usual."""
    days = (min(cover.end, window[1]) - max(cover.start, window[0])).days
    return days * _day_px(window) > len(cover.label) * CHARACTER_PX + 8


def _day_px(window: tuple[date, date]) -> float:
    return (NOMINAL_WIDTH_PX - LABEL_PX) / max(1, (window[1] - window[0]).days)


def _heads(time: Mapping[str, Any]) -> Spec:
    """A band behind the head of each group, with how much of it is covered."""
    words = f"split(datum.line, '{BETWEEN}')[2]"
    return {
        "data": {"name": "heads"},
        "transform": [{"calculate": words, "as": "words"}],
        "layer": [
            {
                "mark": {"type": "bar", "height": {"band": 1}, "color": colour("inset")},
                "encoding": {"x": {**time, "field": "low"}, "x2": {"field": "high"}},
            },
            {
                "mark": {"type": "text", "align": "right", "dx": -4, "color": colour("muted")},
                "encoding": {"x": {**time, "field": "high"}, "text": {"field": "words"}},
            },
        ],
    }


def _bars(rows: str, time: Mapping[str, Any], mark: Mapping[str, Any]) -> Spec:
    encoding: Spec = {
        "x": {**time, "field": "low"},
        "x2": {"field": "high"},
        "href": {"field": "href"},
        "tooltip": [
            {"field": "tip_what", "title": _("By")},
            {"field": "tip_post", "title": _("Post")},
            {"field": "tip_dates", "title": _("Days")},
        ],
    }
    if mark is _COVER:
        encoding["tooltip"].append({"field": "tip_value", "title": _("Value")})
        encoding["color"] = {
            "field": "state",
            "type": "nominal",
            "scale": {"domain": ["committed", "proposed"], "range": [colour("accent"), colour("chart-proposed")]},
            "legend": None,
        }
    return {"data": {"name": rows}, "mark": {"type": "bar", **mark}, "encoding": encoding}


def _notches(time: Mapping[str, Any]) -> Spec:
    """A rotation cuts its bar: paper on a solid bar, ink on a light one."""
    return {
        "data": {"name": "notches"},
        "mark": {"type": "tick", "thickness": 2, "size": ROW_PX * 0.58, "opacity": 1},
        "encoding": {
            "x": {**time, "field": "day"},
            "color": {
                "condition": {"test": "datum.state == 'committed'", "value": colour("paper")},
                "value": colour("accent"),
            },
        },
    }


def _labels(time: Mapping[str, Any]) -> Spec:
    return {
        "data": {"name": "covers"},
        "mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 10, "fontWeight": 600, "baseline": "middle"},
        "encoding": {
            "x": {**time, "field": "low"},
            "text": {"field": "label"},
            "color": {
                "condition": {"test": "datum.state == 'committed'", "value": colour("on-accent")},
                "value": colour("ink"),
            },
        },
    }


def today_rule(today: date, time: Mapping[str, Any]) -> Spec:
    """Return the line of today."""
    return {
        "data": {"values": [{"day": moment(today)}]},
        "mark": {"type": "rule", "color": colour("ink"), "strokeWidth": 1.5},
        "encoding": {"x": {**time, "field": "day"}, "y": {"value": 0}, "y2": {"value": {"expr": "height"}}},
    }


def _linked(words: str, href: str) -> Any:
    return Linked(words, href) if href else words


def _table(covers: Sequence[Cover], gaps: Sequence[Gap]) -> list[tuple[Any, ...]]:
    states = {"committed": _("committed"), "proposed": _("proposed")}
    lines: list[tuple[str, str, date, date, Any, str]] = [
        (c.group, c.row, c.start, c.end, _linked(c.title or c.label, c.href), states[c.state]) for c in covers
    ]
    lines += [(g.group, g.row, g.start, g.end, "–", _("gap")) for g in gaps]
    lines.sort(key=lambda line: line[:3])
    return [(group, row, day_words(start), day_words(end), by, state) for group, row, start, end, by, state in lines]
