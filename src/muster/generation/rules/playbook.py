"""Where each step of a rapid-deployment call stands on a day of the call, and what an exercise shows afterwards. Pure.

The steps are the table of the play-book (our reading of sections 2.6 and 3.1 of the dossier). Days are counted from
the request, which is day 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from muster.generation.rules.facts import DONE, UNDER_WAY, WAITING, CaseFacts
from muster.kit.errors import Problem
from muster.reference.playbook import PlaybookStep

OVERDUE, NOW, NEXT, LATER, TICKED = "overdue", "now", "next", "later", "done"
"""Where a step stands: past its day and not done, to be done now, coming next, later, done."""

STANDINGS = (OVERDUE, NOW, NEXT, LATER, TICKED)


@dataclass(frozen=True)
class Placed:
    """A step on a day of the call. `done_day`: the day of the call on which it was done, None if it is not."""

    step: PlaybookStep
    standing: str
    done_day: int | None

    @property
    def days_late(self) -> int | None:
        """Return by how many days it was done after it was due (before: negative); None if it is not done."""
        return None if self.done_day is None else self.done_day - self.step.due_day


@dataclass(frozen=True)
class Debrief:
    """What a call or an exercise shows against the play-book: steps kept, late and missed, in days."""

    kept: int
    late: int
    missed: int
    not_due: int
    worst_days_late: int

    @property
    def due(self) -> int:
        """Return how many steps had fallen due or were done."""
        return self.kept + self.late + self.missed


def day_of_call(requested_on: date, today: date, drill_day: int | None = None) -> int:
    """Return the day of the call: `drill_day` where an exercise is played on a clock of its own, else by the calendar.

    Day 0 is the day of the request (2.6: the days count from the request).
    """
    return (today - requested_on).days if drill_day is None else drill_day


def placed(steps: Iterable[PlaybookStep], done: Mapping[str, int], day: int, next_days: int) -> tuple[Placed, ...]:
    """Return every step as it stands on a day of the call. `done` are the days on which steps were done, by code.

    What was done after `day` is not done yet. `next_days` is the parameter playbook_next_days (local choice).
    """
    return tuple(_placed(step, done.get(step.code), day, next_days) for step in steps)


def _placed(step: PlaybookStep, done_day: int | None, day: int, next_days: int) -> Placed:
    if done_day is not None and done_day <= day:
        return Placed(step, TICKED, done_day)
    if step.due_day < day:
        return Placed(step, OVERDUE, None)
    if step.from_day <= day:
        return Placed(step, NOW, None)
    return Placed(step, NEXT if step.from_day <= day + next_days else LATER, None)


def debrief(steps: Sequence[Placed]) -> Debrief:
    """Count what was kept, late and missed among placed steps."""
    late = [one.days_late for one in steps if one.days_late is not None and one.days_late > 0]
    missed = sum(one.standing == OVERDUE for one in steps)
    kept = sum(one.standing == TICKED for one in steps) - len(late)
    return Debrief(kept, len(late), missed, len(steps) - kept - len(late) - missed, max(late, default=0))


def tick_problems(is_done: bool, done_on: date, requested_on: date, today: date) -> list[Problem]:
    """Return why a step cannot be ticked as done on a day; `today` is the day as the call is played."""
    problems = []
    if is_done:
        problems.append(Problem("step", "is done already", "take the tick back first if it is wrong"))
    if done_on < requested_on:
        problems.append(Problem("done on", "is before the request", f"give {requested_on} or a later day"))
    if done_on > today:
        problems.append(Problem("done on", "has not come yet", f"give a day up to {today}"))
    return problems


def clock_problems(day: int, latest: int, longest: int) -> list[Problem]:
    """Return why the clock of an exercise cannot be set to a day of the call: it goes forwards only (local choice)."""
    if day < latest:
        return [Problem("day", f"the exercise is at day {latest}", "set that day or a later one")]
    if day > longest:
        return [Problem("day", f"an exercise ends with day {longest}", "set an earlier day")]
    return []


def case_of_exercise(case: CaseFacts, steps: Iterable[PlaybookStep], done: Mapping[str, int], day: int) -> CaseFacts:
    """Return the case of an exercise with its phases as the ticked steps show them on a day of the call.

    A phase is under way from its first ticked step on, and done with its last; nobody moves the phases of an exercise
    by hand (local choice).
    """
    of_phase: dict[str, list[str]] = {}
    for step in steps:
        of_phase.setdefault(step.phase, []).append(step.code)
    moved = []
    for phase in case.phases:
        codes = of_phase.get(phase.code, [])
        days = sorted(done[code] for code in codes if code in done and done[code] <= day)
        plain = replace(phase, stage=WAITING, started_on=None, done_on=None)
        if days:
            started_on = case.requested_on + timedelta(days=days[0])
            finished = len(days) == len(codes)
            done_on = case.requested_on + timedelta(days=days[-1]) if finished else None
            stage = DONE if finished else UNDER_WAY
            plain = replace(plain, stage=stage, started_on=started_on, done_on=done_on)
        moved.append(plain)
    return replace(case, phases=tuple(moved))
