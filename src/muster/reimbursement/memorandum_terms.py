"""What is said of a memorandum by whoever enters it, whichever door it comes through. Pure.

Money is in whole cents, rates of self-sustainment and factors are decimals. What is None in a line is taken over from
the row of the edition.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from muster.kit.standing import Standing

MOST_LINES = 300
"""Lines of major equipment, or categories of self-sustainment, of one memorandum."""


@dataclass(frozen=True)
class EquipmentTerms:
    """A line of major equipment as it is said. `owner` and `maintainer` are codes of other States; empty: none.

    `rate_item` names the row of the edition where that calls the item otherwise.
    """

    item: str
    quantity: int
    lease: str
    category: str = ""
    group: str = ""
    gfmv_cents: int | None = None
    life_years: Decimal | None = None
    no_fault_percent: Decimal | None = None
    maintenance_cents: int | None = None
    paint_cents: int | None = None
    owner: str = ""
    maintainer: str = ""
    rate_item: str = ""
    is_special_case: bool = False
    used_for_self_sustainment: bool = False


@dataclass(frozen=True)
class ServiceTerms:
    """A category of self-sustainment as it is said. `provider` is the code of another State; empty: the unit's own."""

    category: str
    ceiling: int
    rate_usd: Decimal | None = None
    provider: str = ""
    rate_category: str = ""


@dataclass(frozen=True)
class VersionTerms:
    """What is agreed in `[holds_from, holds_until)`. `edition` is the reference of an edition of rates; empty: none."""

    holds_from: date
    personnel_ceiling: int
    holds_until: date | None = None
    edition: str = ""
    region: str = ""
    route_km: int | None = None
    transport_percent: Decimal | None = None
    reason: str = ""
    equipment: tuple[EquipmentTerms, ...] = ()
    services: tuple[ServiceTerms, ...] = ()


@dataclass(frozen=True)
class MemorandumTerms:
    """A new memorandum of a deployed unit. `instrument` is the reference of the case's agreement; empty: none."""

    reference: str
    title: str
    unit: str
    number: str = ""
    instrument: str = ""
    source: str = ""
    standing: str = Standing.ENTERED
    known_from: date | None = None


@dataclass(frozen=True)
class FactorTerms:
    """Mission factors in percent from a day on; with `hostile_points` the factor follows from the decision sheet."""

    mission: str
    holds_from: date
    holds_until: date | None = None
    region: str = ""
    environment_percent: Decimal = Decimal(0)
    intensified_percent: Decimal = Decimal(0)
    hostile_percent: Decimal = Decimal(0)
    hostile_points: int | None = None
    source: str = ""
    standing: str = Standing.ENTERED
    known_from: date | None = None
