"""What a desk hands over: promises with what came of them, and whose turn it is. Pure."""

from dataclasses import dataclass
from datetime import date

from muster.generation.rules.facts import DONE, LEFT_OUT

CASE, CASE_ABANDONED = "case", "case abandoned"
SELECTION_PROPOSED, SELECTION_APPROVED, SELECTION_REVOKED = SELECTION_KINDS = (
    "selection proposed",
    "selection approved",
    "selection revoked",
)
DEVIATION = "deviation agreed"
"""Kinds of decisions: what each is about stands in its first word."""

KEPT, BROKEN, STANDING, LAPSED = "kept", "broken", "open", "lapsed"


def promise_verdict(stage: str, promised_for: date, done_on: date | None, today: date) -> str:
    """Return what came of a promise: kept, broken, or still open.

    Kept if the phase was done by the day that was named, however the rest of the case went. A phase that was left out,
    or is done on a day that nobody recorded, keeps no promise and breaks none: it has lapsed.
    """
    if stage == LEFT_OUT or (stage == DONE and done_on is None):
        return LAPSED
    if stage == DONE and done_on is not None and done_on <= today:
        return KEPT if done_on <= promised_for else BROKEN
    return STANDING if promised_for >= today else BROKEN


@dataclass(frozen=True)
class OwedStep:
    """A phase of a case that its side could work on now. `days_overdue` is positive once the due day has passed."""

    case: str
    phase: str
    who: str
    due_on: date
    days_overdue: int
    is_critical: bool
    promised_for: date | None
    is_promise_broken: bool
    held_until: date | None
    illustrative: bool = False

    @property
    def is_overdue(self) -> bool:
        """Return whether its day has passed."""
        return self.days_overdue > 0


@dataclass(frozen=True)
class PromiseLine:
    """The last promise about a phase, and how often one was given for it."""

    case: str
    phase: str
    who: str
    promised_at: date | None
    promised_for: date
    done_on: date | None
    verdict: str
    times: int
    illustrative: bool = False


@dataclass(frozen=True)
class DecisionLine:
    """Something that was decided, by whom and why. `record` is what it was decided about.

    That is a case, a selection, or the statement of unit requirement from which a unit may deviate; `kind` says which.
    """

    on: date
    record: str
    kind: str
    words: str
    who: str
    illustrative: bool = False


@dataclass(frozen=True)
class MissingLine:
    """Something that a case still lacks: an instrument that is not signed, a clearance that is not granted."""

    case: str
    what: str
    stage: str
    since: date | None
    due_on: date | None
    is_overdue: bool
    note: str = ""
    illustrative: bool = False


@dataclass(frozen=True)
class FindingLine:
    """A finding of a visit that is not closed."""

    reference: str
    visit: str
    severity: str
    text: str
    who: str
    due_on: date | None
    is_overdue: bool
    illustrative: bool = False
