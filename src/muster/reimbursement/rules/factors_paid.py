"""What an item was used and paid for before it was lost: months, and payments for two mission factors. Pure.

Source: section 10 of the dossier on reimbursement: a total loss is settled at the value less usage charges and less
what was paid for the item for extreme environment and intensified operations. It is reckoned as if every day before
the loss had been paid in full.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from muster.reimbursement.statement.months import billed_months
from muster.reimbursement.statement.rates import PERCENT


@dataclass(frozen=True, slots=True)
class FactorSpan:
    """Environment and intensified operations together, in percent, in `[start, until)` (None: open)."""

    start: date
    until: date | None
    percent: Fraction


def exact_months(start: date, until: date) -> Fraction:
    """Return the months of `[start, until)`: a part month counts by its days over the days of the month."""
    parts = (Fraction(month.until - month.start, month.days_in_month) for month in billed_months(start, until))
    return sum(parts, Fraction(0))


def factors_paid(basis: Fraction, start: date, until: date, spans: Iterable[FactorSpan]) -> Fraction:
    """Return what the factors added to a monthly rate `basis` on the days `[start, until)`, in the same money."""
    total = Fraction(0)
    for span in spans:
        first = max(start, span.start)
        last = until if span.until is None else min(until, span.until)
        if first < last:
            total += basis * span.percent / PERCENT * exact_months(first, last)
    return total
