"""The premium for key enabling capabilities: bounded like the risk premium, by numbers of its own. Pure."""

from collections.abc import Iterator

from muster.reimbursement.rules.adjustments.premium_of_strength import PremiumBounds, premium_of_strength
from muster.reimbursement.rules.adjustments.terms import Adjustment, AdjustmentFacts, AdjustmentRule, Switch

BOUNDS = PremiumBounds(AdjustmentRule.ENABLING_PREMIUM, "enabling_premium_percent", "enabling_premium_strength_percent")


def enabling_premium(facts: AdjustmentFacts, switch: Switch) -> Iterator[Adjustment]:
    """Yield the premium for key enabling capabilities by month."""
    return premium_of_strength(facts, switch, BOUNDS)
