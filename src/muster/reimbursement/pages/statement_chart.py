"""What is owed month by month, by kind, as a chart."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts.chart import Chart, LegendEntry
from muster.kit.charts.theme import Spec, colour, framed
from muster.reimbursement.rules.statement_rows import MonthRow
from muster.reimbursement.tables.statement import dollars

HEIGHT_PX = 240
LEGEND = (
    LegendEntry("committed", gettext_lazy("personnel")),
    LegendEntry("proposed", gettext_lazy("major equipment")),
    LegendEntry("need", gettext_lazy("self-sustainment")),
    LegendEntry("missing", gettext_lazy("withheld")),
)
FILLS = ("accent", "chart-proposed", "inset", "short-wash")
STROKES = ("accent", "accent", "line-strong", "short")


def statement_chart(rows: Sequence[MonthRow]) -> Chart:
    """Return a stack of bars a month; the title says what is owed and withheld in all."""
    names = [_("personnel"), _("major equipment"), _("self-sustainment"), _("withheld")]
    values: list[dict[str, Any]] = []
    told = []
    for row in rows:
        cents = (row.personnel_cents, row.equipment_cents, row.services_cents, row.withheld_cents)
        values += [
            {"month": row.month, "what": name, "order": order, "usd": float(dollars(amount))}
            for order, (name, amount) in enumerate(zip(names, cents, strict=True))
        ]
        told.append((row.month, *(f"{dollars(amount):,.2f}" for amount in cents)))
    owed = dollars(sum(row.owed_cents for row in rows))
    withheld = dollars(sum(row.withheld_cents for row in rows))
    title = _("US dollars %(owed)s owed, %(withheld)s withheld") % {
        "owed": f"{owed:,.2f}", "withheld": f"{withheld:,.2f}",
    }  # fmt: skip
    view: Spec = {
        "width": "container",
        "height": HEIGHT_PX,
        "data": {"values": values},
        "mark": {"type": "bar"},
        "encoding": {
            "x": {"field": "month", "type": "ordinal", "axis": {"title": None, "labelAngle": 0}},
            "y": {"field": "usd", "type": "quantitative", "axis": {"title": _("US dollars"), "grid": True}},
            "order": {"field": "order"},
            "fill": _scale(names, FILLS),
            "stroke": _scale(names, STROKES),
            "tooltip": [{"field": "month"}, {"field": "what"}, {"field": "usd", "format": ",.2f"}],
        },
    }
    return Chart(
        id="statement-months",
        spec=framed(view, title=str(title)),
        title=title,
        summary=_("What is owed in each month for people, major equipment and self-sustainment, and what is withheld."),
        headings=(_("Month"), *names),
        rows=told,
        legend=LEGEND,
        height=HEIGHT_PX,
        fit="narrow",
    )


def _scale(names: list[str], tokens: tuple[str, ...]) -> Spec:
    """Return a colour for each kind."""
    scale = {"domain": names, "range": [colour(one) for one in tokens]}
    return {"field": "what", "type": "nominal", "legend": None, "scale": scale}
