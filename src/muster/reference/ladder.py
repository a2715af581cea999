"""The ladder of a national decision: its steps, how long each takes, and which waits for which. Pure.

Source: section 7.1 of the dossier (recalled); the days that it does not give are a local choice, each row says so.
"""

from dataclasses import dataclass
from typing import ClassVar

from muster.reference.records import records

BEFORE, AFTER = "before", "after"
"""Whether a step lies before the arrival of the contingent or after it."""


@dataclass(frozen=True)
class LadderRung:
    """One step; the days are how long it takes: at least, likely, at most."""

    TABLE: ClassVar[str] = "ladder_steps"

    code: str
    number: int
    name: str
    led_by: str
    output: str
    side: str
    least_days: int
    likely_days: int
    most_days: int
    source: str
    standing: str
    note: str


@dataclass(frozen=True)
class LadderDependency:
    """A step that begins once another is done."""

    TABLE: ClassVar[str] = "ladder_dependencies"

    step: str
    after: str
    source: str
    standing: str
    note: str


def ladder_rungs() -> tuple[LadderRung, ...]:
    """All steps, in their order."""
    return tuple(sorted(records(LadderRung), key=lambda rung: rung.number))


def ladder_dependencies() -> tuple[LadderDependency, ...]:
    """Which step waits for which."""
    return records(LadderDependency)
