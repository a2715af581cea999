"""Which version of a memorandum holds on a day, and from when to when each of them does. Pure.

An amendment holds from its day on in place of all before it; of two that hold from the same day, the later one. After
the end that the version in place names, nothing holds.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar


class Version(Protocol):
    """What the rules read of a version."""

    number: int
    holds_from: date
    holds_until: date | None


VersionT = TypeVar("VersionT", bound=Version)


def version_in_place(versions: Iterable[VersionT], day: date) -> VersionT | None:
    """Return the version in place on a day, over or not: the latest that has begun; None before the first."""
    begun = [one for one in versions if one.holds_from <= day]
    return max(begun, key=lambda one: one.number, default=None)


def version_holding(versions: Iterable[VersionT], day: date) -> VersionT | None:
    """Return the version that holds on a day; None before the first, and from the end on that the last one names."""
    found = version_in_place(versions, day)
    return None if found is None or (found.holds_until is not None and day >= found.holds_until) else found


def until_of(version: Version, versions: Sequence[Version]) -> date | None:
    """Return the day from which a version no longer holds: its own end, or the first day of a later one."""
    ends = [one.holds_from for one in versions if one.number > version.number]
    if version.holds_until is not None:
        ends.append(version.holds_until)
    return min(ends, default=None)


def term_of(versions: Sequence[Version]) -> tuple[date, date | None] | None:
    """Return the days `[start, until)` of a memorandum as a whole: from its first version to the end of its last.

    None without any version; an end of None: none is agreed.
    """
    if not versions:
        return None
    first, last = min(versions, key=lambda one: one.number), max(versions, key=lambda one: one.number)
    return first.holds_from, last.holds_until
