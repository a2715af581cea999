"""Large-neighbourhood search over pledges: lift a few related ones, fit them in again, keep what is not worse.

Random numbers come from a state of our own, so that a run depends on its seed alone and not on threads.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from muster.planning.kernels.board import Board, fit_in, lift, place
from muster.planning.kernels.chain import Scratch
from muster.planning.kernels.compiled import compiled
from muster.planning.kernels.relaxation import Prices
from muster.planning.kernels.standing import Blocks
from muster.planning.tables import Tables

Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.uint8]

BY_POST, BY_STATE, BY_REQUIREMENT, KINDS = 0, 1, 2, 3


class SearchScratch(NamedTuple):
    """Working arrays of one search."""

    random: npt.NDArray[np.uint64]  # [1]
    members: Integers  # pledges lifted by the move
    is_member: Flags  # [pledges]
    old_stays: Integers  # [pledges]: copies of the lifted pledges' stays
    old_option: Integers
    old_start: Integers
    old_end: Integers
    changed: Integers  # pledges whose stays are no longer those of the best plan
    is_changed: Flags  # [pledges]
    changed_count: Integers  # [1]


def make_search_scratch(tables: Tables, seed: int) -> SearchScratch:
    """Working arrays for the problem, with the random numbers of the seed."""
    pledges = len(tables.state)
    state = np.random.SeedSequence(seed).generate_state(1, np.uint64) | np.uint64(1)
    shape = (pledges, tables.periods)
    return SearchScratch(
        random=state,
        members=np.zeros(pledges, np.int64),
        is_member=np.zeros(pledges, np.uint8),
        old_stays=np.zeros(pledges, np.int64),
        old_option=np.zeros(shape, np.int64),
        old_start=np.zeros(shape, np.int64),
        old_end=np.zeros(shape, np.int64),
        changed=np.zeros(pledges, np.int64),
        is_changed=np.zeros(pledges, np.uint8),
        changed_count=np.zeros(1, np.int64),
    )


@compiled
def random_below(limit: int, random: npt.NDArray[np.uint64]) -> int:
    """A number in `0 .. limit - 1` (xorshift64*)."""
    x = random[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    random[0] = x
    return int((x * np.uint64(2685821657736338717)) >> np.uint64(33)) % limit


@compiled
def random_share(random: npt.NDArray[np.uint64]) -> float:
    """A number in `[0, 1)`."""
    return random_below(1 << 30, random) / (1 << 30)


@compiled
def add_member(pledge: int, count: int, scratch: SearchScratch) -> int:
    """Add a pledge to the move unless it is there; returns the new number of members."""
    if scratch.is_member[pledge]:
        return count
    scratch.is_member[pledge] = 1
    scratch.members[count] = pledge
    return count + 1


@compiled
def add_candidates(post: int, wanted: int, count: int, tables: Tables, board: Board, scratch: SearchScratch) -> int:
    """Add those who hold the post, and pledges drawn from those who could."""
    for t in range(tables.periods):
        if board.holder[post, t] >= 0:
            count = add_member(board.holder[post, t], count, scratch)
    first = tables.options_of_post_first[post]
    options = tables.options_of_post_first[post + 1] - first
    for _ in range(wanted if options > 0 else 0):
        option = tables.options_of_post[first + random_below(options, scratch.random)]
        count = add_member(tables.pledge[option], count, scratch)
    return count


@compiled
def choose_members(size: int, tables: Tables, board: Board, scratch: SearchScratch) -> int:
    """Choose pledges that compete with one another: for a post, under a ceiling, in a requirement."""
    random = scratch.random
    pledge = tables.pledge[random_below(len(tables.pledge), random)]
    kind = random_below(KINDS + 1, random)
    option = tables.option_first[pledge]
    option += random_below(tables.option_first[pledge + 1] - option, random)
    post = tables.post[option]
    count = add_member(pledge, 0, scratch)
    if kind == BY_STATE:
        state = tables.state[pledge]
        first = tables.pledges_of_state_first[state]
        others = tables.pledges_of_state_first[state + 1] - first
        for _ in range(size // 2):
            count = add_member(tables.pledges_of_state[first + random_below(others, random)], count, scratch)
    elif kind == BY_REQUIREMENT:
        requirement = tables.requirement[post]
        first = tables.post_first[requirement]
        posts = min(size, tables.post_first[requirement + 1] - first)
        for i in range(posts):
            count = add_candidates(tables.post_list[first + i], max(1, size // posts), count, tables, board, scratch)
    else:
        count = add_candidates(post, size // 2, count, tables, board, scratch)
    while count < size and kind != BY_REQUIREMENT:
        before = count
        pledge = scratch.members[random_below(count, random)]
        option = tables.option_first[pledge]
        options = tables.option_first[pledge + 1] - option
        if options > 0:
            post = tables.post[option + random_below(options, random)]
            count = add_candidates(post, 1, count, tables, board, scratch)
        if count == before and random_below(4, random) == 0:
            break
    return count


@compiled
def lift_members(count: int, tables: Tables, board: Board, scratch: SearchScratch) -> tuple[int, int]:
    """Lift the members, and with a lead those who stand under it; returns how many were lifted and their worth."""
    worth = 0
    done = 0
    while done < count:
        pledge = scratch.members[done]
        stays = board.stays[pledge]
        scratch.old_stays[pledge] = stays
        for i in range(stays):
            scratch.old_option[pledge, i] = board.stay_option[pledge, i]
            scratch.old_start[pledge, i] = board.stay_start[pledge, i]
            scratch.old_end[pledge, i] = board.stay_end[pledge, i]
        worth += lift(pledge, tables, board)
        for i in range(stays):
            count = add_followers(pledge, i, count, tables, board, scratch)
        done += 1
    return count, worth


@compiled
def add_followers(pledge: int, stay: int, count: int, tables: Tables, board: Board, scratch: SearchScratch) -> int:
    """After the lift of a stay in a lead post: add those who now stand in the requirement without a lead."""
    post = tables.post[scratch.old_option[pledge, stay]]
    requirement = tables.requirement[post]
    if tables.lead[requirement] != post:
        return count
    for t in range(scratch.old_start[pledge, stay], scratch.old_end[pledge, stay]):
        if board.posts_held[requirement, t] > 0:
            for i in range(tables.post_first[requirement], tables.post_first[requirement + 1]):
                holder = board.holder[tables.post_list[i], t]
                if holder >= 0:
                    count = add_member(holder, count, scratch)
    return count


@compiled
def shuffle(count: int, scratch: SearchScratch) -> None:
    """Put the members into a random order."""
    members = scratch.members
    for i in range(count - 1, 0, -1):
        j = random_below(i + 1, scratch.random)
        members[i], members[j] = members[j], members[i]


@compiled
def restore(count: int, tables: Tables, board: Board, scratch: SearchScratch) -> None:
    """Put the lifted pledges back where they were."""
    for i in range(count):
        lift(scratch.members[i], tables, board)
    for i in range(count):
        pledge = scratch.members[i]
        for j in range(scratch.old_stays[pledge]):
            place(
                scratch.old_option[pledge, j], scratch.old_start[pledge, j], scratch.old_end[pledge, j], tables, board
            )


@compiled
def fit_members(
    count: int,
    share: float,
    tables: Tables,
    blocks: Blocks,
    prices: Prices,
    board: Board,
    chain: Scratch,
    scratch: SearchScratch,
) -> int:
    """Fit the members in one by one, first at the prices, then those left over at none; returns their worth."""
    worth = 0
    shuffle(count, scratch)
    for i in range(count):
        worth += fit_in(scratch.members[i], share, tables, blocks, prices, board, chain)
    for i in range(count):
        pledge = scratch.members[i]
        if board.stays[pledge] == 0:
            worth += fit_in(pledge, 0.0, tables, blocks, prices, board, chain)
    return worth


@compiled
def note_changes(count: int, scratch: SearchScratch) -> None:
    """Remember that the members' stays may differ from those of the best plan."""
    for i in range(count):
        pledge = scratch.members[i]
        if not scratch.is_changed[pledge]:
            scratch.is_changed[pledge] = 1
            scratch.changed[scratch.changed_count[0]] = pledge
            scratch.changed_count[0] += 1


@compiled
def copy_stays(pledge: int, source: Board, target: Board) -> None:
    """Remember the stays of one pledge."""
    target.stays[pledge] = source.stays[pledge]
    for i in range(source.stays[pledge]):
        target.stay_option[pledge, i] = source.stay_option[pledge, i]
        target.stay_start[pledge, i] = source.stay_start[pledge, i]
        target.stay_end[pledge, i] = source.stay_end[pledge, i]


@compiled
def copy_changes(source: Board, target: Board, scratch: SearchScratch) -> None:
    """Remember the stays of the pledges that have changed (the room that they leave follows from them)."""
    for i in range(scratch.changed_count[0]):
        copy_stays(scratch.changed[i], source, target)
        scratch.is_changed[scratch.changed[i]] = 0
    scratch.changed_count[0] = 0


@compiled
def change_all(scratch: SearchScratch) -> None:
    """After another plan was loaded: any pledge's stays may differ from those of the best plan."""
    for pledge in range(len(scratch.is_changed)):
        scratch.is_changed[pledge] = 1
        scratch.changed[pledge] = pledge
    scratch.changed_count[0] = len(scratch.is_changed)


@compiled
def load_board(source: Board, tables: Tables, target: Board) -> None:
    """Make the target hold the stays of the source."""
    for pledge in range(len(target.stays)):
        lift(pledge, tables, target)
    for pledge in range(len(source.stays)):
        for i in range(source.stays[pledge]):
            option, start = source.stay_option[pledge, i], source.stay_start[pledge, i]
            place(option, start, source.stay_end[pledge, i], tables, target)


@compiled
def search(
    moves: int,
    size: int,
    heat: float,
    least_share: float,
    tables: Tables,
    blocks: Blocks,
    prices: Prices,
    board: Board,
    best: Board,
    worths: Integers,
    chain: Scratch,
    scratch: SearchScratch,
) -> None:
    """So many moves. `worths`: of the board, and of the best plan, whose stays are kept in `best`.

    A move that loses `d` is kept when `d` is below `heat` times a random exponential number.
    """
    for _ in range(moves):
        count = choose_members(2 + random_below(size, scratch.random), tables, board, scratch)
        count, before = lift_members(count, tables, board, scratch)
        share = least_share + (1.0 - least_share) * random_share(scratch.random)
        after = fit_members(count, share, tables, blocks, prices, board, chain, scratch)
        if after < before + heat * np.log(1e-9 + random_share(scratch.random)):
            restore(count, tables, board, scratch)
        else:
            worths[0] += after - before
            note_changes(count, scratch)
            if worths[0] > worths[1]:
                worths[1] = worths[0]
                copy_changes(board, best, scratch)
        for i in range(count):
            scratch.is_member[scratch.members[i]] = 0
