"""What committed stays leave of a problem: the periods in which each option is open, and the room under every limit.

Written from the contract and docs/planner.md for the certificate and the explanations; it shares nothing with the
search's own tables.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from muster.planning.problem import Problem

Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NO_LIMIT = 2**60
"""Stands for a ceiling or limit that is not there."""


@dataclass(frozen=True)
class Openings:
    """Arrays over options (sorted by pledge), posts, States and missions, each by period.

    `order`: for each option row its index in the problem. `option_first`: slice of rows of each pledge. `is_open`: no
    committed stay and no rule alone stands against covering the option's post in the period. `may_start`: arrivals
    leave room for the pledge. `missions` ends with None, all missions together.
    """

    problem: Problem
    order: Integers
    option_first: Integers
    pledge: Integers
    post: Integers
    value: Integers
    start_cost: Integers
    first: Integers
    last: Integers
    is_open: Flags
    may_start: Flags
    post_open: Flags
    requirement: Integers
    mission: Integers
    missions: tuple[str | None, ...]
    states: tuple[str, ...]
    state: Integers
    strength: Integers
    ceiling_left: Integers
    arrivals_left: Integers
    several: Flags
    """[posts]: whether the post is one of several in its requirement."""
    committed_states: dict[int, dict[int, Flags]]
    """Requirement -> State -> the periods in which committed stays of the State stand there."""
    foes: dict[int, set[int]]
    """State -> the States with which it is incompatible."""

    @cached_property
    def row_of_pair(self) -> dict[tuple[str, str], int]:
        """Option rows by (pledge id, post id)."""
        options = self.problem.options
        return {(options[i].pledge, options[i].post): row for row, i in enumerate(self.order)}

    @cached_property
    def min_stay(self) -> Integers:
        """Shortest stay of each pledge, at most one period more than the horizon."""
        return self._clipped([row.min_stay for row in self.problem.pledges])

    @cached_property
    def max_stay(self) -> Integers:
        """Longest stay of each pledge, clipped like the shortest."""
        return self._clipped([row.max_stay for row in self.problem.pledges])

    @cached_property
    def dwell(self) -> Integers:
        """Dwell of each pledge, clipped like the shortest stay."""
        return self._clipped([row.dwell for row in self.problem.pledges])

    def _clipped(self, values: list[int]) -> Integers:
        return np.array([min(value, self.problem.count + 1) for value in values], np.int64)


def find_openings(problem: Problem) -> Openings:
    """The openings of a problem."""
    return _Finder(problem).find()


class _Finder:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.times = np.arange(problem.count)
        self.pledge_of = {row.id: i for i, row in enumerate(problem.pledges)}
        self.post_of = {row.id: i for i, row in enumerate(problem.posts)}
        self.requirement_of = {row.id: i for i, row in enumerate(problem.requirements)}
        self.states = tuple(sorted({row.state for row in problem.pledges}))
        self.missions = (*sorted({row.mission for row in problem.requirements}), None)
        self.state_of = {name: i for i, name in enumerate(self.states)}
        self.mission_of = {name: i for i, name in enumerate(self.missions)}
        self.state = _column([self.state_of[row.state] for row in problem.pledges])
        self.strength = _column([row.strength for row in problem.pledges])
        self.requirement = _column([self.requirement_of[row.requirement] for row in problem.posts])
        missions = _column([self.mission_of[row.mission] for row in problem.requirements])
        self.mission = missions[self.requirement]
        pledges = _column([self.pledge_of[row.pledge] for row in problem.options])
        self.order = np.argsort(pledges, kind="stable").astype(np.int64)
        self.rows = [problem.options[i] for i in self.order]
        self.pledge = pledges[self.order]
        self.post = _column([self.post_of[row.post] for row in self.rows])

    def find(self) -> Openings:
        problem, pledge, post = self.problem, self.pledge, self.post
        post_open, ceiling_left, arrivals_left = self._room()
        first, last = self._windows()
        several = np.bincount(self.requirement, minlength=len(problem.requirements))[self.requirement] > 1
        committed_states, foes = self._committed_states(), self._foes()
        in_window = (self.times >= first[:, None]) & (self.times < last[:, None])
        is_open = in_window & post_open[post]
        is_open &= ceiling_left[self.state[pledge]] >= self.strength[pledge][:, None]
        is_open &= self._not_committed()[pledge]
        self._close_without_lead(is_open, in_window, post_open)
        self._close_beside_committed(is_open, several, committed_states, foes)
        arrivals = np.minimum(arrivals_left[self.mission[post]], arrivals_left[-1])
        return Openings(
            problem=problem,
            order=self.order,
            option_first=np.searchsorted(pledge, np.arange(len(problem.pledges) + 1)).astype(np.int64),
            pledge=pledge,
            post=post,
            value=_column([row.value for row in self.rows]),
            start_cost=_column([row.start_cost for row in self.rows]),
            first=first,
            last=last,
            is_open=is_open,
            may_start=arrivals >= self.strength[pledge][:, None],
            post_open=post_open,
            requirement=self.requirement,
            mission=self.mission,
            missions=self.missions,
            states=self.states,
            state=self.state,
            strength=self.strength,
            ceiling_left=ceiling_left,
            arrivals_left=arrivals_left,
            several=several,
            committed_states=committed_states,
            foes=foes,
        )

    def _windows(self) -> tuple[Integers, Integers]:
        """The half-open interval in which the stays of each option lie."""
        problem, count = self.problem, self.problem.count
        ready = _column([min(row.ready_from, count) for row in problem.pledges])
        starts = _column([row.start for row in problem.posts])
        ends = _column([row.end for row in problem.posts])
        earliest = _column([max(0, min(row.earliest, count)) for row in self.rows])
        latest = _column([max(0, min(row.latest, count)) for row in self.rows])
        first = np.maximum(np.maximum(starts[self.post], ready[self.pledge]), earliest)
        return first, np.minimum(ends[self.post], latest)

    def _horizon(self, start: int, end: int) -> slice:
        return slice(max(0, min(start, self.problem.count)), max(0, min(end, self.problem.count)))

    def _room(self) -> tuple[Flags, Integers, Integers]:
        """What committed stays leave of posts, ceilings and arrivals."""
        problem, count = self.problem, self.problem.count
        post_open = np.ones((len(problem.posts), count), np.bool_)
        ceilings = {row.state: row.personnel for row in problem.state_ceilings}
        limits = {row.mission: row.personnel for row in problem.arrivals}
        ceiling_left = np.repeat(_column([ceilings.get(name, NO_LIMIT) for name in self.states])[:, None], count, 1)
        arrivals_left = np.repeat(_column([limits.get(name, NO_LIMIT) for name in self.missions])[:, None], count, 1)
        for stay in problem.committed:
            pledge, post = self.pledge_of[stay.pledge], self.post_of[stay.post]
            held = self._horizon(stay.start, stay.end)
            post_open[post, held] = False
            ceiling_left[self.state[pledge], held] -= self.strength[pledge]
            if 0 <= stay.start < count:
                arrivals_left[self.mission[post], stay.start] -= self.strength[pledge]
                arrivals_left[-1, stay.start] -= self.strength[pledge]
        return post_open, ceiling_left, arrivals_left

    def _not_committed(self) -> Flags:
        """[pledges, periods]: outside committed stays and the dwell on both sides of them."""
        free = np.ones((len(self.problem.pledges), self.problem.count), np.bool_)
        for stay in self.problem.committed:
            dwell = self.problem.pledge_by_id[stay.pledge].dwell
            free[self.pledge_of[stay.pledge], self._horizon(stay.start - dwell, stay.end + dwell)] = False
        return free

    def _committed_states(self) -> dict[int, dict[int, Flags]]:
        there: dict[int, dict[int, Flags]] = defaultdict(dict)
        for stay in self.problem.committed:
            requirement = int(self.requirement[self.post_of[stay.post]])
            state = int(self.state[self.pledge_of[stay.pledge]])
            periods = there[requirement].setdefault(state, np.zeros(self.problem.count, np.bool_))
            periods[self._horizon(stay.start, stay.end)] = True
        return dict(there)

    def _foes(self) -> dict[int, set[int]]:
        foes: dict[int, set[int]] = defaultdict(set)
        for name, other in self.problem.incompatible:
            if name != other and name in self.state_of and other in self.state_of:
                foes[self.state_of[name]].add(self.state_of[other])
                foes[self.state_of[other]].add(self.state_of[name])
        return dict(foes)

    def _close_without_lead(self, is_open: Flags, in_window: Flags, post_open: Flags) -> None:
        """A company is not covered where neither a committed stay nor any option's window covers the lead."""
        leads = _column([-1 if row.lead is None else self.post_of[row.lead] for row in self.problem.requirements])
        possible = ~post_open
        for row in np.flatnonzero(np.isin(self.post, leads)):
            possible[self.post[row]] |= in_window[row]
        lead = leads[self.requirement[self.post]]
        led = (lead >= 0) & (lead != self.post)
        is_open[led] &= possible[lead[led]]

    def _close_beside_committed(
        self, is_open: Flags, several: Flags, committed: dict[int, dict[int, Flags]], foes: dict[int, set[int]]
    ) -> None:
        """In a requirement of several posts committed stays leave no room for a further State, or for a foe."""
        most = [row.max_states for row in self.problem.requirements]
        room: dict[tuple[int, int], Flags] = {}
        requirement, state = self.requirement[self.post], self.state[self.pledge]
        for row in np.flatnonzero(several[self.post] & np.isin(requirement, list(committed))):
            pair = (int(requirement[row]), int(state[row]))
            if pair not in room:
                there = committed[pair[0]]
                standing = np.array(list(there.values()))
                free = standing.sum(axis=0) < most[pair[0]]
                if pair[1] in there:
                    free |= there[pair[1]]
                for foe in foes.get(pair[1], set()) & set(there):
                    free &= ~there[foe]
                room[pair] = free
            is_open[row] &= room[pair]


def _column(values: list[int]) -> Integers:
    return np.array(values, np.int64)
