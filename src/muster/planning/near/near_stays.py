"""Which stays are near at hand at given prices, over all pledges and over some."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from muster.planning.improvement import OptionStay
from muster.planning.kernels.chain import make_scratch
from muster.planning.kernels.near_stays import list_near_stays
from muster.planning.kernels.relaxation import Prices
from muster.planning.relaxation import Relaxation

Integers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]


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
    return listed(relaxation, nothing, np.inf, 0)[0]


def near_stays(relaxation: Relaxation, prices: Prices, shortfall: float, most: int) -> NearStays:
    """At most so many stays, of those that fall short by no more than `shortfall`."""
    count, stays, short = _all_listed(relaxation, prices)
    chosen = np.argpartition(short, most)[:most] if count > most else np.arange(count)
    is_near = np.zeros(count, bool)
    is_near[chosen] = short[chosen] <= shortfall
    return NearStays(as_stays(stays[is_near]), is_near, float(short[~is_near].min(initial=np.inf)))


def others_short(relaxation: Relaxation, prices: Prices, is_near: npt.NDArray[np.bool_]) -> float:
    """By how much the nearest of the stays that are not near falls short at these prices."""
    return float(_all_listed(relaxation, prices)[2][~is_near].min(initial=np.inf))


def as_stays(rows: Integers) -> list[OptionStay]:
    """Rows of option, start and end as stays."""
    return [(int(option), int(start), int(end)) for option, start, end in rows]


def listed(relaxation: Relaxation, prices: Prices, limit: float, room: int) -> tuple[int, Integers, Reals]:
    """How many stays fall short by at most `limit`; as many of them as there is room for, and by how much."""
    tables = relaxation.tables
    scratch = make_scratch(int(np.diff(tables.option_first).max(initial=1)), tables.periods)
    stays, short = np.zeros((room, 3), np.int64), np.zeros(room)
    before = np.zeros(2 * tables.periods + 3)
    count = list_near_stays(limit, tables, relaxation.blocks, prices, scratch, before, stays, short)
    return int(count), stays, short


def _all_listed(relaxation: Relaxation, prices: Prices) -> tuple[int, Integers, Reals]:
    return listed(relaxation, prices, np.inf, listed(relaxation, prices, np.inf, 0)[0])
