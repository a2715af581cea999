"""Two editions side by side: rows that came, went or changed, each figure with its change in percent. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from muster.kit.named import Named
from muster.reimbursement.rules.edition_checks import RateColumn
from muster.reimbursement.rules.edition_figures import PERCENT
from muster.reimbursement.rules.edition_rows import folded
from muster.reimbursement.rules.edition_terms import EquipmentRateTerms, RateRows, RateTable, ServiceRateTerms
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR

HUNDREDTH = Decimal("0.01")


class RateChange(Named):
    """What became of a row from one edition to another."""

    ADDED = "added", "added"
    GONE = "gone", "gone"
    CHANGED = "changed", "changed"


@dataclass(frozen=True, slots=True)
class RateDifference:
    """One figure of one row that differs. Money is US dollars; None: the edition has no such row or figure.

    A row that came or went is told once, by its wet rate or its rate. `percent` is the change of the figure with two
    decimals, None where there is nothing to compare with.
    """

    change: RateChange
    table: RateTable
    category: str
    item: str
    column: RateColumn
    before: Decimal | None
    after: Decimal | None

    @property
    def percent(self) -> Decimal | None:
        """The change in percent of what was before."""
        if not self.before or self.after is None:
            return None
        exact = PERCENT * (Fraction(self.after) / Fraction(self.before) - 1)
        return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(HUNDREDTH, ROUND_HALF_UP)


def _dollars(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents) / CENTS_PER_DOLLAR


EQUIPMENT_FIGURES: Mapping[RateColumn, Callable[[EquipmentRateTerms], Decimal | None]] = {
    RateColumn.GFMV: lambda row: _dollars(row.gfmv_cents),
    RateColumn.LIFE: lambda row: row.life_years,
    RateColumn.NO_FAULT: lambda row: row.no_fault_percent,
    RateColumn.MAINTENANCE: lambda row: _dollars(row.maintenance_cents),
    RateColumn.DRY: lambda row: _dollars(row.dry_cents),
    RateColumn.WET: lambda row: _dollars(row.wet_cents),
    RateColumn.PAINT: lambda row: _dollars(row.paint_cents),
}
"""The figures of a row of major equipment that are compared, in the order of the table."""


def equipment_by_name(rows: RateRows) -> dict[tuple[str, str], EquipmentRateTerms]:
    """Return the rows of major equipment by category and item, whatever case and white space."""
    return {(folded(row.category), folded(row.item)): row for row in rows.equipment}


def services_by_name(rows: RateRows) -> dict[str, ServiceRateTerms]:
    """Return the rows of self-sustainment by category, whatever case and white space."""
    return {folded(row.category): row for row in rows.services}


def rate_differences(first: RateRows, second: RateRows) -> tuple[RateDifference, ...]:
    """Return what differs from the first edition to the second: in the order of the first, then what was added."""
    return (*_equipment(first, second), *_services(first, second))


def _equipment(first: RateRows, second: RateRows) -> Iterator[RateDifference]:
    old, new = equipment_by_name(first), equipment_by_name(second)
    for name, row in old.items():
        other = new.get(name)
        about = (RateTable.EQUIPMENT, row.category, row.item)
        if other is None:
            yield RateDifference(RateChange.GONE, *about, RateColumn.WET, _dollars(row.wet_cents), None)
            continue
        for column, figure in EQUIPMENT_FIGURES.items():
            if (before := figure(row)) != (after := figure(other)):
                yield RateDifference(RateChange.CHANGED, *about, column, before, after)
    for name, row in new.items():
        if name not in old:
            about = (RateTable.EQUIPMENT, row.category, row.item)
            yield RateDifference(RateChange.ADDED, *about, RateColumn.WET, None, _dollars(row.wet_cents))


def _services(first: RateRows, second: RateRows) -> Iterator[RateDifference]:
    old, new = services_by_name(first), services_by_name(second)
    for name, row in old.items():
        after = new[name].rate_usd if name in new else None
        if after != row.rate_usd:
            change = RateChange.GONE if after is None else RateChange.CHANGED
            yield RateDifference(change, RateTable.SERVICES, row.category, "", RateColumn.RATE, row.rate_usd, after)
    for name, row in new.items():
        if name not in old:
            yield RateDifference(
                RateChange.ADDED, RateTable.SERVICES, row.category, "", RateColumn.RATE, None, row.rate_usd
            )
