"""What is owed by State and mission as a chart: a bar each, cut by age, what is oldest at the end."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from muster.kit.charts.chart import Chart, Linked
from muster.kit.charts.rows import figure, label_width_px, rows_height_px, rows_view
from muster.kit.charts.theme import Spec, colour, framed
from muster.kit.pages import Text
from muster.reimbursement.rules.claim_arrears import AgeBracket, Arrears
from muster.reimbursement.tables.statement import dollars

END_PX = 110
FILLS = ("inset", "chart-proposed", "accent", "short")
"""The tokens of the brackets, the youngest first; each bar also has its outline, and the table its figures."""


def arrears_chart(
    rows: Sequence[Arrears], ages: Sequence[AgeBracket], addresses: Sequence[str], *, title: Text
) -> Chart:
    """Return a bar for each row with something owed. `addresses` are those of the accounts, a row each."""
    owed = [(row, href) for row, href in zip(rows, addresses, strict=True) if row.owed_cents]
    names = [one.words for one in ages]
    values = [value for row, href in owed for value in _pieces(row, names, href)]
    label_px = label_width_px(_label(row) for row, _href in owed)
    along: Spec = {"type": "quantitative", "axis": {"orient": "top", "grid": True, "tickCount": 5, "format": ",d"}}
    bar = {"type": "bar", "height": {"band": 0.72}, "stroke": colour("line-strong")}
    encoding: Spec = {
        "x": {**along, "field": "low"},
        "x2": {"field": "high"},
        "fill": _scale(names),
        "href": {"field": "href"},
        "tooltip": [{"field": "line", "title": _("State, mission")}, {"field": "age", "title": _("Age")},
                    {"field": "words", "title": _("US dollars")}],
    }  # fmt: skip
    view = {**rows_view(values, label_px, END_PX), "layer": [{"mark": bar, "encoding": encoding}, _sums(along)]}
    return Chart(
        id="arrears-chart",
        spec=framed(view, title=str(title)),
        title=title,
        summary=_("What is owed on certified claims, by the days since the end of the quarter; darker is older."),
        headings=(_("State, mission"), *names),
        rows=[
            (Linked(_label(row), href), *(f"{dollars(cents):,.2f}" for cents in row.by_bracket)) for row, href in owed
        ],
        height=rows_height_px(len(owed)),
    )


def _label(row: Arrears) -> str:
    return f"{row.state}, {row.mission}"


def _scale(names: Sequence[str]) -> Spec:
    fills = [colour(FILLS[min(place, len(FILLS) - 1)]) for place in range(len(names))]
    scale = {"domain": list(names), "range": fills}
    return {"field": "age", "type": "nominal", "legend": None, "scale": scale}


def _sums(along: Spec) -> Spec:
    """Return the layer of the figures at the ends of the bars."""
    return {
        "transform": [{"filter": "datum.last"}],
        "mark": {"type": "text", "align": "left", "dx": 8, "clip": False},
        "encoding": {"x": {**along, "field": "high"}, "text": {"field": "sum"}},
    }


def _pieces(row: Arrears, names: Sequence[str], href: str) -> list[dict[str, Any]]:
    """Return the pieces of a bar with something in them, from the youngest on."""
    low, found = 0, []
    for name, cents in zip(names, row.by_bracket, strict=True):
        if cents:
            piece = {"line": _label(row), "age": name, "low": float(dollars(low)), "high": float(dollars(low + cents))}
            found.append({**piece, "words": f"{dollars(cents):,.2f}", "href": href, "last": False, "sum": ""})
        low += cents
    found[-1] |= {"last": True, "sum": figure(float(dollars(row.owed_cents)))}
    return found
