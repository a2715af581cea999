"""The problem as arrays: what the kernels read. Built once a solve, never written to afterwards.

Rows of options are sorted by pledge, so that a pledge's options are one slice. `standing` is a pair of requirement and
State that may stand in it; only requirements of several posts have such pairs, since in a single post there is never
more than one State.
"""

from collections import defaultdict
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from muster.planning.problem import Option, Problem

Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.uint8]
Spans = npt.NDArray[np.int32]

NO_LIMIT = 2**60
"""Stands for a ceiling or limit that is not there; no sum of strengths within reach comes near."""
OPTIONS_AT_A_TIME = 65_536
"""Option rows worked on at a time, so that no table in between grows large."""


class Tables(NamedTuple):
    """Arrays of a problem. `first`, `last`: half-open slices or windows; -1 means none."""

    periods: int
    # pledges
    option_first: Integers  # [pledges + 1]: slice of options
    state: Integers
    strength: Integers
    min_stay: Integers
    max_stay: Integers
    dwell: Integers
    # options
    pledge: Integers
    post: Integers
    value: Integers
    start_cost: Integers
    window_first: Integers
    window_last: Integers
    option_standing: Integers  # standing pair of the option, -1 for a single post
    reach: Spans  # [options, periods]: end of the run of open periods; 0 where a committed stay or a rule stands in it
    kept_row: Integers  # [options]: row of `kept`, -1 where no earlier plan has a stay of the option
    kept: Integers  # [rows, periods]: points for a period that is kept of an earlier plan
    # posts
    requirement: Integers
    mission: Integers
    lead_of_post: Integers  # the other post that must be covered, -1 for none
    post_open: Flags  # [posts, periods]: not held by a committed stay
    periods_free: Integers  # [posts]: periods in which the post is wanted and not held by a committed stay
    # requirements
    post_first: Integers  # [requirements + 1]: slice of post_list
    post_list: Integers
    lead: Integers
    max_states: Integers
    standing_first: Integers  # [requirements + 1]: slice of standing pairs
    # standing pairs of requirement and State
    foe_first: Integers  # [standings + 1]: slice of foes
    foes: Integers  # standing pairs that may not stand at the same time
    committed_standing: Integers  # [standings, periods]: committed stays of the pair
    # States and arrivals: what committed stays leave
    ceiling_left: Integers  # [states, periods]
    arrivals_left: Integers  # [missions + 1, periods]; the last row is the limit over all missions
    arrivals_bind: Flags  # [missions + 1]: some period leaves too little room for some pledge
    pledges_of_state_first: Integers  # [states + 1]
    pledges_of_state: Integers
    options_of_post_first: Integers  # [posts + 1]
    options_of_post: Integers


def build_tables(problem: Problem) -> tuple[Tables, list[int]]:
    """The arrays, and for each of their option rows its index in the problem."""
    return _Builder(problem).build()


def _groups(of: Integers, count: int) -> tuple[Integers, Integers]:
    """Items by the group that each belongs to: the bounds of each group's slice, and the items in it, in order."""
    first = np.zeros(count + 1, np.int64)
    first[1:] = np.cumsum(np.bincount(of, minlength=count)) if count else []
    return first, np.argsort(of, kind="stable").astype(np.int64)


def _slices(groups: list[list[int]]) -> tuple[Integers, Integers]:
    """Lists as one array with the bounds of each."""
    first = np.zeros(len(groups) + 1, np.int64)
    first[1:] = np.cumsum([len(group) for group in groups]) if groups else []
    return first, np.array([item for group in groups for item in group], np.int64)


def _column(values: list[int]) -> Integers:
    return np.array(values, np.int64)


class _Builder:
    """Numbers everything, then fills the arrays."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.periods = problem.count
        self.pledge_index = {row.id: i for i, row in enumerate(problem.pledges)}
        self.post_index = {row.id: i for i, row in enumerate(problem.posts)}
        self.requirement_index = {row.id: i for i, row in enumerate(problem.requirements)}
        self.state_index = {name: i for i, name in enumerate(sorted({row.state for row in problem.pledges}))}
        self.mission_index = {name: i for i, name in enumerate(sorted({row.mission for row in problem.requirements}))}
        pledge_of = _column([self.pledge_index[row.pledge] for row in problem.options])
        self.order = np.argsort(pledge_of, kind="stable").tolist()
        self.state = _column([self.state_index[row.state] for row in problem.pledges])
        self.strength = _column([row.strength for row in problem.pledges])
        self.requirement = _column([self.requirement_index[row.requirement] for row in problem.posts])
        self.mission = _column(
            [self.mission_index[problem.requirement_by_id[row.requirement].mission] for row in problem.posts]
        )
        rows = [problem.options[i] for i in self.order]
        self.pledge = _column([self.pledge_index[row.pledge] for row in rows])
        self.post = _column([self.post_index[row.post] for row in rows])
        self.window_first, self.window_last = self._windows(rows)
        posts_of: list[list[int]] = [[] for _ in problem.requirements]
        for post, requirement in enumerate(self.requirement):
            posts_of[requirement].append(post)
        self.posts_of = posts_of
        self.lead = _column([-1 if row.lead is None else self.post_index[row.lead] for row in problem.requirements])

    def _windows(self, rows: list[Option]) -> tuple[Integers, Integers]:
        """The half-open intervals in which the stays of the options lie; see `stay_window`."""
        post_start = _column([row.start for row in self.problem.posts])
        post_end = _column([row.end for row in self.problem.posts])
        ready = _column([row.ready_from for row in self.problem.pledges])
        first = np.maximum(_column([row.earliest for row in rows]), 0)
        first = np.maximum(first, np.maximum(post_start[self.post], ready[self.pledge]))
        last = np.minimum(_column([row.latest for row in rows]), post_end[self.post])
        return np.minimum(first, self.periods), np.clip(last, 0, self.periods)

    def build(self) -> tuple[Tables, list[int]]:
        problem = self.problem
        rows = [problem.options[i] for i in self.order]
        longest = self.periods + 1
        standing_first, option_standing, foe_first, foes, committed_standing = self._standings()
        post_open, ceiling_left, arrivals_left = self._room()
        post_first, post_list = _slices(self.posts_of)
        lead_of_post = _column(
            [
                lead if (lead := int(self.lead[requirement])) != post else -1
                for post, requirement in enumerate(self.requirement)
            ]
        )
        state_first, state_list = _groups(self.state, len(self.state_index))
        by_post_first, by_post = _groups(self.post, len(problem.posts))
        strongest = self.strength.max(initial=0)
        tables = Tables(
            periods=self.periods,
            option_first=_groups(self.pledge, len(problem.pledges))[0],
            state=self.state,
            strength=self.strength,
            min_stay=_column([min(row.min_stay, longest) for row in problem.pledges]),
            max_stay=_column([min(row.max_stay, longest) for row in problem.pledges]),
            dwell=_column([min(row.dwell, longest) for row in problem.pledges]),
            pledge=self.pledge,
            post=self.post,
            value=_column([row.value for row in rows]),
            start_cost=_column([row.start_cost for row in rows]),
            window_first=self.window_first,
            window_last=self.window_last,
            option_standing=option_standing,
            reach=np.zeros((len(rows), self.periods), np.int32),
            kept_row=np.full(len(rows), -1, np.int64),
            kept=np.zeros((0, self.periods), np.int64),
            requirement=self.requirement,
            mission=self.mission,
            lead_of_post=lead_of_post,
            post_open=post_open,
            periods_free=self._periods_free(post_open),
            post_first=post_first,
            post_list=post_list,
            lead=self.lead,
            max_states=_column([min(row.max_states, 2**31) for row in problem.requirements]),
            standing_first=standing_first,
            foe_first=foe_first,
            foes=foes,
            committed_standing=committed_standing,
            ceiling_left=ceiling_left,
            arrivals_left=arrivals_left,
            arrivals_bind=(arrivals_left.min(axis=1, initial=NO_LIMIT) < strongest).astype(np.uint8),
            pledges_of_state_first=state_first,
            pledges_of_state=state_list,
            options_of_post_first=by_post_first,
            options_of_post=by_post,
        )
        self._find_reach(tables)
        return tables, self.order

    def _horizon(self, start: int, end: int) -> slice:
        return slice(max(0, min(start, self.periods)), max(0, min(end, self.periods)))

    def _standings(self) -> tuple[Integers, Integers, Integers, Integers, Integers]:
        """Number the pairs of requirement and State, and find which of them may not meet."""
        states_in: list[set[int]] = [set() for _ in self.problem.requirements]
        committed = [
            (int(self.requirement[self.post_index[stay.post]]), int(self.state[self.pledge_index[stay.pledge]]), stay)
            for stay in self.problem.committed
        ]
        for pledge, post in zip(self.pledge, self.post, strict=True):
            states_in[self.requirement[post]].add(int(self.state[pledge]))
        for requirement, state, _ in committed:
            states_in[requirement].add(state)
        pairs = [
            sorted(states) if len(self.posts_of[requirement]) > 1 else []
            for requirement, states in enumerate(states_in)
        ]
        first, _ = _slices(pairs)
        number = {
            (requirement, state): int(first[requirement]) + place
            for requirement, states in enumerate(pairs)
            for place, state in enumerate(states)
        }
        enemies: dict[int, set[int]] = defaultdict(set)
        for name, other in self.problem.incompatible:
            if name != other and name in self.state_index and other in self.state_index:
                enemies[self.state_index[name]].add(self.state_index[other])
                enemies[self.state_index[other]].add(self.state_index[name])
        foe_first, foes = _slices(
            [
                [number[requirement, other] for other in sorted(enemies[state]) if (requirement, other) in number]
                for requirement, state in number
            ]
        )
        option_standing = _column(
            [
                number.get((int(self.requirement[post]), int(self.state[pledge])), -1)
                for pledge, post in zip(self.pledge, self.post, strict=True)
            ]
        )
        counts = np.zeros((len(number), self.periods), np.int64)
        for requirement, state, stay in committed:
            if (requirement, state) in number:
                counts[number[requirement, state], self._horizon(stay.start, stay.end)] += 1
        return first, option_standing, foe_first, foes, counts

    def _room(self) -> tuple[Flags, Integers, Integers]:
        """What committed stays leave of posts, ceilings and arrivals."""
        problem = self.problem
        post_open = np.ones((len(problem.posts), self.periods), np.uint8)
        ceiling_left = np.full((len(self.state_index), self.periods), NO_LIMIT, np.int64)
        for ceiling in problem.state_ceilings:
            if ceiling.state in self.state_index:
                ceiling_left[self.state_index[ceiling.state]] = ceiling.personnel
        everywhere = len(self.mission_index)
        arrivals_left = np.full((everywhere + 1, self.periods), NO_LIMIT, np.int64)
        for limit in problem.arrivals:
            if limit.mission is None or limit.mission in self.mission_index:
                row = everywhere if limit.mission is None else self.mission_index[limit.mission]
                arrivals_left[row] = limit.personnel
        for stay in problem.committed:
            pledge, post = self.pledge_index[stay.pledge], self.post_index[stay.post]
            held = self._horizon(stay.start, stay.end)
            post_open[post, held] = 0
            ceiling_left[self.state[pledge], held] -= self.strength[pledge]
            if 0 <= stay.start < self.periods:
                arrivals_left[self.mission[post], stay.start] -= self.strength[pledge]
                arrivals_left[everywhere, stay.start] -= self.strength[pledge]
        return post_open, ceiling_left, arrivals_left

    def _periods_free(self, post_open: Flags) -> Integers:
        """The periods of each post's window that no committed stay holds."""
        times = np.arange(self.periods)
        start = _column([row.start for row in self.problem.posts])[:, None]
        end = _column([row.end for row in self.problem.posts])[:, None]
        free: Integers = np.count_nonzero((times >= start) & (times < end) & (post_open == 1), axis=1).astype(np.int64)
        return free

    def _find_reach(self, tables: Tables) -> None:
        """Find the periods in which an option could be covered if no other option were, and how far each run goes."""
        times = np.arange(self.periods)
        away, away_row = self._committed_away()
        lead_possible, lead_row = self._lead_possible(tables)
        may_join = self._may_join(tables)
        for begin in range(0, len(self.pledge), OPTIONS_AT_A_TIME):
            part = slice(begin, begin + OPTIONS_AT_A_TIME)
            pledge, post = self.pledge[part], self.post[part]
            is_open = (times >= self.window_first[part, None]) & (times < self.window_last[part, None])
            is_open &= tables.post_open[post] == 1
            is_open &= tables.ceiling_left[self.state[pledge]] >= self.strength[pledge, None]
            is_open &= away[away_row[pledge]]
            is_open &= lead_possible[lead_row[post]]
            is_open &= may_join[tables.option_standing[part]]
            after = np.zeros(len(pledge), np.int32)
            for t in range(self.periods - 1, -1, -1):
                after = np.where(is_open[:, t], np.maximum(after, t + 1), 0).astype(np.int32)
                tables.reach[part, t] = after

    def _committed_away(self) -> tuple[npt.NDArray[np.bool_], Integers]:
        """The periods outside committed stays and the dwell around them, and each pledge's row (0: all of them)."""
        row = np.zeros(len(self.problem.pledges), np.int64)
        committed = sorted({self.pledge_index[stay.pledge] for stay in self.problem.committed})
        row[committed] = np.arange(1, len(committed) + 1)
        away = np.ones((len(committed) + 1, self.periods), np.bool_)
        for stay in self.problem.committed:
            pledge = self.pledge_index[stay.pledge]
            dwell = self.problem.pledges[pledge].dwell
            away[row[pledge], self._horizon(stay.start - dwell, stay.end + dwell)] = False
        return away, row

    def _lead_possible(self, tables: Tables) -> tuple[npt.NDArray[np.bool_], Integers]:
        """The periods in which a lead post can be covered, and the row for each post that needs it (0: needs none)."""
        row = np.zeros(len(self.problem.posts), np.int64)
        leads = np.unique(self.lead[self.lead >= 0])
        number = np.zeros(len(self.problem.posts), np.int64)
        number[leads] = np.arange(1, len(leads) + 1)
        needs = tables.lead_of_post >= 0
        row[needs] = number[tables.lead_of_post[needs]]
        possible = np.ones((len(leads) + 1, self.periods), np.bool_)
        possible[1:] = tables.post_open[leads] == 0
        for option in np.flatnonzero(number[self.post] > 0):
            possible[number[self.post[option]], self.window_first[option] : self.window_last[option]] = True
        return possible, row

    def _may_join(self, tables: Tables) -> npt.NDArray[np.bool_]:
        """The periods in which committed stays leave room for the State of a standing pair; the last row: always."""
        counts = tables.committed_standing > 0
        pairs = len(counts)
        room = np.ones((pairs + 1, self.periods), np.bool_)
        owner = np.repeat(np.arange(len(self.problem.requirements)), np.diff(tables.standing_first))
        there = np.zeros((len(self.problem.requirements), self.periods), np.int64)
        np.add.at(there, owner, counts)
        room[:pairs] = counts | (there < tables.max_states[:, None])[owner]
        for pair in np.flatnonzero(np.diff(tables.foe_first)):
            foes = tables.foes[tables.foe_first[pair] : tables.foe_first[pair + 1]]
            room[pair] &= ~counts[foes].any(axis=0)
        return room
