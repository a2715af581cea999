"""What the parameter table says of visits on a day, as the rules want it."""

from datetime import date

from muster.kit.pages import ExplainInput
from muster.reference.parameters import parameter
from muster.visits.bundling import TeamCapacity
from muster.visits.rules import Targets

TARGET_KEYS = (
    "visit_answer_target_days",
    "visit_team_lead_days",
    "visit_preparation_lead_days",
    "visit_report_target_days",
    "visit_comment_period_days",
    "aav_result_target_days",
)
CAPACITY_KEYS = (
    "visit_team_trips_per_quarter",
    "aav_units_per_visit",
    "aav_length_days",
    "visit_most_states_per_trip",
    "visit_travel_days_between_states",
    "visit_neighbour_km",
    "visit_cost_usd",
    "visit_next_state_cost_percent",
    "visit_unit_points",
    "visit_age_points_per_month",
    "visit_bundling_most_steps",
)
CENTS_PER_DOLLAR = 100


def targets(day: date) -> Targets:
    """Return the days within which each side is to act."""
    return Targets(
        answer_days=parameter("visit_answer_target_days", day).integer,
        team_lead_days=parameter("visit_team_lead_days", day).integer,
        preparation_lead_days=parameter("visit_preparation_lead_days", day).integer,
        report_days=parameter("visit_report_target_days", day).integer,
        result_days=parameter("aav_result_target_days", day).integer,
    )


def team_capacity(day: date) -> TeamCapacity:
    """Return what the visiting team can do in a quarter."""
    return TeamCapacity(
        trips=parameter("visit_team_trips_per_quarter", day).integer,
        units_per_visit=parameter("aav_units_per_visit", day).decimal,
        days_per_visit=parameter("aav_length_days", day).integer,
        most_states=parameter("visit_most_states_per_trip", day).integer,
        travel_days=parameter("visit_travel_days_between_states", day).integer,
        neighbour_km=parameter("visit_neighbour_km", day).integer,
        visit_cost_cents=CENTS_PER_DOLLAR * parameter("visit_cost_usd", day).integer,
        next_state_percent=parameter("visit_next_state_cost_percent", day).integer,
        unit_points=parameter("visit_unit_points", day).integer,
        age_points=parameter("visit_age_points_per_month", day).integer,
        most_steps=parameter("visit_bundling_most_steps", day).integer,
    )


def explained(keys: tuple[str, ...], day: date) -> tuple[ExplainInput, ...]:
    """Return parameters as a page shows them beside what they led to."""
    rows = [parameter(key, day) for key in keys]
    return tuple(
        ExplainInput(row.key, f"{row.value} {row.unit}", source=row.source, standing=row.standing) for row in rows
    )
