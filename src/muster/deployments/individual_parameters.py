"""The parameters of individuals as the rules take them, as of a day."""

from datetime import date

from muster.deployments.rules.eligibility import EligibilityParameters
from muster.deployments.rules.individual_days import DayParameters
from muster.deployments.rules.tenure import TourBounds
from muster.reference.individuals import tour_length
from muster.reference.parameters import parameter

TOUR_OF_CATEGORY = {"observer": "UNMEM-SO", "staff-officer": "UNMEM-SO", "police": "IPO", "provided": "GPP"}
"""The category of a post: its row in the tables `tour_lengths` and `individual_rules`."""

DAY_KEYS = (
    "individual_overlap_days",
    "nomination_lead_months",
    "rotation_request_lead_months",
    "travel_urgent_threshold_days",
)
ELIGIBILITY_KEYS = (
    "unmo_age_years",
    "police_age_years",
    "individual_usual_ranks",
    "min_service_years",
    "min_recent_driving_years",
    "medical_exam_max_age_months",
)
UNFIT_KEY = "medical_repatriation_threshold_days"


def day_parameters(on: date) -> DayParameters:
    """Return the lead times in force on a day."""
    overlap, nomination, request, urgent = (parameter(key, on).integer for key in DAY_KEYS)
    return DayParameters(overlap, nomination, request, urgent)


def eligibility_parameters(on: date) -> EligibilityParameters:
    """Return the numbers of section 5.5 in force on a day."""
    military = parameter("unmo_age_years", on).range
    ranks = tuple(parameter("individual_usual_ranks", on).text.split(";"))
    return EligibilityParameters(
        age_years={"observer": military, "staff-officer": military, "police": parameter("police_age_years", on).range},
        usual_ranks={"observer": ranks, "staff-officer": ranks},
        service_years=parameter("min_service_years", on).integer,
        driving_years=parameter("min_recent_driving_years", on).integer,
        medical_months=parameter("medical_exam_max_age_months", on).integer,
    )


def tour_bounds(category: str) -> TourBounds:
    """Return how long a category of post serves and may be extended."""
    length = tour_length(TOUR_OF_CATEGORY[category])
    return TourBounds(length.months_usual, length.extension_months_max)
