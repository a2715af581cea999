"""Losses as tables: the cases, the items of one, and its evidence. Money in US dollars."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.reimbursement.queries.losses import AFTER_DECISION, LossLine
from muster.reimbursement.rules.loss_stages import LossStage
from muster.reimbursement.rules.losses import LossBearer, LossKind
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR

USD = _("US dollars")
STAGE_TONES: dict[str, Tone] = {
    LossStage.REPORTED: "due",
    LossStage.INVESTIGATED: "due",
    LossStage.DECIDED: "accent",
    LossStage.SETTLED: "met",
    LossStage.REFUSED: "short",
}
BEARER_TONES: dict[LossBearer, Tone] = {
    LossBearer.ORGANISATION: "met",
    LossBearer.CONTRIBUTOR: "short",
    LossBearer.RATES: "neutral",
}
MISSION = "memorandum.unit.post.requirement.mission"


def in_dollars(cents: int) -> Decimal:
    """Return cents as dollars with two decimals."""
    return Decimal(cents) / CENTS_PER_DOLLAR


def loss_badge(row: Any) -> Badge:
    """Return the stage that held on the day as a badge."""
    return Badge(LossStage(row.stage_then).label, STAGE_TONES[row.stage_then])


def bearer_badge(bearer: LossBearer) -> Badge:
    """Return who bears an item as a badge."""
    return Badge(bearer.label, BEARER_TONES[bearer])


def _value(row: Any) -> Decimal:
    """Return the value of the major equipment of a case."""
    return in_dollars(sum(one.gfmv_cents * one.quantity for one in row.items.all() if not one.is_minor))


def _decided(row: Any) -> Decimal | None:
    """Return what was decided to be paid; nothing before the decision."""
    if row.stage_then not in AFTER_DECISION:
        return None
    return in_dollars(sum(one.decided_cents or 0 for one in row.items.all()))


LOSSES = Table(
    name="losses",
    caption=_("Loss and damage"),
    empty=_(
        "No loss that you may see is on record as of this day. The State or the mission reports one under a memorandum."
    ),
    order="-happened_on",
    illustrative=lambda row: bool(row.illustrative),
    columns=[
        Column("reference", _("Case"), kind="link", lookup="reference",
               href=lambda row: reverse("loss", args=[row.reference])),
        Column("happened_on", _("Day"), kind="date", lookup="happened_on"),
        Column("state", _("State"), "memorandum.unit.state.name", lookup="memorandum__unit__state__name",
               filter="choice"),
        Column("mission", _("Mission"), f"{MISSION}.acronym",
               lookup="memorandum__unit__post__requirement__mission__acronym", filter="choice"),
        Column("unit", _("Unit"), "memorandum.unit.title", lookup="memorandum__unit__title"),
        Column("memorandum", _("Memorandum"), "memorandum.reference", lookup="memorandum__reference"),
        Column("kind", _("Kind"), lambda row: LossKind(row.kind).label, sortable=False, filter="none"),
        Column("stage", _("Stage"), loss_badge, kind="badge", sortable=False, filter="none"),
        Column("value", _("Value"), _value, kind="decimal", decimals=2, unit=USD, sortable=False, filter="none"),
        Column("decided", _("Decided to pay"), _decided, kind="decimal", decimals=2, unit=USD, sortable=False,
               filter="none"),
    ],
)  # fmt: skip


def _repair(row: LossLine) -> Decimal | None:
    cents = row.item.repair_cents
    return None if cents is None else in_dollars(cents * row.item.quantity)


ITEMS = Table(
    name="loss_items",
    caption=_("Items and what follows for each"),
    empty=_("No item is entered yet: say what was lost or damaged."),
    order="",
    filters=False,
    columns=[
        Column("number", _("Line"), "item.number", kind="integer"),
        Column("item", _("Item"), "item.item"),
        Column("lease", _("Lease"), "item.get_lease_display"),
        Column("quantity", _("Quantity"), "item.quantity", kind="integer"),
        Column("value", _("Value"), lambda row: in_dollars(row.value_cents), kind="decimal", decimals=2, unit=USD,
               total=True),
        Column("repair", _("Repair"), _repair, kind="decimal", decimals=2, unit=USD,
               description=_("Empty: lost outright.")),
        Column("grade", _("Grade"), "grade"),
        Column("months", _("Months used"), "item.months_used", kind="decimal", decimals=2),
        Column("factors", _("Factor payments"), lambda row: in_dollars(row.item.factors_cents), kind="decimal",
               decimals=2, unit=USD),
        Column("bearer", _("Borne by"), lambda row: bearer_badge(row.bearer), kind="badge"),
        Column("amount", _("To pay"), lambda row: in_dollars(row.amount_cents), kind="decimal", decimals=2, unit=USD,
               total=True),
    ],
)  # fmt: skip

EVIDENCE = Table(
    name="loss_evidence",
    caption=_("Evidence"),
    empty=_("No document is added yet."),
    order="",
    tools=False,
    filters=False,
    columns=[
        Column("title", _("Document"), "document.title", kind="link",
               href=lambda row: reverse("document", args=[row.document_id])),
        Column("owner", _("Of"), "document.owner.name"),
        Column("known_from", _("Added on"), kind="date"),
    ],
)  # fmt: skip
