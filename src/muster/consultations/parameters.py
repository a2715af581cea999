"""The parameters that the rules of consultations read, as of a day."""

from datetime import date

from muster.consultations.rules.calendar import LeadDays
from muster.reference.parameters import Parameter, parameter

LEAST_KEY = "consultation_least_days"
CASUALTIES_KEY = "consultation_casualties_people"
LEAD_KEYS = (
    "consultation_report_days",
    "consultation_informal_days",
    "consultation_formal_days",
    "consultation_latest_input_days",
    "consultation_vote_days_before_expiry",
)
PACK_KEYS = {
    "report": "consultation_pack_report_days",
    "threat": "consultation_pack_threat_days",
    "force": "consultation_pack_force_days",
    "performance": "consultation_pack_performance_days",
    "casualties": "consultation_pack_casualties_days",
    "resources": "consultation_pack_resources_days",
    "draft": "consultation_pack_draft_days",
    "note": "consultation_pack_note_days",
}
"""The parameter of each kind of document."""

SHOWN_KEYS = (*LEAD_KEYS, LEAST_KEY, CASUALTIES_KEY)


def lead_days(day: date) -> LeadDays:
    """Return the days before the vote in force on `day`."""
    return LeadDays(*(parameter(key, day).integer for key in LEAD_KEYS))


def pack_days(day: date) -> dict[str, int]:
    """Return by kind of document how many days ahead it is owed."""
    return {kind: parameter(key, day).integer for kind, key in PACK_KEYS.items()}


def least_days(day: date) -> int:
    """Return the days that views want."""
    return parameter(LEAST_KEY, day).integer


def shown_parameters(day: date) -> list[Parameter]:
    """Return the parameters that stand beside the calendar and the measures."""
    return [parameter(key, day) for key in SHOWN_KEYS]
