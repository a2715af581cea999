"""A valid plan and a valid bound in one pass, without tables or kernels.

The fallback for problems whose tables would not fit into memory, and the yardstick that any search must beat.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from muster.planning.plan import Stay
from muster.planning.problem import Option, Problem


def simple_bound(problem: Problem) -> int:
    """An upper bound: every period of every post earns the most that any option pays there, for no start cost."""
    taken: dict[str, set[int]] = defaultdict(set)
    for stay in problem.committed:
        taken[stay.post].update(range(max(0, stay.start), min(stay.end, problem.count)))
    best: dict[str, dict[int, int]] = defaultdict(dict)
    for option in problem.options:
        first, last = stay_window(problem, option)
        row = best[option.post]
        if last - first < problem.pledge_by_id[option.pledge].min_stay:
            continue
        for period in range(first, last):
            if period not in taken[option.post] and option.value > row.get(period, 0):
                row[period] = option.value
    return sum(sum(row.values()) for row in best.values())


def stay_window(problem: Problem, option: Option) -> tuple[int, int]:
    """The half-open interval in which stays of the option lie."""
    post, pledge = problem.post_by_id[option.post], problem.pledge_by_id[option.pledge]
    return max(post.start, pledge.ready_from, option.earliest, 0), min(post.end, option.latest, problem.count)


@dataclass
class _Board:
    """What stands so far, and whether another stay fits in."""

    problem: Problem
    holders: dict[tuple[str, int], str] = field(default_factory=dict)
    deployed: Counter[tuple[str, int]] = field(default_factory=Counter)
    arriving: Counter[tuple[str | None, int]] = field(default_factory=Counter)
    intervals: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    standing: dict[tuple[str, int], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def __post_init__(self) -> None:
        problem = self.problem
        self.ceilings = {row.state: row.personnel for row in problem.state_ceilings}
        self.limits = {row.mission: row.personnel for row in problem.arrivals}
        self.foes: dict[str, set[str]] = defaultdict(set)
        for state, other in problem.incompatible:
            if state != other:
                self.foes[state].add(other)
                self.foes[other].add(state)
        for stay in problem.committed:
            self.place(Stay(stay.pledge, stay.post, stay.start, stay.end))

    def place(self, stay: Stay) -> None:
        """Put the stay on the board; it must fit."""
        pledge = self.problem.pledge_by_id[stay.pledge]
        requirement = self.problem.post_by_id[stay.post].requirement
        self.intervals[stay.pledge].append((stay.start, stay.end))
        if stay.start >= 0:
            for mission in (self.problem.mission_of_post(stay.post), None):
                self.arriving[mission, stay.start] += pledge.strength
        for period in range(max(0, stay.start), min(stay.end, self.problem.count)):
            self.holders[stay.post, period] = pledge.state
            self.deployed[pledge.state, period] += pledge.strength
            self.standing[requirement, period][pledge.state] += 1

    def may_start(self, option: Option, period: int) -> bool:
        """Whether arrivals leave room for a start."""
        strength = self.problem.pledge_by_id[option.pledge].strength
        return all(
            mission not in self.limits or self.arriving[mission, period] + strength <= self.limits[mission]
            for mission in (self.problem.mission_of_post(option.post), None)
        )

    def may_hold(self, option: Option, period: int) -> bool:
        """Whether post, pledge, ceiling and requirement leave room in the period."""
        pledge = self.problem.pledge_by_id[option.pledge]
        requirement = self.problem.requirement_by_id[self.problem.post_by_id[option.post].requirement]
        if (option.post, period) in self.holders:
            return False
        if any(start - pledge.dwell <= period < end + pledge.dwell for start, end in self.intervals[pledge.id]):
            return False
        if self.deployed[pledge.state, period] + pledge.strength > self.ceilings.get(pledge.state, 2**62):
            return False
        if requirement.lead not in (None, option.post) and (requirement.lead, period) not in self.holders:
            return False
        states = set(self.standing[requirement.id, period])
        if pledge.state not in states and len(states) >= requirement.max_states:
            return False
        return not states & self.foes[pledge.state]


def simple_plan(problem: Problem) -> tuple[Stay, ...]:
    """A valid plan: options by worth of a period, leads first, each placed as early and as long as it fits."""
    board = _Board(problem)
    leads = {requirement.lead for requirement in problem.requirements}
    order = sorted(range(len(problem.options)), key=lambda i: _rank(problem.options[i], leads, i))
    stays: list[Stay] = []
    for index in order:
        _fill(board, problem.options[index], stays)
    return tuple(sorted(stays))


def fitting(problem: Problem, *preferences: Sequence[Stay]) -> tuple[Stay, ...]:
    """Of the stays those that fit beside one another, the earlier lists first and in each list leads first.

    Stays that are no option, or lie outside its window, are left out; lengths are taken to be allowed.
    """
    board = _Board(problem)
    leads = {requirement.lead for requirement in problem.requirements}
    placed: list[Stay] = []
    for stays in preferences:
        for stay in sorted(stays, key=lambda stay: stay.post not in leads):
            option = problem.option_by_pair.get((stay.pledge, stay.post))
            if option is None or not board.may_start(option, stay.start):
                continue
            first, last = stay_window(problem, option)
            if first <= stay.start and stay.end <= last and _reach(board, option, stay.start, stay.end) == stay.end:
                board.place(stay)
                placed.append(stay)
    return tuple(placed)


def _rank(option: Option, leads: set[str | None], index: int) -> tuple[bool, int, int]:
    return option.post not in leads, -option.value, index


def _fill(board: _Board, option: Option, stays: list[Stay]) -> None:
    """Place stays of one option from left to right wherever they fit and pay."""
    first, last = stay_window(board.problem, option)
    pledge = board.problem.pledge_by_id[option.pledge]
    period = first
    while period + pledge.min_stay <= last:
        end = _reach(board, option, period, min(last, period + pledge.max_stay))
        pays = option.value * (end - period) > option.start_cost
        if end - period >= pledge.min_stay and pays and board.may_start(option, period):
            stay = Stay(option.pledge, option.post, period, end)
            board.place(stay)
            stays.append(stay)
            period = end + pledge.dwell
        else:
            period += 1


def _reach(board: _Board, option: Option, start: int, limit: int) -> int:
    period = start
    while period < limit and board.may_hold(option, period):
        period += 1
    return period


def worth(problem: Problem, stays: Sequence[Stay]) -> int:
    """The objective of the stays, by the problem's options."""
    total = 0
    for stay in stays:
        option = problem.option_by_pair[stay.pledge, stay.post]
        total += option.value * (stay.end - stay.start) - option.start_cost
    return total
