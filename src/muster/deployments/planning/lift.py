"""The lift of rotations: on which day does each rotation of many units arrive, and what holds for it.

A rotation has a due day and a window around it. What a unit's tours may last binds one rotation to the next: a tour
lasts from its own arrival to the arrival of its relief and the days of overlap. A mission receives so many people a
week, a charter plan has so many flights a month, and a block lets nobody in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

DAYS_A_WEEK = 7


@dataclass(frozen=True)
class UnitTerms:
    """What holds for the tours of a unit, in days; `arrived_on`: when the tour that is in theatre began, if one is."""

    id: str
    mission: str
    tour_days_least: int
    tour_days_most: int
    overlap_days: int
    arrived_on: date | None = None


@dataclass(frozen=True)
class Rotation:
    """One arrival that is to be planned, due on `due` and within `[window_from, window_until)`.

    `people`: those of the first lift, and of each that follows it a week later. `fixed_on`: a day that is not open
    any more.
    """

    id: str
    unit: str
    due: date
    window_from: date
    window_until: date
    people: tuple[int, ...]
    fixed_on: date | None = None


@dataclass(frozen=True)
class LiftBlock:
    """Nobody arrives in a mission in `[held_from, held_until)`."""

    mission: str
    held_from: date
    held_until: date

    def holds(self, mission: str, day: date) -> bool:
        """Return whether the block keeps people out of a mission on a day."""
        return mission == self.mission and self.held_from <= day < self.held_until


@dataclass(frozen=True)
class LiftProblem:
    """Rotations over `weeks` weeks from `start`; weeks are counted from `start`, not from a Monday.

    `reception`: people a week by mission; a mission that is not named has no limit. `flights`: the charter plan,
    flights by month (its first day); a month that is not named has no limit. A flight of `seats` goes to one mission in
    one week, and counts in the month in which its week begins. `most_late_days`: how long after its window, or after
    the block that stands in it, a rotation may still come; that is told as a breach. Raises ValueError for a rotation
    of no unit, without people, or without a day in its window.
    """

    start: date
    weeks: int
    units: tuple[UnitTerms, ...]
    rotations: tuple[Rotation, ...]
    reception: dict[str, int]
    flights: dict[date, int]
    seats: int
    blocks: tuple[LiftBlock, ...] = ()
    most_late_days: int = 0

    def __post_init__(self) -> None:
        if self.seats < 1:
            raise ValueError(f"a flight has at least one seat, not {self.seats}")
        for row in self.rotations:
            if row.unit not in self.unit_by_id:
                raise ValueError(f"rotation {row.id} is of {row.unit}, which is no unit of the problem")
            if not row.people or min(row.people) < 1:
                raise ValueError(f"rotation {row.id} has a lift without people")
            if row.window_until <= row.window_from:
                raise ValueError(f"rotation {row.id} has no day: {row.window_from} is not before {row.window_until}")

    @cached_property
    def unit_by_id(self) -> dict[str, UnitTerms]:
        """The units by name."""
        return {row.id: row for row in self.units}

    @cached_property
    def rotation_by_id(self) -> dict[str, Rotation]:
        """The rotations by name."""
        return {row.id: row for row in self.rotations}

    def turns(self) -> dict[str, list[Rotation]]:
        """Return each unit's rotations in the order in which they are due."""
        found: dict[str, list[Rotation]] = {row.id: [] for row in self.units}
        for row in sorted(self.rotations, key=lambda one: (one.due, one.id)):
            found[row.unit].append(row)
        return found

    def month_of(self, week: int) -> date:
        """Return the first day of the month in which a week begins."""
        return (self.start + timedelta(days=DAYS_A_WEEK * week)).replace(day=1)


class WithoutDay(StrEnum):
    """Why an arrival has no day in a plan."""

    LIFT_TOO_LARGE = "lift-too-large"
    NO_DAY_FOUND = "no-day-found"


def why_without_day(problem: LiftProblem, row: Rotation) -> WithoutDay:
    """Return why a rotation has no day: one of its lifts is more than its mission receives in a week, or none fits."""
    received = problem.reception.get(problem.unit_by_id[row.unit].mission)
    is_too_large = received is not None and max(row.people) > received
    return WithoutDay.LIFT_TOO_LARGE if is_too_large else WithoutDay.NO_DAY_FOUND


@dataclass(frozen=True)
class LiftPlan:
    """The day of each rotation that has one, what the plan comes to, and how good it is proven to be.

    `breach_days`: days after windows and beyond the longest tours. `deviation_days`: days between the planned days and
    those that were due (or, planned anew, those of the plan before). `deviation_bound`: no plan with as few rotations
    without a day (and, planned anew, as few moved) has less of breach days times `BREACH_WEIGHT` and deviation
    together. `flights_bound`: none with that has fewer flights.
    """

    days: dict[str, date]
    without_day: tuple[str, ...]
    moved: tuple[str, ...]
    breach_days: int
    deviation_days: int
    flights: int
    is_primary_proven: bool
    deviation_bound: int
    flights_bound: int
    seconds: float

    @property
    def weighed_days(self) -> int:
        """Return what the bound speaks of: breach days times their weight, and deviation."""
        return BREACH_WEIGHT * self.breach_days + self.deviation_days


BREACH_WEIGHT = 100
"""What one day of breach weighs in days of deviation, so that it is never worth it."""


def flights_needed(people: Sequence[int], seats: int) -> int:
    """Return how many flights take the people of each group, no two groups on one flight."""
    return sum(-(-count // seats) for count in people)
