"""Timeliness of inspections and monthly reports. Pure.

Formula of section 9.2 of the dossier: arrival inspections within a month; readiness inspections within six months;
monthly reports received. What is due when is the due list's of the room of inspections.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from muster.inspections.rules.due_facts import DueState
from muster.yardsticks.measures.shape import Behind, Measured, Sort, Verdict, share_of
from muster.yardsticks.measures.window import Window

KINDS = (
    ("AI", "Arrival inspections in time"),
    ("ORI", "Operational readiness inspections in time"),
    ("PI", "Periodic inspections in time"),
    ("CMR", "Monthly reports received in time"),
)
VERDICTS = {
    DueState.DONE: (Verdict.COUNTS, "in time"),
    DueState.DONE_LATE: (Verdict.FAILS, "done late"),
    DueState.OVERDUE: (Verdict.FAILS, "overdue"),
}


@dataclass(frozen=True, slots=True)
class DueFact:
    """Something that was due of a unit on a day, and how it stands; `reference` of what was done for it."""

    unit: str
    state: str
    mission: str
    kind: str
    due_on: date
    standing: DueState
    reference: str = ""
    illustrative: bool = False


def inspection_timeliness(lines: Iterable[DueFact], window: Window) -> Measured:
    """Return the share of what fell due in the window that was done in time, together and by kind."""
    behind = tuple(_row(one, window) for one in lines)
    by_kind = [(label, [row for row in behind if row.label.startswith(f"{code} ")]) for code, label in KINDS]
    figures = [share_of("Inspections and reports in time", behind)]
    figures += [share_of(label, rows) for label, rows in by_kind]
    return Measured(tuple(figures), behind, "No inspection and no report has come due.")


def _row(one: DueFact, window: Window) -> Behind:
    verdict, words = VERDICTS.get(one.standing, (Verdict.OPEN, str(one.standing.value)))
    if verdict != Verdict.OPEN and not window.holds(one.due_on):
        verdict = Verdict.ASIDE if one.due_on <= window.day else Verdict.OPEN
    return Behind(
        Sort.INSPECTION if one.reference else Sort.UNIT,
        (one.reference,) if one.reference else (one.unit,),
        f"{one.kind} {one.reference or one.unit}",
        verdict,
        words,
        state=one.state,
        mission=one.mission,
        on=one.due_on,
        illustrative=one.illustrative,
    )
