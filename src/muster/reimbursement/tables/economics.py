"""Calculations as tables: all of them, one by month and by line, and what follows if something is otherwise."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.kit.pages import Badge
from muster.kit.tables import Column, Table
from muster.reimbursement.tables.statement import USD, dollars

CALCULATIONS = Table(
    name="unit_economics",
    caption=_("Calculations"),
    empty=_("No calculation of your State is on record as of this day."),
    order="reference",
    illustrative=lambda row: bool(row.illustrative),
    columns=[
        Column("reference", _("Calculation"), kind="link", lookup="reference",
               href=lambda row: reverse("economics", args=[row.reference])),
        Column("title", _("Title"), lookup="title"),
        Column("state", _("State"), "state.name", lookup="state__name", filter="choice"),
        Column("mission", _("Mission"), lookup="mission"),
        Column("start", _("From"), kind="date", lookup="start"),
        Column("tour_months", _("Tour"), kind="integer", unit=_("months"), lookup="tour_months"),
        Column("horizon_months", _("Horizon"), kind="integer", unit=_("months"), lookup="horizon_months"),
        Column("strength", _("People"), kind="integer", lookup="strength"),
    ],
)  # fmt: skip


def _money(key: str, label: Any, name: str, *, total: bool = True, **more: Any) -> Column:
    return Column(
        key, label, lambda row: dollars(getattr(row, name)), kind="decimal", decimals=2, unit=USD, total=total, **more
    )


def months_table(address: Any) -> Table:
    """Return the table of months; `address` of a row is where it opens to its lines."""
    return Table(
        name="economics_months",
        caption=_("Month by month"),
        empty=_("No month is looked at."),
        order="",
        filters=False,
        page_size=120,
        columns=[
            Column("number", _("No."), kind="integer"),
            Column("month", _("Month"), kind="link", href=address),
            _money("personnel", _("Personnel"), "personnel_cents"),
            _money("equipment", _("Major equipment"), "equipment_cents"),
            _money("services", _("Self-sustainment"), "services_cents"),
            _money("reimbursed", _("Reimbursed"), "reimbursed_cents"),
            _money("cost", _("Cost"), "cost_cents"),
            _money("balance", _("Balance"), "balance_cents"),
            _money("cumulative", _("Cumulative"), "cumulative_cents", total=False),
            _money("worth", _("Worth of equipment"), "worth_cents", total=False),
        ],
    )


EARNED = Table(
    name="economics_earned",
    caption=_("What is reimbursed"),
    empty=_("Nothing is reimbursed in this month."),
    order="",
    filters=False,
    page_size=400,
    columns=[
        Column("kind", _("For"), lambda row: row.kind.label),
        Column("item", _("Item")),
        Column("units", _("Units"), lambda row: float(row.units), kind="decimal", decimals=3),
        Column("rate", _("Rate"), lambda row: float(row.rate), kind="decimal", decimals=2,
               unit=_("US dollars a month")),
        _money("amount", _("Amount"), "amount_cents"),
    ],
)  # fmt: skip

SPENT = Table(
    name="economics_spent",
    caption=_("What it costs the State"),
    empty=_("Nothing is spent in this month."),
    order="",
    filters=False,
    page_size=400,
    columns=[
        Column("head", _("Pays for"), lambda row: row.head.label),
        Column("words", _("What")),
        _money("amount", _("Amount"), "amount_cents"),
    ],
)

HEADS = Table(
    name="economics_heads",
    caption=_("Costs by what they pay for"),
    empty=_("No cost is entered."),
    order="",
    filters=False,
    columns=[
        Column("head", _("Pays for"), lambda row: row[0].label),
        Column("amount", _("Through the horizon"), lambda row: dollars(row[1]), kind="decimal", decimals=2, unit=USD,
               total=True),
    ],
)  # fmt: skip

ASSUMPTIONS = Table(
    name="economics_assumptions",
    caption=_("What is assumed"),
    empty=_("Nothing is assumed."),
    order="",
    page_size=400,
    columns=[
        Column("name", _("Assumption")),
        Column("value", _("Value")),
        Column("unit", _("Unit")),
        Column("standing", _("Standing"), lambda row: Badge(row.standing.label, "neutral"), kind="badge"),
        Column("source", _("Source")),
    ],
)

LEASES = Table(
    name="economics_leases",
    caption=_("Wet against dry"),
    empty=_("No equipment is entered."),
    order="",
    filters=False,
    columns=[
        Column("lease", _("Lease"), lambda row: row.lease.label),
        _money("reimbursed", _("Reimbursed"), "reimbursed_cents", total=False),
        _money("cost", _("Cost of the State"), "cost_cents", total=False),
        _money("balance", _("Balance"), "balance_cents", total=False),
        _money("upkeep", _("Maintained by the organisation"), "organisation_upkeep_cents", total=False),
        _money("organisation", _("Cost of the organisation"), "organisation_cents", total=False),
    ],
)  # fmt: skip

GROUPS = Table(
    name="economics_groups",
    caption=_("What serviceability is worth, by vehicle group"),
    empty=_("No equipment is entered."),
    order="",
    filters=False,
    columns=[
        Column("group", _("Group")),
        Column("quantity", _("Units"), kind="integer"),
        Column("serviceable", _("Assumed serviceable"), kind="integer"),
        Column("needed", _("Needed for the threshold"), kind="integer"),
        Column("reaches", _("Threshold"), lambda row: Badge(*_reached(row)), kind="badge"),
        _money("monthly", _("Earned a month"), "monthly_cents"),
        _money("next_unit", _("One more unit, a month"), "next_unit_cents", total=False),
        _money("jump", _("Jump at the threshold, a month"), "jump_cents", total=False),
    ],
)


def _reached(row: Any) -> tuple[Any, Any]:
    return (_("reached"), "met") if row.reaches else (_("not reached"), "short")


SWINGS = Table(
    name="economics_swings",
    caption=_("Balance at the end of the horizon"),
    empty=_("Nothing is assumed that could be varied."),
    order="",
    filters=False,
    columns=[
        Column("assumption", _("Assumption")),
        _money("low", _("Lower"), "low_cents", total=False),
        _money("high", _("Higher"), "high_cents", total=False),
        _money("spread", _("Moves by"), "spread_cents", total=False),
    ],
)
