"""A plan under improvement: construction at prices, then annealed large-neighbourhood search."""

from collections.abc import Collection, Iterable

import numpy as np
import numpy.typing as npt

from muster.planning.kernels.board import FREE, Board, construct, empty_board, fits, lift, place
from muster.planning.kernels.chain import make_scratch
from muster.planning.kernels.relaxation import Prices
from muster.planning.kernels.search import (
    change_all,
    copy_changes,
    load_board,
    make_search_scratch,
    search,
)
from muster.planning.kernels.standing import Blocks
from muster.planning.tables import Tables

LARGEST_MOVE = 12
"""A move lifts 2 .. this + 1 pledges, and those who stand under a lifted lead."""
LEAST_SHARE = 0.97
"""Pledges are fitted in at this share of the prices or more: less, and they take what others need more."""
CONSTRUCTION_SHARE = 0.9
"""Share of the prices at which a plan is first built; a lower one leaves fewer periods uncovered."""

OptionStay = tuple[int, int, int]
"""Option row, start, end."""


class Improvement:
    """A board, the best plan that it has held, and what both are worth."""

    def __init__(self, tables: Tables, blocks: Blocks, seed: int) -> None:
        self.tables = tables
        self.blocks = blocks
        self.board = empty_board(tables)
        self.best = empty_board(tables)
        self.worths = np.zeros(2, np.int64)
        self._chain = make_scratch(int(np.diff(tables.option_first).max(initial=1)), tables.periods)
        self._scratch = make_search_scratch(tables, seed)

    @property
    def objective(self) -> int:
        """What the best plan is worth."""
        return int(self.worths[1])

    def start(self, stays: Iterable[OptionStay]) -> int:
        """Place those of the stays that fit, in an order in which leads come first; returns how many did not."""
        refused = 0
        for option, start, end in self._leads_first(stays):
            if fits(option, start, end, self.tables, self.board):
                self.worths[0] += place(option, start, end, self.tables, self.board)
            else:
                refused += 1
        change_all(self._scratch)
        self._keep()
        return refused

    def _leads_first(self, stays: Iterable[OptionStay]) -> list[OptionStay]:
        return sorted(stays, key=lambda stay: (self.tables.lead_of_post[self.tables.post[stay[0]]] >= 0, stay))

    def rebuild(self, prices: Prices) -> None:
        """Build a plan from nothing at the prices; the board takes it over if it is better than the best so far."""
        board = empty_board(self.tables)
        worth = construct(CONSTRUCTION_SHARE, self.tables, self.blocks, prices, board, self._chain)
        if worth > self.worths[1]:
            self._take(board, worth)

    def adopt(self, other: "Improvement") -> None:
        """Go on from where another search stands."""
        self._take(other.board, int(other.worths[0]))

    def offer(self, stays: Iterable[OptionStay]) -> None:
        """Take over a plan if it is better than the best so far; a stay that breaks a rule is left out."""
        board = empty_board(self.tables)
        worth = self._place(stays, board)
        if worth > self.worths[1]:
            self._take(board, worth)

    def _place(self, stays: Iterable[OptionStay], board: Board) -> int:
        """Place what fits, and return what it is worth."""
        return sum(
            place(*stay, self.tables, board) for stay in self._leads_first(stays) if fits(*stay, self.tables, board)
        )

    def _has_its_leads(self, board: Board) -> bool:
        """Whether the lead stands wherever another post of its requirement is held."""
        led = np.flatnonzero(self.tables.lead >= 0)
        return not bool(((board.posts_held[led] > 0) & (board.holder[self.tables.lead[led]] == FREE)).any())

    def offer_part(self, pledges: Collection[int], stays: Iterable[OptionStay]) -> None:
        """Take over other stays for some pledges, the others left as they stand in the best plan, if it is better.

        A stay that no longer fits is left out.
        """
        board = self.best_board()
        worth = int(self.worths[1]) - sum(lift(pledge, self.tables, board) for pledge in pledges)
        worth += self._place(stays, board)
        if worth > self.worths[1] and self._has_its_leads(board):
            self._take(board, worth)

    def advance(self, moves: int, heat: float, prices: Prices) -> None:
        """So many moves of the search at a temperature."""
        if len(self.tables.pledge) == 0:
            return
        search(
            moves,
            LARGEST_MOVE,
            heat,
            LEAST_SHARE,
            self.tables,
            self.blocks,
            prices,
            self.board,
            self.best,
            self.worths,
            self._chain,
            self._scratch,
        )

    def best_board(self) -> Board:
        """A board with the best plan."""
        board = empty_board(self.tables)
        load_board(self.best, self.tables, board)
        return board

    def best_stays(self) -> list[OptionStay]:
        """The stays of the best plan."""
        return stays_of(self.best)

    def _take(self, source: Board, worth: int) -> None:
        load_board(source, self.tables, self.board)
        change_all(self._scratch)
        self.worths[0] = worth
        self._keep()

    def _keep(self) -> None:
        if self.worths[0] > self.worths[1]:
            self.worths[1] = self.worths[0]
            copy_changes(self.board, self.best, self._scratch)


def stays_of(board: Board) -> list[OptionStay]:
    """The stays on a board, in the order of pledges."""
    pledges: npt.NDArray[np.int64] = np.flatnonzero(board.stays)
    return [stay for pledge in pledges for stay in stays_on(board, int(pledge))]


def stays_on(board: Board, pledge: int) -> list[OptionStay]:
    """The stays of one pledge on a board."""
    return [
        (int(board.stay_option[pledge, i]), int(board.stay_start[pledge, i]), int(board.stay_end[pledge, i]))
        for i in range(board.stays[pledge])
    ]
