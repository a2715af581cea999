"""What the parameter table says of schedules and forecasts on a day, as the rules want it."""

from datetime import date

from muster.generation.rules.durations import HistoryParameters
from muster.generation.rules.facts import ScheduleParameters
from muster.generation.rules.forecast import ForecastParameters
from muster.kit.pages import ExplainInput
from muster.reference.parameters import parameter

SCHEDULE_KEYS = (
    "case_overrun_least_days",
    "case_overrun_remaining_percent",
    "case_overrun_elapsed_percent",
    "case_open_block_days",
)
FORECAST_KEYS = (
    "case_forecast_draws",
    "case_forecast_seed",
    "case_history_least",
    "case_history_shrinkage",
    *SCHEDULE_KEYS,
)


def schedule_parameters(day: date) -> ScheduleParameters:
    """Return what a schedule goes by."""
    return ScheduleParameters(
        overrun_least_days=parameter("case_overrun_least_days", day).integer,
        overrun_remaining_percent=parameter("case_overrun_remaining_percent", day).integer,
        overrun_elapsed_percent=parameter("case_overrun_elapsed_percent", day).integer,
        open_block_days=parameter("case_open_block_days", day).integer,
    )


def forecast_parameters(day: date) -> ForecastParameters:
    """Return what a forecast goes by."""
    return ForecastParameters(
        draws=parameter("case_forecast_draws", day).integer,
        seed=parameter("case_forecast_seed", day).integer,
        history=HistoryParameters(
            least=parameter("case_history_least", day).integer,
            shrinkage=parameter("case_history_shrinkage", day).integer,
        ),
        schedule=schedule_parameters(day),
    )


def explained(keys: tuple[str, ...], day: date) -> tuple[ExplainInput, ...]:
    """Return parameters as a page shows them beside what they led to."""
    rows = [parameter(key, day) for key in keys]
    return tuple(
        ExplainInput(row.key, f"{row.value} {row.unit}", source=row.source, standing=row.standing) for row in rows
    )
