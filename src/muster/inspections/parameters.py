"""The numbers of the parameter table that the rules of inspections apply, as they hold on a day."""

from datetime import date

from muster.inspections.rules.due_facts import DueNumbers
from muster.reference.parameters import parameter

DUE_KEYS = {
    "arrival_months": "arrival_inspection_deadline_months",
    "periodic_months": "periodic_inspection_interval_months",
    "readiness_months": "ori_max_interval_months",
    "doubt_days": "ori_doubt_days",
    "report_days": "contingent_report_days",
    "report_months_asked": "contingent_report_asked_months",
    "soon_days": "inspection_soon_days",
}
DEPARTED_KEY = "inspection_departed_months"
THRESHOLD_KEY = "serviceability_threshold_percent"
DISCREPANCY_KEY = "discrepancy_due_days"


def due_numbers(day: date) -> DueNumbers:
    """Return the numbers that say when inspections and reports are due."""
    return DueNumbers(**{name: parameter(key, day).integer for name, key in DUE_KEYS.items()})


def departed_months(day: date) -> int:
    """Return the months after a departure in which a unit is still asked for what it owes."""
    return parameter(DEPARTED_KEY, day).integer


def threshold_percent(day: date) -> int:
    """Return the least share of agreed items that has to be serviceable, in percent."""
    return parameter(THRESHOLD_KEY, day).integer


def discrepancy_days(day: date) -> int:
    """Return the days within which a discrepancy is to be remedied, as they are proposed."""
    return parameter(DISCREPANCY_KEY, day).integer
