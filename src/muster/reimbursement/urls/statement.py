"""Addresses of the statement of a memorandum."""

from django.urls import URLPattern, path

from muster.reimbursement.views import statement

STATEMENT: list[URLPattern] = [
    path("memoranda/<slug:reference>/statement/", statement.statement, name="memorandum-statement"),
    path("memoranda/<slug:reference>/statement/paper/", statement.statement_pdf, name="statement-paper"),
    path("memoranda/<slug:reference>/statement/workbook/", statement.statement_xlsx, name="statement-workbook"),
    path("memoranda/<slug:reference>/statement/<int:number>/", statement.statement_line, name="statement-line"),
]
