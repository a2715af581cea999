"""Parts of a plan that are worth planning anew together: pledges that compete for the same requirements."""

import random
from collections import defaultdict
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from muster.planning.improvement import OptionStay, stays_on
from muster.planning.kernels.board import FREE, Board, lift
from muster.planning.near.near_stays import as_stays, listed
from muster.planning.relaxation import Relaxation

FIRST_SIZE, LEAST_SIZE, MOST_SIZE = 75, 20, 200
"""Pledges in a part: at first, at least, at most."""
STAYS_A_PLEDGE = 35
KNOWN_STAYS_A_PLEDGE = 120
"""Stays that are kept in mind for each pledge, on average; a part's are the nearest of its own."""
COMPETITORS = 6
"""How many competitors in a requirement are taken into a part at a time."""


class Part(NamedTuple):
    """Pledges, their stays near at hand that fit beside the other pledges' stays, and the board with these alone.

    `start`: which of the stays are those of the plan.
    """

    pledges: frozenset[int]
    stays: list[OptionStay]
    start: list[int]
    room: Board


class Parts:
    """Draws parts at the prices last looked at; `size` follows how long they take."""

    def __init__(self, relaxation: Relaxation, seed: int) -> None:
        self.relaxation = relaxation
        self.size = FIRST_SIZE
        self._random = random.Random(seed)
        self._stays = np.zeros((0, 3), np.int64)
        self._short = np.zeros(0)
        self._pledge = np.zeros(0, np.int64)
        self._requirements: dict[int, list[int]] = {}
        self._pledges: dict[int, list[int]] = {}

    def reprice(self, flat: npt.NDArray[np.float64]) -> None:
        """List the nearest stays at these prices, and who competes where."""
        tables, prices = self.relaxation.tables, self.relaxation.shape.split(flat)
        if len(tables.value) == 0:
            return
        wanted, limit = KNOWN_STAYS_A_PLEDGE * len(tables.state), float(tables.value.mean())
        while listed(self.relaxation, prices, limit, 0)[0] < wanted and limit < float(tables.value.sum()):
            limit *= 2.0
        while (count := listed(self.relaxation, prices, limit, 0)[0]) > 2 * wanted:
            limit *= 0.7
        _, self._stays, self._short = listed(self.relaxation, prices, limit, count)
        self._pledge = tables.pledge[self._stays[:, 0]]
        pairs = np.unique(np.stack([self._pledge, tables.requirement[tables.post[self._stays[:, 0]]]], 1), axis=0)
        requirements, pledges = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
        for pledge, requirement in pairs.tolist():
            requirements[pledge].append(requirement)
            pledges[requirement].append(pledge)
        self._requirements, self._pledges = dict(requirements), dict(pledges)

    def draw(self, plan: Board) -> Part | None:
        """A part of the plan around some pledge, None where no stay is near at hand; the board becomes the part's."""
        if not self._requirements:
            return None
        pledges = self._grown()
        tables = self.relaxation.tables
        is_inside = np.zeros(len(tables.state), bool)
        is_inside[list(pledges)] = True
        planned = {stay for pledge in pledges for stay in stays_on(plan, pledge)}
        for pledge in pledges:
            lift(pledge, tables, plan)
        own = np.flatnonzero(is_inside[self._pledge])
        own = own[self._has_room(self._stays[own], plan)]
        most = STAYS_A_PLEDGE * len(pledges)
        if len(own) > most:
            own = own[np.argpartition(self._short[own], most)[:most]]
        stays = sorted({*as_stays(self._stays[own]), *planned})
        return Part(frozenset(pledges), stays, [n for n, stay in enumerate(stays) if stay in planned], plan)

    def _has_room(self, rows: npt.NDArray[np.int64], board: Board) -> npt.NDArray[np.bool_]:
        """Whether nobody holds the post over the stay's periods."""
        held = np.zeros((len(board.holder), self.relaxation.tables.periods + 1), np.int64)
        np.cumsum(board.holder != FREE, axis=1, out=held[:, 1:])
        post = self.relaxation.tables.post[rows[:, 0]]
        return np.equal(held[post, rows[:, 2]], held[post, rows[:, 1]])

    def _grown(self) -> set[int]:
        """Pledges around a random one, competitors in a random requirement of each taken in at random; around another
        one when there are no more."""
        found: set[int] = set()
        border, everyone = list[int](), list(self._requirements)
        while len(found) < min(self.size, len(everyone)):
            if not border:
                border = [self._random.choice(everyone)]
            pledge = border.pop(self._random.randrange(len(border)))
            if pledge in found:
                continue
            found.add(pledge)
            others = [u for u in self._pledges[self._random.choice(self._requirements[pledge])] if u not in found]
            border += self._random.sample(others, min(COMPETITORS, len(others)))
        return found

    def learn(self, share_of_time: float) -> None:
        """Take larger parts when the last one needed little of its time, smaller ones when it needed all."""
        if share_of_time >= 1.0:
            self.size = max(LEAST_SIZE, int(self.size / 1.2))
        elif share_of_time < 0.4:
            self.size = min(MOST_SIZE, int(self.size * 1.15) + 1)
