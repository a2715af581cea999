"""The stays that good plans are made of: those whose best chain earns little less than the pledge's best, at prices."""

import numpy as np

from muster.planning.certificate import Certificate, certify
from muster.planning.plan import Plan, Stay
from muster.planning.problem import Problem

FIRST_SHARE = 0.02
"""The slack that is tried first, as a share of the bound."""
HALVINGS = 40


def promising_stays(problem: Problem, plan: Plan, most: int) -> list[Stay]:
    """At most so many stays, by the prices of the plan: those that lose least first; none without prices.

    Raises `CertificateRefused` when the prices are not what they must be, and `SumsTooLarge`.
    """
    if not plan.prices.multipliers:
        return []
    return _cheapest(certify(problem, plan), most)


def _cheapest(certificate: Certificate, most: int) -> list[Stay]:
    from muster.planning.chains_with_stay import chains_before, stays_within

    openings, stays, after = certificate.openings, certificate.stays, certificate.chains
    before = np.zeros_like(after)
    chains_before(stays, before)
    room = 4 * most
    found, less = np.zeros((room, 3), np.int64), np.zeros(room, np.int64)
    slack = int(FIRST_SHARE * certificate.bound * certificate.unit)
    for _ in range(HALVINGS):
        count = stays_within(slack, stays, before, after, found, less)
        if count <= room:
            break
        slack //= 2
    count = min(count, room)
    problem = openings.problem
    return [
        Stay(problem.pledges[openings.pledge[k]].id, problem.posts[openings.post[k]].id, start, end)
        for k, start, end in found[np.argsort(less[:count], kind="stable")[:most]].tolist()
    ]
