"""How an inspection goes from planned to signed: which step may follow, whose it is, and what it wants. Pure.

Source: section 3.6 of the dossier says who inspects and who reports. The stages, and that the contingent signs before
the mission does (or that its refusal is on record with words), are local choices.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muster.inspections.rules.worksheet import Worksheet
from muster.inspections.stages import InspectionKind, InspectionStage
from muster.kit.errors import Problem, Refused


class StepSide(StrEnum):
    """Whose step it is: the mission's officers (or those of the secretariat that mandates it), or the State's."""

    MISSION = "mission"
    STATE = "state"


S = InspectionStage
STEPS: dict[InspectionStage, tuple[InspectionStage, ...]] = {
    S.PLANNED: (S.UNDER_WAY, S.CANCELLED),
    S.UNDER_WAY: (S.SHARED, S.CANCELLED),
    S.SHARED: (S.SIGNED, S.UNDER_WAY),
    S.SIGNED: (),
    S.CANCELLED: (),
    S.SUPERSEDED: (),
}
"""Of an inspection: every step is the mission's. Back from shared: the worksheet is corrected, and signed anew."""
REPORT_STEPS: dict[InspectionStage, tuple[InspectionStage, ...]] = {
    S.PLANNED: (S.UNDER_WAY, S.CANCELLED),
    S.UNDER_WAY: (S.SIGNED, S.CANCELLED),
    S.SHARED: (),
    S.SIGNED: (),
    S.CANCELLED: (),
    S.SUPERSEDED: (),
}
"""Of a contingent's monthly report: every step is the State's; signed means handed in.

One that is handed in is superseded by no step of its own, but when a correction of it is handed in.
"""
WRITTEN_IN = (S.UNDER_WAY,)
"""The stages in which a worksheet is written."""
NEEDS_REASON = ((S.PLANNED, S.CANCELLED), (S.UNDER_WAY, S.CANCELLED), (S.SHARED, S.UNDER_WAY))
COMPLETE_KINDS = (
    InspectionKind.ARRIVAL, InspectionKind.PERIODIC, InspectionKind.REPATRIATION, InspectionKind.MONTHLY,
)  # fmt: skip
"""The kinds that count every line; a spot check and an ORI may look at some."""


@dataclass(frozen=True)
class InspectionFacts:
    """What the rules look at before a step. `until` is the day after the last day on the ground, or of the month."""

    kind: str
    stage: str
    sheet: Worksheet
    carried_from: date | None = None
    until: date | None = None
    readiness: str = ""
    contingent_signed: bool = False
    refusal: str = ""


def is_report(kind: str) -> bool:
    """Return whether it is a contingent's monthly report."""
    return kind == InspectionKind.MONTHLY


def may_be_corrected(kind: str, stage: str) -> bool:
    """Return whether it is a monthly report that is handed in and holds."""
    return is_report(kind) and stage == S.SIGNED


def correction_problems(kind: str, stage: str, reason: str) -> list[Problem]:
    """Return why a correction cannot be begun: a report that is handed in and holds is corrected, with a reason."""
    problems = []
    if not is_report(kind):
        problems.append(Problem("kind", "only monthly reports are corrected", "inspect again: that says all anew"))
    elif stage != S.SIGNED:
        label = S(stage).label.lower()
        remedy = "correct the one in its place" if stage == S.SUPERSEDED else "go on with the report itself"
        problems.append(Problem("stage", f"it is {label}, not handed in", remedy))
    if not reason.strip():
        problems.append(Problem("reason", "none is given", "say what was wrong"))
    return problems


def side_of(kind: str) -> StepSide:
    """Return whose steps those of a kind are."""
    return StepSide.STATE if is_report(kind) else StepSide.MISSION


def legal_next(kind: str, stage: str) -> tuple[InspectionStage, ...]:
    """Return the stages that may follow."""
    return (REPORT_STEPS if is_report(kind) else STEPS)[S(stage)]


def check_stage(kind: str, stage: str, following: str, what: str) -> None:
    """Raise Refused, naming what may follow, unless an inspection may go from `stage` to `following`."""
    legal = legal_next(kind, stage)
    if following not in legal:
        ways = ", ".join(one.value for one in legal) or "none, it has ended"
        raise Refused(f"{what} is {stage} and cannot become {following!r}; possible: {ways}.")


def step_problems(facts: InspectionFacts, following: str, on: date, reason: str) -> list[Problem]:
    """Return what is missing before a legal step, a line each with its remedy."""
    problems = []
    if (facts.stage, following) in NEEDS_REASON and not reason.strip():
        problems.append(Problem("reason", "none is given", "say why"))
    if following in (S.SHARED, S.SIGNED):
        problems += _sheet(facts)
        problems += _days(facts, on)
    if following == S.SIGNED and not is_report(facts.kind):
        problems += _signatures(facts)
    return problems


def _sheet(facts: InspectionFacts) -> list[Problem]:
    sheet = facts.sheet
    if sheet.is_empty:
        return [Problem("worksheet", "it has no line", "add what was looked at")]
    problems = []
    if facts.kind in COMPLETE_KINDS:
        if sheet.uncounted:
            lines = ", ".join(str(one.number) for one in sheet.uncounted[:10])
            problems.append(Problem("worksheet", f"equipment lines not counted: {lines}", "count what is there"))
        if sheet.unjudged:
            lines = ", ".join(str(one.number) for one in sheet.unjudged[:10])
            problems.append(Problem("worksheet", f"self-sustainment lines not judged: {lines}", "say what was found"))
    elif len(sheet.uncounted) == len(sheet.equipment) and len(sheet.unjudged) == len(sheet.services):
        problems.append(Problem("worksheet", "nothing is counted", "count what was looked at"))
    if facts.kind == InspectionKind.READINESS and not facts.readiness:
        problems.append(Problem("readiness", "nothing is said", "say whether the unit is ready"))
    return problems


def _days(facts: InspectionFacts, on: date) -> list[Problem]:
    if facts.until is None:
        return [Problem("days", "nobody says when it was carried out", "give the first and the last day")]
    if facts.until > on:
        if is_report(facts.kind):
            return [Problem("month", "it is not over", f"hand the report in from {facts.until} on")]
        return [Problem("days", "its last day has not come", f"give a day up to {on}, or wait")]
    return []


def _signatures(facts: InspectionFacts) -> list[Problem]:
    if facts.contingent_signed or facts.refusal.strip():
        return []
    return [Problem("contingent", "it has not signed", "let it sign, or record in words that it refuses")]
