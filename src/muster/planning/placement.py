"""Stays placed one after the other, and what they leave under every rule: no tables, no kernels."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from muster.planning.plan import Stay
from muster.planning.problem import Option, Problem


@dataclass
class Placement:
    """What stands so far, beginning with the committed stays, and whether another stay fits in."""

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
        """Let the stay stand; it must fit."""
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
