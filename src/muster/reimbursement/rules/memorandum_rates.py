"""The rates of agreed lines: taken over from the rows of an edition by the names of items and categories. Pure.

No rate is made up: what the edition does not have is chosen from it by hand, or is a special case whose values the
contributor submits (section 2 of the dossier on reimbursement).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from muster.reimbursement.memorandum_terms import EquipmentTerms, ServiceTerms
from muster.reimbursement.stages import RateOrigin


@dataclass(frozen=True)
class EquipmentRow:
    """A row of an edition's table of major equipment; money in cents."""

    item: str
    category: str
    gfmv_cents: int
    life_years: Decimal
    no_fault_percent: Decimal
    maintenance_cents: int
    paint_cents: int | None = None


@dataclass(frozen=True)
class ServiceRow:
    """A row of an edition's table of self-sustainment."""

    category: str
    rate_usd: Decimal


@dataclass(frozen=True)
class RateBook:
    """The rows of an edition by its reference; an empty one: no edition is agreed on."""

    edition: str = ""
    equipment: tuple[EquipmentRow, ...] = ()
    services: tuple[ServiceRow, ...] = ()


def plain_name(words: str) -> str:
    """Return a name as names are compared: without regard to capitals and white space."""
    return " ".join(words.casefold().split())


def equipment_rows(line: EquipmentTerms, book: RateBook) -> list[EquipmentRow]:
    """Return the rows of the edition that may be meant: those of the name, of several that of the line's category."""
    wanted = plain_name(line.rate_item or line.item)
    found = [one for one in book.equipment if plain_name(one.item) == wanted]
    same = [one for one in found if plain_name(one.category) == plain_name(line.category)]
    return same if len(found) > 1 and same else found


def service_row(line: ServiceTerms, book: RateBook) -> ServiceRow | None:
    """Return the row of the edition that is meant; None where it has none of the name."""
    wanted = plain_name(line.rate_category or line.category)
    return next((one for one in book.services if plain_name(one.category) == wanted), None)


def filled_equipment(line: EquipmentTerms, book: RateBook) -> EquipmentTerms:
    """Return a line with what it leaves open taken over from the edition; a special case stays as it is said."""
    rows = equipment_rows(line, book)
    if line.is_special_case or len(rows) != 1:
        return line
    row = rows[0]
    names = ("gfmv_cents", "life_years", "no_fault_percent", "maintenance_cents", "paint_cents")
    open_ones = {name: getattr(row, name) for name in names if getattr(line, name) is None}
    return replace(line, category=line.category or row.category, **open_ones)


def filled_service(line: ServiceTerms, book: RateBook) -> ServiceTerms:
    """Return a line with the edition's rate where it leaves its own open."""
    row = service_row(line, book)
    return line if row is None or line.rate_usd is not None else replace(line, rate_usd=row.rate_usd)


def filled(
    equipment: Sequence[EquipmentTerms], services: Sequence[ServiceTerms], book: RateBook
) -> tuple[tuple[EquipmentTerms, ...], tuple[ServiceTerms, ...]]:
    """Return both lists with what they leave open taken over from the edition."""
    return (
        tuple(filled_equipment(one, book) for one in equipment),
        tuple(filled_service(one, book) for one in services),
    )


def equipment_origin(line: EquipmentTerms, book: RateBook) -> RateOrigin:
    """Return where the rate of a line of major equipment comes from."""
    if line.is_special_case:
        return RateOrigin.SPECIAL_CASE
    if not book.edition:
        return RateOrigin.BY_HAND
    names = ("gfmv_cents", "life_years", "no_fault_percent", "maintenance_cents")
    is_same = any(all(getattr(line, name) == getattr(one, name) for name in names)
                  for one in equipment_rows(line, book))  # fmt: skip
    return RateOrigin.EDITION if is_same else RateOrigin.OTHERWISE


def service_origin(line: ServiceTerms, book: RateBook) -> RateOrigin:
    """Return where the rate of a category of self-sustainment comes from."""
    if not book.edition:
        return RateOrigin.BY_HAND
    row = service_row(line, book)
    return RateOrigin.EDITION if row is not None and row.rate_usd == line.rate_usd else RateOrigin.OTHERWISE
