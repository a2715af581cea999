"""The phases of a case and how long a case takes from its opening to the arrival of the unit.

Durations are the typical ones of force generation, phases 4 to 13 and 15 (`tables/phases.csv`, with their standing);
the likely one is the geometric middle of the range, for want of a published one. Host-State clearances and the
readiness of camps have no published duration: they hold up all units of a mission alike, and are part of the mission's
delay (see `simulation`). Functions take the phases as an argument, so any other template will do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from muster.generation.build_up.history import OWN_TABLES
from muster.generation.build_up.months import DAYS_PER_MONTH, DAYS_PER_WEEK
from muster.generation.build_up.source import Line, lines_of
from muster.kit.errors import Problem, Refused

Months = npt.NDArray[np.float64]

COLUMNS = ("code", "name", "low_weeks", "likely_weeks", "high_weeks", "after", "standing")


@dataclass(frozen=True)
class Phase:
    """One phase: least, likely and greatest duration in weeks, and the phases that must have ended before it."""

    code: str
    name: str
    low_weeks: float
    likely_weeks: float
    high_weeks: float
    after: tuple[str, ...] = ()


def in_order(phases: Sequence[Phase]) -> tuple[Phase, ...]:
    """The phases so that each comes after those that it waits for.

    Raises Refused for a phase that waits for one that is not there or for itself, and for durations out of order.
    """
    codes = {phase.code for phase in phases}
    for phase in phases:
        _check(phase, codes)
    ordered: list[Phase] = []
    waiting = list(phases)
    while waiting:
        done = {phase.code for phase in ordered}
        ready = [phase for phase in waiting if done.issuperset(phase.after)]
        if not ready:
            words = ", ".join(phase.code for phase in waiting)
            raise Refused(problems=[Problem("phases", f"{words} wait for each other", "break the circle")])
        ordered += ready
        waiting = [phase for phase in waiting if phase not in ready]
    return tuple(ordered)


def _check(phase: Phase, codes: set[str]) -> None:
    unknown = [code for code in phase.after if code not in codes]
    if unknown:
        words = f"it waits for {', '.join(unknown)}, of which there is no phase"
        raise Refused(problems=[Problem(f"phase {phase.code}", words, "name phases of the template")])
    if not 0 <= phase.low_weeks <= phase.likely_weeks <= phase.high_weeks:
        words = f"{phase.low_weeks}, {phase.likely_weeks}, {phase.high_weeks} weeks are not in order"
        raise Refused(problems=[Problem(f"phase {phase.code}", words, "give least, likely and greatest duration")])


def case_months(phases: Sequence[Phase], shape: tuple[int, ...], chance: np.random.Generator) -> Months:
    """Months from the opening of a case to the end of its last phase, drawn `shape` times.

    A duration is triangular between least and greatest; a phase begins when the last that it waits for has ended.
    Raises Refused as `in_order` does.
    """
    ends: dict[str, Months] = {}
    for phase in in_order(phases):
        begins = np.zeros(shape)
        for code in phase.after:
            begins = np.maximum(begins, ends[code])
        ends[phase.code] = begins + _weeks(phase, shape, chance)
    last = np.zeros(shape)
    for end in ends.values():
        last = np.maximum(last, end)
    return last * (DAYS_PER_WEEK / DAYS_PER_MONTH)


def _weeks(phase: Phase, shape: tuple[int, ...], chance: np.random.Generator) -> Months:
    if phase.low_weeks == phase.high_weeks:
        return np.full(shape, phase.low_weeks)
    return chance.triangular(phase.low_weeks, phase.likely_weeks, phase.high_weeks, shape)


@cache
def usual_phases() -> tuple[Phase, ...]:
    """The template of this module's table."""
    return tuple(_phase(row) for row in lines_of(OWN_TABLES / "phases.csv", COLUMNS))


def _phase(row: Line) -> Phase:
    low, likely, high = (row.read(f"{word}_weeks", float, "a number of weeks") for word in ("low", "likely", "high"))
    after = tuple(code for code in row.text("after").split(";") if code)
    return Phase(row.text("code"), row.text("name"), low, likely, high, after)
