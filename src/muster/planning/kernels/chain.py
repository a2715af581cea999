"""A pledge's best chain of stays: an exact dynamic program over time.

For options `k` with prefix sums `gain[k, t]` of what covering the periods before `t` earns, the best worth from period
`s` on is

    best[s] = max(best[s + 1], max over k, e of gain[k, e] - gain[k, s] - fee[k, s] + best[e + dwell])

over ends `e` with `s + min_stay <= e <= min(s + max_stay, reach[k, s])`. The best end for each `k` is a maximum over a
window whose two ends only move left as `s` falls, kept in a queue: each candidate enters and leaves once. An option
none of whose runs of periods earns its start cost is left out: no best chain needs a stay that earns nothing.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from muster.planning.kernels.compiled import compiled
from muster.planning.tables import Tables

Reals = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.uint8]

Spans = npt.NDArray[np.int32]

NEVER = 1e300
"""A fee that no stay is worth."""


class Scratch(NamedTuple):
    """Working arrays of one thread, for pledges of up to so many options."""

    option: Integers  # [k]: the option row; what follows is by `k` too
    begin: Integers  # [k]: the option's window
    stop: Integers
    gain: Reals  # [k, periods + 1]
    fee: Reals  # [k, periods]
    reach: Spans  # [k, periods]
    queue_end: Integers
    queue_worth: Reals
    queue_head: Integers
    queue_tail: Integers
    best: Reals
    choice_option: Integers
    choice_end: Integers
    is_roomy: Flags  # [periods]: whether the State's ceiling leaves room for the pledge


def make_scratch(options: int, periods: int) -> Scratch:
    """Working arrays for pledges of up to so many options."""
    return Scratch(
        option=np.zeros(options, np.int64),
        begin=np.zeros(options, np.int64),
        stop=np.zeros(options, np.int64),
        gain=np.zeros((options, periods + 1)),
        fee=np.zeros((options, periods)),
        reach=np.zeros((options, periods), np.int32),
        queue_end=np.zeros((options, periods + 2), np.int64),
        queue_worth=np.zeros((options, periods + 2)),
        queue_head=np.zeros(options, np.int64),
        queue_tail=np.zeros(options, np.int64),
        best=np.zeros(2 * periods + 3),
        choice_option=np.zeros(periods + 1, np.int64),
        choice_end=np.zeros(periods + 1, np.int64),
        is_roomy=np.zeros(periods, np.uint8),
    )


@compiled
def earns(option: int, begin: int, end: int, k: int, tables: Tables, scratch: Scratch) -> bool:
    """Whether a run of periods that can be reached earns more than a start costs, by the sums in `gain[k]`."""
    lowest, most = 0.0, 0.0
    reach, gain = scratch.reach, scratch.gain
    for t in range(begin, end):
        if reach[k, t] == 0:
            lowest = gain[k, t + 1]
        else:
            lowest = min(lowest, gain[k, t])
            most = max(most, gain[k, t + 1] - lowest)
    return bool(most > tables.start_cost[option])


@compiled
def solve_chain(
    count: int, first: int, last: int, min_stay: int, max_stay: int, dwell: int, periods: int, scratch: Scratch
) -> float:
    """Fill `best` and the choices for `count` options whose windows lie in `[first, last)`; returns the best worth."""
    gain, fee, reach, best = scratch.gain, scratch.fee, scratch.reach, scratch.best
    queue_end, queue_worth = scratch.queue_end, scratch.queue_worth
    queue_head, queue_tail = scratch.queue_head, scratch.queue_tail
    begin, stop = scratch.begin, scratch.stop
    choice_option, choice_end = scratch.choice_option, scratch.choice_end
    for t in range(last, len(best)):
        best[t] = 0.0
    for k in range(count):
        queue_head[k] = 0
        queue_tail[k] = 0
    for start in range(last - 1, first - 1, -1):
        top, chosen, end = best[start + 1], -1, -1
        entering, longest = start + min_stay, start + max_stay
        if entering > last:
            best[start], choice_option[start] = top, -1
            continue
        after = best[entering + dwell]
        for k in range(count):
            if entering > stop[k] or start < begin[k]:
                continue
            head, tail = queue_head[k], queue_tail[k]
            worth = gain[k, entering] + after
            while tail > head and queue_worth[k, tail - 1] <= worth:
                tail -= 1
            queue_end[k, tail] = entering
            queue_worth[k, tail] = worth
            tail += 1
            latest = min(longest, reach[k, start])
            while tail > head and queue_end[k, head] > latest:
                head += 1
            if tail > head:
                worth = queue_worth[k, head] - gain[k, start] - fee[k, start]
                if worth > top:
                    top, chosen, end = worth, k, queue_end[k, head]
            else:
                head = tail = 0
            queue_head[k] = head
            queue_tail[k] = tail
        best[start] = top
        choice_option[start] = chosen
        choice_end[start] = end
    return float(best[first]) if last > first else 0.0
