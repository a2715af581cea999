"""Which missions are the record of build-ups: large enough, and not made of what another operation left.

A mission is left out whose contingents, in good part, stood in the country under another's flag and were handed over
at its start: its curve tells of a change of helmets. Where the hand-over came later, the waiting for it is part of the
build-up, and the mission counts. The table of hand-overs is `tables/inheritances.csv`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from statistics import median

from muster.generation.build_up.history import OWN_TABLES, Strengths
from muster.generation.build_up.milestones import SHARES, BuildUp, measured
from muster.generation.build_up.source import lines_of
from muster.reference.missions import MissionFact

HUNDRED = 100


@dataclass(frozen=True)
class Inheritance:
    """Contingents of an operation that became a mission's own: when, and about how many people."""

    mission: str
    from_operation: str
    handed_over: date
    people: int
    source: str
    standing: str
    note: str


@dataclass(frozen=True)
class Counting:
    """What counts: missions from `first_year` on, with a peak of `least_peak` people in `window_months`.

    A hand-over in the first `inherited_days` of at least `inherited_percent` of the peak leaves a mission out.
    """

    first_year: int
    window_months: int
    least_peak: int
    inherited_days: int
    inherited_percent: int


@dataclass(frozen=True)
class LeftOut:
    """A mission of the size that is not counted, and the hand-over for which it is not."""

    build_up: BuildUp
    inheritance: Inheritance

    @property
    def reason(self) -> str:
        """The reason in words."""
        taken = self.inheritance
        return f"took over {taken.from_operation} on {taken.handed_over.isoformat()}: {taken.note}"


@dataclass(frozen=True)
class Record:
    """The build-ups that count, by start, and those left out with their reasons."""

    counted: tuple[BuildUp, ...]
    left_out: tuple[LeftOut, ...]

    def of(self, mission: str) -> BuildUp | None:
        """The build-up of a mission, counted or not; None where it has none of the size."""
        every = [*self.counted, *(one.build_up for one in self.left_out)]
        return next((one for one in every if one.mission == mission), None)


def record_of(
    strengths: Strengths,
    missions: Iterable[MissionFact],
    counting: Counting,
    inheritances: Sequence[Inheritance] | None = None,
) -> Record:
    """The record of build-ups, out of strengths by month and the register's missions with their starts."""
    handed = {one.mission: one for one in (all_inheritances() if inheritances is None else inheritances)}
    counted, left_out = [], []
    for mission in sorted(missions, key=lambda one: (one.start, one.acronym)):
        series = strengths.get(mission.acronym)
        if mission.start.year < counting.first_year or not series:
            continue
        found = measured(mission.acronym, mission.start, series, counting.window_months)
        if found is None or found.peak < counting.least_peak:
            continue
        taken = handed.get(mission.acronym)
        if taken is not None and inherits(found, taken, counting):
            left_out.append(LeftOut(found, taken))
        else:
            counted.append(found)
    return Record(tuple(counted), tuple(left_out))


def inherits(build_up: BuildUp, taken: Inheritance, counting: Counting) -> bool:
    """Whether a hand-over came so early and was so large that the mission is left out."""
    early = (taken.handed_over - build_up.start).days <= counting.inherited_days
    return early and HUNDRED * taken.people >= counting.inherited_percent * build_up.peak


def medians(build_ups: Iterable[BuildUp]) -> tuple[float, ...]:
    """The median months to each of SHARES. Raises StatisticsError where there is no build-up."""
    rows = [one.months_to for one in build_ups]
    return tuple(median(row[place] for row in rows) for place in range(len(SHARES)))


@cache
def all_inheritances() -> tuple[Inheritance, ...]:
    """The table of hand-overs."""
    columns = ("mission", "from_operation", "handed_over", "people", "source", "standing", "note")
    return tuple(
        Inheritance(
            mission=row.text("mission"),
            from_operation=row.text("from_operation"),
            handed_over=row.day("handed_over"),
            people=row.whole("people"),
            source=row.text("source"),
            standing=row.text("standing"),
            note=row.text("note"),
        )
        for row in lines_of(OWN_TABLES / "inheritances.csv", columns)
    )
