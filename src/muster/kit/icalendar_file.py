"""Days of the record as an iCalendar file (RFC 5545), which calendar programs subscribe to.

All days are whole days; intervals are half-open, as the format has them too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

PRODUCT = "-//Muster//Force generation//EN"
HOURS_BETWEEN_LOOKS = 6
"""How often a calendar program is asked to look again."""


@dataclass(frozen=True)
class CalendarDay:
    """Something in `[start, until)` of the record. `uid` stays the same when the days move; `address` leads there."""

    uid: str
    title: str
    start: date
    until: date
    words: str = ""
    address: str = ""
    place: str = ""

    def __post_init__(self) -> None:
        if self.until <= self.start:
            raise ValueError(f"{self.uid} ends on {self.until}, not after {self.start}")


def icalendar_file(name: str, days: Iterable[CalendarDay], made_at: datetime) -> bytes:
    """Return the days as a file of the calendar `name`. `made_at` stamps every entry (with a time zone)."""
    from icalendar import Calendar, Event  # loaded where a calendar is asked for

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=HOURS_BETWEEN_LOOKS), parameters={"VALUE": "DURATION"})
    for day in days:
        event = Event()
        event.add("uid", day.uid)
        event.add("dtstamp", made_at)
        event.add("dtstart", day.start)
        event.add("dtend", day.until)
        event.add("summary", day.title)
        event.add("transp", "TRANSPARENT")
        for key, value in (("description", day.words), ("url", day.address), ("location", day.place)):
            if value:
                event.add(key, value)
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data
