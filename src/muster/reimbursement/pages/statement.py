"""What the pages of a statement show, as the kit's plain values."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.days import day_words
from muster.kit.intervals import DateInterval
from muster.kit.pages import Action, Crumb, ExplainInput, Explanation, Fact, KeyFigure, PageHead
from muster.reference.parameters import parameter
from muster.reimbursement.models import Memorandum
from muster.reimbursement.pages.memoranda import crumbs
from muster.reimbursement.rules.statement_rows import LineRow, MonthRow
from muster.reimbursement.statement.cents import as_dollars
from muster.reimbursement.statement.explanation import explanation_of
from muster.reimbursement.statement.parameters import NAMES
from muster.reimbursement.tables.statement import dollars


def asked(days: DateInterval) -> str:
    """Return the days asked for as they stand in an address."""
    return urlencode({"start": days.start.isoformat(), "until": days.until.isoformat() if days.until else ""})


def statement_address(memorandum: Memorandum, days: DateInterval, name: str = "memorandum-statement") -> str:
    """Return the address of a memorandum's statement, or of its paper or workbook, for days."""
    return f"{reverse(name, args=[memorandum.reference])}?{asked(days)}"


def line_address(memorandum: Memorandum, days: DateInterval, number: int) -> str:
    """Return the address of the explanation of one line."""
    return f"{reverse('statement-line', args=[memorandum.reference, number])}?{asked(days)}"


def days_said(days: DateInterval) -> str:
    """Return the days of a statement in words."""
    if days.until is None:
        return _("from %(start)s") % {"start": day_words(days.start)}
    return _("%(start)s to %(until)s (excluded)") % {"start": day_words(days.start), "until": day_words(days.until)}


def _crumbs(memorandum: Memorandum, *more: Crumb) -> list[Crumb]:
    own = Crumb(memorandum.reference, reverse("reimbursement-memorandum", args=[memorandum.reference]))
    return crumbs(own, *more)


def statement_head(memorandum: Memorandum, days: DateInterval) -> PageHead:
    """Return the head of a statement's page."""
    unit = memorandum.unit
    words = {"unit": unit.title, "state": unit.state.name, "mission": unit.post.requirement.mission.acronym}
    return PageHead(
        title=_("Statement of %(memorandum)s") % {"memorandum": memorandum.title},
        crumbs=_crumbs(memorandum, Crumb(_("Statement"))),
        lead=_("%(unit)s, %(state)s in %(mission)s") % words + f": {days_said(days)}",
        actions=[
            Action(_("PDF"), statement_address(memorandum, days, "statement-paper")),
            Action(_("Workbook"), statement_address(memorandum, days, "statement-workbook")),
        ],
        illustrative=memorandum.illustrative,
    )


def statement_figures(rows: Sequence[MonthRow], adjusted_cents: int) -> list[KeyFigure]:
    """Return what is owed, by kind, what is withheld, and what the switched rules add or take off."""
    personnel, equipment, services, withheld = (
        dollars(sum(getattr(row, name) for row in rows))
        for name in ("personnel_cents", "equipment_cents", "services_cents", "withheld_cents")
    )
    unit = _("US dollars")
    owed, adjusted = personnel + equipment + services, dollars(adjusted_cents)
    payable = (
        []
        if not adjusted
        else [
            KeyFigure(_("Deductions and premiums"), f"{adjusted:+,.2f}", unit, href="#adjustments"),
            KeyFigure(_("Payable"), f"{owed + adjusted:,.2f}", unit),
        ]
    )
    return [
        KeyFigure(_("Owed"), f"{owed:,.2f}", unit),
        KeyFigure(_("Personnel"), f"{personnel:,.2f}", unit),
        KeyFigure(_("Major equipment"), f"{equipment:,.2f}", unit),
        KeyFigure(_("Self-sustainment"), f"{services:,.2f}", unit),
        KeyFigure(_("Withheld"), f"{withheld:,.2f}", unit, tone="due" if withheld else "neutral", href="#withheld"),
        *payable,
    ]


def statement_rule(on: date) -> Explanation:
    """Return how every line is reckoned, with the parameters in force on a day."""
    rows = [parameter(key, on) for key in NAMES]
    return Explanation(
        _("Units paid times the exact monthly rate, by days over days of the month, rounded once to the cent. Units "
          "and services are those of signed inspections, people those of strength reports, rates those agreed."),
        parameters=tuple(
            ExplainInput(
                row.key.replace("_", " "), f"{row.value} {row.unit}".strip(), source=row.source, standing=row.standing
            )
            for row in rows
        ),
    )  # fmt: skip


def line_head(memorandum: Memorandum, days: DateInterval, row: LineRow) -> PageHead:
    """Return the head of the page that explains one line."""
    back = Crumb(_("Statement"), statement_address(memorandum, days))
    return PageHead(
        title=_("%(item)s in %(month)s: US dollars %(amount)s") % {
            "item": row.item, "month": row.month, "amount": f"{dollars(row.amount_cents):,.2f}",
        },
        crumbs=_crumbs(memorandum, back, Crumb(_("Line %(number)s") % {"number": row.number})),
        lead=row.kind.label.capitalize(),
        illustrative=memorandum.illustrative,
    )  # fmt: skip


def line_facts(row: LineRow, payee: str) -> list[Fact]:
    """Return what a line pays for, how much of it, at which rate, and to whom."""
    return [
        Fact(_("Paid to"), payee),
        Fact(_("Units"), f"{float(row.units):,.3f}"),
        Fact(_("Unit-days"), f"{row.line.unit_days:,}"),
        Fact(_("Rate, shown to the cent"), f"{dollars(round(row.line.rate * 100)):,.2f}"),
        Fact(_("Amount"), as_dollars(row.amount_cents)),
        Fact(_("Withheld"), as_dollars(row.withheld_cents)),
        Fact(_("Version of the memorandum"), str(row.part.version)),
    ]


def line_steps(row: LineRow) -> list[str]:
    """Return the explanation of a line, rule by rule."""
    return explanation_of(row.part.statement, row.line)
