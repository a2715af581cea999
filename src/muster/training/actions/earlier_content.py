"""Keeps what a row of versioned content said before it is changed, and closes one that goes away."""

from copy import copy
from datetime import date
from typing import TypeVar

from muster.training.models.content import VersionedContent

Content = TypeVar("Content", bound=VersionedContent)


def keep_earlier(row: Content, today: date) -> Content | None:
    """Put what a stored row says beside it as believed until today, and let the row be known from today on.

    Return the row that was put beside it, saved; None where the row became known today (or later, as an installation
    enters the past): nobody was shown it on an earlier day. The row itself is for the caller to change and save.
    """
    if row.known_from is not None and row.known_from >= today:
        return None
    earlier = copy(row)
    earlier.pk, earlier.known_until = None, today
    earlier._state = copy(row._state)
    earlier._state.adding = True
    earlier.save(force_insert=True)
    row.known_from = today
    return earlier


def close(row: VersionedContent, today: date) -> None:
    """Let a row be believed no longer from today on."""
    row.known_until = today if row.known_from is None else max(today, row.known_from)
    row.save(update_fields=["known_until"])
