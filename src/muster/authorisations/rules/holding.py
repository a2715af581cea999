"""Which version of a law, body or act holds on a day: what is replaced holds until its successor begins. Pure.

Source: section 7.3 of the dossier (the order on selection of 2020 was repealed and replaced in 2022: rules are law in
versions).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Version:
    """A version as known: in force in `[start, until)`, until None for an open end; `replaces` is another's key."""

    key: int
    start: date
    until: date | None
    replaces: int | None = None

    def holds(self, day: date) -> bool:
        """Return whether the day is one of its days."""
        return self.start <= day and (self.until is None or day < self.until)


def as_they_hold(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Return the versions as they hold, by first day: a replaced one ends where its successor begins at the latest.

    One that would not hold a single day is left out. What was replaced does not come back when its successor ends.
    """
    known = list(versions)
    successors: dict[int, date] = {}
    for one in known:
        if one.replaces is not None:
            successors[one.replaces] = min(one.start, successors.get(one.replaces, one.start))
    cut = []
    for one in known:
        start = successors.get(one.key)
        if start is not None and (one.until is None or start < one.until):
            one = replace(one, until=start)
        if one.until is None or one.until > one.start:
            cut.append(one)
    return tuple(sorted(cut, key=lambda one: (one.start, one.key)))
