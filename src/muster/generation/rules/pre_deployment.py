"""What the pre-deployment visit of a case leads to: go, go with conditions, no-go, and what that holds up. Pure.

Source: phase 12 of section 3.1 of the dossier (go / go with conditions / no-go; recalled). Which phases are held up is
a local choice: the unit's cargo is not declared ready (phase 13) with a critical or major condition open, and nobody
moves (phase 15) with any condition open. The register may go on past open conditions with a reason; past a no-go nobody
does, a later visit must say otherwise.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from muster.generation.rules.facts import Span
from muster.kit.errors import Problem

GO, CONDITIONS, NO_GO, PENDING = "go", "go-with-conditions", "no-go", "pending"
"""What a visit says: one of three once its report is approved, before that nothing."""

LOAD_LIST, MOVEMENT = "load-list", "movement"
OUTCOMES: Mapping[str, str] = {"recommended": GO, "after-follow-up": CONDITIONS, "not-recommended": NO_GO}
"""The outcomes of a visit in the words of a pre-deployment visit."""

WEIGHTY = ("critical", "major")
FREE = "observation"
"""An observation asks for nothing."""


@dataclass(frozen=True)
class Condition:
    """A finding of the visit: its owner must act by `due_on`. `is_open`: neither closed nor waived."""

    reference: str
    text: str
    severity: str
    owner: str
    due_on: date | None
    is_open: bool


@dataclass(frozen=True)
class VisitResult:
    """What a pre-deployment visit said on `decided_on`, with its conditions; `outcome` empty: nothing yet."""

    visit: str
    outcome: str = ""
    decided_on: date | None = None
    note: str = ""
    conditions: tuple[Condition, ...] = ()

    @property
    def verdict(self) -> str:
        """Return go, go with conditions, no-go, or that nothing is said yet."""
        return OUTCOMES.get(self.outcome, PENDING)


def holding(result: VisitResult, phase: str) -> tuple[Condition, ...]:
    """Return the open conditions that hold a phase up."""
    if result.verdict != CONDITIONS or phase not in (LOAD_LIST, MOVEMENT):
        return ()
    weights = WEIGHTY if phase == LOAD_LIST else None
    return tuple(
        one
        for one in result.conditions
        if one.is_open and one.severity != FREE and (weights is None or one.severity in weights)
    )


def held_problems(result: VisitResult | None, phase: str, reason: str) -> list[Problem]:
    """Return why a phase cannot go on for what the visit said; a reason takes it past conditions only."""
    if result is None:
        return []
    if result.verdict == NO_GO and phase in (LOAD_LIST, MOVEMENT):
        because = f": {result.note}" if result.note else ""
        message = f"visit {result.visit} said no-go{because}"
        return [Problem("pre-deployment visit", message, "remedy its findings and visit again")]
    open_ones = holding(result, phase)
    if not open_ones or reason.strip():
        return []
    names = ", ".join(one.reference for one in open_ones)
    message = f"conditions of visit {result.visit} are open: {names}"
    return [Problem("reason", message, "close them, or say why it goes on")]


def held_spans(result: VisitResult, today: date) -> dict[str, tuple[Span, ...]]:
    """Return by phase the days on which it rests, as of `today`: until the last open condition is due, or no end known.

    A condition that is overdue or has no deadline has no known end.
    """
    found: dict[str, tuple[Span, ...]] = {}
    for phase in (LOAD_LIST, MOVEMENT):
        if result.verdict == NO_GO:
            found[phase] = ((result.decided_on or today, None),)
            continue
        open_ones = holding(result, phase)
        if open_ones:
            found[phase] = ((result.decided_on or today, _end(open_ones, today)),)
    return found


def _end(conditions: Iterable[Condition], today: date) -> date | None:
    """Return the day by which all conditions are due; None where one has none, or has let it pass."""
    days = [one.due_on for one in conditions]
    known = [day for day in days if day is not None and day > today]
    return max(known) if len(known) == len(days) else None
