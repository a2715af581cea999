"""Addresses of inspections and evaluations. Those of one inspection come last: any word may be its reference."""

from django.urls import URLPattern, path

from muster.inspections.views import (
    discrepancies,
    evaluations,
    inspection_steps,
    inspections,
    performance_plans,
    worksheets,
)

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
EVALUATIONS = [
    path("evaluations/", evaluations.evaluations, name="evaluations"),
    path("evaluations/new/", evaluations.new_evaluation, name="new-evaluation"),
    path("evaluations/<slug:reference>/", evaluations.evaluation, name="evaluation"),
    path("evaluations/<slug:reference>/write/", evaluations.write_evaluation, name="write-evaluation"),
    path("evaluations/<slug:reference>/paper/", evaluations.evaluation_pdf, name="evaluation-paper"),
    path("evaluations/<slug:reference>/<slug:stage>/", evaluations.step_evaluation, name="step-evaluation"),
    path("plans/", performance_plans.plans, name="performance-plans"),
    path("plans/new/", performance_plans.new_plan, name="new-performance-plan"),
    path("plans/<slug:reference>/", performance_plans.plan, name="performance-plan"),
    path("plans/<slug:reference>/write/", performance_plans.write_plan, name="write-performance-plan"),
    path("plans/<slug:reference>/move/", performance_plans.move_plan, name="move-performance-plan"),
    path("plans/<slug:reference>/measures/<int:number>/", performance_plans.measure_done, name="measure-done"),
    path("plans/<slug:reference>/<slug:stage>/", performance_plans.step_plan, name="step-performance-plan"),
]
ONE_INSPECTION = [
    path("<slug:reference>/", inspections.inspection, name="inspection"),
    path("<slug:reference>/step/<slug:stage>/", inspection_steps.step, name="step-inspection"),
    path("<slug:reference>/sign/", inspection_steps.sign, name="sign-for-contingent"),
    path("<slug:reference>/refuse/", inspection_steps.refuse, name="refuse-signature"),
    path("<slug:reference>/correct/", inspection_steps.correct, name="correct-report"),
    path("<slug:reference>/worksheet/", worksheets.worksheet, name="inspection-worksheet"),
    path("<slug:reference>/workbook/", worksheets.workbook, name="inspection-workbook"),
    path("<slug:reference>/import/", worksheets.import_worksheet, name="inspection-import"),
    path("<slug:reference>/paper/<slug:kind>/", worksheets.paper, name="inspection-paper"),
    path("<slug:reference>/accept/", discrepancies.accept, name="accept-discrepancies"),
    path("<slug:reference>/enter/", discrepancies.enter, name="enter-discrepancy"),
]
urlpatterns: list[URLPattern] = [*LISTS, *EVALUATIONS, *ONE_INSPECTION]
