"""What may be changed of a case that is under way, and what needs a reason. Pure."""

from dataclasses import replace
from datetime import date

from muster.generation.terms import CaseChange
from muster.kit.day_text import long_day
from muster.kit.errors import Problem


def change_problems(now: CaseChange, change: CaseChange, requested_on: date) -> list[Problem]:
    """Return what is wrong with a change: it changes something, in order, and says why where others rely on it.

    The States, the mission and the movement plan rely on the wanted day and the strength (local choice).
    """
    problems = []
    if replace(_stripped(change), reason="") == replace(_stripped(now), reason=""):
        problems.append(Problem("the case", "is so already", "change something, or leave the form"))
    if change.wanted_on < requested_on:
        words = f"{long_day(change.wanted_on)} is before the request"
        problems.append(Problem("wanted on", words, f"give {long_day(requested_on)} or a later day"))
    if change.strength < 1:
        problems.append(Problem("strength", f"{change.strength} people are no unit", "give at least one"))
    if moved_words(now, change) and not change.reason.strip():
        problems.append(Problem("reason", "is missing", "say why the day or the strength is another one"))
    return problems


def moved_words(now: CaseChange, change: CaseChange) -> str:
    """Return in words what moves that others rely on; empty where nothing of it does."""
    parts = []
    if change.wanted_on != now.wanted_on:
        parts.append(f"wanted on {long_day(change.wanted_on)} instead of {long_day(now.wanted_on)}")
    if change.strength != now.strength:
        parts.append(f"{change.strength} people instead of {now.strength}")
    return ", ".join(parts)


def _stripped(change: CaseChange) -> CaseChange:
    return replace(change, title=change.title.strip(), desk_officer=change.desk_officer.strip())
