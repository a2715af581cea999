"""The statement of a memorandum as a paper: sums, lines, what is withheld, and the explanation of every line."""

from datetime import date

from muster.kit.day_text import long_day
from muster.kit.papers import Block, Facts, Grid, Heading, NewPage, Paper, Points, Text
from muster.reimbursement.models import Memorandum
from muster.reimbursement.rules.record_statement import RecordStatement
from muster.reimbursement.rules.statement_rows import LineRow, line_rows, month_rows, payee_words, withheld_rows
from muster.reimbursement.statement.cents import shown
from muster.reimbursement.statement.explanation import explanation_of
from muster.reimbursement.tables.statement import dollars

MONTH_HEADINGS = ("Month", "Personnel", "Major equipment", "Self-sustainment", "Owed", "Withheld")
LINE_HEADINGS = ("Line", "Month", "For", "Item", "Paid to", "Units", "Rate", "Amount")
ADDED_HEADINGS = ("Month", "Rule", "Paid to", "Standing", "Amount")
MOST_EXPLAINED = 150
"""Lines up to which a paper explains each of them: some thirty pages."""
WITHHELD_HEADINGS = ("Line", "Month", "Item", "Because", "Withheld", "What would restore it")


def money(cents: int) -> str:
    """Return cents as they are printed: 1,234.50."""
    return f"{dollars(cents):,.2f}"


def statement_paper(memorandum: Memorandum, statement: RecordStatement, made_on: date) -> Paper:
    """Return the paper of a statement. Money in US dollars."""
    rows = line_rows(statement)
    own = memorandum.unit.state.code
    blocks: list[Block] = [_head(memorandum, statement), Heading("By month"), _months(rows), *_notes(statement)]
    blocks += [Heading("Line by line"), _lines(rows, own), Heading("Withheld"), _withheld(rows)]
    blocks += _adjustments(statement, own)
    blocks += [NewPage(), Heading("How each line is reckoned"), *_explained(rows)]
    return Paper(
        title=f"Statement of {memorandum.title}",
        made_on=made_on,
        blocks=blocks,
        subtitle=f"{long_day(statement.days.start)} to {_until(statement)} (excluded), in US dollars",
        reference=memorandum.reference,
        illustrative=memorandum.illustrative,
        is_landscape=True,
    )


def _until(statement: RecordStatement) -> str:
    until = statement.days.until
    return long_day(until) if until else "no end"


def _head(memorandum: Memorandum, statement: RecordStatement) -> Facts:
    unit = memorandum.unit
    return Facts(
        [
            ("Memorandum", f"{memorandum.title} ({memorandum.number or memorandum.reference})"),
            ("Unit", f"{unit.title} ({unit.reference})"),
            ("State", unit.state.name),
            ("Mission", unit.post.requirement.mission.acronym),
            ("Owed", money(statement.owed_cents())),
            ("Withheld", money(statement.withheld_cents())),
            ("Deductions and premiums", money(statement.adjusted_cents())),
            ("Payable", money(statement.payable_cents())),
        ]
    )


def _months(rows: list[LineRow]) -> Grid:
    months = month_rows(rows)
    columns = [
        [row.personnel_cents, row.equipment_cents, row.services_cents, row.owed_cents, row.withheld_cents]
        for row in months
    ]
    lines = [(row.month, *map(money, cents)) for row, cents in zip(months, columns, strict=True)]
    totals = ("In all", *(money(sum(column)) for column in zip(*columns, strict=True))) if columns else ()
    return Grid(MONTH_HEADINGS, lines, figures=frozenset(range(1, 6)), totals=totals)


def _notes(statement: RecordStatement) -> list[Block]:
    return [Heading("Beside the statement"), Points(list(statement.notes))] if statement.notes else []


def _lines(rows: list[LineRow], own: str) -> Grid:
    lines = [
        (
            str(row.number), row.month, row.kind.label, row.item, payee_words(row.payee, own),
            f"{float(row.units):,.3f}", shown(row.line.rate), money(row.amount_cents),
        )
        for row in rows
    ]  # fmt: skip
    return Grid(LINE_HEADINGS, lines, figures=frozenset({0, 5, 6, 7}))


def _withheld(rows: list[LineRow]) -> Grid:
    lines = [
        (
            str(row.number), row.withheld.month.name, row.withheld.item, row.withheld.rule.label,
            money(row.withheld.amount_cents), row.restores,
        )
        for row in withheld_rows(rows)
    ]  # fmt: skip
    return Grid(WITHHELD_HEADINGS, lines, figures=frozenset({0, 4}))


def _adjustments(statement: RecordStatement, own: str) -> list[Block]:
    """Return what the switched rules add and take off, with how each is reckoned; nothing where they do nothing."""
    if not statement.adjustments:
        return []
    lines = [
        (
            one.adjustment.month, one.words, payee_words(one.payee, own),
            "assumption" if one.adjustment.is_assumption else "rule seen", money(one.adjustment.amount_cents),
        )
        for one in statement.adjustments
    ]  # fmt: skip
    told = [
        f"{one.adjustment.month}, {one.words}: {'; '.join(one.adjustment.explanation)}" for one in statement.adjustments
    ]
    return [
        Heading("Deductions, premiums and painting"),
        Grid(ADDED_HEADINGS, lines, figures=frozenset({4})),
        Points(told),
    ]


def _explained(rows: list[LineRow]) -> list[Block]:
    """Return the explanations, or where they would fill a book, where they stand."""
    if len(rows) > MOST_EXPLAINED:
        words = f"These are {len(rows)} lines. The workbook of the statement and its page explain each of them."
        return [Text(words, is_note=True)]
    return _explanations(rows)


def _explanations(rows: list[LineRow]) -> list[Block]:
    blocks: list[Block] = []
    for row in rows:
        blocks += [
            Text(f"Line {row.number}: {row.item}, {row.month}, {money(row.amount_cents)}"),
            Points(explanation_of(row.part.statement, row.line)),
        ]
    return blocks
