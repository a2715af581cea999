"""A claim as a workbook: for reading and further reckoning, not to be imported."""

from collections.abc import Sequence
from typing import Any

from muster.kit.workbooks import DATE, DECIMAL, INTEGER, TEXT, Field, Sheet, Workbook, illustrative_notes, write
from muster.reimbursement.claim_stages import ClaimStage
from muster.reimbursement.rules.claim_content import content_from
from muster.reimbursement.statement.terms import PaidKind, WithheldRule
from muster.reimbursement.tables.statement import dollars

SUMS, LINES, WITHHELD, SETTLED, EXPLANATIONS = "Sums", "Lines", "Withheld", "Settled", "Explanations"


def _text(key: str, heading: str) -> Field:
    return Field(key=key, heading=heading, kind=TEXT)


def _usd(key: str, heading: str) -> Field:
    return Field(key=key, heading=heading, kind=DECIMAL, unit="US dollars")


def form(reference: str) -> Workbook:
    """Return the workbook's declaration."""
    line = Field(key="line", heading="Line", kind=INTEGER)
    return Workbook(
        name="muster-claim",
        title=f"Claim {reference}",
        about="What a State is owed for a quarter, frozen when the claim was drawn up, and what has settled it.",
        sheets=(
            Sheet(SUMS, fields=(_text("what", "What"), _usd("amount", "Amount"))),
            Sheet(
                LINES,
                fields=(
                    line, _text("month", "Month"), _text("kind", "For"), _text("item", "Item"),
                    _text("units", "Units"), _text("rate", "Rate a month"), _usd("before", "Claimed before"),
                    _usd("amount", "Amount"),
                ),
            ),
            Sheet(
                WITHHELD,
                fields=(_text("month", "Month"), _text("item", "Item"), _text("rule", "Because"),
                        _usd("amount", "Withheld")),
            ),
            Sheet(
                SETTLED,
                fields=(Field(key="on", heading="On", kind=DATE), _text("by", "By"), _text("reference", "Reference"),
                        _usd("amount", "Amount")),
            ),
            Sheet(EXPLANATIONS, fields=(line, Field(key="step", heading="Step", kind=INTEGER), _text("words", "Rule"))),
        ),
    )  # fmt: skip


def claim_workbook(claim: Any, settlements: Sequence[Any]) -> bytes:
    """Return a claim, loaded as of a day, as a workbook of five sheets."""
    content = content_from(claim.content)
    sheets: dict[str, list[dict[str, Any]]] = {
        SUMS: _sums(claim),
        LINES: [
            {
                "line": number,
                "month": one.month,
                "kind": PaidKind(one.kind).label,
                "item": one.item,
                "units": one.units,
                "rate": one.rate,
                "before": dollars(one.before_cents),
                "amount": dollars(one.amount_cents),
            }
            for number, one in enumerate(content.lines, start=1)
        ],
        WITHHELD: [
            {
                "month": one.month,
                "item": one.item,
                "rule": WithheldRule(one.rule).label,
                "amount": dollars(one.amount_cents),
            }
            for one in content.withheld
        ],
        SETTLED: [
            {
                "on": one.settled_on,
                "by": "payment" if one.payment_id else "set-off of a debt",
                "reference": str(one.payment or one.debt),
                "amount": dollars(one.amount_cents),
            }
            for one in settlements
        ],
        EXPLANATIONS: [
            {"line": number, "step": step, "words": words}
            for number, one in enumerate(content.lines, start=1)
            for step, words in enumerate(one.explanation, start=1)
        ],
    }
    notes = [
        f"Payee: {claim.payee.name}; {claim.covers_from} until {claim.covers_until} (excluded)",
        f"Stage: {ClaimStage(claim.stage_then).label}, since {claim.stage_since}",
        *illustrative_notes([claim.reference] if claim.illustrative else []),
        *content.notes,
    ]
    return write(form(claim.reference), sheets, notes)


def _sums(claim: Any) -> list[dict[str, Any]]:
    rows = [(kind.label.capitalize(), claim.amounts.of(kind)) for kind in PaidKind]
    rows += [("In all", claim.total_cents), ("Settled", claim.settled_cents), ("Owed", claim.open_cents)]
    return [{"what": what, "amount": dollars(cents)} for what, cents in rows]
