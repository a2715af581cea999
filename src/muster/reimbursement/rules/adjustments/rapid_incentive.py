"""While a unit stands at the rapid deployment level: a share of the maintenance rate of its pledged equipment. Pure.

Source: section 9 of the dossier on reimbursement, recalled.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from muster.reimbursement.rules.adjustments.part_of_statement import switched_days
from muster.reimbursement.rules.adjustments.terms import (
    Adjustment,
    AdjustmentFacts,
    AdjustmentRule,
    Switch,
    is_assumption,
)
from muster.reimbursement.statement.cents import as_dollars, cents_half_up, plain
from muster.reimbursement.statement.explanation import rule_words
from muster.reimbursement.statement.months import billed_months
from muster.reimbursement.statement.rates import PERCENT

RULE = AdjustmentRule.RAPID_INCENTIVE


def rapid_incentive(facts: AdjustmentFacts, switch: Switch) -> Iterator[Adjustment]:
    """Yield the incentive of each pledged item by month, for the days at the level."""
    numbers = facts.numbers
    percent = Fraction(numbers.rdl_incentive_share_percent) if switch.percent is None else switch.percent
    for month, days, days_in_month in _days_at_level(facts, switch):
        for one in facts.pledged:
            cents = cents_half_up(one.maintenance * one.quantity * days / days_in_month * percent / PERCENT)
            if not cents:
                continue
            told = (
                rule_words(RULE),
                f"{days} of {days_in_month} days at the rapid deployment level",
                f"{plain(percent)} % of maintenance {plain(one.maintenance)} for {one.quantity} units = "
                f"{as_dollars(cents)}; {numbers.said('rdl_incentive_share_percent')}",
            )
            yield Adjustment(month, RULE, one.item, cents, told, is_assumption(RULE))


def _days_at_level(facts: AdjustmentFacts, switch: Switch) -> Iterator[tuple[str, int, int]]:
    """Yield each month with its days at the level, each day once, and the days of the month."""
    first, last = switched_days(facts.statement, switch)
    days: dict[str, set[int]] = {}
    lengths: dict[str, int] = {}
    for start, until in facts.rapid_level:
        for month in _months(max(first, start), min(last, until)):
            days.setdefault(month[0], set()).update(range(month[1], month[2]))
            lengths[month[0]] = month[3]
    for name in sorted(days):
        yield name, len(days[name]), lengths[name]


def _months(start: date, until: date) -> Iterator[tuple[str, int, int, int]]:
    if start < until:
        for month in billed_months(start, until):
            yield month.name, month.start, month.until, month.days_in_month
