"""Drawdown: which units leave a mission or several, and in which week, so that no more people are left than ordered.

Weeks are counted from the day on which the drawdown begins; a lift is on the first day of its week. A unit larger than
what can be lifted in a week leaves in lifts one week apart, of equal size; it is there until its last one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

DAYS_A_WEEK = 7
PER_THOUSAND = 1_000
PER_CENT = 100


@dataclass(frozen=True)
class StandingUnit:
    """A unit in theatre. `inside`: the unit that it serves in; `tour_ends_on`: when its present tour ends, if known."""

    id: str
    mission: str
    state: str
    category: str
    people: int
    inside: str = ""
    tour_ends_on: date | None = None
    is_medical: bool = False


@dataclass(frozen=True)
class Target:
    """At most so many people are left in these missions together at the end."""

    missions: frozenset[str]
    most_people: int


@dataclass(frozen=True)
class Priorities:
    """What weighs how much, in points; the fewest points are chosen among what breaks the fewest rules.

    `capability`: a person of a category that is to be kept who leaves. `tour`: a person's week between the day of
    leaving and the end of the tour. `states`: a person whom a State loses beyond an equal share of the cut.
    `presence`: a person's week of presence lost before the end. `more`: a person who leaves beyond what was ordered.
    """

    capability: int = 0
    tour: int = 0
    states: int = 0
    presence: int = 0
    more: int = 0


@dataclass(frozen=True)
class DrawdownProblem:
    """Units, what is ordered by `until` (excluded), and what holds on the way.

    `must_leave`: units that leave whatever is chosen. `lift`: people a week who can be taken out of a mission; one that
    is not named has no limit. `medical_per_thousand`: people of medical units for a thousand others; what lacks before
    anybody leaves is no fault of the drawdown. `kept`: the categories that are to be kept. Raises ValueError where
    there is less than one week, a unit has nobody, or the names do not fit.
    """

    begins_on: date
    until: date
    units: tuple[StandingUnit, ...]
    targets: tuple[Target, ...]
    must_leave: frozenset[str]
    lift: dict[str, int]
    medical_per_thousand: int
    kept: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        names = {unit.id for unit in self.units}
        if self.weeks < 1:
            raise ValueError(f"a drawdown from {self.begins_on} until {self.until} has no whole week")
        if len(names) < len(self.units):
            raise ValueError("two units have the same name")
        if unknown := self.must_leave - names:
            raise ValueError(f"{min(unknown)} is to leave, and is no unit of the drawdown")
        if empty := [unit.id for unit in self.units if unit.people < 1]:
            raise ValueError(f"{empty[0]} has nobody in theatre")
        if any(limit < 1 for limit in self.lift.values()):
            raise ValueError("a mission from which nobody can be lifted cannot be drawn down")

    @property
    def weeks(self) -> int:
        """The whole weeks that there are."""
        return (self.until - self.begins_on).days // DAYS_A_WEEK

    @cached_property
    def unit_by_id(self) -> dict[str, StandingUnit]:
        """The units by name."""
        return {unit.id: unit for unit in self.units}

    @property
    def people(self) -> int:
        """Everybody who is there at the beginning."""
        return sum(unit.people for unit in self.units)

    def lifts_of(self, unit: StandingUnit) -> tuple[int, ...]:
        """Return the people of each lift of a unit, from its first week on."""
        count = min(self.weeks, -(-unit.people // self.lift.get(unit.mission, unit.people)))
        share, rest = divmod(unit.people, count)
        return tuple(share + (number < rest) for number in range(count))

    def day_of(self, week: int) -> date:
        """Return the first day of a week."""
        return self.begins_on + timedelta(days=DAYS_A_WEEK * week)

    @cached_property
    def ordered_people(self) -> int:
        """How many have to leave at least, by the targets and the units that must."""
        of_targets = [
            sum(unit.people for unit in self.units if unit.mission in target.missions) - target.most_people
            for target in self.targets
        ]
        of_units = sum(self.unit_by_id[name].people for name in self.must_leave)
        apart = all(not a.missions & b.missions for a in self.targets for b in self.targets if a is not b)
        together = sum(max(0, people) for people in of_targets) if apart else max([0, *of_targets])
        return max(of_units, together)

    @cached_property
    def equal_shares(self) -> dict[str, int]:
        """What each State loses where all lose the same share of their people, rounded up."""
        of_state: dict[str, int] = {}
        for unit in self.units:
            of_state[unit.state] = of_state.get(unit.state, 0) + unit.people
        return {state: -(-people * self.ordered_people // self.people) for state, people in of_state.items()}


def cut_targets(units: Collection[StandingUnit], percent: int, *, in_each_mission: bool) -> tuple[Target, ...]:
    """Return what a cut by so many percent leaves, of all missions together or of each; rounded down."""
    missions = sorted({unit.mission for unit in units})
    groups: Sequence[frozenset[str]] = (
        [frozenset({name}) for name in missions] if in_each_mission else [frozenset(missions)]
    )
    left = PER_CENT - percent
    return tuple(
        Target(group, sum(unit.people for unit in units if unit.mission in group) * left // PER_CENT)
        for group in groups
    )


@dataclass(frozen=True)
class Measures:
    """What a drawdown comes to. `broken`: people-weeks concerned by broken rules; the others as in `Priorities`."""

    leaving: int
    broken: int
    capability: int
    tour: int
    states: int
    presence: int
    more: int

    def points(self, priorities: Priorities) -> int:
        """Return the points of all but the broken rules."""
        return (
            self.capability * priorities.capability
            + self.tour * priorities.tour
            + self.states * priorities.states
            + self.presence * priorities.presence
            + self.more * priorities.more
        )


@dataclass(frozen=True)
class Drawdown:
    """The week of the first lift of each unit that leaves, and how good that is proven to be.

    `broken_bound`: nothing breaks less; `points_bound`: nothing that breaks as little has fewer points.
    """

    weeks: dict[str, int]
    broken: int
    points: int
    broken_bound: int
    points_bound: int
    seconds: float

    @property
    def is_proven(self) -> bool:
        """Whether nothing better exists."""
        return self.broken == self.broken_bound and self.points == self.points_bound
