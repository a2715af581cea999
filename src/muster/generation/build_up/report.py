"""What is told of a mission's stand-up: its times and its curve, simulated and real side by side.

Pure functions from the record and a requirement to plain values; the command prints them, a page may draw them. Shares
are of the peak: of the real one, and of that of each draw. So they compare although the units on a map sum up to less
than the people on record, among whom are individual police, staff officers and observers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from muster.generation.build_up.calibration import seed_of
from muster.generation.build_up.judgement import QUANTILES
from muster.generation.build_up.milestones import SHARES, BuildUp
from muster.generation.build_up.months import month_end, month_number, months_between
from muster.generation.build_up.parameters import Effort
from muster.generation.build_up.phases import PhasesOf
from muster.generation.build_up.record import Record
from muster.generation.build_up.requirement import Requirement, people_by_type
from muster.generation.build_up.simulation import Behaviour, chances_of, mixed, months_to_shares, strengths

Five = tuple[float, float, float, float, float]
"""Figures at the quantiles of `judgement.QUANTILES`: 10, 25, 50, 75 and 90 %."""


@dataclass(frozen=True)
class MissionRow:
    """One mission of the record: months to the shares of its peak.

    `took_over` is the operation whose contingents it inherited, for which it does not count, and `reason` says how.
    """

    mission: str
    start: date
    peak: int
    months_to: tuple[float, ...]
    took_over: str = ""
    reason: str = ""


@dataclass(frozen=True)
class TimeRow:
    """Months to one share of the peak: real (None where there is no record) and simulated."""

    share: float
    real: float | None
    simulated: Five


@dataclass(frozen=True)
class MonthRow:
    """One month end: people and share of the peak on record, simulated people (median) and shares."""

    months: float
    month_end: date
    people: int | None
    share: float | None
    simulated_people: int
    simulated: Five


@dataclass(frozen=True)
class UnitRow:
    """Units of one type in the requirement."""

    unit_type: str
    units: int
    people: int


@dataclass(frozen=True)
class Report:
    """The stand-up of one mission. `real_peak` is None where there is no record of it."""

    mission: str
    start: date
    requirement: Requirement
    units: tuple[UnitRow, ...]
    real_peak: int | None
    times: tuple[TimeRow, ...]
    curve: tuple[MonthRow, ...]
    draws: int


def mission_rows(record: Record) -> tuple[MissionRow, ...]:
    """The missions of the record by start, and after them those left out."""
    return (*counted_rows(record), *left_out_rows(record))


def counted_rows(record: Record) -> tuple[MissionRow, ...]:
    """The missions that count, by start."""
    return tuple(MissionRow(one.mission, one.start, one.peak, one.months_to) for one in record.counted)


def left_out_rows(record: Record) -> tuple[MissionRow, ...]:
    """The missions that took over another's contingents at their start, and so do not count."""
    return tuple(
        MissionRow(
            one.build_up.mission,
            one.build_up.start,
            one.build_up.peak,
            one.build_up.months_to,
            one.inheritance.from_operation,
            one.reason,
        )
        for one in record.left_out
    )


def report_on(
    requirement: Requirement,
    start: date,
    real: BuildUp | None,
    *,
    phases_of: PhasesOf,
    behaviours: Sequence[Behaviour],
    effort: Effort,
    window_months: int,
) -> Report:
    """Simulate the stand-up of a requirement from a start, beside the real one if there is a record.

    Raises Refused as `simulation.chances_of` does.
    """
    first = months_between(start, month_end(month_number(start)))
    seed = seed_of(requirement.mission, effort.seed)
    chances = chances_of(requirement, phases_of, first_month_end=first, draws=effort.draws, seed=seed)
    there = strengths(chances, mixed(behaviours, effort.draws), window_months)
    times = np.quantile(months_to_shares(there, first), QUANTILES, axis=0)
    peaks = np.maximum(1, there.max(axis=1, keepdims=True))
    shares = np.quantile(there / peaks, QUANTILES, axis=0)
    middle = np.median(there, axis=0)
    return Report(
        mission=requirement.mission,
        start=start,
        requirement=requirement,
        units=tuple(UnitRow(code, *both) for code, both in sorted(people_by_type(requirement.units).items())),
        real_peak=real.peak if real else None,
        times=tuple(
            TimeRow(share, real.months_to[place] if real else None, _five(times[:, place]))
            for place, share in enumerate(SHARES)
        ),
        curve=tuple(
            _month(start, number, real, round(float(middle[number])), _five(shares[:, number]))
            for number in range(window_months)
        ),
        draws=effort.draws,
    )


def _month(start: date, number: int, real: BuildUp | None, simulated_people: int, simulated: Five) -> MonthRow:
    end = month_end(month_number(start) + number)
    months = months_between(start, end)
    people = dict(real.curve).get(months) if real else None
    share = people / real.peak if real and people is not None else None
    return MonthRow(months, end, people, share, simulated_people, simulated)


def _five(figures: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> Five:
    first, second, third, fourth, fifth = (float(figure) for figure in figures)
    return first, second, third, fourth, fifth
