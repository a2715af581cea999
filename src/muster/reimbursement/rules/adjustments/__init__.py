"""What is added to a statement and taken off it by rules that can be switched: deductions, premiums, painting. Pure.

    facts = AdjustmentFacts(statement, shipped_numbers(day), quarters=…)
    adjustments(facts, [Switch(AdjustmentRule.ABSENT_EQUIPMENT, True)])

A rule that is off, or of which nothing is on record, gives nothing. Deductions of a line together are never more than
the line pays.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from muster.reimbursement.rules.adjustments.absent_equipment import absent_equipment
from muster.reimbursement.rules.adjustments.enabling_premium import enabling_premium
from muster.reimbursement.rules.adjustments.end_of_operations import end_of_operations
from muster.reimbursement.rules.adjustments.painting import painting
from muster.reimbursement.rules.adjustments.painting_withheld import painting_withheld
from muster.reimbursement.rules.adjustments.rapid_incentive import rapid_incentive
from muster.reimbursement.rules.adjustments.rapid_premium import rapid_premium
from muster.reimbursement.rules.adjustments.risk_premium import risk_premium
from muster.reimbursement.rules.adjustments.terms import (
    ON_BY_DEFAULT,
    Adjustment,
    AdjustmentFacts,
    AdjustmentNumbers,
    AdjustmentRule,
    Painted,
    PledgedItem,
    QuarterLine,
    Switch,
    VerifiedQuarter,
    is_assumption,
    shipped_numbers,
)
from muster.reimbursement.statement import Statement
from muster.reimbursement.statement.explanation import rule_words
from muster.reimbursement.statement.terms import PaidKind

__all__ = [
    "ON_BY_DEFAULT",
    "Adjustment",
    "AdjustmentFacts",
    "AdjustmentNumbers",
    "AdjustmentRule",
    "Painted",
    "PledgedItem",
    "QuarterLine",
    "Switch",
    "VerifiedQuarter",
    "adjustments",
    "is_assumption",
    "shipped_numbers",
]

RuleOfStatement = Callable[[AdjustmentFacts, Switch], Iterator[Adjustment]]
RULES: dict[AdjustmentRule, RuleOfStatement] = {
    AdjustmentRule.ABSENT_EQUIPMENT: absent_equipment,
    AdjustmentRule.END_OF_OPERATIONS: end_of_operations,
    AdjustmentRule.PAINTING_WITHHELD: painting_withheld,
    AdjustmentRule.RISK_PREMIUM: risk_premium,
    AdjustmentRule.ENABLING_PREMIUM: enabling_premium,
    AdjustmentRule.RAPID_INCENTIVE: rapid_incentive,
    AdjustmentRule.RAPID_PREMIUM: rapid_premium,
    AdjustmentRule.PAINTING: painting,
}
"""The rules that change a statement, in the order in which deductions are taken. Losses read the one that is left."""

LineKey = tuple[str, PaidKind, int]


def adjustments(facts: AdjustmentFacts, switches: Iterable[Switch]) -> tuple[Adjustment, ...]:
    """Return what the rules that are on add and take off, month by month in the order of the rules.

    Of two switches of one rule the later counts; a rule without one holds only if it is on by default.
    """
    chosen = {rule: Switch(rule, True) for rule in ON_BY_DEFAULT} | {one.rule: one for one in switches}
    found: list[Adjustment] = []
    for rule, reckon in RULES.items():
        if rule in chosen and chosen[rule].is_on:
            found.extend(reckon(facts, chosen[rule]))
    return tuple(sorted(_bounded(found, facts.statement), key=lambda one: one.month))


def _bounded(found: Iterable[Adjustment], statement: Statement) -> Iterator[Adjustment]:
    """Yield adjustments with deductions cut where a line would fall below zero, and without those of nothing."""
    left: Counter[LineKey] = Counter()
    for line in statement.lines:
        left[line.month.name, line.kind, line.entry] += line.amount_cents
    for one in found:
        if one.amount_cents < 0 and one.kind is not None and one.entry is not None:
            key = (one.month, one.kind, one.entry)
            taken = min(-one.amount_cents, left[key])
            left[key] -= taken
            if taken < -one.amount_cents:
                told = (*one.explanation, rule_words("never-below-zero"))
                one = replace(one, amount_cents=-taken, explanation=told)
        if one.amount_cents:
            yield one
