"""What the rules of adjustments read from signed inspections: quarterly reports, and what was painted when. Pure.

A quarterly report is the last periodic inspection signed in a calendar quarter; a quarter without one has none. Units
in colours count from the inspection that first found so many: each is painted once.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from muster.inspections.rules.verified import SignedInspection
from muster.inspections.stages import InspectionKind
from muster.kit.intervals import add_months
from muster.reimbursement.rules.adjustments.terms import Painted, QuarterLine, VerifiedQuarter

MONTHS_OF_QUARTER = 3


@dataclass(frozen=True, slots=True)
class PaintedEntry:
    """An entry of major equipment that has a rate of painting, in US cents a unit."""

    entry: int
    item: str
    quantity: int
    rate_cents: int


def quarter_start(day: date) -> date:
    """Return the first day of the calendar quarter of a day."""
    return date(day.year, day.month - (day.month - 1) % MONTHS_OF_QUARTER, 1)


def quarters_of(inspections: Iterable[SignedInspection]) -> tuple[VerifiedQuarter, ...]:
    """Return the quarterly reports among signed inspections, in order; lines that nobody counted are left out."""
    last: dict[date, SignedInspection] = {}
    for one in sorted(inspections, key=lambda one: (one.since, one.reference)):
        if one.kind == InspectionKind.PERIODIC:
            last[quarter_start(one.since)] = one
    return tuple(
        VerifiedQuarter(
            start,
            add_months(start, MONTHS_OF_QUARTER),
            tuple(
                QuarterLine(line.item, line.agreed, line.operational, line.beyond_control)
                for line in one.sheet.equipment
                if line.operational is not None
            ),
        )
        for start, one in sorted(last.items())
    )


def painted_of(inspections: Iterable[SignedInspection], entries: Sequence[PaintedEntry]) -> tuple[Painted, ...]:
    """Return what was verified as painted, by inspection: of each item the units that no earlier one had found.

    A worksheet counts items, not entries: units of an item that several entries have fill them in their order, and what
    is left goes to the last, so that none is paid twice.
    """
    found: list[Painted] = []
    before: Counter[str] = Counter()
    filled: Counter[int] = Counter()
    last = {_name(entry.item): entry.entry for entry in entries}
    for one in sorted(inspections, key=lambda one: (one.since, one.reference)):
        counts = _in_colours(one)
        new = {name: max(0, count - before[name]) for name, count in counts.items()}
        for entry in entries:
            name = _name(entry.item)
            left = new.get(name, 0)
            units = left if last[name] == entry.entry else min(left, max(0, entry.quantity - filled[entry.entry]))
            if units > 0:
                new[name] = left - units
                filled[entry.entry] += units
                found.append(Painted(entry.entry, one.since, units, entry.rate_cents))
        before |= Counter(counts)
    return tuple(found)


def colours_of(inspections: Iterable[SignedInspection], entries: Sequence[PaintedEntry]) -> dict[int, date | None]:
    """Return for each entry the day on which all agreed units of its item were found in colours; None: not yet."""
    known = sorted(inspections, key=lambda one: (one.since, one.reference))
    wanted: Counter[str] = Counter()
    for entry in entries:
        wanted[_name(entry.item)] += entry.quantity
    days = {
        name: next((one.since for one in known if _in_colours(one).get(name, 0) >= quantity), None)
        for name, quantity in wanted.items()
    }
    return {entry.entry: days[_name(entry.item)] for entry in entries}


def _name(item: str) -> str:
    return " ".join(item.casefold().split())


def _in_colours(inspection: SignedInspection) -> dict[str, int]:
    """Return the units found in colours by item."""
    counts: dict[str, int] = {}
    for line in inspection.sheet.equipment:
        if line.painted is not None:
            counts[_name(line.item)] = counts.get(_name(line.item), 0) + line.painted
    return counts
