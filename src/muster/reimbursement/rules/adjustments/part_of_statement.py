"""The part of a statement that falls on some days, reckoned again so that each amount is exact. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from muster.reimbursement.rules.adjustments.terms import Switch
from muster.reimbursement.statement import Statement, StatementLine, statement_of
from muster.reimbursement.statement.terms import PaidKind


def switched_days(statement: Statement, switch: Switch) -> tuple[date, date]:
    """Return the days `[start, until)` of a statement on which a switch holds; none if they are in no order."""
    whole = statement.memorandum
    start = whole.start if switch.start is None else max(whole.start, switch.start)
    until = whole.until if switch.until is None else min(whole.until, switch.until)
    return start, until


def lines_within(statement: Statement, start: date, until: date, *kinds: PaidKind) -> Iterator[StatementLine]:
    """Yield the lines of the kinds for the days `[start, until)` alone that pay something."""
    whole = statement.memorandum
    start, until = max(start, whole.start), min(until, whole.until)
    if start >= until:
        return
    part = replace(
        whole,
        start=start,
        until=until,
        personnel=whole.personnel if PaidKind.PERSONNEL in kinds else (),
        major_equipment=whole.major_equipment if PaidKind.MAJOR_EQUIPMENT in kinds else (),
        self_sustainment=whole.self_sustainment if PaidKind.SELF_SUSTAINMENT in kinds else (),
    )
    yield from (line for line in statement_of(part, statement.rates).lines if line.unit_days)


def exact_dollars(line: StatementLine) -> Fraction:
    """Return what a line pays, before its rounding."""
    return line.rate * line.units
