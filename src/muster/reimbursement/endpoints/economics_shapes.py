"""What goes in and comes out of the API of calculations. Money in whole US cents; other figures as exact strings."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from muster.kit.openapi import Answer, Body
from muster.kit.openapi.fields import WHOLE, Day, LongLine, People, Reference, Title, Version, Word
from muster.kit.standing import Standing
from muster.reimbursement.economics_terms import MOST_ECONOMICS_LINES, EconomicsTerms
from muster.reimbursement.models import UnitEconomics
from muster.reimbursement.rules.economics.assumptions import assumptions_of
from muster.reimbursement.rules.economics.outcome import Outcome
from muster.reimbursement.rules.economics.terms import (
    MOST_MONTHS,
    CostBasis,
    CostHead,
    NationalCost,
    PlannedItem,
    PlannedService,
    UnitPlan,
)
from muster.reimbursement.stages import LeaseKind

MOST_CENTS = 10**15
PlanCents = Annotated[int, Field(ge=0, le=MOST_CENTS), WHOLE]
PlanMonths = Annotated[int, Field(ge=1, le=MOST_MONTHS), WHOLE]
PlanPercent = Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,4})?$", examples=["90"])]
PlanYears = Annotated[str, Field(pattern=r"^[0-9]{1,4}(\.[0-9]{1,2})?$", examples=["12"])]
PlanRate = Annotated[str, Field(pattern=r"^[0-9]{1,8}(\.[0-9]{1,4})?$", examples=["25.50"])]
Named = Annotated[str, Field(pattern=r"^[^\x00]*$", min_length=1, max_length=200)]
NamedCategory = Annotated[str, Field(pattern=r"^[^\x00]*$", min_length=1, max_length=120)]


class EconomicsItemBody(Body):
    """A line of major equipment: its rate, and what one unit costs the State."""

    item: Named
    quantity: People
    lease: LeaseKind = LeaseKind.WET
    group: Word = ""
    gfmv_cents: PlanCents
    life_years: PlanYears
    no_fault_percent: PlanPercent = "0"
    maintenance_cents: PlanCents
    serviceable_percent: PlanPercent | None = None
    purchase_cents: PlanCents = 0
    residual_cents: PlanCents = 0
    national_life_years: PlanYears | None = None
    upkeep_cents: PlanCents = 0
    organisation_upkeep_cents: PlanCents | None = None

    def line(self, number: int) -> PlannedItem:
        """Return the line at its place."""
        said = self.model_dump()
        for name in ("life_years", "no_fault_percent", "serviceable_percent", "national_life_years"):
            said[name] = None if said[name] is None else Decimal(said[name])
        return PlannedItem(number=number, **said)


class EconomicsServiceBody(Body):
    """A category of self-sustainment."""

    category: NamedCategory
    rate_usd: PlanRate
    ceiling: People
    cost_cents: PlanCents = 0

    def line(self, number: int) -> PlannedService:
        """Return the category at its place."""
        return PlannedService(number, self.category, Decimal(self.rate_usd), self.ceiling, self.cost_cents)


class EconomicsCostBody(Body):
    """A cost of the State."""

    head: CostHead
    words: Named
    basis: CostBasis
    amount_cents: PlanCents

    def line(self, number: int) -> NationalCost:
        """Return the cost at its place."""
        return NationalCost(number, self.head, self.words, self.basis, self.amount_cents)


class EconomicsBody(Body):
    """A calculation with all of its lines."""

    title: Title
    mission: Word = ""
    start: Day
    tour_months: PlanMonths
    horizon_months: PlanMonths
    strength: People
    ceiling: People
    serviceable_percent: PlanPercent
    environment_percent: PlanPercent = "0"
    intensified_percent: PlanPercent = "0"
    hostile_percent: PlanPercent = "0"
    transport_percent: PlanPercent = "0"
    equipment: Annotated[list[EconomicsItemBody], Field(max_length=MOST_ECONOMICS_LINES)] = []
    services: Annotated[list[EconomicsServiceBody], Field(max_length=MOST_ECONOMICS_LINES)] = []
    costs: Annotated[list[EconomicsCostBody], Field(max_length=MOST_ECONOMICS_LINES)] = []

    def plan(self) -> UnitPlan:
        """Return the calculation as the rules read it."""
        names = ("title", "mission", "start", "tour_months", "horizon_months", "strength", "ceiling")
        head: dict[str, Any] = {name: getattr(self, name) for name in names}
        shares = ("serviceable", "environment", "intensified", "hostile", "transport")
        head |= {f"{name}_percent": Decimal(getattr(self, f"{name}_percent")) for name in shares}
        return UnitPlan(
            contributor="",
            **head,
            equipment=tuple(one.line(place) for place, one in enumerate(self.equipment, start=1)),
            services=tuple(one.line(place) for place, one in enumerate(self.services, start=1)),
            costs=tuple(one.line(place) for place, one in enumerate(self.costs, start=1)),
        )  # fmt: skip


class NewEconomicsBody(EconomicsBody):
    """A new calculation. `memorandum`, `pledge` and `edition` name what it is about; its lines are those given."""

    reference: Reference
    memorandum: Reference | None = None
    pledge: Reference | None = None
    edition: Reference | None = None
    source: LongLine = ""

    def terms(self) -> EconomicsTerms:
        """Return the terms."""
        links = (self.memorandum or "", self.pledge or "", self.edition or "")
        return EconomicsTerms(self.reference, self.plan(), *links, source=self.source)


class WrittenEconomicsBody(EconomicsBody):
    """A calculation written anew, from the version that was read."""

    version: Version


class EconomicsAnswer(Answer):
    """A calculation as a list has it."""

    reference: str
    title: str
    state: str
    mission: str
    start: date
    tour_months: int
    horizon_months: int
    strength: int
    version: int
    illustrative: bool


class EconomicsMonthAnswer(Answer):
    """One month, in cents; the cumulative sum is of cash."""

    number: int
    month: str
    personnel_cents: int
    equipment_cents: int
    services_cents: int
    reimbursed_cents: int
    cost_cents: int
    balance_cents: int
    cumulative_cents: int
    worth_cents: int


class EconomicsAssumptionAnswer(Answer):
    """An assumption with its standing."""

    name: str
    value: str
    unit: str
    standing: Standing
    source: str


class EconomicsOutcomeAnswer(EconomicsAnswer):
    """What a calculation comes to. `breaks_even_in` is the month from which nothing is short; null: never."""

    reimbursed_cents: int
    cost_cents: int
    balance_cents: int
    worth_cents: int
    breaks_even_in: str | None
    months: list[EconomicsMonthAnswer]
    assumptions: list[EconomicsAssumptionAnswer]


def economics_answer(found: UnitEconomics) -> EconomicsAnswer:
    """Return a calculation as a list has it."""
    return EconomicsAnswer(**_head(found))


def _head(found: UnitEconomics) -> dict[str, Any]:
    names = ("reference", "title", "mission", "start", "tour_months", "horizon_months", "strength", "version")
    return {name: getattr(found, name) for name in names} | {
        "state": found.state.code, "illustrative": found.illustrative,
    }  # fmt: skip


def outcome_answer(found: UnitEconomics, outcome: Outcome) -> EconomicsOutcomeAnswer:
    """Return what a calculation comes to."""
    even = outcome.breaks_even_in
    sums = ("reimbursed_cents", "cost_cents", "balance_cents", "worth_cents")
    return EconomicsOutcomeAnswer(
        **_head(found),
        **{name: getattr(outcome, name) for name in sums},
        breaks_even_in=even.month if even else None,
        months=[
            EconomicsMonthAnswer(**{name: getattr(one, name) for name in EconomicsMonthAnswer.model_fields})
            for one in outcome.months
        ],
        assumptions=[
            EconomicsAssumptionAnswer(**{name: getattr(one, name) for name in EconomicsAssumptionAnswer.model_fields})
            for one in assumptions_of(outcome.plan, found.source, Standing(found.standing))
        ],
    )
