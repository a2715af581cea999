"""The statement of account of a State: certified claims, payments and set-offs by day with a running balance. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from muster.kit.named import Named


class EntryKind(Named):
    """What moves an account, in the order in which entries of one day stand."""

    CLAIM = "claim", "Claim certified"
    PAYMENT = "payment", "Payment"
    SET_OFF = "set-off", "Set-off of a debt"


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """An entry in cents: what a claim adds to what is owed, or what a payment or a set-off takes from it.

    `balance_cents` is what is owed to the State after it.
    """

    day: date
    kind: EntryKind
    reference: str
    claim: str
    mission: str
    amount_cents: int
    words: str = ""
    balance_cents: int = 0
    illustrative: bool = False

    @property
    def signed_cents(self) -> int:
        """Return the amount as it moves the balance."""
        return self.amount_cents if self.kind == EntryKind.CLAIM else -self.amount_cents


def with_balance(entries: Iterable[AccountEntry]) -> list[AccountEntry]:
    """Return entries in order of day, kind and reference, each with the balance after it."""
    kinds = list(EntryKind)
    balance, done = 0, []
    for one in sorted(entries, key=lambda each: (each.day, kinds.index(each.kind), each.reference, each.claim)):
        balance += one.signed_cents
        done.append(replace(one, balance_cents=balance))
    return done
