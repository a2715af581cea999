"""The plan under work: what stands, what room is left, and how stays are placed, lifted and fitted in."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from muster.planning.kernels.chain import NEVER, Scratch, Spans, add_kept, fill_gain, solve_chain
from muster.planning.kernels.compiled import compiled
from muster.planning.kernels.relaxation import Prices
from muster.planning.kernels.standing import Blocks
from muster.planning.tables import Tables

Reals = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.uint8]

FREE = -1
COMMITTED = -2


class Board(NamedTuple):
    """Stays in place and the room that they leave; everything is kept up to date by `place` and `lift`."""

    holder: Integers  # [posts, periods]: pledge, FREE or COMMITTED
    free: Integers  # [posts]: periods in which the post is wanted and nobody holds it
    ceiling_left: Integers  # [states, periods]
    arrivals_left: Integers  # [missions + 1, periods]
    standing: Integers  # [pairs, periods]: stays of the State in the requirement
    states_there: Integers  # [requirements, periods]: different States in the requirement
    posts_held: Integers  # [requirements, periods]
    stays: Integers  # [pledges]: number of stays
    stay_option: Integers  # [pledges, periods]
    stay_start: Integers
    stay_end: Integers


def empty_board(tables: Tables) -> Board:
    """A board with nothing but the committed stays."""
    periods, pledges = tables.periods, len(tables.state)
    holder = np.where(tables.post_open == 1, FREE, COMMITTED).astype(np.int64)
    requirements = len(tables.lead)
    posts_held = np.zeros((requirements, periods), np.int64)
    np.add.at(posts_held, tables.requirement, 1 - tables.post_open.astype(np.int64))
    states_there = np.zeros((requirements, periods), np.int64)
    owner = np.repeat(np.arange(requirements), np.diff(tables.standing_first))
    np.add.at(states_there, owner, (tables.committed_standing > 0).astype(np.int64))
    return Board(
        holder=holder,
        free=tables.periods_free.copy(),
        ceiling_left=tables.ceiling_left.copy(),
        arrivals_left=tables.arrivals_left.copy(),
        standing=tables.committed_standing.copy(),
        states_there=states_there,
        posts_held=posts_held,
        stays=np.zeros(pledges, np.int64),
        stay_option=np.zeros((pledges, periods), np.int64),
        stay_start=np.zeros((pledges, periods), np.int64),
        stay_end=np.zeros((pledges, periods), np.int64),
    )


@compiled
def shift(option: int, start: int, end: int, by: int, tables: Tables, board: Board) -> None:
    """Take the room that a stay needs (`by` 1) or give it back (-1)."""
    pledge, post, pair = tables.pledge[option], tables.post[option], tables.option_standing[option]
    state, requirement, strength = tables.state[pledge], tables.requirement[post], tables.strength[pledge]
    everywhere = board.arrivals_left.shape[0] - 1
    board.arrivals_left[tables.mission[post], start] -= by * strength
    board.arrivals_left[everywhere, start] -= by * strength
    board.free[post] -= by * (end - start)
    for t in range(start, end):
        board.holder[post, t] = pledge if by > 0 else FREE
        board.ceiling_left[state, t] -= by * strength
        board.posts_held[requirement, t] += by
        if pair >= 0:
            before = board.standing[pair, t]
            board.standing[pair, t] = before + by
            if before == 0:
                board.states_there[requirement, t] += 1
            elif before + by == 0:
                board.states_there[requirement, t] -= 1


@compiled
def worth_of(option: int, start: int, end: int, tables: Tables) -> int:
    """What a stay is worth, with what it keeps of an earlier plan."""
    worth = tables.value[option] * (end - start) - tables.start_cost[option]
    kept = tables.kept_row[option]
    if kept >= 0:
        for t in range(start, end):
            worth += tables.kept[kept, t]
    return int(worth)


@compiled
def place(option: int, start: int, end: int, tables: Tables, board: Board) -> int:
    """Put a stay on the board, where it must fit; returns what it is worth."""
    pledge = tables.pledge[option]
    number = board.stays[pledge]
    board.stay_option[pledge, number] = option
    board.stay_start[pledge, number] = start
    board.stay_end[pledge, number] = end
    board.stays[pledge] = number + 1
    shift(option, start, end, 1, tables, board)
    return worth_of(option, start, end, tables)


@compiled
def lift(pledge: int, tables: Tables, board: Board) -> int:
    """Take all stays of the pledge from the board; returns what they were worth. Posts may be left without a lead."""
    worth = 0
    for i in range(board.stays[pledge]):
        option, start, end = board.stay_option[pledge, i], board.stay_start[pledge, i], board.stay_end[pledge, i]
        shift(option, start, end, -1, tables, board)
        worth += worth_of(option, start, end, tables)
    board.stays[pledge] = 0
    return worth


@compiled
def may_stand(option: int, t: int, tables: Tables, board: Board) -> bool:
    """Whether a requirement of several posts takes the State: lead, number of States, incompatible States."""
    post, pair = tables.post[option], tables.option_standing[option]
    lead, requirement = tables.lead_of_post[post], tables.requirement[post]
    if lead >= 0 and board.holder[lead, t] == FREE:
        return False
    if board.standing[pair, t] > 0:
        return True
    if board.states_there[requirement, t] >= tables.max_states[requirement]:
        return False
    for i in range(tables.foe_first[pair], tables.foe_first[pair + 1]):
        if board.standing[tables.foes[i], t] > 0:
            return False
    return True


@compiled
def reach_in_post(
    post: int, option: int, begin: int, end: int, k: int,
    holder: Integers, open_until: Spans, is_roomy: Flags, reach: Spans,
) -> int:  # fmt: skip
    """How far a stay in a single post could reach from each period; returns the longest that it could be."""
    until, longest = 0, 0
    for t in range(end - 1, begin - 1, -1):
        may = (holder[post, t] == FREE) & (open_until[option, t] > 0) & (is_roomy[t] > 0)
        until = max(until, t + 1) if may else 0
        reach[k, t] = until
        longest = max(longest, until - t)
    return longest


@compiled
def reach_in_requirement(
    post: int, option: int, begin: int, end: int, k: int, tables: Tables, board: Board, scratch: Scratch
) -> int:
    """The same for a post of a requirement of several."""
    until, longest = 0, 0
    for t in range(end - 1, begin - 1, -1):
        may = (board.holder[post, t] == FREE) & (tables.reach[option, t] > 0) & (scratch.is_roomy[t] > 0)
        may = may and may_stand(option, t, tables, board)
        until = max(until, t + 1) if may else 0
        scratch.reach[k, t] = until
        longest = max(longest, until - t)
    return longest


@compiled
def find_reach(option: int, k: int, tables: Tables, board: Board, scratch: Scratch) -> int:
    """How far a stay of the option could reach from each period in the room that is left; returns the longest."""
    begin, end, post = tables.window_first[option], tables.window_last[option], tables.post[option]
    if tables.option_standing[option] < 0:
        return reach_in_post(
            post, option, begin, end, k, board.holder, tables.reach, scratch.is_roomy, scratch.reach
        )  # fmt: skip
    return reach_in_requirement(post, option, begin, end, k, tables, board, scratch)


@compiled
def fill_fee(
    k: int, begin: int, end: int, cost: int, share: float, strength: int, mission: int,
    left: Integers, arrival: Reals, fee: Reals,
) -> None:  # fmt: skip
    """What a start in each period costs at a share of the prices; `NEVER` where arrivals leave no room for it."""
    everywhere = left.shape[0] - 1
    for t in range(begin, end):
        if left[mission, t] < strength or left[everywhere, t] < strength:
            fee[k, t] = NEVER
        else:
            fee[k, t] = cost + share * strength * (arrival[mission, t] + arrival[everywhere, t])


@compiled
def fill_room(
    pledge: int, share: float, tables: Tables, blocks: Blocks, prices: Prices, board: Board, scratch: Scratch
) -> tuple[int, int, int]:
    """Gains, reach and fees of a pledge's options in the room that is left, less a share of the prices.

    Returns how many options can earn anything, and the window of these.
    """
    first, last, k = tables.periods, 0, 0
    strength, shortest, state = tables.strength[pledge], tables.min_stay[pledge], tables.state[pledge]
    gain, reach, under = scratch.gain, scratch.reach, prices.pledge
    for t in range(tables.periods):
        scratch.is_roomy[t] = board.ceiling_left[state, t] >= strength
    for option in range(tables.option_first[pledge], tables.option_first[pledge + 1]):
        post = tables.post[option]
        if board.free[post] < shortest or find_reach(option, k, tables, board, scratch) < shortest:
            continue
        begin, end, value = tables.window_first[option], tables.window_last[option], float(tables.value[option])
        row, kept, cost = blocks.row_of_option[option], tables.kept_row[option], tables.start_cost[option]
        if row < 0:
            most = fill_gain(k, begin, end, value, share, prices.post, post, under, pledge, gain, reach)
        else:
            most = fill_gain(k, begin, end, value, share, prices.row, row, under, pledge, gain, reach)
        if kept >= 0:
            most = add_kept(k, begin, end, kept, tables.kept, gain, reach)
        if most <= cost:
            continue
        left, arrival = board.arrivals_left, prices.arrival
        fill_fee(k, begin, end - shortest + 1, cost, share, strength, tables.mission[post], left, arrival, scratch.fee)
        scratch.option[k], scratch.begin[k], scratch.stop[k] = option, begin, end
        first, last, k = min(first, begin), max(last, end), k + 1
    return k, first, last


@compiled
def fit_in(
    pledge: int, share: float, tables: Tables, blocks: Blocks, prices: Prices, board: Board, scratch: Scratch
) -> int:
    """Place the pledge's best chain of stays in the room that is left; returns what it is worth."""
    count, first, last = fill_room(pledge, share, tables, blocks, prices, board, scratch)
    if count == 0:
        return 0
    dwell = tables.dwell[pledge]
    solve_chain(count, first, last, tables.min_stay[pledge], tables.max_stay[pledge], dwell, tables.periods, scratch)
    worth = 0
    t = first
    while t < last:
        if scratch.choice_option[t] < 0:
            t += 1
            continue
        end = scratch.choice_end[t]
        worth += place(scratch.option[scratch.choice_option[t]], t, end, tables, board)
        t = end + dwell
    return worth


@compiled
def construct(share: float, tables: Tables, blocks: Blocks, prices: Prices, board: Board, scratch: Scratch) -> int:
    """Fit all pledges in, first at a share of the prices, then those left over at none; returns what they are worth."""
    worth = 0
    for pledge in range(len(board.stays)):
        worth += fit_in(pledge, share, tables, blocks, prices, board, scratch)
    for pledge in range(len(board.stays)):
        if board.stays[pledge] == 0:
            worth += fit_in(pledge, 0.0, tables, blocks, prices, board, scratch)
    return worth


@compiled
def fits(option: int, start: int, end: int, tables: Tables, board: Board) -> bool:
    """Whether a stay keeps every rule beside those on the board."""
    pledge = tables.pledge[option]
    if start < tables.window_first[option] or end > tables.window_last[option]:
        return False
    if end - start < tables.min_stay[pledge] or end - start > tables.max_stay[pledge]:
        return False
    for i in range(board.stays[pledge]):
        dwell = tables.dwell[pledge]
        if start < board.stay_end[pledge, i] + dwell and board.stay_start[pledge, i] < end + dwell:
            return False
    mission, everywhere = tables.mission[tables.post[option]], board.arrivals_left.shape[0] - 1
    if min(board.arrivals_left[mission, start], board.arrivals_left[everywhere, start]) < tables.strength[pledge]:
        return False
    post, state = tables.post[option], tables.state[pledge]
    for t in range(start, end):
        if tables.reach[option, t] == 0 or board.holder[post, t] != FREE:
            return False
        if board.ceiling_left[state, t] < tables.strength[pledge]:
            return False
        if tables.option_standing[option] >= 0 and not may_stand(option, t, tables, board):
            return False
    return True
