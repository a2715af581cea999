"""Editions, their rates, what deviates, what differs, and what that means, as tables. Money is US dollars."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.reimbursement.rules.edition_comparison import RateChange
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR

DOLLARS = _("US dollars")
A_MONTH = _("US dollars a month")
CHANGE_TONES: dict[str, Tone] = {RateChange.ADDED: "accent", RateChange.GONE: "neutral", RateChange.CHANGED: "due"}


def dollars(cents: int | None) -> Decimal | None:
    """Return cents as dollars."""
    return None if cents is None else Decimal(cents) / CENTS_PER_DOLLAR


def check_badge(deviates: bool) -> Badge:
    """Return whether a row holds against the formula."""
    return Badge(_("deviates"), "due") if deviates else Badge(_("as the formula"), "met")


CHECK = Column("check", _("Check"), lambda row: check_badge(row.deviates), kind="badge")

EDITIONS = Table(
    name="rate-editions",
    caption=_("Editions of rates"),
    empty=_("No edition of rates that you may see is on record. A secretariat loads one for all, a State for itself."),
    order="-valid_from",
    columns=[
        Column("reference", _("Edition"), kind="link", lookup="reference",
               href=lambda row: reverse("rate-edition", args=[row.reference])),
        Column("title", _("Title"), lookup="title"),
        Column("manual", _("Manual"), lookup="manual"),
        Column("owner", _("Loaded by"), "owner.name", lookup="owner__name", filter="choice"),
        Column("valid_from", _("In force from"), kind="date", lookup="valid_from"),
        Column("valid_until", _("Until (excluded)"), kind="date", lookup="valid_until"),
        Column("equipment", _("Items"), "equipment_count", kind="integer", lookup="equipment_count"),
        Column("services", _("Categories of self-sustainment"), "service_count", kind="integer",
               lookup="service_count"),
    ],
)  # fmt: skip

EQUIPMENT_RATES = Table(
    name="equipment-rates",
    caption=_("Major equipment"),
    empty=_("The edition has no rate of major equipment."),
    source=_("Dry and wet as the edition prints them; the row says whether they hold against the formula"),
    page_size=100,
    columns=[
        Column("item", _("Item")),
        Column("category", _("Category"), filter="choice"),
        CHECK,
        Column("gfmv", _("Generic fair market value"), kind="decimal", unit=DOLLARS, decimals=2),
        Column("life", _("Useful life"), kind="decimal", unit=_("years"), decimals=2),
        Column("no_fault", _("No-fault factor"), kind="decimal", unit=_("percent"), decimals=4),
        Column("maintenance", _("Maintenance"), kind="decimal", unit=A_MONTH, decimals=2),
        Column("dry", _("Dry lease"), kind="decimal", unit=A_MONTH, decimals=2),
        Column("wet", _("Wet lease"), kind="decimal", unit=A_MONTH, decimals=2),
        Column("paint", _("Painting"), kind="decimal", unit=DOLLARS, decimals=2),
        Column("repaint", _("Repainting"), kind="decimal", unit=DOLLARS, decimals=2),
        Column("number", _("Line"), kind="integer", hidden=True),
    ],
)

SERVICE_RATES = Table(
    name="service-rates",
    caption=_("Self-sustainment"),
    empty=_("The edition has no rate of self-sustainment."),
    page_size=100,
    columns=[
        Column("category", _("Category")),
        Column("rate", _("Rate"), kind="decimal", unit=_("US dollars a person and month"), decimals=2),
        CHECK,
        Column("number", _("Line"), kind="integer", hidden=True),
    ],
)

FINDINGS = Table(
    name="rate-findings",
    caption=_("Rates that deviate"),
    empty=_("Every rate holds against the formula within the rounding of the table."),
    page_size=100,
    columns=[
        Column("table", _("Table"), "table.label", filter="choice"),
        Column("number", _("Line"), kind="integer"),
        Column("category", _("Category")),
        Column("item", _("Item")),
        Column("column", _("Column"), "column.label", filter="choice"),
        Column("printed", _("Printed"), lambda row: Decimal(row.printed), kind="decimal", unit=DOLLARS, decimals=2),
        Column("expected", _("Expected"), lambda row: Decimal(row.expected), kind="decimal", unit=DOLLARS, decimals=2),
        Column("words", _("Why")),
    ],
)

DIFFERENCES = Table(
    name="rate-differences",
    caption=_("What differs"),
    empty=_("The two editions have the same rows with the same figures."),
    source=_("A row that came or went is told once, by its wet rate or its rate"),
    page_size=100,
    columns=[
        Column("change", _("Change"), lambda row: Badge(_now(row.change.label), CHANGE_TONES[row.change]),
               kind="badge"),
        Column("table", _("Table"), "table.label", filter="choice"),
        Column("category", _("Category"), filter="choice"),
        Column("item", _("Item")),
        Column("column", _("Column"), "column.label", filter="choice"),
        Column("before", _("From"), kind="decimal", decimals=2),
        Column("after", _("To"), kind="decimal", decimals=2),
        Column("percent", _("Change of the figure"), kind="decimal", unit=_("percent"), decimals=2),
    ],
)  # fmt: skip


def _left_out(row: Any) -> str:
    return ", ".join(row.effect.unmatched) or _now("none")


EFFECTS = Table(
    name="edition-effects",
    caption=_("What it means for memoranda"),
    empty=_("No memorandum that you see whole is in force on this day."),
    source=_("A year at full payment of the agreed lines that both editions have a rate for, before mission factors"),
    illustrative="memorandum.illustrative",
    columns=[
        Column("memorandum", _("Memorandum"), "memorandum.reference", kind="link",
               href=lambda row: reverse("reimbursement-memorandum", args=[row.memorandum.reference])),
        Column("version", _("Version"), kind="integer"),
        Column("unit", _("Unit"), "memorandum.unit.title"),
        Column("state", _("State"), "memorandum.unit.state.name", filter="choice"),
        Column("mission", _("Mission"), "memorandum.unit.post.requirement.mission.acronym", filter="choice"),
        Column("uses", _("Uses edition"), filter="choice"),
        Column("lines", _("Lines counted"), "effect.matched", kind="integer"),
        Column("before", _("From"), lambda row: dollars(row.effect.before_cents), kind="decimal",
               unit=_("US dollars a year"), decimals=2, total=True),
        Column("after", _("To"), lambda row: dollars(row.effect.after_cents), kind="decimal",
               unit=_("US dollars a year"), decimals=2, total=True),
        Column("difference", _("Difference"), lambda row: dollars(row.effect.difference_cents), kind="decimal",
               unit=_("US dollars a year"), decimals=2, total=True),
        Column("left_out", _("Lines without a rate in both"), _left_out),
    ],
)  # fmt: skip

PERSONNEL_RATES = Table(
    name="rates-of-personnel",
    caption=_("Rates for personnel"),
    empty=_("No rate for personnel is on record."),
    filters=False,
    tools=False,
    illustrative=lambda row: False,
    columns=[
        Column("valid_from", _("In force from"), kind="date"),
        Column("valid_until", _("Until (excluded)"), kind="date"),
        Column("rate", _("Rate"), "decimal", kind="decimal", unit=_("US dollars a person and month"), decimals=2),
        Column("standing", _("Standing")),
        Column("source", _("Source")),
        Column("note", _("Note")),
    ],
)
