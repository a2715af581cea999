"""Addresses of rosters and the training state of rotations."""

from tests.web.address_entries import Entry

PAGES: tuple[Entry, ...] = ()
OPERATIONS: tuple[Entry, ...] = ()
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = ()
