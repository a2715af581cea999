"""The rows of the parameter table that matching uses, read once for a day and kept with what was made of them."""

from collections.abc import Mapping
from datetime import date

from muster.matching.facts import MatchingParameters
from muster.matching.fit.facts import FitParameters, LineKind
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
    "fit_value_percent",
    "fit_gaps_percent",
    "fit_neutral_percent",
)
WEIGHT_KEYS: Mapping[LineKind, str] = {
    LineKind.STRENGTH: "fit_weight_strength",
    LineKind.WOMEN: "fit_weight_women",
    LineKind.LANGUAGES: "fit_weight_languages",
    LineKind.NOTICE: "fit_weight_notice",
    LineKind.ENVIRONMENT: "fit_weight_environment",
    LineKind.TASK: "fit_weight_task",
    LineKind.CAPABILITY: "fit_weight_capability",
    LineKind.POST: "fit_weight_post",
    LineKind.EQUIPMENT: "fit_weight_equipment",
    LineKind.SELF_SUSTAINMENT: "fit_weight_self_sustainment",
}
"""The parameter of the weight of each kind of line in a fit."""
OPTIONAL_KEY = "fit_optional_line_percent"


def rows_in_force(day: date) -> dict[str, Parameter]:
    """Return the parameters of matching in force on `day`, by key."""
    return {key: parameter(key, day) for key in (*MATCHING_KEYS, *WEIGHT_KEYS.values(), OPTIONAL_KEY)}


def fit_parameters(rows: Mapping[str, Parameter]) -> FitParameters:
    """Return the numbers that the fit reads."""
    weights = tuple((kind, rows[key].integer) for kind, key in WEIGHT_KEYS.items())
    return FitParameters(weights, rows[OPTIONAL_KEY].integer)


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
        fit_value_percent=rows["fit_value_percent"].integer,
        fit_gaps_percent=rows["fit_gaps_percent"].integer,
        fit_neutral_percent=rows["fit_neutral_percent"].integer,
    )


def shown_rows(rows: Mapping[str, Parameter]) -> tuple[Mapping[str, str], ...]:
    """Return the rows as they are kept with a plan and shown beside it."""
    return tuple(
        {"key": one.key, "value": one.value, "unit": one.unit, "source": one.source, "standing": one.standing}
        for one in rows.values()
    )
