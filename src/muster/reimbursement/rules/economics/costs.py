"""What a unit would cost its State, month by month and by what it pays for. Pure. Money in whole cents."""

from collections.abc import Iterator
from dataclasses import dataclass

from muster.reimbursement.rules.economics.terms import CostBasis, CostHead, NationalCost, PlannedItem, UnitPlan
from muster.reimbursement.stages import LeaseKind

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class CostLine:
    """A cost that falls in a month of the horizon, counted from 0."""

    month: int
    head: CostHead
    words: str
    amount_cents: int


def tours(plan: UnitPlan) -> int:
    """Return how many tours begin within the horizon."""
    return -(-plan.horizon_months // plan.tour_months)


def cost_lines(plan: UnitPlan) -> list[CostLine]:
    """Return every cost in the month in which it falls, those of equipment first.

    A purchase falls in the first month, and so does what is paid once; what a tour costs, in its first month.
    """
    lines = [line for one in plan.equipment for line in _of_item(plan, one)]
    lines += [
        CostLine(month, CostHead.SERVICES, one.category, min(plan.strength, one.ceiling) * one.cost_cents)
        for one in plan.services
        for month in range(plan.horizon_months)
    ]
    lines += [line for one in plan.costs for line in _of_cost(plan, one)]
    return [line for line in lines if line.amount_cents]


def _of_item(plan: UnitPlan, one: PlannedItem) -> Iterator[CostLine]:
    yield CostLine(0, CostHead.EQUIPMENT, f"{one.item}: purchase", one.quantity * one.purchase_cents)
    if one.lease is not LeaseKind.DRY:
        for month in range(plan.horizon_months):
            yield CostLine(month, CostHead.EQUIPMENT, f"{one.item}: upkeep", one.quantity * one.upkeep_cents)


def _of_cost(plan: UnitPlan, one: NationalCost) -> Iterator[CostLine]:
    by_head = one.basis in (CostBasis.HEAD_TOUR, CostBasis.HEAD_MONTH)
    amount = one.amount_cents * (plan.strength if by_head else 1)
    for month in _months(plan, one.basis):
        yield CostLine(month, one.head, one.words, amount)


def _months(plan: UnitPlan, basis: CostBasis) -> range:
    """Return the months of the horizon in which a basis falls."""
    if basis is CostBasis.ONCE:
        return range(1)
    if basis in (CostBasis.TOUR, CostBasis.HEAD_TOUR):
        return range(0, plan.horizon_months, plan.tour_months)
    return range(plan.horizon_months)


def worth_after(plan: UnitPlan, months: int) -> int:
    """Return what the equipment is still worth after some months: from its purchase in a straight line to its residue.

    Local choice: no published text says how a State writes its equipment off.
    """
    return sum(one.quantity * _unit_worth(one, months) for one in plan.equipment)


def _unit_worth(one: PlannedItem, months: int) -> int:
    """Return the worth of one unit after some months, to the cent, a half upwards; in whole numbers throughout."""
    years = one.life_years if one.national_life_years is None else one.national_life_years
    over, under = (years * MONTHS_A_YEAR).as_integer_ratio()
    if months * under >= over:
        return one.residual_cents
    lost = (one.purchase_cents - one.residual_cents) * months * under
    return (2 * (one.purchase_cents * over - lost) + over) // (2 * over)


def cost_cents(plan: UnitPlan) -> int:
    """Return the sum of all costs."""
    return sum(one.amount_cents for one in cost_lines(plan))
