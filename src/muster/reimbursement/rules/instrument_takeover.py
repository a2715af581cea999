"""From the annexes of a case's instrument to agreed lines with rates, and what does not match. Pure.

Annex A gives the people, B the major equipment, C the self-sustainment (section 12 of the dossier on reimbursement).
Lines of quantity 0 (the statement asks, the pledge has none) and services of the organisation are not paid for.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from muster.reimbursement.memorandum_terms import EquipmentTerms, ServiceTerms
from muster.reimbursement.rules.memorandum_rates import (
    RateBook,
    equipment_rows,
    filled_equipment,
    filled_service,
    plain_name,
    service_row,
)
from muster.reimbursement.stages import LeaseKind

PERSONNEL, EQUIPMENT, SELF_SUSTAINMENT = "A", "B", "C"
BY_ORGANISATION, BY_OTHERS = "organisation", "another contingent"


@dataclass(frozen=True)
class AnnexLine:
    """A line of an instrument as it is read. `is_total`: it says how many people there are in all."""

    annex: str
    item: str
    category: str = ""
    quantity: int | None = None
    lease: str = ""
    provider: str = ""
    is_total: bool = False


@dataclass(frozen=True)
class NotTaken:
    """A line of the instrument that no agreed line stands for, and what it lacks."""

    annex: str
    item: str
    quantity: int | None
    lease: str
    why: str


@dataclass(frozen=True)
class TakeOver:
    """What an instrument gives: people, lines with the rates of the edition, and what did not match."""

    people: int
    equipment: tuple[EquipmentTerms, ...]
    services: tuple[ServiceTerms, ...]
    left: tuple[NotTaken, ...]


def taken_over(lines: Iterable[AnnexLine], book: RateBook) -> TakeOver:
    """Return the agreed lines that annexes give with the rates of an edition, and what is left for somebody to fill."""
    said = [one for one in lines if one.quantity != 0]
    people = people_of(said)
    equipment, services, left = [], [], []
    for line in said:
        if why := _lacks(line, book):
            left.append(NotTaken(line.annex, line.item, line.quantity, line.lease, why))
        elif line.annex == EQUIPMENT:
            equipment.append(filled_equipment(_equipment(line), book))
        elif line.annex == SELF_SUSTAINMENT and line.provider != BY_ORGANISATION:
            services.append(filled_service(_service(line, people), book))
    return TakeOver(people, tuple(equipment), tuple(services), tuple(left))


def people_of(lines: Iterable[AnnexLine]) -> int:
    """Return the people of annex A: what its total says, else the sum of its lines."""
    of_annex = [one for one in lines if one.annex == PERSONNEL]
    totals = [one.quantity for one in of_annex if one.is_total and one.quantity is not None]
    return totals[0] if totals else sum(one.quantity or 0 for one in of_annex)


def still_missing(
    lines: Iterable[AnnexLine],
    equipment: Iterable[EquipmentTerms],
    services: Iterable[ServiceTerms],
    book: RateBook,
) -> list[NotTaken]:
    """Return the lines of annexes B and C for which nothing is agreed yet, with what kept each from it."""
    items = {plain_name(one.item) for one in equipment}
    categories = {plain_name(one.category) for one in services}
    found = []
    for line in lines:
        known = items if line.annex == EQUIPMENT else categories
        is_paid = line.annex in (EQUIPMENT, SELF_SUSTAINMENT) and line.provider != BY_ORGANISATION
        if is_paid and line.quantity != 0 and plain_name(line.item) not in known:
            why = _lacks(line, book) or "it was taken out, or added to the instrument later"
            found.append(NotTaken(line.annex, line.item, line.quantity, line.lease, why))
    return found


def _lacks(line: AnnexLine, book: RateBook) -> str:
    """Return what keeps a line from being taken over, empty where nothing does."""
    if line.annex == EQUIPMENT:
        if line.lease not in set(LeaseKind):
            return f"its lease is {line.lease!r}: agree on one"
        if line.quantity is None:
            return "it has no quantity"
        rows = equipment_rows(_equipment(line), book)
        if not rows:
            return "the edition has no row of this name: choose one, or make it a special case"
        return "the edition has it in several categories: give one" if len(rows) > 1 else ""
    if line.annex == SELF_SUSTAINMENT and line.provider != BY_ORGANISATION:
        if line.provider == BY_OTHERS:
            return "another contingent provides it: say which State, or leave it out"
        return "" if service_row(_service(line, 1), book) else "the edition has no category of this name: choose one"
    return ""


def _equipment(line: AnnexLine) -> EquipmentTerms:
    return EquipmentTerms(line.item, line.quantity or 0, line.lease, line.category)


def _service(line: AnnexLine, people: int) -> ServiceTerms:
    return ServiceTerms(line.item, people if line.quantity is None else line.quantity)
