"""How long a case takes from its opening to the arrival of the unit, by the phases of force generation.

The usual template is that of the reference tables (phases, their durations and what they wait for), for a formed unit
of a type, from the concept of operations to the arrival: what comes before the mandate lies before the first day.
Functions take the templates as an argument, so any others will do.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from muster.generation.build_up.months import DAYS_PER_MONTH, DAYS_PER_WEEK
from muster.kit.errors import Problem, Refused
from muster.reference.phases import ANY, dependencies, group_of_unit_type, template_duration
from muster.reference.phases import phase as phase_fact

Months = npt.NDArray[np.float64]

VARIANT = "formed-unit"
LAST = "movement"
"""The phase whose end is the arrival."""

FIRST_DAY = "mandate"
"""The phase that ends on the first day; those numbered up to it are not simulated."""


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


PhasesOf = Callable[[str], tuple[Phase, ...]]
"""The template of a unit type, by its code."""


def usual_phases(unit_type: str) -> tuple[Phase, ...]:
    """The template of the reference tables for a unit type, up to the arrival; a lag is a phase of its own.

    Types of one group share it. Raises UnknownFactError for a type that is in no catalogue.
    """
    return _usual_phases(group_of_unit_type(unit_type))


@cache
def _usual_phases(group: str) -> tuple[Phase, ...]:
    waits = dependencies(VARIANT)
    return tuple(one for code in _ways_to(LAST, waits) for one in _with_lags(code, waits[code], group))


def _ways_to(last: str, waits: Mapping[str, Mapping[str, int]]) -> list[str]:
    """The phases after the first day that have to end before the end of the last one, it among them."""
    found, open_ = [last], [last]
    while open_:
        before = [code for code in waits[open_.pop()] if code not in found and _is_simulated(code)]
        found += before
        open_ += before
    return found


def _is_simulated(code: str) -> bool:
    return phase_fact(code).number > phase_fact(FIRST_DAY).number


def _with_lags(code: str, waits: Mapping[str, int], group: str) -> Iterator[Phase]:
    """A phase with its template duration, and for each lag a phase between it and the one that it waits for."""
    after = []
    for earlier, lag_days in waits.items():
        if not _is_simulated(earlier):
            continue
        if lag_days:
            weeks, between = lag_days / DAYS_PER_WEEK, f"{earlier} to {code}"
            yield Phase(between, between, weeks, weeks, weeks, (earlier,))
            after.append(between)
        else:
            after.append(earlier)
    row = template_duration(code, VARIANT, group, ANY)
    low, likely, high = (days / DAYS_PER_WEEK for days in (row.least_days, row.likely_days, row.most_days))
    yield Phase(code, phase_fact(code).name, low, likely, high, tuple(after))
