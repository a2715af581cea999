"""Exact 0/1 knapsack by branch and bound: the most worth of pledges that fit under a State's ceiling."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from muster.planning.kernels.compiled import compiled

Reals = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.uint8]

MOST_NODES = 20_000
"""Beyond so many nodes the fractional bound is returned: larger than the optimum, and so still a bound."""


class KnapsackScratch(NamedTuple):
    """Working arrays: items in order of worth by weight, what is taken now, and what the best choice takes."""

    worth: Reals
    weight: Integers
    item: Integers
    taken: Flags
    best: Flags


def make_knapsack_scratch(items: int) -> KnapsackScratch:
    """Working arrays for up to so many items."""
    return KnapsackScratch(
        np.zeros(items), np.zeros(items, np.int64), np.zeros(items, np.int64), *np.zeros((2, items), np.uint8)
    )


@compiled
def fractional_bound(scratch: KnapsackScratch, first: int, count: int, room: int) -> float:
    """The most that items from `first` on are worth in the room, if the last of them may be cut."""
    total = 0.0
    for i in range(first, count):
        if scratch.weight[i] > room:
            return float(total + scratch.worth[i] * (room / scratch.weight[i]))
        room -= scratch.weight[i]
        total += scratch.worth[i]
    return total


@compiled
def sort_by_density(scratch: KnapsackScratch, count: int) -> None:
    """Order the items by worth for each unit of weight, the best first."""
    for i in range(1, count):
        worth, weight, item = scratch.worth[i], scratch.weight[i], scratch.item[i]
        j = i - 1
        while j >= 0 and scratch.worth[j] * weight < worth * scratch.weight[j]:
            scratch.worth[j + 1] = scratch.worth[j]
            scratch.weight[j + 1] = scratch.weight[j]
            scratch.item[j + 1] = scratch.item[j]
            j -= 1
        scratch.worth[j + 1] = worth
        scratch.weight[j + 1] = weight
        scratch.item[j + 1] = item


@compiled
def solve_knapsack(scratch: KnapsackScratch, count: int, room: int) -> float:
    """An upper bound on the worth of items that fit, exact within `MOST_NODES`; `best` marks a choice that fits."""
    total_weight = 0
    total_worth = 0.0
    for i in range(count):
        total_weight += scratch.weight[i]
        total_worth += scratch.worth[i]
        scratch.best[i] = 1
    if total_weight <= room:
        return total_worth
    sort_by_density(scratch, count)
    return branch(scratch, count, room, fractional_bound(scratch, 0, count, room))


@compiled
def copy_choice(source: Flags, target: Flags, count: int) -> None:
    """Copy the first so many flags (a loop: slices take long to compile)."""
    for i in range(count):
        target[i] = source[i]


@compiled
def branch(scratch: KnapsackScratch, count: int, room: int, root_bound: float) -> float:
    """Depth-first search, taking items first; see `solve_knapsack`."""
    taken, best = scratch.taken, scratch.best
    for i in range(count):
        best[i] = 0
    best_worth, worth = 0.0, 0.0
    depth, nodes = 0, 0
    while True:
        nodes += 1
        if nodes > MOST_NODES:
            return root_bound
        while depth < count and worth + fractional_bound(scratch, depth, count, room) > best_worth + 1e-7:
            taken[depth] = scratch.weight[depth] <= room
            if taken[depth]:
                room -= scratch.weight[depth]
                worth += scratch.worth[depth]
            depth += 1
        if depth == count and worth > best_worth:
            best_worth = worth
            copy_choice(taken, best, count)
        depth -= 1
        while depth >= 0 and not taken[depth]:
            depth -= 1
        if depth < 0:
            return best_worth
        taken[depth] = 0
        room += scratch.weight[depth]
        worth -= scratch.worth[depth]
        depth += 1
