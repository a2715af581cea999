"""What is settled for one item lost or damaged: its class and the amount. Pure.

Source: sections 2 and 10 of the dossier on reimbursement. Who bears it (no-fault, hostile act, negligence, in transit)
is asked elsewhere; this is the amount alone.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from muster.kit.named import Named
from muster.reference.parameters import parameter
from muster.reimbursement.statement.cents import cents_half_up
from muster.reimbursement.statement.rates import MONTHS_PER_YEAR, PERCENT


@dataclass(frozen=True, slots=True)
class LossThresholds:
    """Repair in percent of the value: significant damage from the first on, total loss above the second."""

    significant_percent: Fraction
    total_percent: Fraction


def shipped_thresholds(on: date) -> LossThresholds:
    """Return the thresholds as the parameter table has them on a day."""
    return LossThresholds(
        Fraction(parameter("loss_significant_percent", on).decimal),
        Fraction(parameter("loss_total_percent", on).decimal),
    )


class LossClass(Named):
    """How grave damage is, by the cost of repair against the generic fair market value."""

    REPAIR = "repair", "repair"
    SIGNIFICANT = "significant damage", "significant damage"
    TOTAL = "total loss", "total loss"


@dataclass(frozen=True, slots=True)
class LossSettlement:
    """The class of a loss, and the amount in cents with what it is reckoned from (exact US dollars)."""

    kind: LossClass
    amount_cents: int
    usage_charges: Fraction
    factors_paid: Fraction


def loss_class(gfmv: Fraction, repair: Fraction, thresholds: LossThresholds) -> LossClass:
    """Return the class of a loss: exactly the first threshold is significant, exactly the second no total loss yet."""
    if PERCENT * repair > thresholds.total_percent * gfmv:
        return LossClass.TOTAL
    return LossClass.SIGNIFICANT if PERCENT * repair >= thresholds.significant_percent * gfmv else LossClass.REPAIR


def usage_charges(gfmv: Fraction, life_years: Fraction, months_used: Fraction) -> Fraction:
    """Return what the use of an item has been paid for: its value over the months of its life, for each month used."""
    return gfmv / (life_years * MONTHS_PER_YEAR) * months_used


def settled_loss(
    gfmv: Fraction,
    repair: Fraction,
    thresholds: LossThresholds,
    *,
    life_years: Fraction | None = None,
    months_used: Fraction = Fraction(0),
    factors_paid: Fraction = Fraction(0),
) -> LossSettlement:
    """Return class and amount: the cost of repair, of a total loss the value less usage charges and factor payments.

    `factors_paid` are the payments for environment and intensified operations of this item. Never below zero.
    """
    kind = loss_class(gfmv, repair, thresholds)
    if kind is not LossClass.TOTAL:
        return LossSettlement(kind, cents_half_up(repair), Fraction(0), Fraction(0))
    used = Fraction(0) if life_years is None else usage_charges(gfmv, life_years, months_used)
    left = max(Fraction(0), gfmv - used - factors_paid)
    return LossSettlement(kind, cents_half_up(left), used, factors_paid)
