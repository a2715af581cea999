"""Addresses of the national pool and selection camps."""

from tests.web.address_entries import Entry

PAGES: tuple[Entry, ...] = ()
OPERATIONS: tuple[Entry, ...] = ()
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = ()
