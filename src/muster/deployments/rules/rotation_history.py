"""The tours of a presence as the rules plan them beside what happened, and how much of it the blocks explain. Pure.

The plan counts from the first arrival and knows nothing of what came after it. The same plan through the blocks of the
mission says how late a tour had to be; what is left over is explained by no block.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from muster.deployments.rules.blocked_rotations import Blocked, through_blocks
from muster.deployments.rules.rotation import Presence, TourAgreement, number_in, planned_tours
from muster.kit.intervals import add_months


@dataclass(frozen=True)
class HappenedTour:
    """A tour that came on `arrived_on` and left on `left_on`, where that is known."""

    rotation: str
    arrived_on: date
    left_on: date | None


@dataclass(frozen=True)
class TourComparison:
    """One tour: the days by the rules alone, through the blocks, and as they were."""

    rotation: str
    planned_on: date
    planned_until: date
    through_blocks_on: date
    through_blocks_until: date
    arrived_on: date
    left_on: date | None

    @property
    def days_late(self) -> int:
        """Return the days between the arrival by the rules and the one that happened; less than 0: early."""
        return (self.arrived_on - self.planned_on).days

    @property
    def days_by_blocks(self) -> int:
        """Return how many of those days the blocks explain."""
        return (self.through_blocks_on - self.planned_on).days

    @property
    def days_unexplained(self) -> int:
        """Return the days that no block explains."""
        return self.days_late - self.days_by_blocks

    @property
    def days_too_long(self) -> int | None:
        """Return the days that its people stayed beyond the length that the rules give; None while it is there."""
        if self.left_on is None:
            return None
        return (self.left_on - self.arrived_on).days - (self.planned_until - self.planned_on).days

    @property
    def stay_by_blocks(self) -> int:
        """Return how many of those the blocks explain."""
        through = (self.through_blocks_until - self.through_blocks_on).days
        return through - (self.planned_until - self.planned_on).days


def compared(
    happened: Sequence[HappenedTour], agreement: TourAgreement, blocks: Sequence[Blocked]
) -> tuple[TourComparison, ...]:
    """Return each tour that happened beside the plan; those with a number before the first one's are left out."""
    came = sorted(happened, key=lambda one: one.arrived_on)
    if not came:
        return ()
    first = came[0]
    number = number_in(first.rotation)
    furthest = max(number_in(one.rotation) for one in came) - number + 1
    until = add_months(first.arrived_on, max(furthest, 1) * agreement.tour_months)
    planned = planned_tours(Presence(first.arrived_on, number), agreement, until)
    through = {one.number: one for one in through_blocks(planned, agreement, blocks)}
    by_number = {one.number: one for one in planned}
    rows = []
    for one in came:
        plan = by_number.get(number_in(one.rotation))
        if plan is None:
            continue
        now = through[plan.number]
        rows.append(
            TourComparison(
                rotation=one.rotation,
                planned_on=plan.arrives_on,
                planned_until=plan.leaves_on,
                through_blocks_on=now.arrives_on,
                through_blocks_until=now.leaves_on,
                arrived_on=one.arrived_on,
                left_on=one.left_on,
            )
        )
    return tuple(rows)
