"""The open cases at a glance: one query over what is kept with each case, whatever their number."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from muster.generation.models import Case, CaseStage, MissionBlock
from muster.generation.queries.cases import CASE_FIELDS
from muster.generation.queries.standing import as_they_stood
from muster.generation.rules.forecast import Forecast
from muster.generation.rules.lateness import lateness
from muster.generation.rules.stations import Station, station_of
from muster.kit.facts import known_on
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.viewer import Viewer

EVERYTHING = Q()
COLUMNS = (
    "pk", "post__requirement__mission_id", "reference", "title", "state__code", "state__name", "post__reference",
    "post__unit_type", "post__requirement__mission__acronym", "strength", "variant", "is_drill", "desk_officer",
    "requested_on", "wanted_on", "current_phase", "arrival_p50", "arrival_p90", "days_late", "owed_by__code",
    "owed_by__name", "owed_by__kind", "owed_on", "forecast_on", "standing", "source", "register__name",
    "post__requirement__mission__organisation__name",
)  # fmt: skip


@dataclass(frozen=True)
class OpenCase:
    """An open case as its last forecast left it. `days_late` is None where no arrival is known; negative: early."""

    key: int
    mission_key: int
    reference: str
    title: str
    state_code: str
    state: str
    post: str
    unit_type: str
    mission: str
    strength: int
    variant: str
    is_drill: bool
    desk_officer: str
    requested_on: date
    wanted_on: date
    phase: str
    arrival_p50: date | None
    arrival_p90: date | None
    days_late: int | None
    owed_by_code: str | None
    owed_by: str | None
    owed_by_kind: str | None
    owed_on: date | None
    forecast_on: date | None
    standing: str
    source: str
    register: str
    mission_name: str
    seen_on: date

    @property
    def illustrative(self) -> bool:
        """Return whether the case is no published fact."""
        return self.standing == Standing.ILLUSTRATIVE

    @cached_property
    def station(self) -> Station:
        """Return the column of the board in which it stands."""
        return station_of(self.phase)

    @cached_property
    def verdict(self) -> str:
        """Return whether it comes late: one of the words of the rules of lateness."""
        return lateness(self.wanted_on, Forecast(self.arrival_p50, self.arrival_p90, None, None)).verdict

    @property
    def is_overdue(self) -> bool:
        """Return whether the day has passed on which its next step was due."""
        return self.owed_on is not None and self.owed_on < self.seen_on


def open_on(viewer: Viewer, day: date) -> QuerySet[Case]:
    """Return the cases that the viewer may see and that were open on `day`, those that have ended since among them."""
    was_open = Q(stage=CaseStage.OPEN) | Q(ended_on__gt=day)
    return known_on(Case.objects.filter(visibility.rows(viewer, CASE_FIELDS)), day).filter(was_open)


def open_cases(
    viewer: Viewer, day: date, only: Q = EVERYTHING, *, today: date, blocks: Iterable[MissionBlock] | None = None
) -> list[OpenCase]:
    """Return the open cases for which `only` holds, as far as the viewer may see them; one query.

    What is forecast is what was last worked out: `forecast_on` says when. For a day that has passed, those whose
    forecast is of another day are reckoned anew, as they stood then. `blocks`: all that are believed on `day`, where
    they have been read.
    """
    chosen = open_on(viewer, day).filter(only)
    found: Any = chosen.order_by("reference").values_list(*COLUMNS)
    rows = [OpenCase(*(*row, day)) for row in found]
    if day >= today or all(one.forecast_on == day for one in rows):
        return rows
    others = chosen.filter(~Q(forecast_on=day) | Q(forecast_on__isnull=True))
    loaded = others.select_related("state", "register", "post__requirement__mission__organisation", "owed_by")
    stood = {one.reference: one for one in as_they_stood(loaded, day, blocks)}
    return [_as_it_stood(one, stood[one.reference]) if one.reference in stood else one for one in rows]


def _as_it_stood(row: OpenCase, case: Case) -> OpenCase:
    """Return a row with what was reckoned of its case for a day that has passed."""
    owed_by = case.owed_by
    return replace(
        row,
        phase=case.current_phase,
        arrival_p50=case.arrival_p50,
        arrival_p90=case.arrival_p90,
        days_late=case.days_late,
        owed_by_code=owed_by.code if owed_by else None,
        owed_by=owed_by.name if owed_by else None,
        owed_by_kind=owed_by.kind if owed_by else None,
        owed_on=case.owed_on,
        forecast_on=case.forecast_on,
    )
