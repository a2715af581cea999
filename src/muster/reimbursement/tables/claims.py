"""Claims, what is due, what settles them, arrears and accounts as tables. Money in US dollars."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.reimbursement.claim_stages import ClaimStage
from muster.reimbursement.rules.claim_account import EntryKind
from muster.reimbursement.rules.claim_arrears import AgeBracket
from muster.reimbursement.rules.claim_due import ClaimStanding
from muster.reimbursement.statement.terms import PaidKind, WithheldRule
from muster.reimbursement.tables.statement import USD, dollars

CLAIM_TONES: dict[str, Tone] = {
    ClaimStage.DRAFT: "neutral",
    ClaimStage.SUBMITTED: "accent",
    ClaimStage.CONTESTED: "due",
    ClaimStage.CERTIFIED: "due",
    ClaimStage.PART_PAID: "due",
    ClaimStage.PAID: "met",
    ClaimStage.WITHDRAWN: "neutral",
}
DUE_TONES: dict[str, Tone] = {
    ClaimStanding.OVERDUE: "short",
    ClaimStanding.SOON: "due",
    ClaimStanding.LATER: "neutral",
    ClaimStanding.DONE: "met",
}
STAGE_CHOICES = [(one.value, one.label) for one in ClaimStage]
KIND_CHOICES = [(one.label, one.label) for one in PaidKind]
MISSION = "memorandum.unit.post.requirement.mission.acronym"
MISSION_LOOKUP = MISSION.replace(".", "__")


def claim_address(reference: str) -> str:
    """Return the address of a claim's page."""
    return reverse("claim", args=[reference])


def claim_badge(stage: str) -> Badge:
    """Return a stage as a badge."""
    return Badge(ClaimStage(stage).label, CLAIM_TONES[stage])


def due_badge(standing: ClaimStanding) -> Badge:
    """Return how it stands with a due claim as a badge."""
    return Badge(standing.label, DUE_TONES[standing])


def money(key: str, label: Any, read: Callable[[Any], int], *, total: bool = True, **more: Any) -> Column:
    """Return a column of money; `read` gives the cents of a row."""
    return Column(key, label, lambda row: dollars(read(row)), kind="decimal", decimals=2, unit=USD, total=total, **more)


def stored(key: str, label: Any, lookup: str) -> Column:
    """Return a column of money that the database sorts by; it has no total, which would be one of cents."""
    return money(key, label, lambda row: getattr(row, lookup), total=False, lookup=lookup, filter="none")


CLAIMS = Table(
    name="claims",
    caption=_("Claims"),
    empty=_("No claim that you may see is on record. The secretariat draws them up quarter by quarter."),
    order="-covers_from",
    columns=[
        Column("reference", _("Claim"), kind="link", lookup="reference", href=lambda row: claim_address(row.reference)),
        Column("payee", _("Payee"), "payee.name", lookup="payee__name", filter="choice"),
        Column("mission", _("Mission"), MISSION, lookup=MISSION_LOOKUP, filter="choice"),
        Column("memorandum", _("Memorandum"), "memorandum.reference", lookup="memorandum__reference"),
        Column("covers_from", _("Covers from"), kind="date", lookup="covers_from"),
        Column("covers_until", _("Until (excluded)"), kind="date", lookup="covers_until"),
        Column("stage", _("Stage"), lambda row: claim_badge(row.stage_then), kind="badge", lookup="stage_then",
               filter="choice", choices=STAGE_CHOICES),
        Column("stage_since", _("Since"), kind="date", lookup="stage_since", hidden=True),
        stored("total", _("Claimed"), "total_cents"),
        stored("settled", _("Settled"), "settled_cents"),
        stored("open", _("Owed"), "open_cents"),
    ],
)  # fmt: skip


def _drawn_up_at(row: Any) -> str | None:
    line = row.line
    return claim_address(line.reference) if line.reference else None


DUE_CLAIMS = Table(
    name="claims_due",
    caption=_("Claims due"),
    empty=_("No claim is due: every quarter that is over is certified, or no memorandum is in force."),
    order="",
    columns=[
        Column("standing", _("Standing"), lambda row: due_badge(row.line.standing), kind="badge"),
        Column("due_on", _("Due on"), "line.due_on", kind="date"),
        Column("memorandum", _("Memorandum"), "memorandum.reference"),
        Column("payee", _("Payee"), "line.payee", filter="choice"),
        Column("mission", _("Mission"), MISSION, filter="choice"),
        Column("quarter", _("Quarter"), "line.quarter.name", filter="choice"),
        Column("claim", _("Claim"), lambda row: row.line.reference or _("not drawn up"), kind="link",
               href=_drawn_up_at),
        Column("stage", _("Stage"), lambda row: ClaimStage(row.line.stage).label if row.line.stage else ""),
    ],
)  # fmt: skip


def claim_lines(claim: str) -> Table:
    """Return the table of a claim's lines, each a link to its explanation. Rows are (number, line)."""
    return Table(
        name="claim_lines",
        caption=_("Line by line"),
        empty=_("The claim has no line."),
        order="",
        page_size=100,
        columns=[
            Column("number", _("Line"), lambda row: row[0], kind="integer", filter="none"),
            Column("month", _("Month"), lambda row: row[1].month or _("whole quarter"), filter="choice"),
            Column("kind", _("For"), lambda row: PaidKind(row[1].kind).label, filter="choice", choices=KIND_CHOICES),
            Column("item", _("Item"), lambda row: row[1].item, kind="link",
                   href=lambda row: reverse("claim-line", args=[claim, row[0]])),
            Column("units", _("Units"), lambda row: row[1].units),
            Column("rate", _("Rate"), lambda row: row[1].rate, unit=_("US dollars a month")),
            money("before", _("Claimed before"), lambda row: row[1].before_cents, hidden=True),
            money("amount", _("Amount"), lambda row: row[1].amount_cents),
        ],
    )  # fmt: skip


CLAIM_WITHHELD = Table(
    name="claim_withheld",
    caption=_("Withheld"),
    empty=_("Nothing was withheld for the quarter."),
    order="",
    filters=False,
    tools=False,
    page_size=200,
    columns=[
        Column("month", _("Month")),
        Column("item", _("Item")),
        Column("rule", _("Because"), lambda row: WithheldRule(row.rule).label),
        money("amount", _("Withheld"), lambda row: row.amount_cents),
    ],
)


def _settled_by(row: Any) -> str:
    return EntryKind.PAYMENT.label if row.payment_id else EntryKind.SET_OFF.label


def _settlement_address(row: Any) -> str:
    if row.payment_id:
        return reverse("payment", args=[row.payment.reference])
    return reverse("state-debt", args=[row.debt.reference])


SETTLEMENTS = Table(
    name="settlements",
    caption=_("Payments and set-offs"),
    empty=_("Nothing is settled yet."),
    order="",
    filters=False,
    tools=False,
    columns=[
        Column("settled_on", _("On"), kind="date"),
        Column("kind", _("What"), _settled_by),
        Column("by", _("Reference"), lambda row: str(row.payment or row.debt), kind="link", href=_settlement_address),
        Column("reason", _("Reason")),
        money("amount", _("Amount"), lambda row: row.amount_cents),
    ],
)
PAYMENT_PARTS = Table(
    name="payment_parts",
    caption=_("Claims that it pays"),
    empty=_("It pays no claim."),
    order="",
    filters=False,
    tools=False,
    columns=[
        Column(
            "claim", _("Claim"), "claim.reference", kind="link", href=lambda row: claim_address(row.claim.reference)
        ),
        Column("covers_from", _("Covers from"), "claim.covers_from", kind="date"),
        Column("covers_until", _("Until (excluded)"), "claim.covers_until", kind="date"),
        money("amount", _("Amount"), lambda row: row.amount_cents),
    ],
)
PAYMENTS = Table(
    name="payments",
    caption=_("Payments"),
    empty=_("No payment that you may see is on record. The secretariat enters them as claims are paid."),
    order="-paid_on",
    columns=[
        Column("reference", _("Payment"), kind="link", lookup="reference",
               href=lambda row: reverse("payment", args=[row.reference])),
        Column("payee", _("Payee"), "payee.name", lookup="payee__name", filter="choice"),
        Column("mission", _("Mission"), "mission.acronym", lookup="mission__acronym", filter="choice"),
        Column("paid_on", _("Paid on"), kind="date", lookup="paid_on"),
        stored("amount", _("Amount"), "amount_cents"),
        Column("remark", _("Remark"), lookup="remark"),
    ],
)  # fmt: skip
DEBTS = Table(
    name="state_debts",
    caption=_("Debts of States"),
    empty=_("No debt that you may see is on record."),
    order="-incurred_on",
    columns=[
        Column("reference", _("Debt"), kind="link", lookup="reference",
               href=lambda row: reverse("state-debt", args=[row.reference])),
        Column("state", _("State"), "state.name", lookup="state__name", filter="choice"),
        Column("creditor", _("Owed to"), "creditor.name", lookup="creditor__name"),
        Column("incurred_on", _("Incurred on"), kind="date", lookup="incurred_on"),
        Column("reason", _("Reason"), lookup="reason"),
        stored("amount", _("Amount"), "amount_cents"),
        stored("set_off", _("Set off"), "set_off_cents"),
        stored("open", _("Open"), "open_cents"),
    ],
)  # fmt: skip
SET_OFFS = Table(
    name="set_offs",
    caption=_("Set off against"),
    empty=_("Nothing of it is set off."),
    order="",
    filters=False,
    tools=False,
    columns=[
        Column("settled_on", _("On"), kind="date"),
        Column(
            "claim", _("Claim"), "claim.reference", kind="link", href=lambda row: claim_address(row.claim.reference)
        ),
        Column("reason", _("Reason")),
        money("amount", _("Amount"), lambda row: row.amount_cents),
    ],
)


SUPPLEMENTS = replace(CLAIMS, name="supplements", filters=False, tools=False, order="")
DEBTS_OF_STATE = replace(DEBTS, name="debts_of_state", filters=False, tools=False)


def arrears_table(ages: Sequence[AgeBracket]) -> Table:
    """Return the table of arrears with a column for each bracket of age."""

    def of_bracket(place: int) -> Callable[[Any], int]:
        return lambda row: int(row.by_bracket[place])

    return Table(
        name="arrears",
        caption=_("Arrears by State and mission"),
        empty=_("Nothing is owed on the certified claims that you may see."),
        order="",
        columns=[
            Column("state", _("State"), kind="link", filter="choice",
                   href=lambda row: reverse("state-account", args=[row.state])),
            Column("mission", _("Mission"), filter="choice"),
            *(money(f"age_{place}", one.words, of_bracket(place)) for place, one in enumerate(ages)),
            money("owed", _("Owed"), lambda row: row.owed_cents),
            Column("oldest", _("Oldest quarter ended before"), "oldest_until", kind="date"),
            money("pending", _("Not certified yet"), lambda row: row.pending_cents),
        ],
    )  # fmt: skip


ACCOUNT = Table(
    name="account",
    caption=_("Statement of account"),
    empty=_("Nothing is on the account: no claim of the State that you may see is certified."),
    order="",
    page_size=100,
    columns=[
        Column("day", _("Day"), kind="date"),
        Column("kind", _("What"), lambda row: row.kind.label, filter="choice"),
        Column("reference", _("Reference")),
        Column("claim", _("Claim"), kind="link", href=lambda row: claim_address(row.claim)),
        Column("mission", _("Mission"), filter="choice"),
        Column("words", _("Reason"), hidden=True),
        money("amount", _("Amount"), lambda row: row.signed_cents),
        money("balance", _("Owed after it"), lambda row: row.balance_cents, total=False),
    ],
)
