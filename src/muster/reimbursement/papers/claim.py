"""A claim as a paper: sums by kind, lines, what was withheld, what settles it, and how each line was reckoned."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from muster.kit.day_text import long_day
from muster.kit.papers import Block, Facts, Grid, Heading, NewPage, Paper, Points, Signatures, Text
from muster.reimbursement.claim_stages import ClaimBasis, ClaimStage
from muster.reimbursement.papers.statement import money
from muster.reimbursement.rules.claim_content import ClaimContent, content_from
from muster.reimbursement.statement.terms import PaidKind, WithheldRule

LINE_HEADINGS = ("Line", "Month", "For", "Item", "Units", "Rate", "Amount")
WITHHELD_HEADINGS = ("Month", "Item", "Because", "Withheld")
SETTLED_HEADINGS = ("On", "By", "Reference", "Amount")
ONE_DAY = timedelta(days=1)


def claim_paper(claim: Any, settlements: Sequence[Any], day: date, made_on: date) -> Paper:
    """Return the paper of a claim as it stood on a day, with what had settled it. Money in US dollars."""
    content = content_from(claim.content)
    blocks: list[Block] = [_head(claim), Heading("By kind"), _kinds(claim)]
    if content.notes:
        blocks += [Heading("Beside the statement"), Points(list(content.notes))]
    blocks += [
        Heading("Line by line"),
        _lines(content),
        Heading("Withheld"),
        _withheld(content),
        Heading("Payments and set-offs"),
        _settled(settlements),
        Text(f"As known on {long_day(day)}.", is_note=True),
        Signatures([("For the secretariat", ""), ("For the contributor", "")]),
        NewPage(),
        Heading("How each line was reckoned"),
        *_explanations(content),
    ]
    until = long_day(claim.covers_until - ONE_DAY)
    return Paper(
        title=f"Claim {claim.reference}",
        made_on=made_on,
        blocks=blocks,
        subtitle=f"{claim.payee.name}, {long_day(claim.covers_from)} to {until}, in US dollars",
        issuer=claim.mission.mandated_by.name,
        reference=claim.reference,
        illustrative=claim.illustrative,
        is_landscape=True,
    )


def _head(claim: Any) -> Facts:
    unit = claim.memorandum.unit
    rows = [
        ("Payee", claim.payee.name),
        ("Memorandum", f"{claim.memorandum.title} ({claim.memorandum.number or claim.memorandum.reference})"),
        ("Unit", f"{unit.title} ({unit.reference})"),
        ("Mission", claim.mission.acronym),
        ("Stage", f"{ClaimStage(claim.stage_then).label}, since {long_day(claim.stage_since)}"),
        ("Amounts", f"{ClaimBasis(claim.basis).label}, as the record said on {long_day(claim.reckoned_on)}"),
        ("Owed", money(claim.open_cents)),
    ]
    if claim.corrects_id:
        rows.append(("Supplements", claim.corrects.reference))
    return Facts(rows)


def _kinds(claim: Any) -> Grid:
    rows = [(kind.label.capitalize(), money(claim.amounts.of(kind))) for kind in PaidKind]
    return Grid(("For", "Amount"), rows, figures=frozenset({1}), totals=("In all", money(claim.total_cents)))


def _lines(content: ClaimContent) -> Grid:
    rows = [
        (
            str(number), one.month or "whole quarter", PaidKind(one.kind).label, one.item, one.units, one.rate,
            money(one.amount_cents),
        )
        for number, one in enumerate(content.lines, start=1)
    ]  # fmt: skip
    return Grid(LINE_HEADINGS, rows, figures=frozenset({0, 4, 5, 6}))


def _withheld(content: ClaimContent) -> Grid:
    rows = [(one.month, one.item, WithheldRule(one.rule).label, money(one.amount_cents)) for one in content.withheld]
    return Grid(WITHHELD_HEADINGS, rows, figures=frozenset({3}), empty="Nothing was withheld.")


def _settled(settlements: Sequence[Any]) -> Grid:
    rows = [
        (
            one.settled_on.isoformat(), "payment" if one.payment_id else "set-off of a debt",
            str(one.payment or one.debt), money(one.amount_cents),
        )
        for one in settlements
    ]  # fmt: skip
    total = money(sum(one.amount_cents for one in settlements))
    return Grid(SETTLED_HEADINGS, rows, figures=frozenset({3}), totals=("In all", "", "", total),
                empty="Nothing is settled yet.")  # fmt: skip


def _explanations(content: ClaimContent) -> list[Block]:
    blocks: list[Block] = []
    for number, one in enumerate(content.lines, start=1):
        month = one.month or "whole quarter"
        blocks += [Text(f"Line {number}: {one.item}, {month}, {money(one.amount_cents)}"), Points(one.explanation)]
    return blocks
