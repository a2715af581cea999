"""Which pledged items meet which lines, so that nothing is counted twice and the most is met. Pure.

An assignment in whole numbers: a way covers `covered` of a demand with `taken` of a supply. The best one is found by a
search with bounds over each group of demands that compete, which is exact; so more items can never make it worse. The
demands of a statement that compete are few. For a group far beyond that (`MOST_WAYS`, `MOST_STEPS`) the best assignment
found so far is taken: still nothing is counted twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

MOST_WAYS = 200
MOST_STEPS = 20_000


@dataclass(frozen=True)
class Demand:
    """`wanted` units that are missing of `whole`; the whole is worth `weight`, a unit its part of that."""

    wanted: int
    whole: int
    weight: int = 1


@dataclass(frozen=True)
class Way:
    """`taken` units of a supply cover `covered` units of a demand (indices); `cost_cents` for each covered unit."""

    demand: int
    supply: int
    taken: int = 1
    covered: int = 1
    cost_cents: int = 0

    def needs(self, units: int) -> int:
        """Return how many of the supply cover so many units of the demand; a part of a batch takes its share, up."""
        return -(-units * self.taken // self.covered)

    def reaches(self, available: int) -> int:
        """Return how many units of the demand so many of the supply cover at most."""
        return available * self.covered // self.taken


def assign(demands: Sequence[Demand], supplies: Sequence[int], ways: Sequence[Way]) -> list[int]:
    """Return for each way how many units of its demand it covers, so that the covered weight is greatest.

    Among ways of one demand the cheapest is taken first.
    """
    covered = [0] * len(ways)
    for group in _groups(demands, supplies, ways):
        for at, units in _Search(demands, supplies, ways, group).best().items():
            covered[at] = units
    return covered


def _groups(demands: Sequence[Demand], supplies: Sequence[int], ways: Sequence[Way]) -> Iterable[list[int]]:
    """Return the ways that can do something, in groups whose demands and supplies are their own."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(one: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(one, one) != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    useful = [
        at for at, way in enumerate(ways) if demands[way.demand].wanted > 0 and way.reaches(supplies[way.supply]) > 0
    ]
    for at in useful:
        parent[root(("demand", ways[at].demand))] = root(("supply", ways[at].supply))
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for at in useful:
        groups[root(("demand", ways[at].demand))].append(at)
    return groups.values()


@dataclass
class _Search:
    """The search of one group: ways in the order of their demand's worth, each with as many units as possible first."""

    demands: Sequence[Demand]
    supplies: Sequence[int]
    all_ways: Sequence[Way]
    group: list[int]
    found: dict[int, int] = field(default_factory=dict)
    found_value: int = -1
    steps: int = 0

    def __post_init__(self) -> None:
        wanted = {self.all_ways[at].demand for at in self.group}
        scale = lcm(*(self.demands[one].whole for one in wanted))
        self.value = {one: self.demands[one].weight * scale // self.demands[one].whole for one in wanted}
        self.order = sorted(self.group, key=self._rank)
        self.ways = [self.all_ways[at] for at in self.order]

    def _rank(self, at: int) -> tuple[int, int, int, int]:
        way = self.all_ways[at]
        return (-self.value[way.demand], way.demand, way.cost_cents, at)

    def best(self) -> dict[int, int]:
        """Return the units covered by each way of the group that covers any."""
        missing = {way.demand: self.demands[way.demand].wanted for way in self.ways}
        left = {way.supply: self.supplies[way.supply] for way in self.ways}
        if len(self.ways) > MOST_WAYS:
            return self._in_order(missing, left)
        self._go(0, missing, left, 0, {})
        return self.found

    def _in_order(self, missing: dict[int, int], left: dict[int, int]) -> dict[int, int]:
        """Return what comes of each way taking what it can, without a search."""
        taken = {}
        for at, way in zip(self.order, self.ways, strict=True):
            units = min(missing[way.demand], way.reaches(left[way.supply]))
            missing[way.demand] -= units
            left[way.supply] -= way.needs(units)
            taken[at] = units
        return taken

    def _go(self, at: int, missing: dict[int, int], left: dict[int, int], value: int, taken: dict[int, int]) -> None:
        """Try the ways from `at` on, given what is covered already."""
        self.steps += 1
        if value > self.found_value:
            self.found, self.found_value = dict(taken), value
        if at == len(self.ways):
            return
        if self.found_value >= value + self._most(at, missing, left):
            return
        way = self.ways[at]
        most = min(missing[way.demand], way.reaches(left[way.supply]))
        for units in range(most, -1, -1):
            if units < most and self.steps > MOST_STEPS:
                return
            spent = way.needs(units)
            missing[way.demand] -= units
            left[way.supply] -= spent
            if units:
                taken[self.order[at]] = units
            self._go(at + 1, missing, left, value + units * self.value[way.demand], taken)
            taken.pop(self.order[at], None)
            missing[way.demand] += units
            left[way.supply] += spent

    def _most(self, at: int, missing: dict[int, int], left: dict[int, int]) -> Fraction | int:
        """Return a worth that the ways from `at` on cannot exceed: by what is missing, and by what is left."""
        reach: dict[int, int] = defaultdict(int)
        dearest: dict[int, Fraction] = {}
        for way in self.ways[at:]:
            reach[way.demand] += way.reaches(left[way.supply])
            worth = Fraction(self.value[way.demand] * way.covered, way.taken)
            dearest[way.supply] = max(worth, dearest.get(way.supply, worth))
        by_demand = sum(self.value[one] * min(missing[one], units) for one, units in reach.items())
        by_supply = sum(left[one] * worth for one, worth in dearest.items())
        return min(by_demand, by_supply)
