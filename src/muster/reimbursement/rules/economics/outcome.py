"""What a unit earns against what it costs, month by month, until it breaks even or never does. Pure."""

from dataclasses import dataclass
from functools import cached_property

from muster.kit.intervals import add_months
from muster.reimbursement.rules.economics.costs import CostLine, cost_lines, worth_after
from muster.reimbursement.rules.economics.reimbursed import reimbursed
from muster.reimbursement.rules.economics.terms import CostHead, UnitPlan
from muster.reimbursement.statement import Statement, StatementLine
from muster.reimbursement.statement.personnel_rates import PersonnelRates
from muster.reimbursement.statement.terms import PaidKind


@dataclass(frozen=True, slots=True)
class MonthOutcome:
    """One month of a plan, in cents. `number` counts from 1; the cumulative sum is of cash from the first month on.

    `worth_cents` is what the equipment is still worth at the end of the month.
    """

    number: int
    month: str
    personnel_cents: int
    equipment_cents: int
    services_cents: int
    cost_cents: int
    cumulative_cents: int
    worth_cents: int

    @property
    def reimbursed_cents(self) -> int:
        """Return what is reimbursed for the month."""
        return self.personnel_cents + self.equipment_cents + self.services_cents

    @property
    def balance_cents(self) -> int:
        """Return what is reimbursed less what is spent."""
        return self.reimbursed_cents - self.cost_cents


@dataclass(frozen=True)
class Outcome:
    """What a plan earns and costs through its horizon."""

    plan: UnitPlan
    statement: Statement
    costs: tuple[CostLine, ...]
    months: tuple[MonthOutcome, ...]

    @property
    def reimbursed_cents(self) -> int:
        """Return all that is reimbursed."""
        return sum(one.reimbursed_cents for one in self.months)

    @property
    def cost_cents(self) -> int:
        """Return all that is spent."""
        return sum(one.cost_cents for one in self.months)

    @property
    def balance_cents(self) -> int:
        """Return what is reimbursed less what is spent."""
        return self.reimbursed_cents - self.cost_cents

    @property
    def worth_cents(self) -> int:
        """Return what the equipment is still worth at the end."""
        return worth_after(self.plan, self.plan.horizon_months)

    @cached_property
    def breaks_even_in(self) -> MonthOutcome | None:
        """Return the month from whose end on nothing is short until the end of the horizon; None where there is none.

        A later tour may draw on the balance again: a month counts only if no later one is short.
        """
        found = None
        for one in reversed(self.months):
            if one.cumulative_cents < 0:
                break
            found = one
        return found

    def first_tour(self) -> tuple[int, int]:
        """Return what is reimbursed and spent in the first tour, in cents."""
        months = self.months[: self.plan.tour_months]
        return sum(one.reimbursed_cents for one in months), sum(one.cost_cents for one in months)

    def lines_in(self, number: int) -> list[StatementLine]:
        """Return the lines of the statement in a month counted from 1 that pay for anything."""
        name = self.months[number - 1].month
        return [one for one in self.statement.lines if one.month.name == name and one.unit_days]

    def costs_in(self, number: int) -> list[CostLine]:
        """Return the costs that fall in a month counted from 1."""
        return [one for one in self.costs if one.month == number - 1]

    def cost_cents_by_head(self) -> dict[CostHead, int]:
        """Return what is spent by what it pays for, heads without cost left out."""
        sums: dict[CostHead, int] = {}
        for one in self.costs:
            sums[one.head] = sums.get(one.head, 0) + one.amount_cents
        return {head: sums[head] for head in CostHead if sums.get(head)}


def outcome_of(plan: UnitPlan, rates: PersonnelRates | None = None) -> Outcome:
    """Return what a plan earns and costs. Raises `MemorandumRefused` for days without a single rate.

    The plan begins on the first day of a month: months of the plan are then months of the statement.
    """
    statement = reimbursed(plan, rates)
    costs = tuple(cost_lines(plan))
    earned: dict[tuple[str, PaidKind], int] = {}
    for line in statement.lines:
        key = (line.month.name, line.kind)
        earned[key] = earned.get(key, 0) + line.amount_cents
    spent = [0] * plan.horizon_months
    for cost in costs:
        spent[cost.month] += cost.amount_cents
    months = []
    cumulative = 0
    for place in range(plan.horizon_months):
        name = f"{add_months(plan.start, place):%Y-%m}"
        people, equipment, services = (earned.get((name, kind), 0) for kind in PaidKind)
        cumulative += people + equipment + services - spent[place]
        worth = worth_after(plan, place + 1)
        months.append(MonthOutcome(place + 1, name, people, equipment, services, spent[place], cumulative, worth))
    return Outcome(plan, statement, costs, tuple(months))
