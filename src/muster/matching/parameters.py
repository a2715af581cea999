"""The rows of the parameter table that matching uses, read once for a day and kept with what was made of them."""

from collections.abc import Mapping
from datetime import date

from muster.matching.facts import MatchingParameters
from muster.reference.parameters import Parameter, parameter

MATCHING_KEYS = (
    "level_min_for_selection",
    "level_1_to_2_months",
    "strength_fit_minimum_percent",
    "plan_value_scale",
    "fit_level_base_percent",
    "fit_level_step_percent",
    "start_cost_base_points",
    "start_cost_points_per_1000_km",
)


def rows_in_force(day: date) -> dict[str, Parameter]:
    """Return the parameters of matching in force on `day`, by key."""
    return {key: parameter(key, day) for key in MATCHING_KEYS}


def matching_parameters(rows: Mapping[str, Parameter]) -> MatchingParameters:
    """Return the numbers that the rules of matching read."""
    return MatchingParameters(
        minimum_level=rows["level_min_for_selection"].level,
        level_1_to_2_months=rows["level_1_to_2_months"].integer,
        minimum_strength_percent=rows["strength_fit_minimum_percent"].integer,
        value_scale_points=rows["plan_value_scale"].integer,
        level_base_percent=rows["fit_level_base_percent"].integer,
        level_step_percent=rows["fit_level_step_percent"].integer,
        start_cost_base_points=rows["start_cost_base_points"].integer,
        start_cost_points_per_1000_km=rows["start_cost_points_per_1000_km"].integer,
    )


def shown_rows(rows: Mapping[str, Parameter]) -> tuple[Mapping[str, str], ...]:
    """Return the rows as they are kept with a plan and shown beside it."""
    return tuple(
        {"key": one.key, "value": one.value, "unit": one.unit, "source": one.source, "standing": one.standing}
        for one in rows.values()
    )
