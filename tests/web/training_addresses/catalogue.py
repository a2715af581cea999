"""Addresses of the catalogue: standards, courses, sessions, enrolment."""

from tests.web.address_entries import Entry, same

PAGES: tuple[Entry, ...] = (*same("training/", "/training/"),)
OPERATIONS: tuple[Entry, ...] = ()
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = ()
