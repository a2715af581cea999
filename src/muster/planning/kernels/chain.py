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
def fill_gain(
    k: int, begin: int, end: int, value: float, share: float, held: Reals, row: int, under: Reals, pledge: int,
    gain: Reals, reach: Spans,
) -> float:  # fmt: skip
    """Prefix sums of what periods in `[begin, end)` earn at a share of the prices; returns what the best run earns.

    The prices are `held[row]` and `under[pledge]`. A run lies in periods that can be reached. Rows are looked up here
    and not handed over as views, which are far slower to make than to use.
    """
    total, lowest, most = 0.0, 0.0, 0.0
    gain[k, begin] = 0.0
    for t in range(begin, end):
        lowest = min(lowest, total) if reach[k, t] > 0 else NEVER
        total += value - share * (held[row, t] + under[pledge, t])
        gain[k, t + 1] = total
        most = max(most, total - lowest)
    return most


@compiled
def add_kept(k: int, begin: int, end: int, row: int, kept: Integers, gain: Reals, reach: Spans) -> float:
    """Add to the prefix sums what periods count for being kept of an earlier plan; returns what the best run earns."""
    total, lowest, most = 0.0, 0.0, 0.0
    for t in range(begin, end):
        lowest = min(lowest, gain[k, t]) if reach[k, t] > 0 else NEVER
        total += kept[row, t]
        gain[k, t + 1] += total
        most = max(most, gain[k, t + 1] - lowest)
    return most


@compiled
def offer_stays(
    k: int, first: int, last: int, min_stay: int, max_stay: int, dwell: int, gain: Reals, fee: Reals, reach: Spans,
    best: Reals, choice_option: Integers, choice_end: Integers, scratch: Scratch,
) -> None:  # fmt: skip
    """Note the option's best stay from each period in `[first, last)` where it is better than what is noted there.

    `best` must be known for periods from `first + min_stay + dwell` on. The queue goes on from an earlier call.
    """
    queue_end, queue_worth = scratch.queue_end, scratch.queue_worth
    head, tail = scratch.queue_head[k], scratch.queue_tail[k]
    for start in range(last - 1, first - 1, -1):
        entering = start + min_stay
        worth = gain[k, entering] + best[entering + dwell]
        while tail > head and queue_worth[k, tail - 1] <= worth:
            tail -= 1
        queue_end[k, tail] = entering
        queue_worth[k, tail] = worth
        tail += 1
        latest = min(start + max_stay, reach[k, start])
        while tail > head and queue_end[k, head] > latest:
            head += 1
        if tail == head:
            head = tail = 0
            continue
        worth = queue_worth[k, head] - gain[k, start] - fee[k, start]
        if worth > best[start]:
            best[start] = worth
            choice_option[start] = k
            choice_end[start] = queue_end[k, head]
    scratch.queue_head[k], scratch.queue_tail[k] = head, tail


@compiled
def solve_chain(
    count: int, first: int, last: int, min_stay: int, max_stay: int, dwell: int, periods: int, scratch: Scratch
) -> float:
    """Fill `best` and the choices for `count` options whose windows lie in `[first, last)`; returns the best worth.

    What a stay is followed by begins at least `min_stay + dwell` periods after its start. So that many starts at a time
    are gone through option by option, which keeps an option's numbers at hand.
    """
    best, choice_option, choice_end = scratch.best, scratch.choice_option, scratch.choice_end
    for k in range(count):
        scratch.queue_head[k] = 0
        scratch.queue_tail[k] = 0
    block_last = max(first, last - min_stay + 1)
    for t in range(block_last, len(best)):
        best[t] = 0.0
    for t in range(block_last, last):
        choice_option[t] = -1
    while block_last > first:
        block_first = max(first, block_last - max(1, min_stay + dwell))
        for t in range(block_first, block_last):
            best[t] = 0.0
            choice_option[t] = -1
        for k in range(count):
            begin, stop = max(block_first, scratch.begin[k]), min(block_last, scratch.stop[k] - min_stay + 1)
            offer_stays(
                k, begin, stop, min_stay, max_stay, dwell, scratch.gain, scratch.fee, scratch.reach,
                best, choice_option, choice_end, scratch,
            )  # fmt: skip
        for t in range(block_last - 1, block_first - 1, -1):
            if best[t] <= best[t + 1]:
                best[t] = best[t + 1]
                choice_option[t] = -1
        block_last = block_first
    return float(best[first]) if last > first else 0.0
