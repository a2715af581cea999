"""The annual report as tables. Money in US dollars; an empty cell says that nothing is on record."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from muster.kit.tables import Column, Table
from muster.reimbursement.tables.statement import USD, dollars


def known_dollars(cents: int | None) -> Decimal | None:
    """Return cents as dollars, and nothing where nothing is known."""
    return None if cents is None else dollars(cents)


def _money(key: str, label: Any, name: str, *, total: bool = True) -> Column:
    return Column(
        key, label, lambda row: known_dollars(getattr(row, name)), kind="decimal", decimals=2, unit=USD, total=total
    )


UNITS = Table(
    name="annual_units",
    caption=_("Units abroad"),
    empty=_("No unit of the State was abroad in this year."),
    order="",
    filters=False,
    columns=[
        Column("reference", _("Unit")),
        Column("title", _("Title")),
        Column("mission", _("Mission")),
        Column("days", _("Days present"), kind="integer"),
        Column("most_people", _("Most people on a day"), kind="integer"),
        Column("person_days", _("Person-days"), kind="integer", total=True),
    ],
)

MONEY = Table(
    name="annual_money",
    caption=_("Reimbursement"),
    empty=_("No memorandum of the State is on record."),
    order="",
    filters=False,
    columns=[
        Column("memorandum", _("Memorandum")),
        Column("unit", _("Unit")),
        Column("mission", _("Mission")),
        _money("owed", _("Owed"), "owed_cents"),
        _money("withheld", _("Withheld"), "withheld_cents"),
        _money("claimed", _("Claimed"), "claimed_cents"),
        _money("paid", _("Paid or set off"), "paid_cents"),
        _money("outstanding", _("Outstanding"), "outstanding_cents"),
    ],
)

EQUIPMENT = Table(
    name="annual_equipment",
    caption=_("Equipment agreed"),
    empty=_("No equipment is agreed in this year."),
    order="",
    filters=False,
    columns=[
        Column("memorandum", _("Memorandum")),
        Column("item", _("Item")),
        Column("quantity", _("Quantity"), kind="integer", total=True),
        Column("lease", _("Lease")),
    ],
)

LOSSES = Table(
    name="annual_losses",
    caption=_("Losses"),
    empty=_("No loss of this year is on record."),
    order="",
    filters=False,
    columns=[
        Column("reference", _("Case")),
        Column("on", _("Day"), kind="date"),
        Column("words", _("What happened")),
        Column("stage", _("Stage")),
        _money("value", _("Value"), "value_cents"),
        _money("paid", _("Decided to pay"), "paid_cents"),
    ],
)

COSTS = Table(
    name="annual_costs",
    caption=_("Costs as reckoned"),
    empty=_("No calculation of the State has months in this year."),
    order="",
    filters=False,
    columns=[
        Column("calculation", _("Calculation")),
        Column("head", _("Pays for")),
        _money("amount", _("Amount"), "amount_cents"),
    ],
)
