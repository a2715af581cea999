"""Who may stand in a requirement of several posts in one period: an exact choice by branch and bound.

Every option row of the requirement has a price, what holding the post in this period is worth. Chosen is at most one
row a post, of at most `max_states` States of which no two are incompatible, with the lead among the held posts. Given
the set of States, each post takes its best row, so the search is over sets of States, the most promising first.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from muster.planning.kernels.compiled import compiled
from muster.planning.tables import Tables

Reals = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.uint8]

MOST_OFFERS = 200_000
"""Offers gathered at a time, so that they stay in the processor's cache."""
NOTHING = -1e300
MOST_NODES = 20_000
"""Beyond so many nodes a bound is returned that is larger than the optimum, and so still a bound."""


class Blocks(NamedTuple):
    """Requirements of several posts, with their option rows. A row is an option's place in the row prices."""

    requirement: Integers  # [blocks]
    row_first: Integers  # [blocks + 1]: slice of rows
    option: Integers  # [rows]: the option of the row
    place: Integers  # [rows]: the post's place in its requirement
    row_of_option: Integers  # [options]: -1 for a single post


class StandingScratch(NamedTuple):
    """Working arrays; `s` is a State's place in the requirement, `p` a post's, `d` a depth of the search."""

    offer: Reals  # [t, s, p]: the best price of the State's rows for the post, for some periods at a time
    offer_row: Integers  # [t, s, p]
    is_offered: Flags  # [t]: whether anything in the period can count for more than nothing
    worth: Reals  # [s, p]: the offer in the period looked at
    row: Integers  # [s, p]
    order: Integers  # States, the most promising first
    promise: Reals  # [s]
    most: Reals  # [s + 1, p]: the best offer of the States from this place in the order on, 0 at least
    gain: Reals  # [d, s]: what a State in that order would add at most
    largest: Reals  # [d]: the largest of these gains
    barred: Integers  # [s]: how many chosen States are incompatible with it
    held: Reals  # [d, p]: price at which the post is held
    held_row: Integers  # [d, p]
    held_worth: Reals  # [d]: what the held posts are worth; `NOTHING` or less without a lead that is needed
    held_most: Reals  # [d]: the most that they may count for when more States follow
    chosen: Integers  # [d]: place in the order of the State taken at this depth
    best_row: Integers  # [p]: the best choice found


def make_standing_scratch(states: int, posts: int, periods: int) -> StandingScratch:
    """Working arrays for requirements of up to so many States and posts."""
    chunk = max(1, min(periods, MOST_OFFERS // max(1, states * posts)))
    return StandingScratch(
        offer=np.zeros((chunk, states, posts)),
        offer_row=np.zeros((chunk, states, posts), np.int64),
        is_offered=np.zeros(chunk, np.uint8),
        worth=np.zeros((states, posts)),
        row=np.zeros((states, posts), np.int64),
        order=np.zeros(states, np.int64),
        promise=np.zeros(states),
        most=np.zeros((states + 1, posts)),
        gain=np.zeros((states + 2, states)),
        largest=np.zeros(states + 2),
        barred=np.zeros(states, np.int64),
        held=np.zeros((states + 2, posts)),
        held_row=np.zeros((states + 2, posts), np.int64),
        held_worth=np.zeros(states + 2),
        held_most=np.zeros(states + 2),
        chosen=np.zeros(states + 2, np.int64),
        best_row=np.zeros(posts, np.int64),
    )


@compiled
def gather(
    block: int, begin: int, end: int, tables: Tables, blocks: Blocks, prices: Reals, scratch: StandingScratch
) -> None:
    """For each period in `[begin, end)`, State and post the best open row."""
    requirement = blocks.requirement[block]
    pair_first, pair_last = tables.standing_first[requirement], tables.standing_first[requirement + 1]
    posts = tables.post_first[requirement + 1] - tables.post_first[requirement]
    lead = tables.lead[requirement]
    offer, offer_row, is_offered = scratch.offer, scratch.offer_row, scratch.is_offered
    for c in range(end - begin):
        is_offered[c] = 0
        for s in range(pair_last - pair_first):
            for p in range(posts):
                offer[c, s, p] = NOTHING
                offer_row[c, s, p] = -1
    for row in range(blocks.row_first[block], blocks.row_first[block + 1]):
        option, p = blocks.option[row], blocks.place[row]
        s, leads = tables.option_standing[option] - pair_first, tables.post[option] == lead
        reach, price = tables.reach[option], prices[row]
        for t in range(max(begin, tables.window_first[option]), min(end, tables.window_last[option])):
            c = t - begin
            if reach[t] > 0 and (price[t] > 0.0 or leads) and price[t] > offer[c, s, p]:
                offer[c, s, p] = price[t]
                offer_row[c, s, p] = row
                is_offered[c] |= price[t] > 0.0


@compiled
def look_at(c: int, states: int, posts: int, scratch: StandingScratch) -> None:
    """Take the offers of one period, and what each State promises at most."""
    for s in range(states):
        promise = 0.0
        scratch.barred[s] = 0
        for p in range(posts):
            worth = scratch.offer[c, s, p]
            scratch.worth[s, p] = worth
            scratch.row[s, p] = scratch.offer_row[c, s, p]
            promise += max(0.0, worth)
        scratch.promise[s] = promise


@compiled
def bar(s: int, by: int, pair_first: int, foe_first: Integers, foes: Integers, barred: Integers) -> None:
    """Count the State for or against those with which it is incompatible."""
    for i in range(foe_first[pair_first + s], foe_first[pair_first + s + 1]):
        barred[foes[i] - pair_first] += by


@compiled
def take(s: int, depth: int, posts: int, lead_place: int, scratch: StandingScratch) -> None:
    """Add a State at this depth: posts that it would hold at a better price become its own; sum what they are worth."""
    worth, row, held, held_row = scratch.worth, scratch.row, scratch.held, scratch.held_row
    total, most = 0.0, 0.0
    for p in range(posts):
        better = worth[s, p] > held[depth, p]
        price = worth[s, p] if better else held[depth, p]
        held[depth + 1, p] = price
        held_row[depth + 1, p] = row[s, p] if better else held_row[depth, p]
        positive = max(0.0, price)
        most += positive
        total += price if p == lead_place else positive
    scratch.held_worth[depth + 1] = total
    scratch.held_most[depth + 1] = most


@compiled
def order_states(count: int, posts: int, committed: Integers, scratch: StandingScratch) -> int:
    """Sort the States that could be added by promise; returns how many there are."""
    promise, order = scratch.promise, scratch.order
    listed = 0
    for s in range(count):
        useful = promise[s] > 0.0
        if not useful:
            for p in range(posts):
                useful = useful or scratch.row[s, p] >= 0
        if not useful or committed[s] > 0 or scratch.barred[s] > 0:
            continue
        j = listed
        while j > 0 and promise[order[j - 1]] < promise[s]:
            order[j] = order[j - 1]
            j -= 1
        order[j] = s
        listed += 1
    return listed


@compiled
def begin(requirement: int, t: int, count: int, posts: int, tables: Tables, scratch: StandingScratch) -> int:
    """Start from the States that committed stays bring; returns the lead's place, -1 where none is needed."""
    first_post, pair_first = tables.post_first[requirement], tables.standing_first[requirement]
    lead_place = -1
    for p in range(posts):
        post = tables.post_list[first_post + p]
        if post == tables.lead[requirement] and tables.post_open[post, t]:
            lead_place = p
        scratch.held[0, p] = NOTHING
        scratch.held_row[0, p] = -1
        scratch.best_row[p] = -1
    scratch.held_worth[0] = NOTHING if lead_place >= 0 else 0.0
    scratch.held_most[0] = 0.0
    for s in range(count):
        if tables.committed_standing[pair_first + s, t] > 0:
            take(s, 0, posts, lead_place, scratch)
            bar(s, 1, pair_first, tables.foe_first, tables.foes, scratch.barred)
            for p in range(posts):
                scratch.held[0, p] = scratch.held[1, p]
                scratch.held_row[0, p] = scratch.held_row[1, p]
            scratch.held_worth[0] = scratch.held_worth[1]
            scratch.held_most[0] = scratch.held_most[1]
    return lead_place


@compiled
def choose_standing(requirement: int, t: int, c: int, tables: Tables, scratch: StandingScratch) -> float:
    """An upper bound on the worth of one period, exact within `MOST_NODES`; `best_row` is a choice that is allowed.

    `c`: the period's number among those gathered.
    """
    pair_first = tables.standing_first[requirement]
    count = tables.standing_first[requirement + 1] - pair_first
    posts = tables.post_first[requirement + 1] - tables.post_first[requirement]
    look_at(c, count, posts, scratch)
    lead_place = begin(requirement, t, count, posts, tables, scratch)
    slots = tables.max_states[requirement]
    for pair in range(pair_first, pair_first + count):
        slots -= tables.committed_standing[pair, t] > 0
    listed = order_states(count, posts, tables.committed_standing[pair_first : pair_first + count, t], scratch)
    return search_states(pair_first, posts, lead_place, int(slots), listed, tables.foe_first, tables.foes, scratch)


@compiled
def find_gains(depth: int, following: int, listed: int, posts: int, scratch: StandingScratch) -> float:
    """What each State from `following` on would add at most to those taken; returns the largest.

    The most that a set of States counts for grows by less the more States are in it, so these gains bound those of
    every larger set as well.
    """
    worth, held, order, gain = scratch.worth, scratch.held, scratch.order, scratch.gain
    largest = 0.0
    for i in range(following, listed):
        s = order[i]
        total = 0.0
        for p in range(posts):
            total += max(0.0, worth[s, p] - max(0.0, held[depth, p]))
        gain[depth, i] = total
        largest = max(largest, total)
    return largest


@compiled
def find_most(listed: int, posts: int, scratch: StandingScratch) -> None:
    """For each place in the order and post the best offer from there on, whatever the number of States."""
    worth, order, most = scratch.worth, scratch.order, scratch.most
    for p in range(posts):
        most[listed, p] = 0.0
    for i in range(listed - 1, -1, -1):
        for p in range(posts):
            most[i, p] = max(most[i + 1, p], worth[order[i], p])


@compiled
def most_with(s: int, depth: int, following: int, posts: int, scratch: StandingScratch) -> float:
    """The most that those taken, State `s` and any number of the States from `following` on count for."""
    worth, held, most = scratch.worth, scratch.held, scratch.most
    total = 0.0
    for p in range(posts):
        total += max(held[depth, p], worth[s, p], most[following, p])
    return total


@compiled
def search_states(
    pair_first: int,
    posts: int,
    lead_place: int,
    slots: int,
    listed: int,
    foe_first: Integers,
    foes: Integers,
    scratch: StandingScratch,
) -> float:
    """Depth-first over sets of at most `slots` States; returns the best worth or, cut short, a bound above it.

    A set is left where the largest gain, as often as States may follow, or the best offers of all that follow would not
    lead beyond the best worth found.
    """
    order, barred, chosen, largest = scratch.order, scratch.barred, scratch.chosen, scratch.largest
    held_worth, held_most, gain = scratch.held_worth, scratch.held_most, scratch.gain
    best = keep_if_better(held_worth[0], 0.0, 0, posts, lead_place, scratch)
    largest[0] = find_gains(0, 0, listed, posts, scratch)
    find_most(listed, posts, scratch)
    root_bound = held_most[0] + min(slots, listed) * largest[0]
    depth, following, nodes = 0, 0, 0
    while depth >= 0:
        if following >= listed or depth >= slots or held_most[depth] + (slots - depth) * largest[depth] <= best:
            depth -= 1
            if depth >= 0:
                following = chosen[depth] + 1
                bar(order[chosen[depth]], -1, pair_first, foe_first, foes, barred)
            continue
        s = order[following]
        following += 1
        others = (slots - depth - 1) * largest[depth]
        leads = lead_place >= 0 and scratch.worth[s, lead_place] > scratch.held[depth, lead_place]
        useful = leads or gain[depth, following - 1] > 0.0
        if barred[s] > 0 or not useful or held_most[depth] + gain[depth, following - 1] + others <= best:
            continue
        if depth + 1 < slots and most_with(s, depth, following, posts, scratch) <= best:
            continue
        nodes += 1
        if nodes > MOST_NODES:
            return float(max(best, root_bound))
        take(s, depth, posts, lead_place, scratch)
        bar(s, 1, pair_first, foe_first, foes, barred)
        chosen[depth] = following - 1
        depth += 1
        best = keep_if_better(held_worth[depth], best, depth, posts, lead_place, scratch)
        if depth < slots:
            largest[depth] = find_gains(depth, following, listed, posts, scratch)
    return float(best)


@compiled
def keep_if_better(
    worth: float, best: float, depth: int, posts: int, lead_place: int, scratch: StandingScratch
) -> float:
    """Remember the rows held at this depth when they are worth more than the best choice so far."""
    if worth <= best:
        return best
    for p in range(posts):
        paying = scratch.held[depth, p] > 0.0 or p == lead_place
        scratch.best_row[p] = scratch.held_row[depth, p] if paying else -1
    return worth
