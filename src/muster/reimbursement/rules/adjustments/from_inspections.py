"""What the rules of adjustments read from signed inspections: quarterly reports, and what was painted when. Pure.

A quarterly report is the last periodic inspection signed in a calendar quarter; a quarter without one has none. Units
in colours count from the inspection that first found so many: each is painted once.
"""

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
    """Return what was verified as painted, by inspection: of each entry the units that no earlier one had found."""
    found: list[Painted] = []
    before = dict.fromkeys((one.entry for one in entries), 0)
    for one in sorted(inspections, key=lambda one: (one.since, one.reference)):
        counts = _in_colours(one)
        for entry in entries:
            units = counts.get(_name(entry.item), 0) - before[entry.entry]
            if units > 0:
                before[entry.entry] += units
                found.append(Painted(entry.entry, one.since, units, entry.rate_cents))
    return tuple(found)


def colours_of(inspections: Iterable[SignedInspection], entries: Sequence[PaintedEntry]) -> dict[int, date | None]:
    """Return for each entry the day on which all of its agreed units were found in colours; None: not yet."""
    known = sorted(inspections, key=lambda one: (one.since, one.reference))
    return {
        entry.entry: next(
            (one.since for one in known if _in_colours(one).get(_name(entry.item), 0) >= entry.quantity), None
        )
        for entry in entries
    }


def _name(item: str) -> str:
    return " ".join(item.casefold().split())


def _in_colours(inspection: SignedInspection) -> dict[str, int]:
    """Return the units found in colours by item."""
    counts: dict[str, int] = {}
    for line in inspection.sheet.equipment:
        if line.painted is not None:
            counts[_name(line.item)] = counts.get(_name(line.item), 0) + line.painted
    return counts
