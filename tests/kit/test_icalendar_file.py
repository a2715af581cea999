"""The days of the record as a calendar program reads them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from muster.kit.icalendar_file import CalendarDay, icalendar_file

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), max_size=120)


def events(data: bytes) -> list[Event]:
    """The entries of a file, as a reader of the format finds them."""
    return [one for one in Calendar.from_ical(data).walk("VEVENT") if isinstance(one, Event)]


@settings(max_examples=50)
@given(title=WORDS, words=WORDS, start=st.dates(date(1948, 1, 1), date(2100, 1, 1)), length=st.integers(1, 400))
def test_what_goes_out_is_read_again(title: str, words: str, start: date, length: int) -> None:
    until = start + timedelta(days=length)
    day = CalendarDay("case-1@muster", title, start, until, words, "https://muster.example/generation/")
    (read,) = events(icalendar_file("Cases", [day], NOW))
    assert (str(read["summary"]), str(read.get("description", ""))) == (title, words)
    assert (read.start, read.end, str(read["uid"])) == (start, until, "case-1@muster")


def test_lines_are_folded_at_75_bytes_and_end_as_the_format_wants() -> None:
    day = CalendarDay("a", "é" * 200, date(2026, 1, 1), date(2026, 1, 2))
    lines = icalendar_file("Cases", [day], NOW).split(b"\r\n")
    assert max(len(line) for line in lines) <= 75


def test_words_cannot_add_an_entry_of_their_own() -> None:
    trick = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:forged"
    day = CalendarDay("a", trick, date(2026, 1, 1), date(2026, 1, 2), trick)
    assert len(events(icalendar_file("Cases", [day], NOW))) == 1


def test_an_interval_without_days_is_refused() -> None:
    with pytest.raises(ValueError, match="not after"):
        CalendarDay("a", "x", date(2026, 1, 2), date(2026, 1, 2))


def test_a_calendar_without_days_is_still_one() -> None:
    assert events(icalendar_file("Cases", [], NOW)) == []
