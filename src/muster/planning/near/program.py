"""The planning problem over given stays as a mixed integer program, in arrays that a solver reads.

One 0/1 column a stay, and beside them continuous ones: a pledge waiting from one moment to the next, and a State being
there in a requirement. A pledge's stays are a flow through its own time, which makes the linear relaxation much tighter
than one row a period: a dwell need not be written out, and chains are whole.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from muster.planning.improvement import OptionStay
from muster.planning.kernels.board import FREE, Board, worth_of
from muster.planning.tables import NO_LIMIT, Tables

Reals = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int32]


class Program(NamedTuple):
    """Maximise `cost` times x where `lower <= A x <= upper`, `0 <= x <= 1` and x is whole where `is_whole` says so.

    Rows of A are given one after the other: row i has the columns `column[first[i] : first[i + 1]]`. The first columns
    are the stays, in their order.
    """

    cost: Reals
    is_whole: Integers
    lower: Reals
    upper: Reals
    first: Integers
    column: Integers
    coefficient: Reals


def near_program(tables: Tables, stays: Sequence[OptionStay], room: Board) -> Program:
    """The program whose plans are those that hold none but the given stays, in the room that a board leaves.

    None of the stays may be over a period of a post that the board has a holder for.
    """
    return _Writer(tables, stays, room).write()


class _Writer:
    """Columns and rows as they are thought of, one rule after another."""

    def __init__(self, tables: Tables, stays: Sequence[OptionStay], room: Board) -> None:
        self.tables = tables
        self.room = room
        self.stays = stays
        self.columns = len(stays)
        self.first, self.lower, self.upper = [0], list[float](), list[float]()
        self.column, self.coefficient = list[int](), list[float]()
        self.covering: dict[tuple[int, int], list[int]] = defaultdict(list)  # post, period
        self.under: dict[tuple[int, int], list[int]] = defaultdict(list)  # State, period
        self.arriving: dict[tuple[int, int], list[int]] = defaultdict(list)  # mission, period
        self.standing: dict[tuple[int, int], dict[int, list[int]]] = defaultdict(dict)  # pair, period: by post
        self.by_pledge: dict[int, list[int]] = defaultdict(list)
        for index, stay in enumerate(stays):
            self._index(index, *stay)

    def _index(self, index: int, option: int, start: int, end: int) -> None:
        """Where the stay counts."""
        tables = self.tables
        pledge, post, pair = int(tables.pledge[option]), int(tables.post[option]), int(tables.option_standing[option])
        self.by_pledge[pledge].append(index)
        for mission in (int(tables.mission[post]), len(tables.arrivals_left) - 1):
            self.arriving[mission, start].append(index)
        for t in range(start, end):
            self.covering[post, t].append(index)
            self.under[int(tables.state[pledge]), t].append(index)
            if pair >= 0:
                self.standing[pair, t].setdefault(post, []).append(index)

    def write(self) -> Program:
        for pledge, indices in self.by_pledge.items():
            self._chain(pledge, indices)
        self._posts()
        self._leads()
        self._limits(self.under, self.room.ceiling_left)
        self._limits(self.arriving, self.room.arrivals_left)
        for requirement, t in sorted({(self._requirement_of(pair), t) for pair, t in self.standing}):
            self._states(requirement, t)
        cost = np.zeros(self.columns)
        cost[: len(self.stays)] = [worth_of(*stay, self.tables) for stay in self.stays]
        is_whole = np.zeros(self.columns, np.int32)
        is_whole[: len(self.stays)] = 1
        return Program(
            cost,
            is_whole,
            np.array(self.lower),
            np.array(self.upper),
            np.array(self.first, np.int32),
            np.array(self.column, np.int32),
            np.array(self.coefficient),
        )

    def _new_column(self) -> int:
        self.columns += 1
        return self.columns - 1

    def _row(
        self, lower: float, upper: float, columns: Sequence[int], coefficients: Sequence[float] | None = None
    ) -> None:
        self.lower.append(lower)
        self.upper.append(upper)
        self.column += columns
        self.coefficient += [1.0] * len(columns) if coefficients is None else coefficients
        self.first.append(len(self.column))

    def _at_most(self, upper: float, plus: Sequence[int], minus: Sequence[int] = ()) -> None:
        self._row(-np.inf, upper, [*plus, *minus], [1.0] * len(plus) + [-1.0] * len(minus))

    def _chain(self, pledge: int, indices: list[int]) -> None:
        """The pledge is once at the first moment; at each it begins a stay, waits for the next, or is done."""
        dwell, periods = int(self.tables.dwell[pledge]), self.tables.periods
        begins, frees = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
        for index in indices:
            _, start, end = self.stays[index]
            begins[start].append(index)
            if end + dwell < periods:
                frees[end + dwell].append(index)
        moments = sorted({*begins, *frees})
        waiting = -1
        for number, moment in enumerate(moments):
            arriving = [*frees[moment], *([waiting] if waiting >= 0 else [])]
            waiting = self._new_column() if number + 1 < len(moments) else -1
            leaving = [*begins[moment], *([waiting] if waiting >= 0 else [])]
            self._at_most(1.0 if number == 0 else 0.0, leaving, arriving)

    def _posts(self) -> None:
        """One pledge a post and period, and none where the lead that is needed is not covered."""
        for (post, t), indices in self.covering.items():
            lead = int(self.tables.lead_of_post[post])
            if lead >= 0 and self.room.holder[lead, t] == FREE:
                self._at_most(0.0, indices, self.covering.get((lead, t), []))
            elif len(indices) > 1:
                self._at_most(1.0, indices)

    def _leads(self) -> None:
        """A lead is covered where others stand that need it."""
        tables = self.tables
        for requirement in {int(tables.requirement[post]) for post, _ in self.covering}:
            lead = int(tables.lead[requirement])
            for t in np.flatnonzero(self.room.posts_held[requirement] > 0) if lead >= 0 else ():
                if self.room.holder[lead, t] == FREE:
                    self._row(1.0, np.inf, self.covering.get((lead, int(t)), []))

    def _requirement_of(self, pair: int) -> int:
        return int(np.searchsorted(self.tables.standing_first, pair, side="right")) - 1

    def _limits(self, counted: dict[tuple[int, int], list[int]], left: npt.NDArray[np.int64]) -> None:
        """Strengths under a ceiling or a limit on arrivals, where it can be exceeded at all."""
        for (number, t), indices in counted.items():
            room = int(left[number, t])
            strengths = [float(self.tables.strength[self.tables.pledge[self.stays[i][0]]]) for i in indices]
            if room < NO_LIMIT // 2 and sum(strengths) > room:
                self._row(-np.inf, float(room), indices, strengths)

    def _states(self, requirement: int, t: int) -> None:
        """The number of States that stand in a requirement in a period, and those that may not stand together."""
        tables = self.tables
        pairs = range(int(tables.standing_first[requirement]), int(tables.standing_first[requirement + 1]))
        there_already = {pair for pair in pairs if self.room.standing[pair, t] > 0}
        others = [pair for pair in pairs if pair not in there_already and (pair, t) in self.standing]
        slots = int(tables.max_states[requirement]) - len(there_already)
        foes = list(self._foes({*there_already, *others}))
        if len(others) <= slots and not foes:
            return
        there = {pair: self._new_column() for pair in others}
        for pair in others:
            for indices in self.standing[pair, t].values():
                self._at_most(0.0, indices, [there[pair]])
        if len(others) > slots:
            self._at_most(float(slots), list(there.values()))
        for one, other in foes:
            free = [there[pair] for pair in (one, other) if pair in there]
            if free:
                self._at_most(float(len(free) - 1), free)

    def _foes(self, pairs: set[int]) -> Iterator[tuple[int, int]]:
        tables = self.tables
        for pair in sorted(pairs):
            for foe in tables.foes[tables.foe_first[pair] : tables.foe_first[pair + 1]]:
                if pair < foe and int(foe) in pairs:
                    yield pair, int(foe)
