"""How a payment is spread over claims, and how much of a debt can be set off. Pure; all amounts are whole cents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from muster.kit.errors import Problem
from muster.reimbursement.statement.cents import as_dollars


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """What is still owed on a claim for days that end before `until`."""

    reference: str
    until: date
    open_cents: int


@dataclass(frozen=True, slots=True)
class Part:
    """So much of a payment goes to a claim."""

    reference: str
    amount_cents: int


@dataclass(frozen=True, slots=True)
class Allocation:
    """A payment spread over claims, and what is left of it."""

    parts: tuple[Part, ...]
    rest_cents: int


def oldest_first(claims: Iterable[OpenClaim]) -> list[OpenClaim]:
    """Return claims by the days that they cover, the oldest first; of the same days by reference."""
    return sorted(claims, key=lambda one: (one.until, one.reference))


def allocated(amount_cents: int, claims: Iterable[OpenClaim]) -> Allocation:
    """Spread an amount over claims, the oldest first, each as far as it is open; parts and rest are the amount.

    Raises ValueError for an amount below nothing.
    """
    if amount_cents < 0:
        raise ValueError(f"an amount of {amount_cents} cents cannot be spread")
    left, parts = amount_cents, []
    for one in oldest_first(claims):
        part = min(left, max(0, one.open_cents))
        if part:
            parts.append(Part(one.reference, part))
            left -= part
    return Allocation(tuple(parts), left)


def payment_problems(amount_cents: int, allocation: Allocation) -> list[Problem]:
    """Return why a payment cannot be entered: it is of nothing, or of more than is owed."""
    if amount_cents <= 0:
        return [Problem("amount", f"{as_dollars(amount_cents)} is no payment", "give an amount above nothing")]
    if allocation.rest_cents:
        owed = amount_cents - allocation.rest_cents
        words = f"${as_dollars(amount_cents)} is more than the ${as_dollars(owed)} owed on the certified claims"
        return [Problem("amount", words, "pay at most what is owed, or certify the claim that it is for first")]
    return []


def set_off_problems(amount_cents: int, claim_open_cents: int, debt_open_cents: int) -> list[Problem]:
    """Return why so much of a debt cannot be set off against a claim: more than is open of either, or nothing."""
    if amount_cents <= 0:
        return [Problem("amount", f"{as_dollars(amount_cents)} sets nothing off", "give an amount above nothing")]
    problems = []
    for what, still_open in (("claim", claim_open_cents), ("debt", debt_open_cents)):
        if amount_cents > still_open:
            words = f"${as_dollars(amount_cents)} is more than the ${as_dollars(still_open)} open of the {what}"
            problems.append(Problem("amount", words, f"set off at most ${as_dollars(still_open)}"))
    return problems
