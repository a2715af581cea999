"""Which mandate periods a mission may have beside each other, and which tasks they may list. Pure.

Source: section 8.1 of the dossier (the chain of legal bases, and mandate periods with from and until); that a period is
never changed but followed by another, and at most once, is a local choice.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from muster.kit.day_text import long_day
from muster.kit.errors import Problem
from muster.kit.intervals import DateInterval
from muster.missions.rules.mandates import MandateTerm, effective_terms

CHANGES_ANOTHER = frozenset({"amended", "drawdown", "ended"})
"""Kinds of decision that change a period: they follow one."""
BEGINS = "established"


def period_problems(new: MandateTerm, kind: str, known: Sequence[MandateTerm]) -> list[Problem]:
    """Return what speaks against a new period (its key is none of the known ones'), each with its remedy.

    It may share days with the period that it follows alone, which then ends where it begins. That one is of the same
    mission, does not begin later, and is followed by no other.
    """
    if new.until is not None and new.until <= new.start:
        return [_problem("until", f"it ends on {new.until}, before it begins", "give a later end", "valid_until")]
    if new.follows is None:
        if kind in CHANGES_ANOTHER:
            told = f"what is {kind} is a period on record"
            return [_problem("follows", told, "say which period it follows", "follows")]
    elif problems := _following_problems(new, kind, known):
        return problems
    return _overlap_problems(new, known)


def period_to_follow(start: date, known: Iterable[MandateTerm]) -> MandateTerm | None:
    """Return the period that one from `start` on renews: the last that is not followed and reaches up to it."""
    terms = list(known)
    followed = {one.follows for one in terms}
    reaching = [
        one
        for one in terms
        if one.key not in followed and one.start <= start and (one.until is None or one.until >= start)
    ]
    return max(reaching, key=lambda one: (one.start, one.key), default=None)


def task_problems(tasks: Sequence[str], known: Collection[str]) -> list[Problem]:
    """Return what is wrong with the codes of the tasks of a period: unknown ones, and those that are there twice."""
    found = []
    for number, code in enumerate(tasks, start=1):
        place = f"task {number}"
        if code not in known:
            found.append(Problem(place, f"{code!r} is no task of the list", f"give one of {', '.join(sorted(known))}"))
        elif code in tasks[: number - 1]:
            found.append(Problem(place, f"{code} is there twice", "leave one of them out"))
    return found


def _following_problems(new: MandateTerm, kind: str, known: Sequence[MandateTerm]) -> list[Problem]:
    followed = next((one for one in known if one.key == new.follows), None)
    if followed is None:
        return [
            _problem("follows", "the period that it follows is none of this mission's", "choose another", "follows")
        ]
    if new.start < followed.start:
        told = f"it begins before the period that it follows, which is from {long_day(followed.start)}"
        return [_problem("from", told, "give that day or a later one", "valid_from")]
    follower = next((one for one in known if one.follows == new.follows), None)
    if follower is not None:
        told = (
            f"the period from {long_day(followed.start)} is followed already by the one from {long_day(follower.start)}"
        )
        return [_problem("follows", told, "follow that one", "follows")]
    if kind == BEGINS and new.start > followed.start:
        return [_problem("what it did", "what follows a period establishes nothing", "give another kind", "kind")]
    return []


def _overlap_problems(new: MandateTerm, known: Sequence[MandateTerm]) -> list[Problem]:
    days = DateInterval(new.start, new.until)
    for other in effective_terms(known):
        if other.key != new.follows and days.overlaps(DateInterval(other.start, other.until)):
            told = f"it overlaps the period from {long_day(other.start)}"
            return [_problem("from", told, "say that it follows that one, or give other days", "valid_from")]
    return []


def _problem(place: str, message: str, remedy: str, field: str) -> Problem:
    return Problem(place, message, remedy, field)
