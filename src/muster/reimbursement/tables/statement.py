"""A statement of what is owed as tables: by month, by line, and what is withheld. Money in US dollars."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from muster.kit.pages import Badge
from muster.kit.tables import Column, Table
from muster.reimbursement.rules.record_statement import PartAdjustment
from muster.reimbursement.rules.statement_rows import LineRow
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR
from muster.reimbursement.statement.terms import PaidKind

USD = _("US dollars")
KIND_CHOICES = [(one.label, one.label) for one in PaidKind]


def dollars(cents: int) -> Decimal:
    """Return cents as dollars with two decimals."""
    return Decimal(cents) / CENTS_PER_DOLLAR


def _units(row: LineRow) -> Decimal:
    return Decimal(row.units.numerator) / row.units.denominator


def _rate(row: LineRow) -> Decimal:
    return Decimal(row.line.rate.numerator) / row.line.rate.denominator


def _money(key: str, label: Any, value: Any, **more: Any) -> Column:
    return Column(key, label, value, kind="decimal", decimals=2, unit=USD, total=True, **more)


MONTHS = Table(
    name="statement_months",
    caption=_("By month"),
    empty=_("No month is asked for."),
    order="",
    filters=False,
    columns=[
        Column("month", _("Month")),
        _money("personnel", _("Personnel"), lambda row: dollars(row.personnel_cents)),
        _money("equipment", _("Major equipment"), lambda row: dollars(row.equipment_cents)),
        _money("services", _("Self-sustainment"), lambda row: dollars(row.services_cents)),
        _money("owed", _("Owed"), lambda row: dollars(row.owed_cents)),
        _money("withheld", _("Withheld"), lambda row: dollars(row.withheld_cents)),
    ],
)  # fmt: skip


def lines_table(address: Any, payee: Any) -> Table:
    """Return the table of lines; `address` of a row is that of its explanation, `payee` the name of who is paid."""
    return Table(
        name="statement_lines",
        caption=_("Line by line"),
        empty=_("Nothing is agreed on these days: a version of the memorandum that holds on them would fill this."),
        order="",
        page_size=100,
        columns=[
            Column("month", _("Month"), filter="choice"),
            Column("kind", _("For"), lambda row: row.kind.label, filter="choice", choices=KIND_CHOICES),
            Column("item", _("Item"), kind="link", href=address),
            Column("payee", _("Paid to"), payee, filter="choice"),
            Column("units", _("Units"), _units, kind="decimal", decimals=3),
            Column("rate", _("Rate"), _rate, kind="decimal", decimals=2, unit=_("US dollars a month")),
            _money("amount", _("Amount"), lambda row: dollars(row.amount_cents)),
            _money("withheld", _("Withheld"), lambda row: dollars(row.withheld_cents)),
        ],
    )


def withheld_table(address: Any, payee: Any) -> Table:
    """Return the table of what is withheld, with the rule and what would restore it."""
    return Table(
        name="statement_withheld",
        caption=_("Withheld"),
        empty=_("Nothing is withheld on these days."),
        order="",
        columns=[
            Column("month", _("Month"), lambda row: row.withheld.month.name, filter="choice"),
            Column("item", _("Item"), lambda row: row.withheld.item, kind="link", href=address),
            Column("payee", _("Paid to"), payee, filter="choice", hidden=True),
            Column("rule", _("Because"), lambda row: row.withheld.rule.label, filter="choice"),
            _money("amount", _("Withheld"), lambda row: dollars(row.withheld.amount_cents)),
            Column("restores", _("What would restore it"), "restores"),
        ],
    )


def _standing(row: PartAdjustment) -> Badge:
    if row.adjustment.is_assumption:
        return Badge(_("Assumption"), "due")
    return Badge(_("Rule seen"), "neutral")


def adjustments_table(payee: Any) -> Table:
    """Return the table of what the switched rules add and take off, each with its explanation."""
    return Table(
        name="statement_adjustments",
        caption=_("Deductions, premiums and painting"),
        empty=_("No switched rule adds or takes off anything on these days."),
        order="",
        columns=[
            Column("month", _("Month"), "adjustment.month", filter="choice"),
            Column("rule", _("Rule"), lambda row: row.adjustment.rule.label, filter="choice"),
            Column("item", _("Item"), "adjustment.item"),
            Column("payee", _("Paid to"), payee, filter="choice", hidden=True),
            Column("standing", _("Standing"), _standing, kind="badge"),
            _money("amount", _("Amount"), lambda row: dollars(row.adjustment.amount_cents)),
            Column("why", _("How it is reckoned"), lambda row: "; ".join(row.adjustment.explanation)),
        ],
    )
