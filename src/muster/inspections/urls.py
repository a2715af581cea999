"""Addresses of inspections and evaluations. Those of one inspection come last: any word may be its reference."""

from django.urls import URLPattern, path

from muster.inspections.views import discrepancies, inspection_steps, inspections, worksheets

LISTS = [
    path("", inspections.inspections, name="inspections"),
    path("due/", inspections.due, name="inspections-due"),
    path("due/plan/", inspection_steps.plan_due, name="plan-due-inspections"),
    path("units/<slug:reference>/", inspections.unit, name="unit-inspections"),
    path("units/<slug:reference>/plan/", inspection_steps.plan, name="plan-inspection"),
    path("units/<slug:reference>/report/", inspection_steps.open_report, name="open-report"),
    path("discrepancies/", discrepancies.discrepancies, name="discrepancies"),
    path("discrepancies/<slug:reference>/", discrepancies.discrepancy, name="discrepancy"),
    path("discrepancies/<slug:reference>/<slug:standing>/", discrepancies.step, name="step-discrepancy"),
]
ONE_INSPECTION = [
    path("<slug:reference>/", inspections.inspection, name="inspection"),
    path("<slug:reference>/step/<slug:stage>/", inspection_steps.step, name="step-inspection"),
    path("<slug:reference>/sign/", inspection_steps.sign, name="sign-for-contingent"),
    path("<slug:reference>/refuse/", inspection_steps.refuse, name="refuse-signature"),
    path("<slug:reference>/worksheet/", worksheets.worksheet, name="inspection-worksheet"),
    path("<slug:reference>/workbook/", worksheets.workbook, name="inspection-workbook"),
    path("<slug:reference>/import/", worksheets.import_worksheet, name="inspection-import"),
    path("<slug:reference>/paper/<slug:kind>/", worksheets.paper, name="inspection-paper"),
    path("<slug:reference>/accept/", discrepancies.accept, name="accept-discrepancies"),
    path("<slug:reference>/enter/", discrepancies.enter, name="enter-discrepancy"),
]
urlpatterns: list[URLPattern] = [*LISTS, *ONE_INSPECTION]
