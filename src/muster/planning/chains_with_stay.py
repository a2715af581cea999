"""A pledge's best chain that contains a stay over given periods of a post, at the prices of the certificate."""

import numpy as np
import numpy.typing as npt

from muster.planning.certified_subproblems import NOTHING, PricedStays, earned_in, fee_of_start
from muster.planning.kernels.compiled import compiled

Integers = npt.NDArray[np.int64]


@compiled
def chains_before(stays: PricedStays, before: Integers) -> None:
    """Fill `before[u, t]`: the most that stays earn after which pledge `u` is free, its dwell passed, by period `t`."""
    pledges, periods = before.shape[0], before.shape[1] - 1
    for u in range(pledges):
        before[u] = 0
        for s in range(periods):
            if s > 0:
                before[u, s] = max(before[u, s], before[u, s - 1])
            for k in range(stays.option_first[u], stays.option_first[u + 1]):
                if not stays.may_start[k, s]:
                    continue
                earned = before[u, s] - fee_of_start(u, k, s, stays)
                for e in range(s + 1, min(s + stays.max_stay[u], periods) + 1):
                    if not stays.is_open[k, e - 1]:
                        break
                    earned += earned_in(u, k, e - 1, stays)
                    free = e + stays.dwell[u]
                    if e - s >= stays.min_stay[u] and free <= periods:
                        before[u, free] = max(before[u, free], earned)
        before[u, periods] = max(before[u, periods], before[u, periods - 1])


@compiled
def best_with_stay(
    pledge: Integers,
    option: Integers,
    start: Integers,
    end: Integers,
    stays: PricedStays,
    before: Integers,
    after: Integers,
    most: Integers,
    within: Integers,
) -> None:
    """For each question (option, `[start, end)`): the best chain with a stay of the option over part of the interval.

    `most[i]`: its worth, start and end, where the stay may reach beyond the interval; `within[i]`: the same where it
    may not. A worth of `NOTHING` where there is no such stay.
    """
    periods = before.shape[1] - 1
    for i in range(len(option)):
        k, u = option[i], pledge[i]
        most[i, 0] = NOTHING
        within[i, 0] = NOTHING
        for s in range(max(0, start[i] - stays.max_stay[u] + 1), end[i]):
            if not stays.may_start[k, s]:
                continue
            earned = before[u, s] - fee_of_start(u, k, s, stays)
            for e in range(s + 1, min(s + stays.max_stay[u], periods) + 1):
                if not stays.is_open[k, e - 1]:
                    break
                earned += earned_in(u, k, e - 1, stays)
                if e - s < stays.min_stay[u] or e <= start[i]:
                    continue
                worth = earned + after[u, min(e + stays.dwell[u], periods)]
                if worth > most[i, 0]:
                    most[i, 0], most[i, 1], most[i, 2] = worth, s, e
                if s >= start[i] and e <= end[i] and worth > within[i, 0]:
                    within[i, 0], within[i, 1], within[i, 2] = worth, s, e
