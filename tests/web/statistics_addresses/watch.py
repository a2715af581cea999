"""Addresses of the crisis watch."""

from tests.web.address_entries import Entry

PAGES: tuple[Entry, ...] = ()
OPERATIONS: tuple[Entry, ...] = ()
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = ()
