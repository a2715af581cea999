"""What the API says of a statement. Money in whole US cents; units and rates as exact strings."""

from datetime import date

from muster.kit.openapi import Answer
from muster.reimbursement.models import Memorandum
from muster.reimbursement.rules.adjustments import AdjustmentRule
from muster.reimbursement.rules.record_statement import RecordStatement
from muster.reimbursement.rules.statement_rows import LineRow, line_rows, payee_words, withheld_rows
from muster.reimbursement.statement.cents import plain, shown
from muster.reimbursement.statement.explanation import explanation_of
from muster.reimbursement.statement.terms import PaidKind, WithheldRule


class StatementLineAnswer(Answer):
    """A line of a statement. `units` are exact; `explanation` is empty unless it is asked for."""

    line: int
    month: str
    kind: PaidKind
    item: str
    paid_to: str
    version: int
    unit_days: int
    units: str
    rate: str
    amount_cents: int
    withheld_cents: int
    explanation: list[str]


class WithheldAnswer(Answer):
    """What is withheld of a line under a rule, and what would restore it."""

    line: int
    month: str
    item: str
    rule: WithheldRule
    amount_cents: int
    restores: str


class StatementAdjustment(Answer):
    """What a switched rule adds to a month or takes off it (negative); an assumption is recalled only."""

    month: str
    rule: AdjustmentRule
    item: str
    paid_to: str
    amount_cents: int
    is_assumption: bool
    explanation: list[str]


class StatementTotals(Answer):
    """Sums of the rounded lines, in cents; `payable_cents` is what is owed with what the switched rules change."""

    personnel_cents: int
    major_equipment_cents: int
    self_sustainment_cents: int
    owed_cents: int
    withheld_cents: int
    adjusted_cents: int
    payable_cents: int


class MemorandumStatementAnswer(Answer):
    """What is owed under a memorandum for `[start, until)`, by what was known on `as_of`."""

    memorandum: str
    unit: str
    state: str
    mission: str
    start: date
    until: date | None
    as_of: date
    totals: StatementTotals
    lines: list[StatementLineAnswer]
    withheld: list[WithheldAnswer]
    adjustments: list[StatementAdjustment]
    notes: list[str]
    illustrative: bool


def statement_answer(
    memorandum: Memorandum, statement: RecordStatement, as_of: date, *, explained: bool
) -> MemorandumStatementAnswer:
    """Return a statement as the API says it."""
    rows = line_rows(statement)
    sums = statement.cents_by_kind()
    own = memorandum.unit.state.code
    return MemorandumStatementAnswer(
        memorandum=memorandum.reference,
        unit=memorandum.unit.reference,
        state=own,
        mission=memorandum.unit.post.requirement.mission.acronym,
        start=statement.days.start,
        until=statement.days.until,
        as_of=as_of,
        totals=StatementTotals(
            personnel_cents=sums[PaidKind.PERSONNEL],
            major_equipment_cents=sums[PaidKind.MAJOR_EQUIPMENT],
            self_sustainment_cents=sums[PaidKind.SELF_SUSTAINMENT],
            owed_cents=statement.owed_cents(),
            withheld_cents=statement.withheld_cents(),
            adjusted_cents=statement.adjusted_cents(),
            payable_cents=statement.payable_cents(),
        ),
        lines=[_line(row, own, explained=explained) for row in rows],
        withheld=[
            WithheldAnswer(
                line=row.number,
                month=row.withheld.month.name,
                item=row.withheld.item,
                rule=row.withheld.rule,
                amount_cents=row.withheld.amount_cents,
                restores=row.restores,
            )
            for row in withheld_rows(rows)
        ],
        adjustments=[
            StatementAdjustment(
                month=one.adjustment.month,
                rule=one.adjustment.rule,
                item=one.adjustment.item,
                paid_to=payee_words(one.payee, own),
                amount_cents=one.adjustment.amount_cents,
                is_assumption=one.adjustment.is_assumption,
                explanation=list(one.adjustment.explanation),
            )
            for one in statement.adjustments
        ],
        notes=list(statement.notes),
        illustrative=memorandum.illustrative,
    )


def _line(row: LineRow, own: str, *, explained: bool) -> StatementLineAnswer:
    return StatementLineAnswer(
        line=row.number,
        month=row.month,
        kind=row.kind,
        item=row.item,
        paid_to=payee_words(row.payee, own),
        version=row.part.version,
        unit_days=row.line.unit_days,
        units=plain(row.units),
        rate=shown(row.line.rate),
        amount_cents=row.amount_cents,
        withheld_cents=row.withheld_cents,
        explanation=explanation_of(row.part.statement, row.line) if explained else [],
    )
