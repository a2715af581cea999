"""Painting and repainting, paid once when verified, for the authorised quantity with an allowance. Pure.

Source: section 6 of the dossier on reimbursement: ratio and payment seen, the allowance recalled. Whole items only.
"""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from muster.reimbursement.rules.adjustments.part_of_statement import switched_days
from muster.reimbursement.rules.adjustments.terms import (
    Adjustment,
    AdjustmentFacts,
    AdjustmentRule,
    Painted,
    Switch,
    is_assumption,
)
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR, as_dollars, cents_half_up, plain
from muster.reimbursement.statement.explanation import rule_words
from muster.reimbursement.statement.rates import PERCENT

RULE = AdjustmentRule.PAINTING


def painting(facts: AdjustmentFacts, switch: Switch) -> Iterator[Adjustment]:
    """Yield what each verification of painted units pays, in its month; what came before uses up the allowance."""
    start, until = switched_days(facts.statement, switch)
    used: Counter[tuple[int, bool]] = Counter()
    for one in sorted(facts.painted, key=lambda painted: (painted.on, painted.entry)):
        item = facts.statement.memorandum.major_equipment[one.entry]
        most = item.quantity * (PERCENT + facts.numbers.painting_overstock_percent) // PERCENT
        units = max(0, min(one.units, most - used[one.entry, one.is_repaint]))
        used[one.entry, one.is_repaint] += units
        if units and start <= one.on < until:
            yield _paid(facts, switch, one, units, most)


def _paid(facts: AdjustmentFacts, switch: Switch, one: Painted, units: int, most: int) -> Adjustment:
    numbers = facts.numbers
    percent = Fraction(PERCENT)
    if one.is_repaint:
        percent = Fraction(numbers.repaint_share_percent) if switch.percent is None else switch.percent
    cents = cents_half_up(Fraction(one.rate_cents, CENTS_PER_DOLLAR) * units * percent / PERCENT)
    what = "repainted" if one.is_repaint else "painted"
    item = facts.statement.memorandum.major_equipment[one.entry]
    told = (
        rule_words(RULE),
        f"{one.units} verified as {what} on {one.on}; {item.quantity} authorised, so at most {most} in all, {units} "
        f"paid; {numbers.said('painting_overstock_percent')}",
        f"{units} at {as_dollars(one.rate_cents)}, {plain(percent)} % = {as_dollars(cents)}; "
        f"{numbers.said('repaint_share_percent')}",
    )
    return Adjustment(f"{one.on:%Y-%m}", RULE, item.item, cents, told, is_assumption(RULE))
