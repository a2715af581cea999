"""What a calculation assumes, each with its standing: no result is told without them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from muster.kit.standing import Standing
from muster.reference.parameters import parameter
from muster.reimbursement.rules.economics.terms import UnitPlan
from muster.reimbursement.statement.cents import as_dollars, plain
from muster.reimbursement.statement.parameters import NAMES
from muster.reimbursement.statement.personnel_rates import shipped_rates

LOCAL_CHOICES = (
    ("units serviceable", "the share of each line, rounded to whole units, a half upwards"),
    ("presence", "every person and unit is there from the first day to the last, and every standard is met"),
    ("purchases", "are paid in the first month; what a tour costs, in its first month"),
    ("worth of equipment", "falls in a straight line from the price to the residue over its life"),
    ("payment", "is counted in the month for which it is owed, though claims are paid later"),
)


@dataclass(frozen=True, slots=True)
class Assumption:
    """An assumption: what, which value in which unit, how far it may be trusted, and whence."""

    name: str
    value: str
    standing: Standing
    unit: str = ""
    source: str = ""


def assumptions_of(plan: UnitPlan, source: str = "", standing: Standing = Standing.ENTERED) -> list[Assumption]:
    """Return what a plan assumes: its own terms, rates, parameters, and how it is reckoned."""
    return [
        *_own(plan, source, standing),
        *_rates(plan),
        *_parameters(plan),
        *(Assumption(name, words, Standing.LOCAL_CHOICE) for name, words in LOCAL_CHOICES),
    ]


def _own(plan: UnitPlan, source: str, standing: Standing) -> Iterator[Assumption]:
    rows: list[tuple[str, int | Decimal, str]] = [
        ("people", plan.strength, "people"),
        ("ceiling", plan.ceiling, "people"),
        ("tour", plan.tour_months, "months"),
        ("horizon", plan.horizon_months, "months"),
        ("serviceable", plan.serviceable_percent, "percent"),
        ("extreme environment", plan.environment_percent, "percent"),
        ("intensified operations", plan.intensified_percent, "percent"),
        ("hostile action", plan.hostile_percent, "percent"),
        ("incremental transportation", plan.transport_percent, "percent"),
    ]
    for name, value, unit in rows:
        yield Assumption(name, plain(Fraction(value)), standing, unit, source)
    for one in plan.costs:
        unit = f"US dollars, {one.basis.label}"
        yield Assumption(one.words, as_dollars(one.amount_cents), standing, unit, source)


def _rates(plan: UnitPlan) -> Iterator[Assumption]:
    for one in plan.equipment:
        value = f"value {as_dollars(one.gfmv_cents)}, maintenance {as_dollars(one.maintenance_cents)} a month"
        yield Assumption(f"rate of {one.item}", value, one.standing, "US dollars")
    for service in plan.services:
        unit = "US dollars a person and month"
        yield Assumption(f"rate of {service.category}", plain(Fraction(service.rate_usd)), service.standing, unit)


def _parameters(plan: UnitPlan) -> Iterator[Assumption]:
    for name in NAMES:
        row = parameter(name, plan.start)
        yield Assumption(name.replace("_", " "), str(row.value), Standing(row.standing), row.unit, row.source)
    for span in shipped_rates().spans:
        first, until = plan.start.toordinal(), plan.until.toordinal()
        if plan.strength and span.start < until and (span.until is None or span.until > first):
            unit = "US dollars a person and month"
            yield Assumption("single rate for personnel", plain(span.rate), Standing(span.standing), unit, span.source)
