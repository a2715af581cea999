"""By when the documents of a pack are owed, and whether each came in time. Pure.

Source: section 8.5 of the dossier asks that the report lies before contributors ahead of their meeting
[recalled-check]; which documents make a pack, and the days of each, are a local choice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

FOR_THE_VOTE = frozenset({"draft"})
"""Kinds that are owed ahead of the vote; all others are ahead of the formal meeting."""

USUAL_PACK = ("report", "threat", "force", "performance", "casualties", "resources", "draft")
"""The kinds of which every pack has one, in their order."""


class DocumentStanding(StrEnum):
    """How a document stands on a day."""

    ON_TIME = "on-time"
    LATE = "late"
    AWAITED = "awaited"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class DocumentFact:
    """A document as the rules read it."""

    kind: str
    due_on: date
    delivered_on: date | None = None


def document_due(kind: str, formal_on: date, vote_on: date, days: Mapping[str, int]) -> date:
    """Return the day by which a document is owed: so many days ahead of the formal meeting, or of the vote."""
    ahead_of = vote_on if kind in FOR_THE_VOTE else formal_on
    return ahead_of - timedelta(days=days[kind])


def document_standing(document: DocumentFact, day: date) -> DocumentStanding:
    """Return how a document stands; what was delivered after `day` is still awaited on it."""
    if document.delivered_on is not None and document.delivered_on <= day:
        return DocumentStanding.ON_TIME if document.delivered_on <= document.due_on else DocumentStanding.LATE
    return DocumentStanding.AWAITED if day <= document.due_on else DocumentStanding.OVERDUE
