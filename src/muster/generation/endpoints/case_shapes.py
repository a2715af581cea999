"""What goes in and out of the API of cases."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from muster.generation.endpoints.fields import CaseReference, ReadVersion, ReasonedStep, StateCode
from muster.generation.models import CaseStage, CaseVariant, NoteKind, PhaseStage
from muster.generation.rules.lateness import AT_RISK, IN_TIME, LATE, UNKNOWN
from muster.kit.openapi import Answer, Body, ListFilters
from muster.kit.openapi.fields import WHOLE, Code, Day, Line, LongLine, Reference, Strength, Title, Truth
from muster.missions.mandate_answers import UnderMandate

MOST_DAYS = 3650
Verdict = Annotated[str, Field(pattern=f"^({LATE}|{AT_RISK}|{IN_TIME}|{UNKNOWN})$", max_length=12)]
Days = Annotated[int, Field(ge=0, le=MOST_DAYS), WHOLE]
PhaseOrNone = Annotated[str, Field(pattern=r"^[-a-z0-9]*$", max_length=40)]
PromiseWords = Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=1000)]
NoteWords = Annotated[str, Field(pattern=r"^[^\x00]+$", min_length=1, max_length=2000)]


class CaseFilters(ListFilters):
    """Which cases: without a stage those that ended too."""

    stage: CaseStage | None = None
    mission: Code | None = None
    state: Code | None = None
    variant: CaseVariant | None = None
    is_drill: bool | None = None
    lateness: Verdict | None = None


class CaseInList(UnderMandate):
    """A case as its last forecast left it."""

    reference: str
    title: str
    register_code: str = Field(description="code of the register that generates the force")
    state: str
    mission: str
    post: str
    pledge: str | None
    variant: CaseVariant
    is_drill: bool
    strength: int
    desk_officer: str
    requested_on: date
    wanted_on: date
    stage: CaseStage
    ended_on: date | None
    ended_reason: str
    arrival_p50: date | None
    arrival_p90: date | None
    days_late: int | None = Field(description="from the wanted day to the arrival by an even chance; negative: early")
    lateness: str
    phase: str = Field(description="code of the phase that is next; empty where there is none")
    owed_by: str | None
    owed_on: date | None
    version: int
    known_from: date


class CasePhaseAnswer(Answer):
    """A phase on the schedule of the day. `start` and `finish` are planned until they have happened; null: not known.

    `slack_days` is by how much it may slip before the whole is later; `held_until`: a block holds it up today.
    """

    code: str
    name: str
    led_by: str = Field(description="code of the organisation that leads it")
    stage: PhaseStage
    start: date | None
    finish: date | None
    due_on: date | None
    slack_days: int
    is_critical: bool
    is_ready: bool
    is_late: bool
    held_until: date | None
    least_days: int
    likely_days: int
    most_days: int
    overridden_because: str
    promised_for: date | None
    promised_at: date | None
    outcome: str


class CaseOwedAnswer(Answer):
    """A phase that its side could work on now; what delays the whole first."""

    phase: str
    owed_by: str
    due_on: date
    days_overdue: int
    is_critical: bool
    promised_for: date | None
    is_promise_broken: bool
    held_until: date | None


class ScheduleAnswer(Answer):
    """The schedule of a case on a day, with its milestones; null: passed on a day that nobody recorded."""

    as_of: date
    critical_path: list[str]
    arrival_on: date | None
    has_arrived: bool
    operational_on: date | None
    is_done: bool
    phases: list[CasePhaseAnswer]


class ForecastAnswer(Answer):
    """Days by which half (P50) and nine in ten (P90) of the schedules drawn have come, and how late that is."""

    arrival_p50: date | None
    arrival_p90: date | None
    operational_p50: date | None
    operational_p90: date | None
    lateness: str
    days_late: int | None
    days_late_at_most: int | None


class PromisesKept(Answer):
    """How many promises about phases were kept, broken, and can still be kept."""

    kept: int
    broken: int
    standing: int


class CaseAnswer(CaseInList):
    """A case with its schedule, forecast, who owes what now, and how promises were kept. Its log is under `notes`."""

    schedule: ScheduleAnswer
    forecast: ForecastAnswer
    owed: list[CaseOwedAnswer]
    promises: PromisesKept


class NewCase(Body):
    """A case to be opened. `strength` null: the post's; `wanted_on` null: the post's day, or that of a rapid call."""

    reference: CaseReference
    state: StateCode
    post: Reference
    requested_on: Day
    variant: CaseVariant = CaseVariant.FORMED_UNIT
    pledge: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]*$", max_length=60)] = ""
    title: Title = ""
    strength: Strength | None = None
    desk_officer: Annotated[Line, Field(max_length=120)] = ""
    is_drill: Truth = False
    wanted_on: Day | None = None
    with_mission_phases: Truth = False
    source: LongLine = ""


class ChangedCase(Body):
    """An open case as it is to be. `reason`: needed where the wanted day or the strength is another one."""

    version: ReadVersion
    title: Title
    desk_officer: Annotated[Line, Field(max_length=120)]
    strength: Strength
    wanted_on: Day
    reason: Annotated[Line, Field(max_length=300)] = ""


class CaseNoteAnswer(Answer):
    """An entry of the log. Never changed, never deleted."""

    number: int
    kind: NoteKind
    phase: str
    words: str
    by: str | None
    on: date
    known_from: date


class NewCaseNote(Body):
    """An entry of the log, by an officer of one of the sides; a decision is the register's. Promises go by phases."""

    kind: Literal["note", "decision"] = "note"
    words: NoteWords
    phase: PhaseOrNone = ""
    said_on: Annotated[Day | None, Field(description="null: today")] = None


class StartingPhase(Body):
    """Beginning a phase; ahead of what it waits for only with a reason."""

    version: ReadVersion
    started_on: Day
    reason: LongLine = ""


class FinishingPhase(Body):
    """Finishing a phase. `done_on` must be said; null: it is done, and nobody recorded the day."""

    version: ReadVersion
    done_on: Day | None
    started_on: Day | None = None
    outcome: LongLine = ""
    reason: LongLine = ""


class PromisingPhase(Body):
    """The day on which a phase is promised to be done, by the side that leads it."""

    version: ReadVersion
    promised_for: Day
    words: PromiseWords = ""


class DurationsBody(ReasonedStep):
    """Other durations of a phase in days, in rising order, with the reason."""

    least_days: Days
    likely_days: Days
    most_days: Days
