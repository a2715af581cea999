"""Addresses of the ladder of a dossier."""

from tests.record import Record
from tests.web.address_entries import Entry

PAGES: tuple[Entry, ...] = ()
OPERATIONS: tuple[Entry, ...] = ()
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = ()


def ground(record: Record) -> dict[str, int]:
    """Enter what is walked over; return the numbers that examples of addresses are filled with."""
    return {}
