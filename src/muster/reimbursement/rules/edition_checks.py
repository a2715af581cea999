"""Each row of an edition held against the formula, within the table's own rounding. Pure.

Source: section 3 of the dossier on reimbursement. A printed dry rate may be half a unit of the table's last decimal
away from the formula; a printed wet rate one whole unit from the printed dry rate and maintenance, since each of the
three was rounded for itself. A row that deviates is kept as it is printed, since real tables may; it is only said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from muster.kit.named import Named
from muster.reimbursement.rules.edition_figures import HALF, dry_of, rounded_cents, rounded_usd, unit_cents
from muster.reimbursement.rules.edition_terms import EquipmentRateTerms, RateRows, RateTable, ServiceRateTerms
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR, as_dollars, plain, shown


class RateColumn(Named):
    """The columns of an edition's tables that a finding or a difference may be about."""

    GFMV = "gfmv", "Generic fair market value"
    LIFE = "life", "Useful life"
    NO_FAULT = "no-fault", "No-fault factor"
    MAINTENANCE = "maintenance", "Maintenance"
    DRY = "dry", "Dry lease"
    WET = "wet", "Wet lease"
    PAINT = "paint", "Painting"
    RATE = "rate", "Rate"


@dataclass(frozen=True, slots=True)
class RateFinding:
    """A printed rate that is not what the formula and the table's rounding allow. Rates are dollars in words."""

    table: RateTable
    number: int
    category: str
    item: str
    column: RateColumn
    printed: str
    expected: str
    words: str


def rate_findings(rows: RateRows, equipment_decimals: int, service_decimals: int) -> tuple[RateFinding, ...]:
    """Return every printed rate that deviates, in the order of the tables; each row's life is more than nothing."""
    found: list[RateFinding] = []
    for number, row in enumerate(rows.equipment, start=1):
        found += _of_equipment(number, row, equipment_decimals)
    for number, service in enumerate(rows.services, start=1):
        found += _of_service(number, service, service_decimals)
    return tuple(found)


def _of_equipment(number: int, row: EquipmentRateTerms, decimals: int) -> Iterator[RateFinding]:
    unit, dry = unit_cents(decimals), dry_of(row)
    about = (RateTable.EQUIPMENT, number, row.category, row.item)
    if abs(row.dry_cents - dry * CENTS_PER_DOLLAR) > HALF * unit:
        words = f"value over months of life and the no-fault share give {shown(dry)}"
        expected = as_dollars(rounded_cents(dry, decimals))
        yield RateFinding(*about, RateColumn.DRY, as_dollars(row.dry_cents), expected, words)
    wet_cents = row.dry_cents + row.maintenance_cents
    if abs(row.wet_cents - wet_cents) > unit:
        words = f"the printed dry rate and maintenance give {as_dollars(wet_cents)}"
        yield RateFinding(*about, RateColumn.WET, as_dollars(row.wet_cents), as_dollars(wet_cents), words)
    for column, cents in (
        (RateColumn.MAINTENANCE, row.maintenance_cents),
        (RateColumn.DRY, row.dry_cents),
        (RateColumn.WET, row.wet_cents),
    ):
        if cents % unit:
            expected = as_dollars(rounded_cents(Fraction(cents, CENTS_PER_DOLLAR), decimals))
            yield RateFinding(*about, column, as_dollars(cents), expected, _finer(decimals))


def _of_service(number: int, row: ServiceRateTerms, decimals: int) -> Iterator[RateFinding]:
    rate = Fraction(row.rate_usd)
    if (rate * 10**decimals).denominator != 1:
        expected = str(rounded_usd(rate, decimals))
        yield RateFinding(
            RateTable.SERVICES, number, row.category, "", RateColumn.RATE, plain(rate), expected, _finer(decimals)
        )


def _finer(decimals: int) -> str:
    return f"printed more finely than the {decimals} decimals to which the table is rounded"
