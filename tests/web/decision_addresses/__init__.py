"""Addresses of mandates, law, changed facts, consultations and decisions, by what they are about."""

from tests.record import Record
from tests.web.decision_addresses import (
    changes,
    contributions,
    convening,
    dossiers,
    ladder,
    law,
    mandates,
    opportunities,
)

PARTS = (mandates, law, changes, convening, contributions, dossiers, ladder, opportunities)
DECISIONS = tuple(entry for part in PARTS for entry in part.PAGES)
DECISION_OPERATIONS = tuple(entry for part in PARTS for entry in part.OPERATIONS)
DECISION_MARKERS = tuple(marker for part in PARTS for marker in part.MARKERS)


def decisions_walked_over(record: Record) -> dict[str, int]:
    """Enter the ground of every part, in order: those behind rest on those before."""
    numbers: dict[str, int] = {}
    for part in PARTS:
        numbers |= part.ground(record)
    return numbers
