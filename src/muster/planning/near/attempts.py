"""Attempts at the best plan over the stays near at hand, each in a process of its own, beside the search.

Near at hand are the stays that fall short by least at the prices. What the program proves for them and what the prices
prove for a plan with any other stay together bound every plan.
"""

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from muster.planning.improvement import OptionStay
from muster.planning.kernels.chain import make_scratch
from muster.planning.kernels.near_stays import list_near_stays
from muster.planning.kernels.relaxation import Prices
from muster.planning.near.program import near_program
from muster.planning.near.solving import Task, packed
from muster.planning.relaxation import Relaxation

Reals = npt.NDArray[np.float64]

SIZES = (1_500, 12_000, 36_000)
"""Stays in the program of each attempt: the first finds plans, the others prove."""
MOST_STAYS = 200_000
"""Problems with more possible stays are left to the search: of theirs the nearest few are too small a part."""
STAYS_A_SECOND = 1_500
"""A program of so many stays comes to something in a second, of twice as many in two; with less time none is begun."""
SHARE = 0.4
"""Share of the time left that an attempt may use where another is to follow."""
SECONDS_TO_END = 0.7
"""How much earlier than the search an attempt ends, so that its last plan is taken over."""
SAFETY = 1e-7
"""Share by which a bound that a program has proven in floating point is raised."""


class NearStays(NamedTuple):
    """The stays that fall short by least, and which of all stays, in the order in which they are listed, they are.

    No plan that holds one of the others is worth more than the bound at the prices less `others_short`, which is
    infinite where there are none.
    """

    stays: list[OptionStay]
    is_near: npt.NDArray[np.bool_]
    others_short: float


def count_stays(relaxation: Relaxation) -> int:
    """How many stays no rule alone forbids."""
    nothing = relaxation.shape.split(np.zeros(relaxation.shape.size))
    return _listed(relaxation, nothing, np.inf, 0)[0]


def near_stays(relaxation: Relaxation, prices: Prices, shortfall: float, most: int) -> NearStays:
    """At most so many stays, of those that fall short by no more than `shortfall`."""
    count, stays, short = _all_listed(relaxation, prices)
    chosen = np.argpartition(short, most)[:most] if count > most else np.arange(count)
    is_near = np.zeros(count, bool)
    is_near[chosen] = short[chosen] <= shortfall
    others_short = float(short[~is_near].min(initial=np.inf))
    return NearStays([(int(o), int(s), int(e)) for o, s, e in stays[is_near]], is_near, others_short)


def others_short(relaxation: Relaxation, prices: Prices, is_near: npt.NDArray[np.bool_]) -> float:
    """The same at other prices, for the stays that are not near."""
    return float(_all_listed(relaxation, prices)[2][~is_near].min(initial=np.inf))


def _all_listed(relaxation: Relaxation, prices: Prices) -> tuple[int, npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    return _listed(relaxation, prices, np.inf, _listed(relaxation, prices, np.inf, 0)[0])


def _listed(
    relaxation: Relaxation, prices: Prices, limit: float, room: int
) -> tuple[int, npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    tables = relaxation.tables
    scratch = make_scratch(int(np.diff(tables.option_first).max(initial=1)), tables.periods)
    stays, short = np.zeros((room, 3), np.int64), np.zeros(room)
    before = np.zeros(2 * tables.periods + 3)
    count = list_near_stays(limit, tables, relaxation.blocks, prices, scratch, before, stays, short)
    return int(count), stays, short


@dataclass
class _Attempt:
    """One process and what it was asked; `others` and `near_bound` bound the plans with and without other stays."""

    process: "subprocess.Popen[bytes]"
    near: NearStays
    others: float
    near_bound: float = np.inf

    @property
    def bound(self) -> float:
        """What is proven for every plan."""
        return max(self.near_bound, self.others)


class Attempts:
    """One attempt after another while there is time; what they find is in `plans` and `bound`."""

    def __init__(self, relaxation: Relaxation, seed: int) -> None:
        self.relaxation = relaxation
        self.seed = seed
        self._begun = 0
        self._all: list[_Attempt] = []
        self._reader: threading.Thread | None = None
        self._lock = threading.Lock()
        self._plans: list[list[OptionStay]] = []

    @property
    def is_running(self) -> bool:
        """Whether an attempt is under way."""
        return self._reader is not None and self._reader.is_alive()

    def begin(self, prices: Reals, at_prices: float, plan: Sequence[OptionStay], worth: int, seconds: float) -> None:
        """Begin the next attempt, from the plan at hand, where there is time for it and something left to try.

        `at_prices`: the bound at the prices.
        """
        self._reap()
        end = time.monotonic() + seconds - SECONDS_TO_END
        if self._begun >= len(SIZES) or seconds - SECONDS_TO_END < SIZES[self._begun] / STAYS_A_SECOND:
            return
        split = self.relaxation.shape.split(prices)
        near = near_stays(self.relaxation, split, at_prices - worth, SIZES[self._begun])
        # With fewer stays than there is room for, all that may be in a better plan are among them.
        self._begun = self._begun + 1 if len(near.stays) == SIZES[self._begun] else len(SIZES)
        raw = packed(near_program(self.relaxation.tables, near.stays))
        index = {stay: number for number, stay in enumerate(near.stays)}
        start = [index[stay] for stay in plan if stay in index]
        limit = self._seconds_of(len(near.stays), end - time.monotonic())
        task = Task(start if len(start) == len(plan) else [], limit, self.seed, len(raw))
        self._start(task, raw, near, at_prices - near.others_short)

    def _seconds_of(self, stays: int, left: float) -> float:
        """What an attempt may use of the time left: its share where the next has enough in the rest, or all."""
        needed, share = stays / STAYS_A_SECOND, SHARE * left
        if self._begun == len(SIZES) or left - max(needed, share) < SIZES[self._begun] / STAYS_A_SECOND:
            return left
        return max(needed, share)

    def _start(self, task: Task, raw: bytes, near: NearStays, others: float) -> None:
        command = [sys.executable, "-m", "muster.planning.near.solving"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._all.append(_Attempt(process, near, others))
        self._reader = threading.Thread(target=self._read, args=(self._all[-1],))
        self._reader.start()
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it has ended already, and has no news
            process.stdin.write(json.dumps(task._asdict()).encode() + b"\n" + raw)
            process.stdin.flush()

    def _read(self, attempt: _Attempt) -> None:
        assert attempt.process.stdout is not None
        for line in attempt.process.stdout:
            content = json.loads(line)
            with self._lock:
                if "chosen" in content:
                    self._plans.append([attempt.near.stays[index] for index in content["chosen"]])
                else:
                    attempt.near_bound = min(attempt.near_bound, content["bound"])

    def plans(self) -> list[list[OptionStay]]:
        """The plans found since the last call, the best last."""
        with self._lock:
            plans, self._plans = self._plans, []
            return plans

    @property
    def bound(self) -> float:
        """The least bound on every plan that has been proven."""
        with self._lock:
            least = min((attempt.bound for attempt in self._all), default=np.inf)
        return least + SAFETY * abs(least)

    def reprice(self, prices: Reals, at_prices: float) -> None:
        """Look at better prices, the bound at which is `at_prices`, for less on plans with stays that are not near."""
        split = self.relaxation.shape.split(prices)
        for attempt in self._all:
            if attempt.others > attempt.near_bound:
                rest = at_prices - others_short(self.relaxation, split, attempt.near.is_near)
                attempt.others = min(attempt.others, rest)

    def stop(self) -> None:
        """End an attempt that is under way."""
        if self._reader is not None:
            self._all[-1].process.kill()
        self._reap()

    def _reap(self) -> None:
        """Close what an attempt that has ended leaves."""
        if self._reader is None:
            return
        self._reader.join()
        self._reader = None
        process = self._all[-1].process
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        process.stdout.close()
        process.wait()
