"""A statement as rows: by month, by line, and what is withheld. Pure. Money in cents."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from muster.reimbursement.rules.record_statement import OWN, RecordStatement, StatementPart
from muster.reimbursement.statement import StatementLine, Withheld
from muster.reimbursement.statement.terms import RESTORES, PaidKind


@dataclass(frozen=True, slots=True)
class MonthRow:
    """What is owed and withheld in one month, in cents."""

    month: str
    personnel_cents: int = 0
    equipment_cents: int = 0
    services_cents: int = 0
    withheld_cents: int = 0

    @property
    def owed_cents(self) -> int:
        """Return all that is owed in the month."""
        return self.personnel_cents + self.equipment_cents + self.services_cents


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of a statement with its place in it, for whom it is, and what is withheld of it."""

    number: int
    part: StatementPart
    line: StatementLine
    payee: str
    withheld_cents: int

    @property
    def month(self) -> str:
        """Return the month of the line."""
        return self.line.month.name

    @property
    def kind(self) -> PaidKind:
        """Return what the line pays for."""
        return self.line.kind

    @property
    def item(self) -> str:
        """Return the item, the category, or "personnel"."""
        return self.line.item

    @property
    def units(self) -> Fraction:
        """Return the units paid, exactly."""
        return self.line.units

    @property
    def amount_cents(self) -> int:
        """Return the amount of the line."""
        return self.line.amount_cents


@dataclass(frozen=True, slots=True)
class WithheldRow:
    """What is withheld of a line under one rule, and what would restore it."""

    number: int
    withheld: Withheld
    payee: str

    @property
    def restores(self) -> str:
        """Return what would restore the payment, in words."""
        return RESTORES[self.withheld.rule]


def line_rows(statement: RecordStatement) -> list[LineRow]:
    """Return the lines of a statement in its order, numbered from 1."""
    rows = []
    for number, (part, line) in enumerate(statement.lines, start=1):
        withheld = sum(one.amount_cents for one in part.statement.withheld_of(line))
        rows.append(LineRow(number, part, line, part.payee(line), withheld))
    return rows


def withheld_rows(rows: Iterable[LineRow]) -> list[WithheldRow]:
    """Return what is withheld of lines, each with the number of its line."""
    return [WithheldRow(row.number, one, row.payee) for row in rows for one in row.part.statement.withheld_of(row.line)]


def month_rows(rows: Iterable[LineRow]) -> list[MonthRow]:
    """Return the sums of lines by month, in the order of the months."""
    names = {
        PaidKind.PERSONNEL: "personnel_cents",
        PaidKind.MAJOR_EQUIPMENT: "equipment_cents",
        PaidKind.SELF_SUSTAINMENT: "services_cents",
    }
    sums: dict[str, dict[str, int]] = {}
    for row in rows:
        month = sums.setdefault(row.month, dict.fromkeys((*names.values(), "withheld_cents"), 0))
        month[names[row.kind]] += row.amount_cents
        month["withheld_cents"] += row.withheld_cents
    return [MonthRow(name, **sums[name]) for name in sorted(sums)]


def payee_words(payee: str, own: str) -> str:
    """Return who is paid: a State's code, or that of the unit's own State."""
    return own if payee == OWN else payee
