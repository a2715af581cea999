"""The Lagrangian relaxation: given prices, the sum of independent exact subproblems is an upper bound.

Priced are the periods of single posts, what is held in requirements of several posts, what counts under a State's
ceiling, and arrivals. What is left are one chain of stays a pledge, one choice of who stands in a requirement a period,
and one knapsack a State and period. See docs/planner.md for why the sum bounds every plan.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from muster.planning.kernels.chain import NEVER, Scratch, add_kept, fill_gain, solve_chain
from muster.planning.kernels.compiled import compiled
from muster.planning.kernels.knapsack import KnapsackScratch, solve_knapsack
from muster.planning.kernels.standing import Blocks, StandingScratch, choose_standing, gather
from muster.planning.tables import Tables

Reals = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.uint8]


class Prices(NamedTuple):
    """One number for every priced thing and period; the same shape holds prices, uses and slacks."""

    post: Reals  # [posts, periods]: holding a single post
    row: Reals  # [rows, periods]: holding a post of a requirement of several, by option
    pledge: Reals  # [pledges, periods]: being deployed under the State's ceiling
    arrival: Reals  # [missions + 1, periods]: one person arriving


class Priced(NamedTuple):
    """Which rows carry a price at all."""

    post: Flags
    pledge: Flags
    state: Flags
    arrival: Flags


@compiled
def fill_pledge(pledge: int, tables: Tables, blocks: Blocks, prices: Prices, scratch: Scratch) -> tuple[int, int, int]:
    """Prefix sums, reach and fees of a pledge's options at the prices; returns how many can earn, and their window."""
    return fill_options(pledge, True, tables, blocks, prices, scratch)


@compiled
def fill_options(
    pledge: int, must_earn: bool, tables: Tables, blocks: Blocks, prices: Prices, scratch: Scratch
) -> tuple[int, int, int]:
    """The same for the options that can earn, or for all in which a stay has room."""
    first, last, k = tables.periods, 0, 0
    everywhere = tables.arrivals_left.shape[0] - 1
    strength, shortest = tables.strength[pledge], tables.min_stay[pledge]
    for option in range(tables.option_first[pledge], tables.option_first[pledge + 1]):
        begin, end = tables.window_first[option], tables.window_last[option]
        if end - begin < shortest:
            continue
        for t in range(begin, end):
            scratch.reach[k, t] = tables.reach[option, t]
        post, row, kept = tables.post[option], blocks.row_of_option[option], tables.kept_row[option]
        value, gain, reach, under = float(tables.value[option]), scratch.gain, scratch.reach, prices.pledge
        if row < 0:
            most = fill_gain(k, begin, end, value, 1.0, prices.post, post, under, pledge, gain, reach)
        else:
            most = fill_gain(k, begin, end, value, 1.0, prices.row, row, under, pledge, gain, reach)
        if kept >= 0:
            most = add_kept(k, begin, end, kept, tables.kept, gain, reach)
        cost = tables.start_cost[option]
        if must_earn and most <= cost:
            continue
        mission = tables.mission[post]
        binds = tables.arrivals_bind[mission] or tables.arrivals_bind[everywhere]
        for t in range(begin, end - shortest + 1):
            scratch.fee[k, t] = cost + strength * (prices.arrival[mission, t] + prices.arrival[everywhere, t])
        if binds:
            for t in range(begin, end - shortest + 1):
                if min(tables.arrivals_left[mission, t], tables.arrivals_left[everywhere, t]) < strength:
                    scratch.fee[k, t] = NEVER
        scratch.option[k], scratch.begin[k], scratch.stop[k] = option, begin, end
        first, last, k = min(first, begin), max(last, end), k + 1
    return k, first, last


@compiled
def price_pledges(
    pledge_first: int, pledge_last: int, tables: Tables, blocks: Blocks, prices: Prices, use: Prices, scratch: Scratch
) -> float:
    """Sum of the best chains of the pledges; what the chains use is added to `use`."""
    total = 0.0
    for pledge in range(pledge_first, pledge_last):
        count, first, last = fill_pledge(pledge, tables, blocks, prices, scratch)
        if count == 0:
            continue
        dwell = tables.dwell[pledge]
        total += solve_chain(
            count, first, last, tables.min_stay[pledge], tables.max_stay[pledge], dwell, tables.periods, scratch
        )
        t = first
        while t < last:
            if scratch.choice_option[t] < 0:
                t += 1
                continue
            count_stay(scratch.option[scratch.choice_option[t]], t, scratch.choice_end[t], tables, blocks, use)
            t = scratch.choice_end[t] + dwell
    return total


@compiled
def count_stay(option: int, start: int, end: int, tables: Tables, blocks: Blocks, use: Prices) -> None:
    """Add what one stay uses."""
    pledge, post, row = tables.pledge[option], tables.post[option], blocks.row_of_option[option]
    use.arrival[tables.mission[post], start] += tables.strength[pledge]
    use.arrival[use.arrival.shape[0] - 1, start] += tables.strength[pledge]
    for t in range(start, end):
        use.pledge[pledge, t] += 1.0
        if row < 0:
            use.post[post, t] += 1.0
        else:
            use.row[row, t] += 1.0


@compiled
def price_posts(tables: Tables, priced: Priced, prices: Prices, use: Prices, slack: Prices) -> float:
    """Single posts: each open period is one place."""
    total = 0.0
    for post in range(prices.post.shape[0]):
        if priced.post[post]:
            for t in range(tables.periods):
                total += prices.post[post, t] * tables.post_open[post, t]
                slack.post[post, t] = tables.post_open[post, t] - use.post[post, t]
    return total


@compiled
def price_arrivals(tables: Tables, priced: Priced, prices: Prices, use: Prices, slack: Prices) -> float:
    """Arrivals: what committed stays leave of each limit."""
    total = 0.0
    for mission in range(prices.arrival.shape[0]):
        if priced.arrival[mission]:
            for t in range(tables.periods):
                total += prices.arrival[mission, t] * tables.arrivals_left[mission, t]
                slack.arrival[mission, t] = tables.arrivals_left[mission, t] - use.arrival[mission, t]
    return total


@compiled
def price_standings(
    block_first: int,
    block_last: int,
    tables: Tables,
    blocks: Blocks,
    prices: Prices,
    use: Prices,
    slack: Prices,
    scratch: StandingScratch,
) -> float:
    """Requirements of several posts: the best choice of who stands there, period by period."""
    total = 0.0
    periods = tables.periods
    chunk = scratch.offer.shape[0]
    for block in range(block_first, block_last):
        requirement = blocks.requirement[block]
        posts = tables.post_first[requirement + 1] - tables.post_first[requirement]
        for row in range(blocks.row_first[block], blocks.row_first[block + 1]):
            for t in range(periods):
                slack.row[row, t] = -use.row[row, t]
        for begin in range(0, periods, chunk):
            gather(block, begin, min(begin + chunk, periods), tables, blocks, prices.row, scratch)
            for t in range(begin, min(begin + chunk, periods)):
                if not scratch.is_offered[t - begin]:
                    continue
                worth = choose_standing(requirement, t, t - begin, tables, scratch)
                if worth <= 0.0:
                    continue
                total += worth
                for p in range(posts):
                    if scratch.best_row[p] >= 0:
                        slack.row[scratch.best_row[p], t] += 1.0
    return total


@compiled
def price_ceilings(
    state_first: int,
    state_last: int,
    tables: Tables,
    priced: Priced,
    prices: Prices,
    use: Prices,
    slack: Prices,
    scratch: KnapsackScratch,
) -> float:
    """States with a ceiling: the best set of pledges that fits under it, period by period."""
    total = 0.0
    for state in range(state_first, state_last):
        if not priced.state[state]:
            continue
        first, last = tables.pledges_of_state_first[state], tables.pledges_of_state_first[state + 1]
        for t in range(tables.periods):
            room = tables.ceiling_left[state, t]
            count = 0
            for i in range(first, last):
                pledge = tables.pledges_of_state[i]
                slack.pledge[pledge, t] = -use.pledge[pledge, t]
                if prices.pledge[pledge, t] > 0.0 and tables.strength[pledge] <= room:
                    scratch.worth[count] = prices.pledge[pledge, t]
                    scratch.weight[count] = tables.strength[pledge]
                    scratch.item[count] = pledge
                    count += 1
            if count > 0:
                total += solve_knapsack(scratch, count, room)
                for i in range(count):
                    if scratch.best[i]:
                        slack.pledge[scratch.item[i], t] += 1.0
    return total


@compiled
def blend(slack: Reals, direction: Reals, prices: Reals, lowest: Reals, scale: Reals, share: float) -> float:
    """Move the direction towards the slack; returns its squared length where it can still lower a price."""
    length = 0.0
    for i in range(slack.size):
        direction[i] += share * (slack[i] - direction[i])
        if prices[i] > lowest[i] or direction[i] < 0.0:
            length += direction[i] * direction[i] * scale[i]
    return length


@compiled
def move(prices: Reals, centre: Reals, direction: Reals, lowest: Reals, scale: Reals, step: float) -> None:
    """Prices one step from the centre against the direction, not below their lowest."""
    for i in range(prices.size):
        prices[i] = max(lowest[i], centre[i] - step * scale[i] * direction[i])
