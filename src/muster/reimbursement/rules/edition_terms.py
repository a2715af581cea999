"""An edition of rates as it is written: its head, its rows, and a revision of it by percentages. Pure.

Money is in whole cents; rates of self-sustainment are US dollars as Decimal; percentages are percent.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from muster.kit.named import Named
from muster.kit.standing import Standing


class RateTable(Named):
    """The two tables of an edition."""

    EQUIPMENT = "major-equipment", "Major equipment"
    SERVICES = "self-sustainment", "Self-sustainment"


@dataclass(frozen=True, slots=True)
class EquipmentRateTerms:
    """A row of the table of major equipment, as the table prints it. `paint_cents` None: the table has no rate."""

    category: str
    item: str
    gfmv_cents: int
    life_years: Decimal
    no_fault_percent: Decimal
    maintenance_cents: int
    dry_cents: int
    wet_cents: int
    paint_cents: int | None = None


@dataclass(frozen=True, slots=True)
class ServiceRateTerms:
    """A row of the table of self-sustainment: US dollars for one person a month."""

    category: str
    rate_usd: Decimal


@dataclass(frozen=True, slots=True)
class RateRows:
    """The rows of an edition, in the order of its tables."""

    equipment: tuple[EquipmentRateTerms, ...] = ()
    services: tuple[ServiceRateTerms, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionTerms:
    """The head of an edition, in force in `[valid_from, valid_until)`; decimals are those the table is rounded to."""

    reference: str
    title: str
    valid_from: date
    valid_until: date | None = None
    manual: str = ""
    equipment_decimals: int = 0
    service_decimals: int = 2
    source: str = ""
    standing: Standing = Standing.ENTERED


@dataclass(frozen=True, slots=True)
class CategoryRevision:
    """Percentages of one category, where they differ from the general ones (None: as all)."""

    category: str
    gfmv_percent: Decimal | None = None
    maintenance_percent: Decimal | None = None
    service_percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """The percentages that the Assembly approved: for all rows, and for categories where they differ."""

    gfmv_percent: Decimal = Decimal(0)
    maintenance_percent: Decimal = Decimal(0)
    service_percent: Decimal = Decimal(0)
    categories: tuple[CategoryRevision, ...] = ()


def row_place(table: RateTable, number: int) -> str:
    """Return how a row is named where it is at fault: "major equipment line 3"."""
    return f"{table.label.lower()} line {number}"
