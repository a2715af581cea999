"""Addresses of memoranda."""

from django.urls import URLPattern, path

from muster.reimbursement.views import memoranda, memorandum_lines

ONE = "memoranda/<slug:reference>/"
MEMORANDA: list[URLPattern] = [
    path("", memoranda.memoranda, name="reimbursement"),
    path("memoranda/new/", memoranda.new_memorandum, name="new-memorandum"),
    path(ONE, memoranda.memorandum, name="reimbursement-memorandum"),
    path(f"{ONE}versions/<int:number>/", memoranda.memorandum_version, name="memorandum-version"),
    path(f"{ONE}write/", memorandum_lines.write, name="write-memorandum"),
    path(f"{ONE}amend/", memorandum_lines.amend, name="amend-memorandum"),
    path(f"{ONE}workbook/", memorandum_lines.workbook, name="memorandum-workbook"),
    path(f"{ONE}import/", memorandum_lines.import_workbook, name="memorandum-import"),
    path(f"{ONE}step/<slug:stage>/", memoranda.step_memorandum, name="step-memorandum"),
]
