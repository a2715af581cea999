"""What is wrong with the terms of a calculation, a line each with its remedy. Pure."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from muster.kit.errors import Problem
from muster.reimbursement.rules.economics.terms import MOST_MONTHS, UnitPlan
from muster.reimbursement.statement import shipped_parameters
from muster.reimbursement.statement.personnel_rates import shipped_rates

ALL_PERCENT = 100


def plan_problems(plan: UnitPlan) -> list[Problem]:
    """Return why a plan cannot be reckoned; none where it can."""
    return [*_head(plan), *_factors(plan), *_equipment(plan), *_sums(plan)]


def _head(plan: UnitPlan) -> Iterator[Problem]:
    if plan.start.day != 1:
        yield Problem("start", f"{plan.start} is not the first day of a month", "give the first day", "start")
    elif plan.strength and plan.start.toordinal() < shipped_rates().spans[0].start:
        yield Problem("start", f"no single rate for personnel is in force on {plan.start}", "begin later", "start")
    for name in ("tour_months", "horizon_months"):
        months = getattr(plan, name)
        if not 1 <= months <= MOST_MONTHS:
            remedy = f"give 1 to {MOST_MONTHS} months"
            yield Problem(name.replace("_", " "), f"{months} is out of bounds", remedy, name)
    if plan.strength < 0 or plan.ceiling < 0:
        yield Problem("people", "there cannot be fewer than none", "give 0 or more")
    yield from _share("serviceable", plan.serviceable_percent, "serviceable_percent")


def _share(place: str, percent: Decimal, field: str = "") -> Iterator[Problem]:
    if not 0 <= percent <= ALL_PERCENT:
        yield Problem(place, f"{percent} is no share in percent", "give 0 to 100", field)


def _factors(plan: UnitPlan) -> Iterator[Problem]:
    cap = shipped_parameters(plan.start).factor_cap_percent
    for name in ("environment_percent", "intensified_percent", "hostile_percent"):
        percent = getattr(plan, name)
        if not 0 <= Fraction(percent) <= cap:
            yield Problem(name.replace("_", " "), f"{percent} is out of bounds", f"give 0 to {cap} percent", name)
    if plan.transport_percent < 0:
        yield Problem("transport percent", "is negative", "give 0 or more", "transport_percent")


def _equipment(plan: UnitPlan) -> Iterator[Problem]:
    for one in plan.equipment:
        place = f"equipment {one.number}"
        if not one.item.strip():
            yield Problem(place, "names no item", "name it")
        if one.life_years <= 0 or (one.national_life_years is not None and one.national_life_years <= 0):
            yield Problem(place, "a life of no years has no rate", "give the useful life in years")
        if one.residual_cents > one.purchase_cents:
            yield Problem(place, "is worth more at its end than it cost", "give a residue up to the price")
        if one.serviceable_percent is not None:
            yield from _share(place, one.serviceable_percent)


def _sums(plan: UnitPlan) -> Iterator[Problem]:
    """Yield amounts that are negative."""
    for line in plan.equipment:
        money = (line.gfmv_cents, line.maintenance_cents, line.purchase_cents, line.residual_cents, line.upkeep_cents)
        if min(money, default=0) < 0 or line.quantity < 0 or (line.organisation_upkeep_cents or 0) < 0:
            yield Problem(f"equipment {line.number}", "an amount is negative", "give 0 or more")
    for service in plan.services:
        if not service.category.strip():
            yield Problem(f"self-sustainment {service.number}", "names no category", "name it")
        if service.rate_usd < 0 or service.cost_cents < 0:
            yield Problem(f"self-sustainment {service.number}", "an amount is negative", "give 0 or more")
    for cost in plan.costs:
        if cost.amount_cents < 0:
            yield Problem(f"cost {cost.number}", "is negative", "give 0 or more")
        if not cost.words.strip():
            yield Problem(f"cost {cost.number}", "says not what for", "name it")
