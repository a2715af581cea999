"""The premium for deploying rapidly: an amount by how many days passed since the request, entered by hand. Pure.

Source: section 9 of the dossier on reimbursement: the steps are recalled, no amount is at hand.
"""

from collections.abc import Iterator

from muster.reimbursement.rules.adjustments.part_of_statement import switched_days
from muster.reimbursement.rules.adjustments.terms import (
    Adjustment,
    AdjustmentFacts,
    AdjustmentNumbers,
    AdjustmentRule,
    Switch,
    is_assumption,
)
from muster.reimbursement.statement.cents import as_dollars
from muster.reimbursement.statement.explanation import rule_words

RULE = AdjustmentRule.RAPID_PREMIUM
STEPS = ("rdl_premium_first_days", "rdl_premium_second_days", "rdl_premium_third_days")


def step_of(days: int, numbers: AdjustmentNumbers) -> str:
    """Return the parameter of the first step that so many days reach (exactly its days: reached); empty: none."""
    return next((name for name in STEPS if days <= getattr(numbers, name)), "")


def rapid_premium(facts: AdjustmentFacts, switch: Switch) -> Iterator[Adjustment]:
    """Yield the premium in the month of deployment, at most one."""
    if facts.requested_on is None or facts.deployed_on is None:
        return
    start, until = switched_days(facts.statement, switch)
    days = (facts.deployed_on - facts.requested_on).days
    step = step_of(days, facts.numbers)
    amounts = dict(zip(STEPS, switch.premium_cents, strict=False))
    cents = amounts.get(step, 0)
    if days < 0 or not cents or not start <= facts.deployed_on < until:
        return
    told = (
        rule_words(RULE),
        f"requested on {facts.requested_on}, deployed on {facts.deployed_on}: {days} days; {facts.numbers.said(step)}",
        f"the amount entered for this step: {as_dollars(cents)}",
    )
    yield Adjustment(f"{facts.deployed_on:%Y-%m}", RULE, RULE.label, cents, told, is_assumption(RULE))
