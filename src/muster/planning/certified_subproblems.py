"""The three subproblems of the certificate, each solved exactly in integers and as plainly as it can be said.

They are the certificate's own and share no code with the search's kernels, so that a mistake there is found here.
Prices come in as integers on a grid; nothing is rounded but the bound of a knapsack too large to be
solved, and that to an integer that is a bound as well.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from muster.planning.kernels.compiled import compiled_with_arrays

Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NOTHING = -(2**62)
"""Stands for what cannot be chosen."""
MOST_KNAPSACK_NODES = 200_000
MOST_KNAPSACK_CELLS = 100_000_000
"""A knapsack that takes more nodes is solved by its table of items and room, if that has no more cells than this."""
MOST_STANDING_NODES = 1_000_000


class PricedStays(NamedTuple):
    """What every stay earns at the prices. All amounts are on one grid."""

    option_first: Integers  # [pledges + 1]: slice of options
    min_stay: Integers  # [pledges]
    max_stay: Integers
    dwell: Integers
    strength: Integers
    deployed: Integers  # [pledges, periods]: the price of being deployed
    post: Integers  # [options]
    row: Integers  # [options]: row of `held_row`, -1 where the price is that of the post
    mission: Integers
    value: Integers
    start_cost: Integers
    is_open: Flags  # [options, periods]
    may_start: Flags
    held_post: Integers  # [posts, periods]: the price of holding the post
    held_row: Integers  # [rows, periods]: the price of holding it, by option
    start_fee: Integers  # [missions, periods]: the price of one person's arrival


@compiled_with_arrays
def fee_of_start(u: int, k: int, s: int, stays: PricedStays) -> int:
    """What a stay of the pledge that starts in the period pays once."""
    return int(stays.start_cost[k] + stays.strength[u] * stays.start_fee[stays.mission[k], s])


@compiled_with_arrays
def earned_in(u: int, k: int, t: int, stays: PricedStays) -> int:
    """What covering the post in the period earns: its value less the prices of holding it and of being deployed."""
    row = stays.row[k]
    held = stays.held_row[row, t] if row >= 0 else stays.held_post[stays.post[k], t]
    return int(stays.value[k] - stays.deployed[u, t] - held)


@compiled_with_arrays
def best_chains(stays: PricedStays, best: Integers) -> None:
    """Fill `best[u, s]`: the most that stays of pledge `u` from period `s` on earn at the prices.

    Every stay `[s, e)` is tried, followed by the best from `e + dwell` on.
    """
    pledges, periods = best.shape[0], best.shape[1] - 1
    for u in range(pledges):
        best[u, periods] = 0
        for s in range(periods - 1, -1, -1):
            most = best[u, s + 1]
            for k in range(stays.option_first[u], stays.option_first[u + 1]):
                if not stays.may_start[k, s]:
                    continue
                earned = -fee_of_start(u, k, s, stays)
                for e in range(s + 1, min(s + stays.max_stay[u], periods) + 1):
                    if not stays.is_open[k, e - 1]:
                        break
                    earned += earned_in(u, k, e - 1, stays)
                    if e - s >= stays.min_stay[u]:
                        most = max(most, earned + best[u, min(e + stays.dwell[u], periods)])
            best[u, s] = most


@compiled_with_arrays
def _best_by_state(
    t: int,
    prices: Integers,
    is_open: Flags,
    state_place: Integers,
    post_place: Integers,
    lead_place: int,
    best: Integers,
) -> None:
    """The best open price of each State for each post in the period; at a price of 0 or below only a lead counts."""
    best[:] = NOTHING
    for row in range(len(state_place)):
        if is_open[row, t] and (prices[row, t] > 0 or post_place[row] == lead_place):
            s, p = state_place[row], post_place[row]
            best[s, p] = max(best[s, p], prices[row, t])


@compiled_with_arrays
def _worth_held(held: Integers, lead_place: int) -> int:
    """What the held posts are worth: nothing without a lead that is needed, whose price counts even below 0."""
    if lead_place >= 0 and held[lead_place] == NOTHING:
        return 0
    total = 0
    for p in range(len(held)):
        total += held[p] if p == lead_place else max(0, held[p])
    return total


@compiled_with_arrays
def _bound_of_more(
    held: Integers, best: Integers, candidates: Integers, count: int, slots: int, gains: Integers
) -> int:
    """The most that up to `slots` further States add: the sum of the largest that any adds alone (gains diminish)."""
    for i in range(count):
        gains[i] = 0
        for p in range(len(held)):
            gains[i] += max(0, best[candidates[i], p] - max(0, held[p]))
    total = 0
    if slots >= count:
        for i in range(count):
            total += gains[i]
        return total
    for _ in range(slots):
        top = 0
        for i in range(count):
            if gains[i] > gains[top]:
                top = i
        total += gains[top]
        gains[top] = 0
    return total


@compiled_with_arrays
def _begin_with_committed(best: Integers, committed: Flags, held: Integers, candidates: Integers) -> int:
    """Posts go to the States that are there already; lists those that could join and returns how many they are."""
    count = 0
    for s in range(len(committed)):
        useful = False
        for p in range(len(held)):
            if committed[s]:
                held[p] = max(held[p], best[s, p])
            useful = useful or best[s, p] > NOTHING
        if useful and not committed[s]:
            candidates[count] = s
            count += 1
    return count


@compiled_with_arrays
def best_standing(best: Integers, committed: Flags, foes: Flags, slots: int, lead_place: int) -> int:
    """The best choice of who stands in one requirement and period: `best[s, p]` is State `s`'s price for post `p`.

    States with committed stays are there already. Of the others at most `slots` join, no two of them incompatible.
    Depth first over sets of States; a branch is left when no further States can lift it above the best found.
    """
    states, posts = best.shape
    deepest = max(0, min(slots, states))
    held = np.full((deepest + 1, posts), NOTHING, np.int64)
    candidates = np.zeros((deepest + 2, states), np.int64)
    counts = np.zeros(deepest + 2, np.int64)
    position = np.zeros(deepest + 2, np.int64)
    gains = np.zeros(states, np.int64)
    counts[0] = _begin_with_committed(best, committed, held[0], candidates[0])
    found = max(0, _worth_held(held[0], lead_place))
    most = _bound_of_more(held[0], best, candidates[0], counts[0], deepest, gains)
    for p in range(posts):
        most += max(0, held[0, p])
    depth, nodes = 0, 0
    while depth >= 0:
        if depth >= deepest or position[depth] >= counts[depth]:
            depth -= 1
            continue
        s = candidates[depth, position[depth]]
        position[depth] += 1
        nodes += 1
        if nodes > MOST_STANDING_NODES:
            return max(found, most)
        positive = 0
        for p in range(posts):
            held[depth + 1, p] = max(held[depth, p], best[s, p])
            positive += max(0, held[depth + 1, p])
        found = max(found, _worth_held(held[depth + 1], lead_place))
        counts[depth + 1] = 0
        for i in range(position[depth], counts[depth]):
            other = candidates[depth, i]
            if not foes[s, other]:
                candidates[depth + 1, counts[depth + 1]] = other
                counts[depth + 1] += 1
        left = deepest - depth - 1
        further = _bound_of_more(held[depth + 1], best, candidates[depth + 1], counts[depth + 1], left, gains)
        if positive + further > found:
            depth += 1
            position[depth] = 0
    return found


@compiled_with_arrays
def standing_worths(
    prices: Integers,
    is_open: Flags,
    state_place: Integers,
    post_place: Integers,
    committed: Flags,
    foes: Flags,
    max_states: int,
    lead_place: int,
    lead_open: Flags,
    posts: int,
    worths: Integers,
) -> None:
    """Fill `worths` by period for one requirement of so many posts; `lead_open`: no committed stay holds the lead."""
    best = np.zeros((committed.shape[0], posts), np.int64)
    for t in range(len(worths)):
        _best_by_state(t, prices, is_open, state_place, post_place, lead_place, best)
        there = 0
        for s in range(committed.shape[0]):
            there += committed[s, t]
        needed = lead_place if lead_place >= 0 and lead_open[t] else -1
        worths[t] = best_standing(best, committed[:, t], foes, max_states - there, needed)


@compiled_with_arrays
def _cut_bound(worth: Integers, weight: Integers, first: int, room: int) -> int:
    """The most that items from `first` on are worth if the last may be cut, rounded down: worths are integers."""
    total = 0
    for i in range(first, len(worth)):
        if weight[i] > room:
            return int(total + worth[i] * room // weight[i])
        room -= weight[i]
        total += worth[i]
    return total


@compiled_with_arrays
def _knapsack_by_table(worth: Integers, weight: Integers, room: int) -> int:
    """The optimum by the table over room, whatever the worths."""
    most = np.zeros(room + 1, np.int64)
    for i in range(len(worth)):
        for w in range(room, weight[i] - 1, -1):
            most[w] = max(most[w], most[w - weight[i]] + worth[i])
    return int(most[room])


@compiled_with_arrays
def best_knapsack(worth: Integers, weight: Integers, room: int) -> int:
    """The most worth of items that fit; they come sorted by worth for each unit of weight, the best first.

    Depth first, taking items first. Where that is too long, by table; where that is too large, the bound of cut items.
    """
    count = len(worth)
    taken = np.zeros(count, np.bool_)
    found, total, left, depth, nodes = 0, 0, room, 0, 0
    while True:
        nodes += 1
        if nodes > MOST_KNAPSACK_NODES:
            if count * (room + 1) <= MOST_KNAPSACK_CELLS:
                return _knapsack_by_table(worth, weight, room)
            return _cut_bound(worth, weight, 0, room)
        while depth < count and total + _cut_bound(worth, weight, depth, left) > found:
            taken[depth] = weight[depth] <= left
            if taken[depth]:
                left -= weight[depth]
                total += worth[depth]
            depth += 1
        if depth == count:
            found = max(found, total)
        depth -= 1
        while depth >= 0 and not taken[depth]:
            depth -= 1
        if depth < 0:
            return found
        taken[depth] = False
        left += weight[depth]
        total -= worth[depth]
        depth += 1


@compiled_with_arrays
def _put_in_order(worth: Integers, weight: Integers) -> None:
    """Correct, in integers, an order by worth for each unit of weight that comes from rounded quotients."""
    for i in range(1, len(worth)):
        j = i
        while j > 0 and worth[j - 1] * weight[j] < worth[j] * weight[j - 1]:
            worth[j - 1], worth[j] = worth[j], worth[j - 1]
            weight[j - 1], weight[j] = weight[j], weight[j - 1]
            j -= 1


@compiled_with_arrays
def ceiling_worths(price: Integers, strength: Integers, room: Integers, worths: Integers) -> None:
    """Fill `worths` by period for one State: `price[u, t]` of its pledges, and what is left of its ceiling."""
    pledges = len(strength)
    for t in range(len(worths)):
        chosen = np.zeros(pledges, np.int64)
        density = np.zeros(pledges)
        count, weight_of_all, worth_of_all = 0, 0, 0
        for u in range(pledges):
            if price[u, t] > 0 and strength[u] <= room[t]:
                chosen[count] = u
                density[count] = -price[u, t] / strength[u]
                count += 1
                weight_of_all += strength[u]
                worth_of_all += price[u, t]
        if weight_of_all <= room[t]:
            worths[t] = worth_of_all
            continue
        order = np.argsort(density[:count], kind="mergesort")
        worth, weight = np.zeros(count, np.int64), np.zeros(count, np.int64)
        for i in range(count):
            worth[i], weight[i] = price[chosen[order[i]], t], strength[chosen[order[i]]]
        _put_in_order(worth, weight)
        worths[t] = best_knapsack(worth, weight, room[t])
