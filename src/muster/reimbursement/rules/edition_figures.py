"""Figures of an edition's rows: the formula's rates, rounding to the table's own decimals, and repainting. Pure.

Source: sections 3 and 6 of the dossier on reimbursement.
"""

from decimal import Decimal
from fractions import Fraction

from muster.reimbursement.rules.edition_terms import EquipmentRateTerms
from muster.reimbursement.statement import dry_rate
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR

DECIMALS_OF_CENTS = 2
PERCENT = 100
HALF = Fraction(1, 2)


def dry_of(row: EquipmentRateTerms) -> Fraction:
    """Return the dry rate by the formula, in exact dollars a month; the useful life must be more than nothing."""
    return dry_rate(
        Fraction(row.gfmv_cents, CENTS_PER_DOLLAR), Fraction(row.life_years), Fraction(row.no_fault_percent)
    )


def unit_cents(decimals: int) -> int:
    """Return one unit of a table's rounding in cents: 100 for whole dollars, 1 for two decimals."""
    return int(10 ** (DECIMALS_OF_CENTS - decimals))


def rounded_cents(dollars: Fraction, decimals: int) -> int:
    """Return exact dollars (none negative) as cents, rounded half up to the table's decimals (at most two)."""
    unit = unit_cents(decimals)
    return unit * int(dollars * CENTS_PER_DOLLAR / unit + HALF)


def rounded_usd(dollars: Fraction, decimals: int) -> Decimal:
    """Return exact dollars (none negative) as a Decimal, rounded half up to so many decimals."""
    return Decimal(int(dollars * 10**decimals + HALF)).scaleb(-decimals)


def repaint_cents(paint_cents: int | None, share_percent: Decimal) -> int | None:
    """Return the rate of repainting one item for the way home: a share of painting, rounded half up to the cent."""
    return None if paint_cents is None else int(paint_cents * Fraction(share_percent) / PERCENT + HALF)
