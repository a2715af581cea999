"""What is said of a claim, a payment or a debt by whoever enters it, whichever door it comes through. Pure."""

from dataclasses import dataclass
from datetime import date

from muster.kit.standing import Standing
from muster.reimbursement.rules.claim_content import ClaimAmounts


@dataclass(frozen=True)
class ClaimTerms:
    """A claim of a payee (code of the State) for the quarter of a memorandum that begins on `covers_from`.

    `amounts` are entered by hand from a paper; None: the statement of the memorandum gives them line by line.
    """

    memorandum: str
    payee: str
    covers_from: date
    amounts: ClaimAmounts | None = None
    source: str = ""
    standing: str = Standing.ENTERED


@dataclass(frozen=True)
class PaymentTerms:
    """A payment to a State (its code) from a mission's account, in cents. `claims` name those that it pays.

    Without `claims` it pays what is owed to the State in the mission, oldest first.
    """

    reference: str
    payee: str
    mission: str
    paid_on: date
    amount_cents: int
    claims: tuple[str, ...] = ()
    remark: str = ""
    source: str = ""
    standing: str = Standing.ENTERED


@dataclass(frozen=True)
class DebtTerms:
    """A debt of a State (its code) to a secretariat (its code), in cents, that may be set off against its claims."""

    reference: str
    state: str
    creditor: str
    incurred_on: date
    amount_cents: int
    reason: str
    source: str = ""
    standing: str = Standing.ENTERED


@dataclass(frozen=True)
class SetOffTerms:
    """So many cents of a debt (its reference) are set off against a claim on a day, for a reason."""

    debt: str
    settled_on: date
    amount_cents: int
    reason: str
