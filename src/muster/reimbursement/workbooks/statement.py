"""The statement of a memorandum as a workbook: for reading and further reckoning, not to be imported."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from muster.kit.workbooks import DECIMAL, INTEGER, TEXT, Field, Sheet, Workbook, illustrative_notes, write
from muster.reimbursement.models import Memorandum
from muster.reimbursement.rules.record_statement import RecordStatement
from muster.reimbursement.rules.statement_rows import LineRow, line_rows, month_rows, payee_words, withheld_rows
from muster.reimbursement.statement.explanation import explanation_of
from muster.reimbursement.tables.statement import dollars

MONTHS, LINES, WITHHELD, ADDED, EXPLANATIONS = "Months", "Lines", "Withheld", "Deductions and premiums", "Explanations"
SHOWN = Decimal("0.000001")
"""Units and rates are exact in the record; a cell shows six decimals of them."""


def _text(key: str, heading: str) -> Field:
    return Field(key=key, heading=heading, kind=TEXT)


def _usd(key: str, heading: str) -> Field:
    return Field(key=key, heading=heading, kind=DECIMAL, unit="US dollars")


def form(memorandum: Memorandum) -> Workbook:
    """Return the workbook's declaration."""
    line = Field(key="line", heading="Line", kind=INTEGER)
    return Workbook(
        name="muster-statement",
        title=f"Statement of {memorandum.reference}",
        about="What is owed under a memorandum, in US dollars. Amounts are rounded once a line and month.",
        sheets=(
            Sheet(
                MONTHS,
                fields=(
                    _text("month", "Month"), _usd("personnel", "Personnel"), _usd("equipment", "Major equipment"),
                    _usd("services", "Self-sustainment"), _usd("owed", "Owed"), _usd("withheld", "Withheld"),
                ),
            ),
            Sheet(
                LINES,
                fields=(
                    line, _text("month", "Month"), _text("kind", "For"), _text("item", "Item"),
                    _text("payee", "Paid to"), Field(key="unit_days", heading="Unit-days", kind=INTEGER),
                    Field(key="units", heading="Units", kind=DECIMAL), _usd("rate", "Rate a month"),
                    _usd("amount", "Amount"), _usd("withheld", "Withheld"),
                ),
            ),
            Sheet(
                WITHHELD,
                fields=(
                    line, _text("month", "Month"), _text("item", "Item"), _text("rule", "Because"),
                    _usd("amount", "Withheld"), _text("restores", "What would restore it"),
                ),
            ),
            Sheet(
                ADDED,
                fields=(
                    _text("month", "Month"), _text("rule", "Rule"), _text("item", "Item"), _text("payee", "Paid to"),
                    _text("standing", "Standing"), _usd("amount", "Amount"), _text("why", "How it is reckoned"),
                ),
            ),
            Sheet(EXPLANATIONS, fields=(line, Field(key="step", heading="Step", kind=INTEGER), _text("words", "Rule"))),
        ),
    )  # fmt: skip


def statement_workbook(memorandum: Memorandum, statement: RecordStatement) -> bytes:
    """Return a statement as a workbook of five sheets."""
    rows = line_rows(statement)
    sheets: dict[str, list[dict[str, Any]]] = {
        MONTHS: [
            {
                "month": row.month,
                "personnel": dollars(row.personnel_cents),
                "equipment": dollars(row.equipment_cents),
                "services": dollars(row.services_cents),
                "owed": dollars(row.owed_cents),
                "withheld": dollars(row.withheld_cents),
            }
            for row in month_rows(rows)
        ],
        LINES: [_line(row, memorandum.unit.state.code) for row in rows],
        WITHHELD: [
            {
                "line": row.number,
                "month": row.withheld.month.name,
                "item": row.withheld.item,
                "rule": row.withheld.rule.label,
                "amount": dollars(row.withheld.amount_cents),
                "restores": row.restores,
            }
            for row in withheld_rows(rows)
        ],
        ADDED: [
            {
                "month": one.adjustment.month,
                "rule": one.adjustment.rule.label,
                "item": one.adjustment.item,
                "payee": payee_words(one.payee, memorandum.unit.state.code),
                "standing": "assumption" if one.adjustment.is_assumption else "rule seen",
                "amount": dollars(one.adjustment.amount_cents),
                "why": "; ".join(one.adjustment.explanation),
            }
            for one in statement.adjustments
        ],
        EXPLANATIONS: [
            {"line": row.number, "step": step, "words": words}
            for row in rows
            for step, words in enumerate(explanation_of(row.part.statement, row.line), start=1)
        ],
    }
    notes = [*illustrative_notes([memorandum.reference] if memorandum.illustrative else []), *statement.notes]
    return write(form(memorandum), sheets, notes)


def _line(row: LineRow, own: str) -> dict[str, Any]:
    return {
        "line": row.number,
        "month": row.month,
        "kind": row.kind.label,
        "item": row.item,
        "payee": payee_words(row.payee, own),
        "unit_days": row.line.unit_days,
        "units": _shown(row.units),
        "rate": _shown(row.line.rate),
        "amount": dollars(row.amount_cents),
        "withheld": dollars(row.withheld_cents),
    }


def _shown(number: Fraction) -> Decimal:
    return (Decimal(number.numerator) / number.denominator).quantize(SHOWN)
