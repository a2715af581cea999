"""What one more unit would be worth at most: a second one like a pledge that is there, by the plan's prices.

The price of a post is what one more *place* in it would be worth; a post that nobody can fill has none. What one more
*unit* would be worth is the other side of the same prices: the best chain of stays that it could still earn. Let `L`
be the bound that the prices prove. A second pledge of the same State, with the same options, free in the same
periods, adds its own best chain to the bound, pays the same for posts and arrivals, and takes no place in a
requirement that the first could not take. Under the ceiling of its State it is let in for nothing, which can only make
its worth greater. So no plan with both is worth more than `L` and that chain.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from muster.planning.certificate import Certificate, certify
from muster.planning.plan import Plan
from muster.planning.problem import Problem
from muster.planning.refusal import CertificateRefused


@dataclass(frozen=True)
class AnotherUnit:
    """By pledge and period: the most that a second one like it, there from the period on, adds to the bound.

    `left_open`: how far the bound that the prices prove lies above the plan, in units of value.
    """

    worth: Mapping[str, tuple[float, ...]]
    left_open: float


def another_unit(problem: Problem, plan: Plan) -> AnotherUnit:
    """The worth of a second unit like each pledge.

    Raises `CertificateRefused` when the plan carries no prices or these are not what they must be, and `SumsTooLarge`.
    """
    if not plan.prices.multipliers:
        raise CertificateRefused(["prices: the plan carries none; make it with muster plan"])
    certificate = certify(problem, plan)
    left_open = max(0.0, float(certificate.bound) - plan.objective)
    return AnotherUnit(_worths(problem, certificate), left_open)


def _worths(problem: Problem, certificate: Certificate) -> dict[str, tuple[float, ...]]:
    """The best chain from each period on, and what the pledge pays from then on for being deployed."""
    deployed = np.maximum(certificate.pledge_price, 0)
    paid_later = np.cumsum(deployed[:, ::-1], axis=1)[:, ::-1]
    most = certificate.chains[:, :-1] + paid_later
    has_option = {option.pledge for option in problem.options}
    return {
        pledge.id: tuple(float(amount) / certificate.unit for amount in row.tolist())
        for pledge, row in zip(certificate.openings.problem.pledges, most, strict=True)
        if pledge.id in has_option
    }
