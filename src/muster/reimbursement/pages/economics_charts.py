"""Charts of a calculation: the cumulative balance, what serviceability earns, and how far assumptions move it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts.chart import Chart, LegendEntry
from muster.kit.charts.theme import Spec, colour, framed
from muster.kit.pages import Text
from muster.reimbursement.rules.economics.outcome import Outcome
from muster.reimbursement.rules.economics.sensitivity import Swing
from muster.reimbursement.rules.economics.serviceability import SharePoint
from muster.reimbursement.tables.statement import dollars

HEIGHT_PX = 260
ROW_PX = 26
HEAD_PX = 40
MOST_TICKS = 12
TICK_STEPS = (1, 3, 6, 12)
"""Months between ticks that fall on the same months every year."""
CASH, WORTH = gettext_lazy("cumulative balance"), gettext_lazy("with what the equipment is still worth")
LOWER, HIGHER = gettext_lazy("lower"), gettext_lazy("higher")


def break_even_words(found: Outcome) -> str:
    """Return when a plan breaks even, or that it never does."""
    month = found.breaks_even_in
    words = {"months": found.plan.horizon_months}
    if month is None:
        return _("Never within %(months)s months") % words
    return _("In month %(number)s (%(month)s)") % {"number": month.number, "month": month.month}


def cumulative_chart(found: Outcome) -> Chart:
    """Return the cumulative balance by month, in cash and with the worth of the equipment."""
    values: list[dict[str, Any]] = []
    told = []
    for month in found.months:
        cash = dollars(month.cumulative_cents)
        whole = dollars(month.cumulative_cents + month.worth_cents)
        values += [
            {"month": f"{month.month}-01", "what": str(CASH), "usd": float(cash)},
            {"month": f"{month.month}-01", "what": str(WORTH), "usd": float(whole)},
        ]
        told.append((month.month, f"{cash:,.2f}", f"{whole:,.2f}"))
    title = f"{_('Breaks even')}: {break_even_words(found)}"
    zero = {"mark": {"type": "rule"}, "encoding": {"y": {"datum": 0}, "stroke": {"value": colour("line-strong")}}}
    lines = {
        "mark": {"type": "line"},
        "encoding": {
            "x": {"field": "month", "type": "temporal", "axis": _month_axis(len(found.months))},
            "y": {"field": "usd", "type": "quantitative", "axis": {"title": _("US dollars"), "grid": True}},
            "stroke": _colours((str(CASH), str(WORTH)), ("accent", "line-strong")),
            "tooltip": [{"field": "month", "type": "temporal"}, {"field": "what"}, {"field": "usd", "format": ",.2f"}],
        },
    }
    view: Spec = {"width": "container", "height": HEIGHT_PX, "data": {"values": values}, "layer": [zero, lines]}
    return Chart(
        id="economics-cumulative",
        spec=framed(view, title=title),
        title=title,
        summary=_("What is reimbursed less what is spent, added up month by month."),
        headings=(_("Month"), CASH, WORTH),
        rows=told,
        legend=(LegendEntry("committed", CASH), LegendEntry("need", WORTH)),
        height=HEIGHT_PX,
        fit="narrow",
    )


def _month_axis(months: int) -> Spec:
    """Return an axis of months with a tick for each of a year's, and fewer for a longer time."""
    step = next((one for one in TICK_STEPS if months <= MOST_TICKS * one), TICK_STEPS[-1])
    return {
        "title": None, "format": "%Y-%m", "labelOverlap": True, "tickCount": {"interval": "month", "step": step},
    }  # fmt: skip


def _colours(names: tuple[str, ...], tokens: tuple[str, ...]) -> Spec:
    scale = {"domain": list(names), "range": [colour(one) for one in tokens]}
    return {"field": "what", "type": "nominal", "legend": None, "scale": scale}


def share_chart(curve: Sequence[SharePoint]) -> Chart:
    """Return what equipment earns a month by the share that is serviceable."""
    values = [{"percent": one.percent, "usd": float(dollars(one.monthly_cents))} for one in curve]
    steps = [(after.monthly_cents - before.monthly_cents, after.percent) for before, after in pairwise(curve)]
    widest, at = max(steps, default=(0, 0))
    title = _("What is serviceable changes nothing from %(percent)s percent on") % {"percent": curve[0].percent}
    if widest:
        title = _("The widest step is at %(percent)s percent: US dollars %(usd)s a month") % {
            "percent": at, "usd": f"{dollars(widest):,.2f}",
        }  # fmt: skip
    view: Spec = {
        "width": "container",
        "height": HEIGHT_PX,
        "data": {"values": values},
        "mark": {"type": "line", "interpolate": "step-after"},
        "encoding": {
            "x": {"field": "percent", "type": "quantitative", "axis": {"title": _("percent serviceable")},
                  "scale": {"zero": False, "nice": False}},
            "y": {"field": "usd", "type": "quantitative", "axis": {"title": _("US dollars a month"), "grid": True}},
            "stroke": {"value": colour("accent")},
            "tooltip": [{"field": "percent"}, {"field": "usd", "format": ",.2f"}],
        },
    }  # fmt: skip
    return Chart(
        id="economics-serviceability",
        spec=framed(view, title=str(title)),
        title=title,
        summary=_("What major equipment earns in the first month, if one share of every line is serviceable."),
        headings=(_("Percent serviceable"), _("US dollars a month")),
        rows=[(one.percent, f"{dollars(one.monthly_cents):,.2f}") for one in curve],
        height=HEIGHT_PX,
        fit="narrow",
    )


def _widest_first(one: Swing, balance_cents: int) -> list[tuple[Text, int]]:
    """Return both ends of a swing, the farther one first: where both lie on one side, the nearer is drawn over it."""
    ends: list[tuple[Text, int]] = [(LOWER, one.low_cents), (HIGHER, one.high_cents)]
    return sorted(ends, key=lambda end: -abs(end[1] - balance_cents))


def tornado_chart(rows: Sequence[Swing], balance_cents: int, share: str) -> Chart:
    """Return how far each assumption moves the balance, the widest on top."""
    names = [one.assumption for one in rows]
    base = float(dollars(balance_cents))
    values = [
        {"assumption": one.assumption, "what": str(what), "from": base, "to": float(dollars(cents))}
        for one in rows
        for what, cents in _widest_first(one, balance_cents)
    ]
    title = (
        _("The balance hangs most on: %(assumption)s") % {"assumption": names[0]}
        if names
        else _("Nothing is assumed that could be varied")
    )
    height = HEAD_PX + ROW_PX * len(rows)
    view: Spec = {
        "width": "container",
        "height": height,
        "data": {"values": values},
        "mark": {"type": "bar"},
        "encoding": {
            "y": {"field": "assumption", "type": "nominal", "sort": names,
                  "axis": {"title": None, "labelLimit": 200}},
            "x": {"field": "from", "type": "quantitative", "axis": {"title": _("US dollars"), "grid": True},
                  "scale": {"zero": False}},
            "x2": {"field": "to"},
            "fill": _colours((str(LOWER), str(HIGHER)), ("chart-proposed", "accent")),
            "tooltip": [{"field": "assumption"}, {"field": "what"}, {"field": "to", "format": ",.2f"}],
        },
    }  # fmt: skip
    return Chart(
        id="economics-sensitivity",
        spec=framed(view, title=str(title)),
        title=title,
        summary=_("The balance at the end of the horizon with each assumption %(share)s percent lower and higher, all "
                  "others unchanged.") % {"share": share},
        headings=(_("Assumption"), _("Lower"), _("Higher")),
        rows=[
            (one.assumption, f"{dollars(one.low_cents):,.2f}", f"{dollars(one.high_cents):,.2f}") for one in rows
        ],
        legend=(LegendEntry("proposed", LOWER), LegendEntry("committed", HIGHER)),
        height=height,
        fit="narrow",
    )  # fmt: skip
