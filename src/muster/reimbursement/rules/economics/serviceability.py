"""What one more point of serviceability is worth, and where the threshold makes a jump. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from muster.reimbursement.rules.economics.reimbursed import PERCENT, equipment_cents, serviceable_of
from muster.reimbursement.rules.economics.terms import PlannedItem, UnitPlan
from muster.reimbursement.stages import LeaseKind
from muster.reimbursement.statement import shipped_parameters

LEAST_POINT = 50
"""The curve is drawn from so many percent up to all."""


@dataclass(frozen=True, slots=True)
class SharePoint:
    """What major equipment earns in a whole month with one share serviceable everywhere, in percent and cents."""

    percent: int
    monthly_cents: int


@dataclass(frozen=True, slots=True)
class GroupWorth:
    """What the threshold means for a group: `needed` units serviceable, else only those are paid. Cents a month.

    `next_unit_cents` is what one more serviceable unit earns from where it is now; `jump_cents` what the unit earns
    that reaches the threshold. Of a group without a line under the rule (dry lease) both are 0.
    """

    group: str
    quantity: int
    serviceable: int
    needed: int
    monthly_cents: int
    next_unit_cents: int
    jump_cents: int

    @property
    def reaches(self) -> bool:
        """Return whether the group reaches the threshold as assumed."""
        return self.serviceable >= self.needed


def one_month(plan: UnitPlan) -> UnitPlan:
    """Return the plan of its first month alone, with equipment alone."""
    return replace(plan, horizon_months=1, strength=0, services=(), costs=())


def share_curve(plan: UnitPlan, least: int = LEAST_POINT) -> list[SharePoint]:
    """Return what equipment earns in the first month at every whole percent of serviceability up to 100."""
    month = one_month(plan)
    earned: dict[tuple[int, ...], int] = {}
    points = []
    for percent in range(least, PERCENT + 1):
        shared = at_share(month, Decimal(percent))
        units = tuple(serviceable_of(shared, one) for one in shared.equipment)
        if units not in earned:
            earned[units] = equipment_cents(shared, units)
        points.append(SharePoint(percent, earned[units]))
    return points


def at_share(plan: UnitPlan, percent: Decimal) -> UnitPlan:
    """Return the plan with one share serviceable in every line."""
    lines = tuple(replace(one, serviceable_percent=None) for one in plan.equipment)
    return replace(plan, serviceable_percent=percent, equipment=lines)


def one_point_more(plan: UnitPlan) -> int:
    """Return what one more point of serviceability in every line earns through the horizon, in cents; 0 at all of it.

    Whole units count: a point may be worth nothing, or the whole jump of a threshold.
    """
    more = replace(
        plan,
        serviceable_percent=_point_up(plan.serviceable_percent),
        equipment=tuple(
            one
            if one.serviceable_percent is None
            else replace(one, serviceable_percent=_point_up(one.serviceable_percent))
            for one in plan.equipment
        ),
    )
    return equipment_cents(more) - equipment_cents(plan)


def _point_up(percent: Decimal) -> Decimal:
    return min(Decimal(PERCENT), percent + 1)


def group_worths(plan: UnitPlan) -> list[GroupWorth]:
    """Return what the threshold means for each group in the order of the lines; an item without one is its own."""
    month = one_month(plan)
    threshold = shipped_parameters(plan.start).serviceability_threshold_percent
    groups: dict[str, list[PlannedItem]] = {}
    for one in plan.equipment:
        groups.setdefault(one.group or f"{one.item} (line {one.number})", []).append(one)
    return [_worth(month, name, lines, threshold) for name, lines in groups.items()]


def _worth(month: UnitPlan, name: str, lines: Sequence[PlannedItem], threshold: Fraction) -> GroupWorth:
    alone = replace(month, equipment=tuple(lines))
    quantity = sum(one.quantity for one in lines)
    assumed = sum(serviceable_of(month, one) for one in lines)
    needed = -(-(threshold * quantity) // PERCENT)
    earned = equipment_cents(alone)
    under_rule = any(one.lease is not LeaseKind.DRY for one in lines)
    after = earned if assumed >= quantity else _earned(alone, assumed + 1)
    jump = _earned(alone, needed) - _earned(alone, needed - 1) if needed else 0
    return GroupWorth(
        name, quantity, assumed, needed, earned, after - _earned(alone, assumed), jump if under_rule else 0
    )


def _earned(plan: UnitPlan, units: int) -> int:
    """Return what a group earns with so many units serviceable, the lines filled in their order."""
    left = units
    counts = []
    for one in plan.equipment:
        counts.append(min(left, one.quantity))
        left -= counts[-1]
    return equipment_cents(plan, tuple(counts))
