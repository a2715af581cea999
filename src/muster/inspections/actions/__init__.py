"""All writes to inspections and evaluations. One file an idea; this is the list of all."""

from muster.inspections.actions.contingent import refuse_signature, sign_for_contingent
from muster.inspections.actions.daily import run_inspections
from muster.inspections.actions.discrepancies import accept_discrepancies, enter_discrepancy, step_discrepancy
from muster.inspections.actions.evaluations import open_evaluation, step_evaluation, write_evaluation
from muster.inspections.actions.inspection_steps import take_inspection_step
from muster.inspections.actions.performance_plans import measure_done, move_plan, open_plan, step_plan, write_plan
from muster.inspections.actions.plan_inspections import plan_due_inspections, plan_inspection, take_over_arrivals
from muster.inspections.actions.reports import correct_report, open_report
from muster.inspections.actions.worksheets import write_worksheet

__all__ = [
    "accept_discrepancies",
    "correct_report",
    "enter_discrepancy",
    "measure_done",
    "move_plan",
    "open_evaluation",
    "open_plan",
    "open_report",
    "plan_due_inspections",
    "plan_inspection",
    "refuse_signature",
    "run_inspections",
    "sign_for_contingent",
    "step_discrepancy",
    "step_evaluation",
    "step_plan",
    "take_inspection_step",
    "take_over_arrivals",
    "write_evaluation",
    "write_plan",
    "write_worksheet",
]
