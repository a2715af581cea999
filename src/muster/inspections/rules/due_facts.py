"""What the rules of due inspections read and say: numbers, what was done, and what is due. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muster.inspections.stages import InspectionKind


class DueState(StrEnum):
    """How it stands with what is due; the order is that of urgency, and what is done comes last."""

    OVERDUE = "overdue"
    SOON = "soon"
    PLANNED = "planned"
    LATER = "later"
    DONE_LATE = "done late"
    DONE = "done"


ORDER = {state: at for at, state in enumerate(DueState)}


@dataclass(frozen=True, slots=True)
class DueNumbers:
    """The numbers of the parameter table that say when; each is named after the thing that it is about."""

    arrival_months: int
    periodic_months: int
    readiness_months: int
    doubt_days: int
    report_days: int
    report_months_asked: int
    soon_days: int


@dataclass(frozen=True, slots=True)
class Inspected:
    """An inspection or monthly report as it stands on the day.

    `done_on` is its last day on the ground, of a monthly report the day on which it was handed in; it counts once it is
    signed. `month` is the first covered day of a report; `doubted_on` the day of the doubt that led to an ORI.
    """

    reference: str
    kind: str
    stage: str
    planned_for: date
    done_on: date | None = None
    month: date | None = None
    doubted_on: date | None = None


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing that is due, or was done: `due_on` is the last day on which it is in time.

    `month` is that of a report. `reference` is what was planned or done for it, if anything; `words` say why it is due
    and how it stands.
    """

    kind: InspectionKind
    due_on: date
    state: DueState
    words: str
    reference: str = ""
    month: date | None = None
