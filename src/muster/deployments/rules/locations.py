"""The locations of a unit follow each other: it is in one place at a time, and only while it is present. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from muster.kit.day_text import long_day
from muster.kit.errors import Problem
from muster.kit.intervals import DateInterval


@dataclass(frozen=True)
class Held:
    """A place that a unit holds for some days."""

    place: str
    days: DateInterval


def move_problems(held: Sequence[Held], present: DateInterval, place: str, on: date, today: date) -> list[Problem]:
    """Return why a unit cannot move to `place` on a day: its last location must have begun before, and it be there."""
    if not place.strip():
        return [Problem("place", "there is none", "name the place")]
    if on > today:
        return [Problem("from", f"{long_day(on)} has not come yet", "record the move once it has happened")]
    if not present.contains(on):
        return [Problem("from", f"the unit is not present on {long_day(on)}", "give a day of its presence")]
    if held:
        last = max(held, key=lambda one: one.days.start)
        if on <= last.days.start:
            words = f"it came to {last.place} on {long_day(last.days.start)}"
            return [Problem("from", words, "give a later day")]
        if last.days.until is not None and on < last.days.until:
            words = f"it holds {last.place} until {long_day(last.days.until)}"
            return [Problem("from", words, "give that day or a later one")]
    return []


def after_move(held: Sequence[Held], place: str, on: date) -> tuple[Held, ...]:
    """Return the locations after a move: one without an end ends on the day on which the next begins."""
    before = [Held(one.place, DateInterval(one.days.start, on)) if one.days.is_open else one for one in held]
    return (*before, Held(place, DateInterval(on)))
