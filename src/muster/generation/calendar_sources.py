"""What rooms above tell to the calendar: each says once, when the installation starts, whom to ask."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from muster.generation.models import MissionBlock
from muster.generation.rules.calendar import CalendarEntry
from muster.parties.viewer import Viewer

CalendarSource = Callable[[Viewer, date, date, date], Iterable[CalendarEntry]]
"""Entries in `[start, until)` that a viewer may see as known on `day`: called with viewer, day, start, until."""
BlockedSource = Callable[[Viewer, date, date, date, Sequence[MissionBlock]], Iterable[CalendarEntry]]
"""The same of what waits for blocks: called with the blocks too, those that are not over on `day` among them."""

_sources: list[CalendarSource] = []
_blocked: list[BlockedSource] = []


def add_calendar_source(source: CalendarSource) -> None:
    """Let a room tell to the calendar, its feed, the API and the handover of a desk. Twice is once."""
    if source not in _sources:
        _sources.append(source)


def add_blocked_source(source: BlockedSource) -> None:
    """Let a room tell what waits for blocks, which the calendar has read. Twice is once."""
    if source not in _blocked:
        _blocked.append(source)


def entries_of_sources(
    viewer: Viewer, day: date, start: date, until: date, blocks: Sequence[MissionBlock]
) -> Iterator[CalendarEntry]:
    """Return what all rooms above tell."""
    for source in _sources:
        yield from source(viewer, day, start, until)
    for blocked in _blocked:
        yield from blocked(viewer, day, start, until, blocks)
