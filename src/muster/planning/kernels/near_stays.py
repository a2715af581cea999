"""The stays that may still be in a better plan: at given prices, what the best chain with each stay falls short by.

A pledge's best chain with a stay is the best one before it, the stay, and the best one after it. By what that is worth
less than the pledge's best chain the stay falls short: no plan that holds it is worth more than the bound at the prices
less this.
"""

import numpy as np
import numpy.typing as npt

from muster.planning.kernels.chain import NEVER, Scratch, solve_chain
from muster.planning.kernels.compiled import compiled
from muster.planning.kernels.relaxation import Prices, fill_options
from muster.planning.kernels.standing import Blocks
from muster.planning.tables import Tables

Integers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]


@compiled
def best_before(
    count: int, first: int, last: int, min_stay: int, max_stay: int, dwell: int, before: Reals, scratch: Scratch
) -> None:
    """Fill `before[t]`: the most that stays earn after which the pledge is free, its dwell passed, by period `t`."""
    gain, fee, reach = scratch.gain, scratch.fee, scratch.reach
    before[first : last + dwell + 2] = 0.0
    for s in range(first, last):
        if s > first:
            before[s] = max(before[s], before[s - 1])
        for k in range(count):
            if s < scratch.begin[k] or s + min_stay > scratch.stop[k] or fee[k, s] >= NEVER:
                continue
            base = before[s] - gain[k, s] - fee[k, s]
            for e in range(s + min_stay, min(s + max_stay, reach[k, s], scratch.stop[k]) + 1):
                if e + dwell < last:
                    before[e + dwell] = max(before[e + dwell], base + gain[k, e])


@compiled
def list_near_stays(
    limit: float,
    tables: Tables,
    blocks: Blocks,
    prices: Prices,
    scratch: Scratch,
    before: Reals,
    stays: Integers,
    shortfall: Reals,
) -> int:
    """List the stays (option, start, end) that fall short by at most `limit`; returns how many there are.

    Those for which `stays` and `shortfall` have no room are counted, not listed.
    """
    found = 0
    for pledge in range(len(tables.state)):
        count, first, last = fill_options(pledge, False, tables, blocks, prices, scratch)
        if count == 0:
            continue
        shortest, longest, dwell = tables.min_stay[pledge], tables.max_stay[pledge], tables.dwell[pledge]
        best = solve_chain(count, first, last, shortest, longest, dwell, tables.periods, scratch)
        best_before(count, first, last, shortest, longest, dwell, before, scratch)
        for k in range(count):
            for s in range(max(first, scratch.begin[k]), scratch.stop[k] - shortest + 1):
                if scratch.fee[k, s] >= NEVER:
                    continue
                base = best - before[s] + scratch.gain[k, s] + scratch.fee[k, s]
                for e in range(s + shortest, min(s + longest, scratch.reach[k, s], scratch.stop[k]) + 1):
                    short = base - scratch.gain[k, e] - scratch.best[e + dwell]
                    if short > limit:
                        continue
                    if found < len(shortfall):
                        stays[found, 0], stays[found, 1], stays[found, 2] = scratch.option[k], s, e
                        shortfall[found] = short
                    found += 1
    return found
