"""The terms of a calculation of what a unit would earn and cost. Pure.

Money in whole US cents, rates of self-sustainment in US dollars a person and month, shares in percent. What it costs
the State is what the State says: nothing of it is a rate of the organisation.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from muster.kit.intervals import add_months
from muster.kit.named import Named
from muster.kit.standing import Standing
from muster.reimbursement.stages import LeaseKind

MOST_MONTHS = 120
"""A calculation looks at most ten years ahead."""


class CostBasis(Named):
    """What a national cost is counted by."""

    ONCE = "once", "once, before the first tour"
    TOUR = "tour", "each tour"
    HEAD_TOUR = "head-tour", "a head and tour"
    MONTH = "month", "each month"
    HEAD_MONTH = "head-month", "a head and month"


class CostHead(Named):
    """What a national cost pays for."""

    PEOPLE = "people", "people"
    TRANSPORT = "transport", "transport"
    TRAINING = "training", "pre-deployment training"
    MEDICAL = "medical", "pre-deployment medical"
    EQUIPMENT = "equipment", "equipment"
    SERVICES = "services", "self-sustainment"
    OTHER = "other", "other"


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """A line of major equipment: its rate, how much of it is taken to be serviceable, and what it costs the State.

    `serviceable_percent` None: as the whole calculation. Costs are of one unit: `purchase_cents` at the start,
    `residual_cents` what it is worth at the end of its national life (`national_life_years` None: the life of the
    rate), `upkeep_cents` a month what maintenance costs the State, `organisation_upkeep_cents` what it would cost the
    organisation under a dry lease (None: not known). `standing` is that of the rate.
    """

    number: int
    item: str
    quantity: int
    lease: LeaseKind
    gfmv_cents: int
    life_years: Decimal
    no_fault_percent: Decimal
    maintenance_cents: int
    group: str = ""
    serviceable_percent: Decimal | None = None
    purchase_cents: int = 0
    residual_cents: int = 0
    national_life_years: Decimal | None = None
    upkeep_cents: int = 0
    organisation_upkeep_cents: int | None = None
    standing: Standing = Standing.ENTERED


@dataclass(frozen=True, slots=True)
class PlannedService:
    """A category of self-sustainment at a rate a person and month; `cost_cents` what it costs the State for one."""

    number: int
    category: str
    rate_usd: Decimal
    ceiling: int
    cost_cents: int = 0
    standing: Standing = Standing.ENTERED


@dataclass(frozen=True, slots=True)
class NationalCost:
    """A cost of the State, counted by its basis."""

    number: int
    head: CostHead
    words: str
    basis: CostBasis
    amount_cents: int


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit as it is reckoned: `strength` people through `horizon_months` from `start`, in tours of `tour_months`.

    The factors are percent; `transport_percent` is that of incremental transportation.
    """

    title: str
    contributor: str
    mission: str
    start: date
    tour_months: int
    horizon_months: int
    strength: int
    ceiling: int
    serviceable_percent: Decimal
    environment_percent: Decimal = Decimal(0)
    intensified_percent: Decimal = Decimal(0)
    hostile_percent: Decimal = Decimal(0)
    transport_percent: Decimal = Decimal(0)
    equipment: tuple[PlannedItem, ...] = ()
    services: tuple[PlannedService, ...] = ()
    costs: tuple[NationalCost, ...] = field(default=())

    @property
    def until(self) -> date:
        """Return the first day that is not looked at."""
        return add_months(self.start, self.horizon_months)
