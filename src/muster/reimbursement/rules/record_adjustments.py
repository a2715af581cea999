"""Deductions, premiums and painting on a statement out of the record: the switched rules, part by part. Pure.

What the record does not hold gives nothing: of units at the rapid deployment level no memorandum is in force yet, so
their incentive stands in no statement of one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import groupby

from muster.inspections.rules.verified import SignedInspection
from muster.reimbursement.rules.adjustments import (
    Adjustment,
    AdjustmentFacts,
    Switch,
    adjustments,
    shipped_numbers,
)
from muster.reimbursement.rules.adjustments.from_inspections import PaintedEntry, colours_of, painted_of, quarters_of
from muster.reimbursement.rules.record_statement import PartAdjustment, RecordStatement, StatementPart
from muster.reimbursement.rules.record_terms import StrengthSpan
from muster.reimbursement.statement import Lease


@dataclass(frozen=True)
class AdjustmentRecord:
    """What is on record beside a memorandum for its switched rules.

    `strength`: the unit's through all years that the statement touches. `requested_on`, `deployed_on`: of a rapid
    deployment. `departed_on`: the day of departure (None: none is known).
    """

    switches: Sequence[Switch]
    inspections: Sequence[SignedInspection] = ()
    strength: Sequence[StrengthSpan] = ()
    requested_on: date | None = None
    deployed_on: date | None = None
    departed_on: date | None = None


def adjusted_statement(statement: RecordStatement, beside: AdjustmentRecord) -> RecordStatement:
    """Return a statement of a memorandum's record with its adjustments, month by month within each part."""
    quarters = quarters_of(beside.inspections)
    months = strength_by_month(beside.strength)
    found: list[PartAdjustment] = []
    for part in statement.parts:
        entries = painted_entries(part)
        facts = AdjustmentFacts(
            statement=part.statement,
            numbers=shipped_numbers(part.days.start),
            quarters=quarters,
            strength=months,
            requested_on=beside.requested_on,
            deployed_on=beside.deployed_on,
            departed_on=beside.departed_on,
            painted=painted_of(beside.inspections, entries),
            colours=colours_of(beside.inspections, entries),
        )
        found.extend(PartAdjustment(part, one, _payee(part, one)) for one in adjustments(facts, beside.switches))
    return replace(statement, adjustments=tuple(found))


def _payee(part: StatementPart, one: Adjustment) -> str:
    if one.kind is None or one.entry is None:
        return ""
    return part.payees.get((one.kind, one.entry), "")


def painted_entries(part: StatementPart) -> tuple[PaintedEntry, ...]:
    """Return the entries of a part whose units are painted at a rate; of a shared item, its owner's."""
    entries = part.statement.memorandum.major_equipment
    return tuple(
        PaintedEntry(place, agreed.item, entry.quantity, agreed.paint_cents)
        for place, (entry, agreed) in enumerate(zip(entries, part.agreed, strict=True))
        if agreed.paint_cents and entry.lease is not Lease.MAINTENANCE_ONLY
    )


def strength_by_month(spans: Sequence[StrengthSpan]) -> Mapping[str, Fraction]:
    """Return the average strength of each month over its days on which there is one."""
    days: list[tuple[str, int]] = []
    for span in spans:
        if span.days.until is None:
            raise ValueError(f"strength is averaged over days that have an end, not over {span.days}")
        ordinals = range(span.days.start.toordinal(), span.days.until.toordinal())
        days.extend((f"{date.fromordinal(day):%Y-%m}", span.people) for day in ordinals)
    days.sort(key=lambda one: one[0])
    averages = {}
    for month, found in groupby(days, key=lambda one: one[0]):
        counts = [people for _month, people in found]
        averages[month] = Fraction(sum(counts), len(counts))
    return averages
