"""How far the balance moves when one assumption is so many percent lower or higher. Pure."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from muster.reference.parameters import parameter
from muster.reimbursement.rules.economics.costs import cost_cents
from muster.reimbursement.rules.economics.reimbursed import PERCENT, reimbursed_cents
from muster.reimbursement.rules.economics.terms import UnitPlan
from muster.reimbursement.statement import shipped_parameters
from muster.reimbursement.statement.personnel_rates import PersonnelRates, shipped_rates

Change = Callable[[UnitPlan, Fraction], UnitPlan]
FACTORS = ("environment_percent", "intensified_percent", "hostile_percent")


@dataclass(frozen=True, slots=True)
class Swing:
    """The balance at the end of the horizon with one assumption lower, as it is, and higher, in cents."""

    assumption: str
    low_cents: int
    balance_cents: int
    high_cents: int

    @property
    def spread_cents(self) -> int:
        """Return how far the balance moves: lower and higher may both fall short of it."""
        ends = (self.low_cents, self.balance_cents, self.high_cents)
        return max(ends) - min(ends)


def swings(plan: UnitPlan, share_percent: Decimal) -> list[Swing]:
    """Return the balance with each assumption `share_percent` lower and higher, the widest first.

    An assumption that the plan has nothing of is left out. Shares are held to 100 percent, factors to their cap.
    """
    share = Fraction(share_percent) / PERCENT
    earned, spent = reimbursed_cents(plan), cost_cents(plan)

    def balance(change: Change, moves: Moves, by: Fraction) -> int:
        changed = change(plan, by)
        reimbursed = earned if moves is Moves.COST else reimbursed_cents(changed)
        return reimbursed - (spent if moves is Moves.EARNED else cost_cents(changed))

    found = [
        Swing(name, balance(change, moves, 1 - share), earned - spent, balance(change, moves, 1 + share))
        for name, change, moves in _assumptions(plan)
    ]
    if plan.strength:
        low, high = (reimbursed_cents(plan, _scaled_rates(1 + sign * share)) - spent for sign in (-1, 1))
        found.append(Swing("single rate for personnel", low, earned - spent, high))
    return sorted(found, key=lambda one: -one.spread_cents)


class Moves(Enum):
    """Which side of the balance an assumption moves: the other one is not reckoned again."""

    EARNED = "earned"
    COST = "cost"
    BOTH = "both"


def _scaled_rates(by: Fraction) -> PersonnelRates:
    return PersonnelRates(replace(one, rate=one.rate * by) for one in shipped_rates().spans)


def _assumptions(plan: UnitPlan) -> Iterator[tuple[str, Change, Moves]]:
    """Yield the assumptions that the plan has, with what changes each."""
    if plan.strength:
        yield "people", _people, Moves.BOTH
    if plan.equipment:
        yield "serviceability", _serviceability, Moves.EARNED
        yield "rates of major equipment", _equipment_rates, Moves.EARNED
    if any(one.purchase_cents for one in plan.equipment):
        yield "price of equipment", _item_costs("purchase_cents", "residual_cents"), Moves.COST
    if any(one.upkeep_cents for one in plan.equipment):
        yield "upkeep of equipment", _item_costs("upkeep_cents"), Moves.COST
    if plan.services:
        yield "rates of self-sustainment", _service_rates, Moves.EARNED
    if any(one.cost_cents for one in plan.services):
        yield "cost of self-sustainment", _service_costs, Moves.COST
    if any(getattr(plan, name) for name in FACTORS):
        yield "mission factors", _factors, Moves.EARNED
    names = Counter(cost.words for cost in plan.costs)
    for place, cost in enumerate(plan.costs):
        name = cost.words if names[cost.words] == 1 else f"{cost.words} (cost {cost.number})"
        yield name, _national_cost(place), Moves.COST


def _times(cents: int, by: Fraction) -> int:
    return round(cents * by)


def _decimal(number: Decimal, by: Fraction) -> Decimal:
    return number * by.numerator / by.denominator


def _people(plan: UnitPlan, by: Fraction) -> UnitPlan:
    """Return the plan with another strength; the ceiling stands, and people beyond it are not paid for."""
    return replace(plan, strength=round(plan.strength * by))


def _serviceability(plan: UnitPlan, by: Fraction) -> UnitPlan:
    lines = tuple(
        one
        if one.serviceable_percent is None
        else replace(one, serviceable_percent=_held(one.serviceable_percent, by, PERCENT))
        for one in plan.equipment
    )
    return replace(plan, serviceable_percent=_held(plan.serviceable_percent, by, PERCENT), equipment=lines)


def _held(number: Decimal, by: Fraction, most: Fraction | int) -> Decimal:
    cap = Fraction(most)
    return min(_decimal(number, by), Decimal(cap.numerator) / cap.denominator)


def _equipment_rates(plan: UnitPlan, by: Fraction) -> UnitPlan:
    return replace(
        plan,
        equipment=tuple(
            replace(
                one, gfmv_cents=_times(one.gfmv_cents, by), maintenance_cents=_times(one.maintenance_cents, by)
            )
            for one in plan.equipment
        ),
    )  # fmt: skip


def _item_costs(*names: str) -> Change:
    def change(plan: UnitPlan, by: Fraction) -> UnitPlan:
        lines = tuple(
            replace(one, **{name: _times(getattr(one, name), by) for name in names})  # type: ignore[arg-type]
            for one in plan.equipment
        )
        return replace(plan, equipment=lines)

    return change


def _service_rates(plan: UnitPlan, by: Fraction) -> UnitPlan:
    return replace(plan, services=tuple(replace(one, rate_usd=_decimal(one.rate_usd, by)) for one in plan.services))


def _service_costs(plan: UnitPlan, by: Fraction) -> UnitPlan:
    return replace(plan, services=tuple(replace(one, cost_cents=_times(one.cost_cents, by)) for one in plan.services))


def _factors(plan: UnitPlan, by: Fraction) -> UnitPlan:
    cap = shipped_parameters(plan.start).factor_cap_percent
    return replace(
        plan,
        environment_percent=_held(plan.environment_percent, by, cap),
        intensified_percent=_held(plan.intensified_percent, by, cap),
        hostile_percent=_held(plan.hostile_percent, by, cap),
    )


def _national_cost(place: int) -> Change:
    def change(plan: UnitPlan, by: Fraction) -> UnitPlan:
        costs = list(plan.costs)
        costs[place] = replace(costs[place], amount_cents=_times(costs[place].amount_cents, by))
        return replace(plan, costs=tuple(costs))

    return change


def usual_share(on: date) -> Decimal:
    """Return by how many percent assumptions are varied where nobody asks for another share."""
    return parameter("economics_sensitivity_percent", on).decimal
