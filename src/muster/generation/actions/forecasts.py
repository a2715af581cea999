"""The forecast that stands with each case, worked out anew by every write that moves a schedule and once a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from muster.generation.models import Case, CaseStage
from muster.generation.parameters import forecast_parameters
from muster.generation.queries.facts import facts_of, history
from muster.generation.rules.facts import CaseFacts
from muster.generation.rules.forecast import Forecast, ForecastParameters, forecasts
from muster.generation.rules.lateness import lateness, owed_now
from muster.generation.rules.schedule import Schedule, schedule

FIELDS = (
    "forecast_on", "current_phase", "arrival_planned", "arrival_p50", "arrival_p90", "days_late", "owed_by_id",
    "owed_on",
)  # fmt: skip


@dataclass(frozen=True)
class _Sides:
    """The organisations that a case's phases are led by."""

    register_id: int
    state_id: int
    mission_id: int

    def leading(self, side: str) -> int:
        """Return the key of the organisation of a side."""
        return {"state": self.state_id, "mission": self.mission_id}.get(side, self.register_id)


@transaction.atomic
def refresh_forecasts(cases: "QuerySet[Case]", today: date) -> int:
    """Work out schedule and forecast of open cases as of `today` and keep what lists show; return how many changed.

    No actor: it follows from the record. Cases that are closed or abandoned keep their last forecast.
    """
    chosen = cases.filter(stage=CaseStage.OPEN).order_by()
    facts = facts_of(chosen, today)
    if not facts:
        return 0
    parameters = forecast_parameters(today)
    drawn = forecasts(list(facts.values()), today, parameters, history(today))
    names = ("pk", "wanted_on", "register_id", "state_id", "post__requirement__mission__organisation_id", *FIELDS)
    stored = {row[0]: row[1:] for row in chosen.values_list(*names)}
    changed: list[tuple[int, tuple[Any, ...]]] = []
    for (key, case), forecast in zip(facts.items(), drawn, strict=True):
        wanted_on, register, state, mission, *before = stored[key]
        told = _told(case, forecast, wanted_on, _Sides(register, state, mission), today, parameters)
        if told != tuple(before):
            changed.append((key, told))
    _store(changed)
    return len(changed)


def _store(changed: Sequence[tuple[int, tuple[Any, ...]]]) -> None:
    """Write the columns of many cases by one prepared statement: `bulk_update` builds its own for seconds."""
    quote, adapt = connection.ops.quote_name, connection.ops.adapt_datefield_value
    names = [name.removesuffix("_id") for name in FIELDS]
    columns = ", ".join(f"{quote(str(field.column))} = %s" for field in map(Case._meta.get_field, names))  # type: ignore[union-attr]
    rows = [[adapt(value) if isinstance(value, date) else value for value in told] + [key] for key, told in changed]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {quote(Case._meta.db_table)} SET {columns} WHERE {quote('id')} = %s", rows)


def _told(
    case: CaseFacts, forecast: Forecast, wanted_on: date, sides: _Sides, today: date, parameters: ForecastParameters
) -> tuple[Any, ...]:
    """Return what lists show of a case, in the order of FIELDS."""
    planned = schedule(case, today, parameters.schedule)
    owed = owed_now(case, planned)
    first = owed[0] if owed else None
    return (
        today,
        first.code if first else _next_phase(planned),
        planned.arrival_on,
        forecast.arrival_p50,
        forecast.arrival_p90,
        lateness(wanted_on, forecast).days_late,
        sides.leading(first.side) if first else None,
        first.due_on if first else None,
    )


def _next_phase(planned: Schedule) -> str:
    """Return the phase that comes next where none can be worked on today; empty if all are done."""
    waiting: Sequence[str] = [one.code for one in planned.phases if one.stage == "waiting"]
    return waiting[0] if waiting else ""
