"""The room under each ceiling of a State's acts, span by span over the coming years. Pure.

Source: section 7.3 of the dossier (remaining ceiling); both contingents of a handover count on the days of both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from muster.deployments.rules.abroad import Ceiling, Contingent


@dataclass(frozen=True)
class RoomSpan:
    """What a ceiling leaves in `[start, until)`, in which who counts under it stays the same."""

    ceiling: Ceiling
    start: date
    until: date
    held: int
    names: tuple[str, ...]

    @property
    def left(self) -> int:
        """Return how many more the ceiling lets in; below nought where it is exceeded."""
        return self.ceiling.people - self.held


def room_spans(
    contingents: Sequence[Contingent], ceilings: Iterable[Ceiling], day: date, until: date
) -> tuple[RoomSpan, ...]:
    """Return by ceiling the spans from `day` until another one on which it is in force."""
    found: list[RoomSpan] = []
    for ceiling in ceilings:
        start, end = max(ceiling.start, day), min(ceiling.until or until, until)
        if start < end:
            found += _spans([one for one in contingents if ceiling.counts(one)], ceiling, start, end)
    return tuple(found)


def _spans(contingents: Sequence[Contingent], ceiling: Ceiling, start: date, end: date) -> Iterable[RoomSpan]:
    """Yield the spans of one ceiling; neighbours with the same people are one."""
    ends = [one.until for one in contingents if one.until is not None]
    days = {start, end} | {one for one in (*(c.start for c in contingents), *ends) if start < one < end}
    last: RoomSpan | None = None
    for begin, finish in pairwise(sorted(days)):
        there = [one for one in contingents if one.is_abroad(begin)]
        held, names = sum(one.people for one in there), tuple(dict.fromkeys(one.name for one in there))
        if last is not None and (last.held, last.names) == (held, names):
            last = RoomSpan(ceiling, last.start, finish, held, names)
            continue
        if last is not None:
            yield last
        last = RoomSpan(ceiling, begin, finish, held, names)
    if last is not None:
        yield last
