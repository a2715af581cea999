"""What rooms above tell to the calendar: each says once, when the installation starts, whom to ask."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from muster.generation.rules.calendar import CalendarEntry
from muster.parties.viewer import Viewer

CalendarSource = Callable[[Viewer, date, date, date], Iterable[CalendarEntry]]
"""Entries in `[start, until)` that a viewer may see as known on `day`: called with viewer, day, start, until."""

_sources: list[CalendarSource] = []


def add_calendar_source(source: CalendarSource) -> None:
    """Let a room tell to the calendar, its feed, the API and the handover of a desk. Twice is once."""
    if source not in _sources:
        _sources.append(source)


def entries_of_sources(viewer: Viewer, day: date, start: date, until: date) -> Iterator[CalendarEntry]:
    """Return what all rooms above tell."""
    for source in _sources:
        yield from source(viewer, day, start, until)
