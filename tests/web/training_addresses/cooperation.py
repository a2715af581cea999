"""Addresses of demand, offers and leadership programmes."""

from tests.web.address_entries import Entry

PAGES: tuple[Entry, ...] = ()
OPERATIONS: tuple[Entry, ...] = ()
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = ()
