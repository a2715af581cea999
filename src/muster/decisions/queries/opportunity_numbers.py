"""The rows of the parameter table that opportunities are reckoned with, read once for a day."""

from collections.abc import Mapping
from datetime import date

from muster.decisions.opportunities.facts import OpportunityNumbers
from muster.reference.parameters import Parameter, parameter

HORIZON_KEY = "opportunity_horizon_months"
MOST_UNITS_KEY = "opportunity_most_units"
MOST_PAIRS_KEY = "opportunity_most_pairs"
TOP_KEY = "opportunity_paper_top"
NUMBER_KEYS: Mapping[str, str] = {
    "acceptance_days": "pledge_acceptance_days",
    "note_verbale_days": "pledge_note_verbale_days",
    "evidence_days": "evidence_review_days",
    "training_days": "tour_training_days",
    "unknown_step_days": "opportunity_unknown_step_days",
    "points_suitability": "opportunity_points_suitability",
    "points_step": "opportunity_points_step",
    "points_wait_month": "opportunity_points_wait_month",
    "points_late_month": "opportunity_points_late_month",
    "points_interest": "opportunity_points_interest",
    "points_money_million": "opportunity_points_money_million",
    "points_money_most": "opportunity_points_money_most",
    "points_risk": "opportunity_points_risk",
    "points_risk_most": "opportunity_points_risk_most",
}
"""The parameter behind each number of the rules."""


def opportunity_rows(day: date) -> dict[str, Parameter]:
    """Return the parameters in force on `day` by key, as they are shown beside the result."""
    keys = (*NUMBER_KEYS.values(), HORIZON_KEY, MOST_UNITS_KEY, MOST_PAIRS_KEY)
    return {key: parameter(key, day) for key in keys}


def opportunity_numbers(rows: Mapping[str, Parameter]) -> OpportunityNumbers:
    """Return the numbers that the rules read."""
    return OpportunityNumbers(**{name: rows[key].integer for name, key in NUMBER_KEYS.items()})
