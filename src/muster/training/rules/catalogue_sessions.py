"""Stages of courses and sessions, seats, and whether an instructor may teach. Pure; local choice unless said.

Seats of a session are kept for States until a day; before it, none of the others may have them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from muster.kit.day_text import long_day
from muster.kit.errors import Problem
from muster.training.rules.catalogue_terms import KeptSeatsTerms, SessionTerms
from muster.training.stages import CourseStage, EnrolmentStage, SessionStage

COURSE_STEPS: Mapping[CourseStage, tuple[CourseStage, ...]] = {
    CourseStage.DRAFT: (CourseStage.OFFERED,),
    CourseStage.OFFERED: (CourseStage.CLOSED,),
    CourseStage.CLOSED: (CourseStage.OFFERED,),
}
SESSION_STEPS: Mapping[SessionStage, tuple[SessionStage, ...]] = {
    SessionStage.PLANNED: (SessionStage.OPEN, SessionStage.CANCELLED),
    SessionStage.OPEN: (SessionStage.HELD, SessionStage.CANCELLED),
    SessionStage.HELD: (),
    SessionStage.CANCELLED: (),
}
CHANGED_IN = (SessionStage.PLANNED, SessionStage.OPEN)
TAKES_A_SEAT = (EnrolmentStage.ACCEPTED, EnrolmentStage.ABSENT, EnrolmentStage.PASSED, EnrolmentStage.FAILED)
SPOKEN_FOR = (EnrolmentStage.APPLIED, *TAKES_A_SEAT)
"""Whoever plans ahead counts seats that are applied for as taken, too."""


@dataclass(frozen=True)
class Qualification:
    """What an instructor is qualified for: a standard, in `[valid_from, valid_until)`."""

    standard: str
    valid_from: date
    valid_until: date | None = None


@dataclass(frozen=True)
class Teacher:
    """An instructor as the rule sees one: at the institution in `[teaches_from, teaches_until)`."""

    number: int
    teaches_from: date
    teaches_until: date | None = None
    qualifications: tuple[Qualification, ...] = ()


def next_course_stages(stage: str) -> tuple[CourseStage, ...]:
    """Return the stages that may follow a course's."""
    return COURSE_STEPS[CourseStage(stage)]


def next_session_stages(stage: str) -> tuple[SessionStage, ...]:
    """Return the stages that may follow a session's."""
    return SESSION_STEPS[SessionStage(stage)]


def session_problems(terms: SessionTerms) -> list[Problem]:
    """Return what is wrong with a session: its days, the last day to apply, its seats and those kept."""
    problems = []
    if terms.held_until <= terms.held_from:
        problems.append(Problem("until", "is not after the first day", "give the day after the last one"))
    if terms.seats < 1:
        problems.append(Problem("seats", "there are none", "give at least one"))
    if terms.apply_by is not None and terms.apply_by > terms.held_from:
        problems.append(Problem("apply by", "is after the first day", f"give {long_day(terms.held_from)} or earlier"))
    return [*problems, *_kept_problems(terms)]


def _kept_problems(terms: SessionTerms) -> list[Problem]:
    problems = []
    named: set[str] = set()
    for one in terms.kept:
        if one.state in named:
            problems.append(Problem(f"seats kept for {one.state}", "are there twice", "name each State once"))
        named.add(one.state)
        if one.until > terms.held_from:
            remedy = f"give {long_day(terms.held_from)} or an earlier day"
            problems.append(Problem(f"seats kept for {one.state}", "are kept after the first day", remedy))
    kept = sum(one.seats for one in terms.kept)
    if kept > terms.seats:
        words = f"{kept} of {terms.seats} seats are kept"
        problems.append(Problem("seats kept", words, "keep fewer, or offer more seats"))
    return problems


def seats_left(seats: int, taken: Mapping[str, int], kept: Iterable[KeptSeatsTerms], state: str, day: date) -> int:
    """Return the seats that a State may still have on a day: those not taken, less what is kept for others.

    `state` empty: those that any State may have. What a State has taken counts against what is kept for it.
    """
    held_back = sum(
        max(0, one.seats - taken.get(one.state, 0)) for one in kept if one.state != state and day < one.until
    )
    return max(0, seats - sum(taken.values()) - held_back)


def qualification_problems(teacher: Teacher, standard: str, held_from: date, held_until: date) -> list[Problem]:
    """Return why an instructor may not teach in a session: not at the institution, or not qualified, on all its days.

    Source: instructors' qualification is assessed in a recognition (seed 000, S33); that it is asked on each day of a
    session is local choice. Several qualifications that follow one another without a gap hold together.
    """
    place = f"instructor {teacher.number}"
    if teacher.teaches_from > held_from or (teacher.teaches_until is not None and teacher.teaches_until < held_until):
        return [Problem(place, "does not teach at the institution on all days of the session", "name another one")]
    qualified_until = _covered_until([one for one in teacher.qualifications if one.standard == standard], held_from)
    if qualified_until is None or qualified_until >= held_until:
        return []
    if qualified_until == held_from:
        words = f"has no qualification for {standard} that is valid on {long_day(held_from)}"
    else:
        words = f"is qualified for {standard} until {long_day(qualified_until)} (excluded), before the session ends"
    return [Problem(place, words, "enter the qualification, or name another instructor")]


def _covered_until(qualifications: Sequence[Qualification], day: date) -> date | None:
    """Return the first day from `day` on that no qualification covers; None: all are covered."""
    for one in sorted(qualifications, key=lambda each: each.valid_from):
        if one.valid_from > day:
            break
        if one.valid_until is None:
            return None
        day = max(day, one.valid_until)
    return day


def taken_by_state(
    stages: Iterable[tuple[str, str]], counting: Collection[EnrolmentStage] = TAKES_A_SEAT
) -> dict[str, int]:
    """Return the seats taken by State, of (State, stage of the enrolment); `counting`: the stages that take one."""
    taken: dict[str, int] = {}
    for state, stage in stages:
        if stage in counting:
            taken[state] = taken.get(state, 0) + 1
    return taken


def holds_open(stage: str, apply_by: date | None, held_from: date, day: date) -> Collection[Problem]:
    """Return why nobody can apply for a session on a day: it is not open, or the last day is over."""
    if stage != SessionStage.OPEN:
        return [Problem("session", f"is {SessionStage(stage).label.lower()}", "apply for one that is open")]
    last = apply_by or held_from
    if day > last:
        return [Problem("apply by", f"{long_day(last)} is over", "apply for a later session")]
    return []
