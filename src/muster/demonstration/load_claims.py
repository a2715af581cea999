"""Enters illustrative claims with their steps, a payment, and a debt that is set off; each on its own day.

What hangs on a memorandum that is not on record is left out.
"""

from datetime import date
from decimal import Decimal

from muster.demonstration.rows import Row
from muster.parties.viewer import SYSTEM
from muster.reimbursement.actions.claims import draw_up_claim, step_claim
from muster.reimbursement.actions.settlements import enter_debt, pay_claims, set_off_debt
from muster.reimbursement.claim_stages import ClaimStage
from muster.reimbursement.claim_terms import ClaimTerms, DebtTerms, PaymentTerms, SetOffTerms
from muster.reimbursement.models import Claim, Memorandum, ReimbursementPayment, StateDebt

STEPS = ((ClaimStage.SUBMITTED, "submitted_on"), (ClaimStage.CERTIFIED, "certified_on"))
CENTS = 100


def _cents(row: Row, column: str) -> int:
    return int(Decimal(row[column]) * CENTS)


def known_claims() -> set[tuple[str, str, date]]:
    """Return the claims on record: memorandum, payee, first day."""
    return set(Claim.objects.values_list("memorandum__reference", "payee__code", "covers_from"))


def load_claim(row: Row, known: set[tuple[str, str, date]]) -> bool:
    """Draw a claim up from its statement and take it as far as its row says; False where it is there."""
    memorandum, payee, start = row["memorandum"], row["payee"], row.day("covers_from")
    if (memorandum, payee, start) in known or not Memorandum.objects.filter(reference=memorandum).exists():
        return False
    terms = ClaimTerms(memorandum, payee, start, source=row["source"], standing=row.standing)
    made = draw_up_claim(SYSTEM, terms, today=row.day("drawn_up_on"))
    for stage, column in STEPS:
        if row[column]:
            day = row.day(column)
            step_claim(SYSTEM, made.reference, stage, day=day, today=day)
    return True


def known_payments() -> set[str]:
    """Return the payments on record."""
    return set(ReimbursementPayment.objects.values_list("reference", flat=True))


def load_payment(row: Row, known: set[str]) -> bool:
    """Enter a payment; False where it is there, or where the claim that it pays is not."""
    if row["reference"] in known or not Claim.objects.filter(reference=row["claim"]).exists():
        return False
    day = row.day("paid_on")
    terms = PaymentTerms(
        row["reference"], row["payee"], row["mission"], day, _cents(row, "amount_usd"), (row["claim"],), row["remark"],
        row["source"], row.standing,
    )  # fmt: skip
    pay_claims(SYSTEM, terms, today=day)
    return True


def known_debts() -> set[str]:
    """Return the debts on record."""
    return set(StateDebt.objects.values_list("reference", flat=True))


def load_debt(row: Row, known: set[str]) -> bool:
    """Enter a debt, and set it off against the claim of its row as far as it is to be; False where it is there."""
    reference, claim = row["reference"], row["claim"]
    if reference in known or not Claim.objects.filter(reference=claim).exists():
        return False
    incurred, day = row.day("incurred_on"), row.day("set_off_on")
    terms = DebtTerms(
        reference, row["state"], row["creditor"], incurred, _cents(row, "amount_usd"), row["reason"], row["source"],
        row.standing,
    )  # fmt: skip
    enter_debt(SYSTEM, terms, today=incurred)
    set_off_debt(SYSTEM, claim, SetOffTerms(reference, day, _cents(row, "set_off_usd"), row["why"]), today=day)
    return True
