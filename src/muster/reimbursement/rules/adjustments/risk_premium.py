"""The risk premium: up to a share of the rate, for at most a share of the average strength of a year. Pure."""

from collections.abc import Iterator

from muster.reimbursement.rules.adjustments.premium_of_strength import PremiumBounds, premium_of_strength
from muster.reimbursement.rules.adjustments.terms import Adjustment, AdjustmentFacts, AdjustmentRule, Switch

BOUNDS = PremiumBounds(AdjustmentRule.RISK_PREMIUM, "risk_premium_percent", "risk_premium_strength_percent")


def risk_premium(facts: AdjustmentFacts, switch: Switch) -> Iterator[Adjustment]:
    """Yield the risk premium by month."""
    return premium_of_strength(facts, switch, BOUNDS)
