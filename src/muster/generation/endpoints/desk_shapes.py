"""What goes in and out of the API of the desk: open cases and the calendar."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from muster.generation.models import CaseVariant
from muster.generation.queries.board import OpenCase
from muster.generation.rules.calendar import KINDS, CalendarEntry
from muster.generation.rules.lateness import AT_RISK, IN_TIME, LATE, UNKNOWN
from muster.generation.rules.stations import NOWHERE, STATIONS
from muster.kit.openapi import Answer, ListFilters
from muster.kit.openapi.fields import Code, Day, Word

MOST_DAYS = 400


def _one_of(*words: str) -> Any:
    return Field(json_schema_extra={"enum": list(words)}, max_length=40)


Station = Annotated[str, _one_of(*(one.code for one in (*STATIONS, NOWHERE)))]
Variant = Annotated[str, _one_of(*CaseVariant.values)]
Verdict = Annotated[str, _one_of(LATE, AT_RISK, IN_TIME, UNKNOWN)]
Kind = Annotated[str, _one_of(*KINDS)]


class OpenCaseAnswer(Answer):
    """An open case as its last forecast left it."""

    reference: str
    title: str
    state: str = Field(description="ISO alpha-3 code")
    mission: str
    post: str
    unit_type: str
    strength: int
    variant: str
    is_drill: bool
    desk_officer: str
    requested_on: date
    wanted_on: date
    station: str = Field(description="the group of phases in which it stands")
    phase: str = Field(description="code; empty where no phase is left to begin")
    arrival_p50: date | None
    arrival_p90: date | None
    days_late: int | None = Field(description="from the wanted day to the arrival by an even chance; negative: early")
    lateness: str
    owed_by: str | None = Field(description="code of the organisation that owes the next step")
    owed_on: date | None
    is_overdue: bool
    forecast_on: date | None
    source: str
    standing: str


class BoardFilters(ListFilters):
    """Which open cases."""

    mission: Code | None = None
    state: Code | None = None
    station: Station | None = None
    phase: Word | None = None
    variant: Variant | None = None
    lateness: Verdict | None = None
    owed_by: Code | None = None
    is_overdue: bool | None = None
    is_drill: bool | None = None


class EntryAnswer(Answer):
    """Something on the calendar in `[start, until)`; `until` null: not yet known."""

    kind: str
    start: date
    until: date | None
    reference: str
    title: str
    case: str
    phase: str
    mission: str
    state: str
    who: str
    is_overdue: bool
    is_drill: bool
    illustrative: bool
    source: str


class CalendarFilters(ListFilters):
    """Which days: from the day of the answer on, or from `start`."""

    start: Annotated[Day | None, Field(description="first day; else the day of the answer")] = None
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = 28
    kind: Kind | None = None
    mission: Code | None = None


class AddressAnswer(Answer):
    """The address of a calendar feed. It is told this once."""

    address: str


def open_case_of(row: OpenCase) -> OpenCaseAnswer:
    """Return an open case as the API tells it."""
    names = set(OpenCaseAnswer.model_fields) - {"state", "station", "lateness", "owed_by"}
    plain: dict[str, Any] = {name: getattr(row, name) for name in names}
    told: dict[str, Any] = {
        "state": row.state_code,
        "station": row.station.code,
        "lateness": row.verdict,
        "owed_by": row.owed_by_code,
    }
    return OpenCaseAnswer(**plain, **told)


def entry_of(entry: CalendarEntry) -> EntryAnswer:
    """Return an entry of the calendar as the API tells it."""
    return EntryAnswer(**{name: getattr(entry, name) for name in EntryAnswer.model_fields})
