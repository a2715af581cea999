"""The Lagrangian relaxation: given prices, the sum of independent exact subproblems is an upper bound.

Priced are the periods of single posts, what is held in requirements of several posts, what counts under a State's
ceiling, and arrivals. What is left are one chain of stays a pledge, one choice of who stands in a requirement a period,
and one knapsack a State and period. See docs/planner.md for why the sum bounds every plan.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from muster.planning.kernels.chain import NEVER, Scratch, solve_chain
from muster.planning.kernels.compiled import compiled
from muster.planning.kernels.knapsack import KnapsackScratch, solve_knapsack
from muster.planning.kernels.standing import Blocks, StandingScratch, choose_standing
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
def fill_pledge(pledge: int, tables: Tables, blocks: Blocks, prices: Prices, scratch: Scratch) -> tuple[int, int]:
    """Prefix sums, reach and fees of a pledge's options at the prices; returns the window of all of them."""
    first, last = tables.periods, 0
    everywhere = tables.arrivals_left.shape[0] - 1
    strength = tables.strength[pledge]
    option_first = tables.option_first[pledge]
    for option in range(option_first, tables.option_first[pledge + 1]):
        first = min(first, tables.window_first[option])
        last = max(last, tables.window_last[option])
    for option in range(option_first, tables.option_first[pledge + 1]):
        k = option - option_first
        post, row = tables.post[option], blocks.row_of_option[option]
        mission = tables.mission[post]
        held = prices.post[post] if row < 0 else prices.row[row]
        scratch.gain[k, first] = 0.0
        for t in range(first, last):
            scratch.gain[k, t + 1] = scratch.gain[k, t] + tables.value[option] - held[t] - prices.pledge[pledge, t]
        reach = 0
        for t in range(last - 1, first - 1, -1):
            reach = max(reach, t + 1) if tables.is_open[option, t] else 0
            scratch.reach[k, t] = reach
            if min(tables.arrivals_left[mission, t], tables.arrivals_left[everywhere, t]) < strength:
                scratch.fee[k, t] = NEVER
            else:
                arriving = prices.arrival[mission, t] + prices.arrival[everywhere, t]
                scratch.fee[k, t] = tables.start_cost[option] + strength * arriving
    return first, last


@compiled
def price_pledges(
    pledge_first: int, pledge_last: int, tables: Tables, blocks: Blocks, prices: Prices, use: Prices, scratch: Scratch
) -> float:
    """Sum of the best chains of the pledges; what the chains use is added to `use`."""
    total = 0.0
    for pledge in range(pledge_first, pledge_last):
        option_first = tables.option_first[pledge]
        count = tables.option_first[pledge + 1] - option_first
        if count == 0:
            continue
        first, last = fill_pledge(pledge, tables, blocks, prices, scratch)
        dwell = tables.dwell[pledge]
        total += solve_chain(
            count, first, last, tables.min_stay[pledge], tables.max_stay[pledge], dwell, tables.periods, scratch
        )
        t = first
        while t < last:
            if scratch.choice_option[t] < 0:
                t += 1
                continue
            count_stay(option_first + scratch.choice_option[t], t, scratch.choice_end[t], tables, blocks, use)
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
    for block in range(block_first, block_last):
        requirement = blocks.requirement[block]
        posts = tables.post_first[requirement + 1] - tables.post_first[requirement]
        for row in range(blocks.row_first[block], blocks.row_first[block + 1]):
            for t in range(tables.periods):
                slack.row[row, t] = -use.row[row, t]
        for t in range(tables.periods):
            worth = choose_standing(block, t, tables, blocks, prices.row, scratch)
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
