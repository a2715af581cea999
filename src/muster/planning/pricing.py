"""The descent to good prices: a subgradient method with averaged directions, in cycles of shrinking steps.

A cycle begins at the best prices known, with steps that halve a few times until its end; the next cycle is longer and
begins with smaller steps. When a cycle no longer pays, the descent is finished.
"""

from concurrent.futures import Executor

import numpy as np
import numpy.typing as npt

from muster.planning.kernels.relaxation import blend, move
from muster.planning.relaxation import Relaxation

Reals = npt.NDArray[np.float64]

FIRST_LENGTH = 60
"""Iterations of the first cycle."""
LENGTHENING = 1.6
"""Each cycle is so many times as long as the one before."""
FIRST_STEP = 0.37
"""The first cycle's first step, as a share of the mean value of an option."""
STEP_DECAY = 0.75
"""Each cycle begins with this share of the step of the one before."""
HALVINGS = 5.0
"""How often the step halves within a cycle."""
AVERAGING = 0.3
"""Weight of the newest subgradient in the direction."""
STARTING_SHARE = 0.8
"""First prices as a share of what the best option pays."""
LEAST_GAIN = 3e-5
"""A cycle that improves the bound by a smaller share ends the descent."""
WARM_FROM_CYCLE = 2
"""The cycle at which a descent from an earlier plan's prices begins: its steps are smaller."""
LEAST_CYCLES = 3
"""The descent goes through so many cycles in any case."""

GRID = 1024.0
"""Prices are rounded to multiples of 1 / GRID, so that sums over them are exact and can be repeated elsewhere."""
ARRIVAL_GRID = 2.0**20
"""Arrival prices are for one person, and so need a finer grid."""


class Pricing:
    """Prices under improvement; `bound` is the least value of the relaxation so far, `best` the prices that give it."""

    def __init__(self, relaxation: Relaxation) -> None:
        self.relaxation = relaxation
        value = relaxation.tables.value
        self._unit = float(value.mean()) if len(value) else 1.0
        self.prices = relaxation.starting_prices(STARTING_SHARE)
        self.best = np.zeros_like(self.prices)
        self.bound = relaxation.evaluate(self.best)
        self._direction = np.zeros_like(self.prices)
        self._cycle = 0
        self._done_in_cycle = 0
        self._bound_before_cycle = np.inf
        self._settled = False
        self._note(relaxation.evaluate(self.prices))
        self._direction[:] = relaxation.slack

    def begin_at(self, prices: Reals) -> None:
        """Begin at the prices of an earlier plan: the first cycles, which are for prices from nowhere, are left out."""
        self.prices[:] = prices
        self._note(self.relaxation.evaluate(self.prices))
        self._direction[:] = self.relaxation.slack
        self.prices[:] = self.best
        self._cycle = WARM_FROM_CYCLE

    @property
    def is_finished(self) -> bool:
        """Whether further cycles are not worth their while."""
        return self._settled

    @property
    def cycle(self) -> int:
        """How many cycles are done."""
        return self._cycle

    def advance(self, iterations: int, pool: Executor | None = None) -> None:
        """So many steps of the descent, fewer when it is finished."""
        for _ in range(iterations):
            if self._settled:
                return
            self._step(pool)

    def _step(self, pool: Executor | None) -> None:
        relaxation = self.relaxation
        length = int(FIRST_LENGTH * LENGTHENING**self._cycle)
        step = FIRST_STEP * self._unit * STEP_DECAY**self._cycle * 0.5 ** (HALVINGS * self._done_in_cycle / length)
        blend(relaxation.slack, self._direction, self.prices, relaxation.lowest, relaxation.scale, AVERAGING)
        move(self.prices, self.prices, self._direction, relaxation.lowest, relaxation.scale, step)
        self._note(relaxation.evaluate(self.prices, pool))
        self._done_in_cycle += 1
        if self._done_in_cycle >= length:
            self._end_cycle()

    def _note(self, bound: float) -> None:
        if bound < self.bound:
            self.bound = bound
            self.best[:] = self.prices

    def _end_cycle(self) -> None:
        gain = (self._bound_before_cycle - self.bound) / max(1.0, abs(self.bound))
        self._settled = self._cycle + 1 >= LEAST_CYCLES and gain < LEAST_GAIN
        self._bound_before_cycle = self.bound
        self._cycle += 1
        self._done_in_cycle = 0
        self.prices[:] = self.best

    def on_grid(self) -> Reals:
        """The best prices rounded so that the bound at them can be computed without any rounding."""
        flat = np.round(self.best * GRID) / GRID
        arrival = self.relaxation.shape.split(flat).arrival
        arrival[:] = np.round(self.relaxation.shape.split(self.best).arrival * ARRIVAL_GRID) / ARRIVAL_GRID
        return flat
