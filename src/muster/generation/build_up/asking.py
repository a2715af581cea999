"""What is asked of the public record, and its answer: one way for the command and for the pages.

Reading the files takes longer than simulating. So what was read, and what was answered, is kept in the process under
the fingerprint of its inputs: the files' sizes and times of change, the question, and the day of the parameters.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from muster.generation.build_up import parameters as settings
from muster.generation.build_up.history import MISSION_FILE, Strengths, read_strengths
from muster.generation.build_up.milestones import BuildUp, measured
from muster.generation.build_up.months import month_number
from muster.generation.build_up.phases import usual_phases
from muster.generation.build_up.record import Record, record_of
from muster.generation.build_up.report import Report, report_on
from muster.generation.build_up.requirement import (
    MAP_FILE,
    Requirement,
    requirement_of_strength,
    requirement_on_maps,
)
from muster.kit.errors import Problem, Refused
from muster.reference.missions import un_missions

KEPT_FOLDERS = 2
KEPT_ANSWERS = 64

Stamp = tuple[tuple[int, int], ...]
"""Size and time of change of each file that is read; a file that is not there has none."""


@dataclass(frozen=True)
class Question:
    """Which mission; its authorised strength instead of the units on a map, and its start instead of the register's."""

    mission: str
    strength: int | None = None
    start: date | None = None


def known_record(folder: Path, day: date) -> Record:
    """The build-ups on record in the folder of public data sets. Raises Refused as `history.read_strengths` does."""
    return record_of(_strengths(folder, _stamp(folder)), un_missions(), settings.counting(day))


def answer(folder: Path, question: Question, day: date) -> Report:
    """The stand-up of a mission, simulated with the parameters of `day` beside the real one if there is a record.

    Its units are those of the strength given, else those on the maps of its first months, else made from its peak on
    record. Raises Refused for a mission of which too little is known, and for files that cannot be read.
    """
    return _answered(folder, _stamp(folder), question, day)


def _stamp(folder: Path) -> Stamp:
    """The fingerprint of the files; what cannot be read is told by whoever reads it."""
    found = []
    for name in (MISSION_FILE, MAP_FILE):
        path = folder / name
        if path.is_file():
            state = path.stat()
            found.append((state.st_size, state.st_mtime_ns))
        else:
            found.append((0, 0))
    return tuple(found)


@lru_cache(maxsize=KEPT_FOLDERS)
def _strengths(folder: Path, _stamp_of_folder: Stamp) -> Strengths:
    return read_strengths(folder)


@lru_cache(maxsize=KEPT_ANSWERS)
def _answered(folder: Path, stamp: Stamp, question: Question, day: date) -> Report:
    start = question.start or _start_of(question.mission)
    window = settings.counting(day).window_months
    real = measured(question.mission, start, _strengths(folder, stamp).get(question.mission, {}), window)
    return report_on(
        _requirement(folder, question, start, real, day),
        start,
        real,
        phases_of=usual_phases,
        behaviours=settings.behaviours(day),
        effort=settings.effort(day),
        window_months=window,
    )


def _start_of(mission: str) -> date:
    """The start by the register of missions. Raises Refused where it has none."""
    found = next((one.start for one in un_missions() if one.acronym == mission), None)
    if found is None:
        words = "the register of missions has no such mission of the United Nations"
        raise Refused(problems=[Problem(mission, words, "give its start", field="start")])
    return found


def _requirement(folder: Path, question: Question, start: date, real: BuildUp | None, day: date) -> Requirement:
    sizes, first = settings.sizes(day), month_number(start)
    if question.strength is not None:
        return requirement_of_strength(question.mission, question.strength, sizes, is_ceiling=True)
    until = first + settings.counting(day).window_months
    on_maps = requirement_on_maps(folder, question.mission, first, until, sizes)
    if on_maps is not None:
        return on_maps
    if real is None:
        words = "no map shows its units and no month its strength"
        raise Refused(problems=[Problem(question.mission, words, "give its authorised strength", field="strength")])
    return requirement_of_strength(question.mission, real.peak, sizes, is_ceiling=False)
