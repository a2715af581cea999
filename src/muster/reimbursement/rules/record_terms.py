"""What the record holds of a memorandum, as the statement's rules read it. Pure.

Money of equipment in cents, rates of self-sustainment in US dollars, percentages in percent, days half-open. A payee is
the code of an organisation; empty: the unit's own State.
"""

from dataclasses import dataclass
from decimal import Decimal

from muster.kit.intervals import DateInterval
from muster.reimbursement.stages import LeaseKind


@dataclass(frozen=True, slots=True)
class AgreedItem:
    """A line of major equipment as agreed: see the model for each field."""

    number: int
    item: str
    quantity: int
    lease: LeaseKind
    gfmv_cents: int
    life_years: Decimal
    no_fault_percent: Decimal
    maintenance_cents: int
    category: str = ""
    group: str = ""
    owner: str = ""
    maintainer: str = ""
    used_for_self_sustainment: bool = False
    paint_cents: int | None = None


@dataclass(frozen=True, slots=True)
class AgreedCategory:
    """A category of self-sustainment as agreed."""

    number: int
    category: str
    rate_usd: Decimal
    ceiling: int
    provider: str = ""


@dataclass(frozen=True, slots=True)
class AgreedVersion:
    """What is agreed in `days`: a version of a memorandum, until the next one holds."""

    number: int
    days: DateInterval
    personnel_ceiling: int
    equipment: tuple[AgreedItem, ...] = ()
    services: tuple[AgreedCategory, ...] = ()
    region: str = ""
    route_km: int | None = None
    transport_percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FactorSpan:
    """Mission factors in percent that hold in `days`, in a region (empty: the whole mission)."""

    days: DateInterval
    environment_percent: Decimal
    intensified_percent: Decimal
    hostile_percent: Decimal
    hostile_points: int | None = None
    region: str = ""


@dataclass(frozen=True, slots=True)
class StrengthSpan:
    """People of the unit in theatre through `days`; `is_reported`: by a report, else the agreed strength stands in."""

    days: DateInterval
    people: int
    is_reported: bool = True
