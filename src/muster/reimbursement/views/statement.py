"""Pages of a statement: what is owed under a memorandum, each line open to its explanation, as paper and workbook."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.audit import actions as audit
from muster.kit.errors import NotFound
from muster.kit.intervals import DateInterval
from muster.kit.papers import as_pdf
from muster.kit.tables import render_table
from muster.kit.uploads import attached
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest
from muster.reimbursement.forms.statement import StatementDaysForm
from muster.reimbursement.models import Memorandum
from muster.reimbursement.pages import statement as pages
from muster.reimbursement.pages.statement_chart import statement_chart
from muster.reimbursement.papers.statement import statement_paper
from muster.reimbursement.queries.memoranda import visible_memorandum
from muster.reimbursement.queries.statements import statement_of_memorandum
from muster.reimbursement.rules.record_statement import RecordStatement
from muster.reimbursement.rules.statement_rows import line_rows, month_rows, payee_words, withheld_rows
from muster.reimbursement.tables.statement import MONTHS, adjustments_table, lines_table, withheld_table
from muster.reimbursement.workbooks.statement import statement_workbook


def _asked(request: MusterRequest, reference: str) -> tuple[Memorandum, StatementDaysForm, DateInterval]:
    memorandum = visible_memorandum(request.viewer, request.as_of, reference)
    form = StatementDaysForm(request.GET, request.as_of)
    return memorandum, form, form.days()


def _made(request: MusterRequest, reference: str) -> tuple[Memorandum, RecordStatement]:
    memorandum, _form, days = _asked(request, reference)
    return memorandum, statement_of_memorandum(request.viewer, memorandum, days, as_of=request.as_of)


@for_parties
@require_safe
def statement(request: MusterRequest, reference: str) -> HttpResponse:
    """Show what is owed under a memorandum for the days asked, and what is withheld."""
    memorandum, form, days = _asked(request, reference)
    made = statement_of_memorandum(request.viewer, memorandum, days, as_of=request.as_of)
    rows = line_rows(made)
    own = memorandum.unit.state.code

    def address(row: Any) -> str:
        return pages.line_address(memorandum, days, row.number)

    def payee(row: Any) -> str:
        return payee_words(row.payee, own)

    months = month_rows(rows)
    tables = {
        "lines": render_table(request, lines_table(address, payee), rows),
        "months": render_table(request, MONTHS, months, prefix="months-"),
        "adjustments": render_table(request, adjustments_table(payee), list(made.adjustments), prefix="added-"),
        "withheld": render_table(request, withheld_table(address, payee), withheld_rows(rows), prefix="withheld-"),
    }
    for table in tables.values():
        if isinstance(table, HttpResponse):
            return table
    context = {
        "head": pages.statement_head(memorandum, days),
        "form": form,
        "figures": pages.statement_figures(months, made.adjusted_cents()),
        "rule": pages.statement_rule(days.start),
        "notes": made.notes,
        "chart": statement_chart(months) if months else None,
        **tables,
    }
    return render(request, "reimbursement/statement.html", context)


@for_parties
@require_safe
def statement_line(request: MusterRequest, reference: str, number: int) -> HttpResponse:
    """Show how one line of a statement is reckoned, rule by rule."""
    memorandum, made = _made(request, reference)
    rows = line_rows(made)
    if not 1 <= number <= len(rows):
        raise NotFound(_("The statement has %(count)s lines on these days.") % {"count": len(rows)})
    row = rows[number - 1]
    own = memorandum.unit.state.code
    table = withheld_table(None, lambda one: payee_words(one.payee, own))
    withheld = render_table(request, table, withheld_rows([row]), prefix="withheld-")
    if isinstance(withheld, HttpResponse):
        return withheld
    context = {
        "head": pages.line_head(memorandum, made.days, row),
        "facts": pages.line_facts(row, payee_words(row.payee, own)),
        "steps": pages.line_steps(row),
        "withheld": withheld,
    }
    return render(request, "reimbursement/statement_line.html", context)


@for_parties
@require_safe
def statement_pdf(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out a statement as PDF, with the explanation of every line."""
    memorandum, made = _made(request, reference)
    audit.record(request.viewer, "reimbursement:statement:exported", reference, after={"form": "pdf"})
    return attached(as_pdf(statement_paper(memorandum, made, request.today)), f"{reference}-statement.pdf")


@for_parties
@require_safe
def statement_xlsx(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out a statement as a workbook: months, lines with their explanations, and what is withheld."""
    memorandum, made = _made(request, reference)
    audit.record(request.viewer, "reimbursement:statement:exported", reference, after={"form": "xlsx"})
    return attached(statement_workbook(memorandum, made), f"{reference}-statement.xlsx")
