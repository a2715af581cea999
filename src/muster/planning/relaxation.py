"""Prices that make the relaxation's bound small: the subgradient method that drives the kernels."""

from concurrent.futures import Executor
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from muster.planning.kernels.chain import make_scratch
from muster.planning.kernels.knapsack import make_knapsack_scratch
from muster.planning.kernels.relaxation import (
    Priced,
    Prices,
    price_arrivals,
    price_ceilings,
    price_pledges,
    price_posts,
    price_standings,
)
from muster.planning.kernels.standing import Blocks, make_standing_scratch
from muster.planning.tables import NO_LIMIT, Tables

Reals = npt.NDArray[np.float64]

PARTS = 2
"""Parts into which an evaluation is split; fixed, so that the number of workers does not change any sum."""


def build_blocks(tables: Tables) -> Blocks:
    """The requirements of several posts and their option rows."""
    sizes = np.diff(tables.post_first)
    requirement: list[int] = []
    row_first, options, places = [0], list[int](), list[int]()
    row_of_option = np.full(len(tables.pledge), -1, np.int64)
    for index in np.flatnonzero(sizes > 1):
        posts = tables.post_list[tables.post_first[index] : tables.post_first[index + 1]]
        for place, post in enumerate(posts):
            first, last = tables.options_of_post_first[post], tables.options_of_post_first[post + 1]
            for option in tables.options_of_post[first:last]:
                row_of_option[option] = len(options)
                options.append(int(option))
                places.append(place)
        requirement.append(int(index))
        row_first.append(len(options))
    return Blocks(
        requirement=np.array(requirement, np.int64),
        row_first=np.array(row_first, np.int64),
        option=np.array(options, np.int64),
        place=np.array(places, np.int64),
        row_of_option=row_of_option,
    )


class _Shape(NamedTuple):
    posts: int
    rows: int
    pledges: int
    arrivals: int
    periods: int

    def split(self, flat: Reals) -> Prices:
        """The flat vector as four tables that share its memory."""
        bounds = np.cumsum([0, self.posts, self.rows, self.pledges, self.arrivals]) * self.periods
        return Prices(*(flat[a:b].reshape(-1, self.periods) for a, b in pairwise(bounds)))

    @property
    def size(self) -> int:
        return (self.posts + self.rows + self.pledges + self.arrivals) * self.periods


class Relaxation:
    """The bound as a function of prices, which are one flat vector."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.blocks = build_blocks(tables)
        self.shape = _Shape(
            len(tables.requirement),
            len(self.blocks.option),
            len(tables.state),
            len(tables.arrivals_left),
            tables.periods,
        )
        self.priced = self._priced()
        self.lowest = np.zeros(self.shape.size)
        self.scale = np.ones(self.shape.size)
        self._set_lowest_and_scale()
        self.slack = np.zeros(self.shape.size)
        self._uses = [np.zeros(self.shape.size) for _ in range(PARTS)]
        most_options = int(np.diff(tables.option_first).max(initial=1))
        most_members = int(np.diff(tables.pledges_of_state_first).max(initial=1))
        most_states = int(np.diff(tables.standing_first).max(initial=1))
        most_posts = int(np.diff(tables.post_first).max(initial=1))
        self._chain_scratch = [make_scratch(most_options, tables.periods) for _ in range(PARTS)]
        self._knapsack_scratch = [make_knapsack_scratch(most_members) for _ in range(PARTS)]
        self._standing_scratch = [make_standing_scratch(most_states, most_posts, tables.periods) for _ in range(PARTS)]

    def starting_prices(self, share: float) -> Reals:
        """Prices to start from: a share of the most that any option pays for the post, or of the option's own pay."""
        flat = np.zeros(self.shape.size)
        prices, tables = self.shape.split(flat), self.tables
        paid = share * tables.value[:, None] * (tables.reach > 0)
        single = self.blocks.row_of_option < 0
        np.maximum.at(prices.post, tables.post[single], paid[single])
        prices.row[:] = paid[self.blocks.option]
        return flat

    def _priced(self) -> Priced:
        """A ceiling or limit that all pledges together cannot exceed carries no price."""
        tables = self.tables
        single = np.diff(tables.post_first)[tables.requirement] == 1
        strength_of_state = np.bincount(tables.state, tables.strength, len(tables.ceiling_left))
        state = strength_of_state > tables.ceiling_left.min(axis=1, initial=NO_LIMIT)
        arrival = np.zeros(len(tables.arrivals_left), np.uint8)
        everywhere = len(arrival) - 1
        pairs = np.unique(np.stack([tables.pledge, tables.mission[tables.post]]), axis=1)
        arriving = np.bincount(pairs[1], tables.strength[pairs[0]], everywhere + 1)
        arriving[everywhere] = tables.strength.sum()
        arrival[:] = arriving > tables.arrivals_left.min(axis=1)
        return Priced(single.astype(np.uint8), state[tables.state].astype(np.uint8), state.astype(np.uint8), arrival)

    def _set_lowest_and_scale(self) -> None:
        """Prices are at least 0; that of a lead may be below, since others pay for its being there."""
        lowest, scale = self.shape.split(self.lowest), self.shape.split(self.scale)
        tables, blocks = self.tables, self.blocks
        for row, option in enumerate(blocks.option):
            post = tables.post[option]
            if tables.lead[tables.requirement[post]] == post:
                lowest.row[row] = -np.inf
        typical = max(1.0, float(tables.strength.mean())) if len(tables.strength) else 1.0
        scale.arrival[:] = 1.0 / typical**2

    def evaluate(self, flat: Reals, pool: Executor | None = None) -> float:
        """The bound at the prices; leaves the slacks, a subgradient, in `slack`.

        With a pool the parts run side by side; they are added up in the same order either way.
        """
        prices, slack = self.shape.split(flat), self.shape.split(self.slack)
        run = map if pool is None else pool.map
        worths = list(run(lambda part: self._price_pledges(part, prices), range(PARTS)))
        use = self.shape.split(self._uses[0])
        for other in self._uses[1:]:
            self._uses[0] += other
        worths.append(price_posts(self.tables, self.priced, prices, use, slack))
        worths.append(price_arrivals(self.tables, self.priced, prices, use, slack))
        worths.extend(run(lambda part: self._price_requirements_and_states(part, prices, use, slack), range(PARTS)))
        return float(sum(worths))

    def _price_pledges(self, part: int, prices: Prices) -> float:
        use = self._uses[part]
        use[:] = 0.0
        first, last = _share(self.shape.pledges, part)
        return price_pledges(
            first, last, self.tables, self.blocks, prices, self.shape.split(use), self._chain_scratch[part]
        )

    def _price_requirements_and_states(self, part: int, prices: Prices, use: Prices, slack: Prices) -> float:
        tables = self.tables
        first, last = _share(len(self.blocks.requirement), part)
        total = price_standings(first, last, tables, self.blocks, prices, use, slack, self._standing_scratch[part])
        first, last = _share(len(self.priced.state), part)
        return total + price_ceilings(
            first, last, tables, self.priced, prices, use, slack, self._knapsack_scratch[part]
        )


def _share(count: int, part: int) -> tuple[int, int]:
    """The part's slice of so many things."""
    return count * part // PARTS, count * (part + 1) // PARTS
