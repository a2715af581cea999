"""Integer programs beside the search: over the whole problem where its stays are few, then over one part after another.

Near at hand are the stays that fall short by least at the prices. What a program over all pledges proves for them, and
what the prices prove for a plan with any other stay, together bound every plan. In a part some pledges are planned anew
while the others stay as they are; that improves plans and proves nothing.
"""

import threading
import time
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from muster.planning.improvement import OptionStay, stays_of
from muster.planning.kernels.board import Board, empty_board
from muster.planning.near.near_stays import NearStays, count_stays, near_stays, others_short
from muster.planning.near.parts import Part, Parts
from muster.planning.near.program import near_program
from muster.planning.near.solver_process import SolverProcess
from muster.planning.relaxation import Relaxation

Reals = npt.NDArray[np.float64]

SIZES = (1_500, 12_000, 36_000)
"""Stays in the programs over all pledges, one after another: the first finds plans, the others prove."""
MOST_STAYS = 150_000
"""With more possible stays than this the nearest few are too small a share of them, and parts are tried at once."""
STAYS_A_SECOND = 1_500
"""A program of so many stays comes to something in a second, of twice as many in two; with less time none is begun."""
SHARE = 0.4
"""Share of the time left that a program over all pledges may use where another is to follow."""
PART_SHARE, LEAST_PART_SECONDS, MOST_PART_SECONDS = 0.15, 1.0, 20.0
"""What a part may take: this share of the whole time, but so many seconds at least and at most."""
SECONDS_TO_END = 0.5
"""How much earlier than the search a program ends, so that its last plan is taken over."""
REPRICE_GAIN = 1e-4
"""Parts are drawn at new prices when the bound has fallen by this share."""
SAFETY = 1e-7
"""Share by which a bound that a program has proven in floating point is raised."""


@dataclass
class _Whole:
    """A program over all pledges; `others` and `near_bound` bound the plans with and without stays not in it."""

    near: NearStays
    others: float
    near_bound: float = np.inf


@dataclass(frozen=True)
class Found:
    """Stays of a better plan: those of some `pledges`, the others left as they are, or of all (None)."""

    stays: list[OptionStay]
    pledges: frozenset[int] | None


class Attempts:
    """One program after another while there is time; what they find is in `found` and `bound`."""

    def __init__(self, relaxation: Relaxation, seed: int, seconds: float) -> None:
        """`seconds`: what the whole search may take."""
        self.relaxation = relaxation
        self.part_seconds = float(np.clip(PART_SHARE * seconds, LEAST_PART_SECONDS, MOST_PART_SECONDS))
        self.parts = Parts(relaxation, seed)
        self.is_whole = count_stays(relaxation) <= MOST_STAYS
        self._begun = 0 if self.is_whole else len(SIZES)
        self._process = SolverProcess(seed)
        self._lock = threading.Lock()
        self._found: list[Found] = []
        self._wholes: list[_Whole] = []
        self._part: float | None = None
        self._parts_at = np.inf

    @property
    def is_running(self) -> bool:
        """Whether a program is being solved."""
        return self._process.is_busy

    def begin(self, prices: Reals, at_prices: float, plan: Board, worth: int, seconds: float) -> None:
        """Begin the next program, from the plan on a board, where there is time for it.

        `at_prices`: the bound at the prices; `seconds`: what is left of the search.
        """
        if self._process.has_failed:
            return
        end = time.monotonic() + seconds - SECONDS_TO_END
        if self._begun < len(SIZES) and end - time.monotonic() >= SIZES[self._begun] / STAYS_A_SECOND:
            self._begin_whole(prices, at_prices, plan, worth, end)
        elif end - time.monotonic() >= LEAST_PART_SECONDS:
            self._begin_part(prices, at_prices, plan, end)

    def _begin_whole(self, prices: Reals, at_prices: float, plan: Board, worth: int, end: float) -> None:
        split = self.relaxation.shape.split(prices)
        near = near_stays(self.relaxation, split, at_prices - worth, SIZES[self._begun])
        # With fewer stays than there is room for, all that may be in a better plan are among them.
        self._begun = self._begun + 1 if len(near.stays) == SIZES[self._begun] else len(SIZES)
        tables = self.relaxation.tables
        program = near_program(tables, near.stays, empty_board(tables))
        index = {stay: number for number, stay in enumerate(near.stays)}
        planned = stays_of(plan)
        start = [index[stay] for stay in planned if stay in index]
        whole = _Whole(near, at_prices - near.others_short)
        self._wholes.append(whole)
        if not near.stays:
            whole.near_bound = 0.0  # the plan without stays is the only one
            return

        def plan_found(chosen: list[int]) -> None:
            with self._lock:
                self._found.append(Found([near.stays[number] for number in chosen], None))

        def bound_found(bound: float) -> None:
            whole.near_bound = min(whole.near_bound, bound)

        seconds = self._seconds_of(len(near.stays), end - time.monotonic())
        self._part = None
        self._process.ask(program, start if len(start) == len(planned) else [], seconds, plan_found, bound_found)

    def _seconds_of(self, stays: int, left: float) -> float:
        """What a program may use of the time left: its share where the next has enough in the rest, or all."""
        needed, share = stays / STAYS_A_SECOND, SHARE * left
        if self._begun == len(SIZES) or left - max(needed, share) < SIZES[self._begun] / STAYS_A_SECOND:
            return left
        return max(needed, share)

    def _begin_part(self, prices: Reals, at_prices: float, plan: Board, end: float) -> None:
        if self._part is not None:
            self.parts.learn(self._process.seconds / self._part)
        if at_prices < self._parts_at - REPRICE_GAIN * abs(self._parts_at) or not np.isfinite(self._parts_at):
            self._parts_at = at_prices
            self.parts.reprice(prices)
        part = self.parts.draw(plan)
        if part is None:
            return
        seconds = min(self.part_seconds, end - time.monotonic())
        self._part = seconds
        program = near_program(self.relaxation.tables, part.stays, part.room)
        self._process.ask(program, part.start, seconds, lambda chosen: self._part_found(part, chosen), lambda _: None)

    def _part_found(self, part: Part, chosen: list[int]) -> None:
        if chosen != part.start:
            with self._lock:
                self._found.append(Found([part.stays[number] for number in chosen], part.pledges))

    def found(self) -> list[Found]:
        """The plans found since the last call, the best last."""
        with self._lock:
            found, self._found = self._found, []
            return found

    @property
    def bound(self) -> float:
        """The least bound on every plan that has been proven."""
        least = min((max(whole.near_bound, whole.others) for whole in self._wholes), default=np.inf)
        return least + SAFETY * abs(least)

    def reprice(self, prices: Reals, at_prices: float) -> None:
        """Look at better prices, the bound at which is `at_prices`, for less on plans with stays that are not near."""
        split = self.relaxation.shape.split(prices)
        for whole in self._wholes:
            if whole.others > whole.near_bound:
                rest = at_prices - others_short(self.relaxation, split, whole.near.is_near)
                whole.others = min(whole.others, rest)

    def stop(self) -> None:
        """End what is under way."""
        self._process.stop()
