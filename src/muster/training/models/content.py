"""Content in versions: what a row said until it was replaced stays beside it, for pages of earlier days.

A line or lesson that changes keeps its row, since lessons and reviews point at it; what it said before is a row of the
same table with the day on which it was replaced. One that goes away is closed, never deleted.
"""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

CURRENT = models.Q(known_until__isnull=True)
"""What nothing has replaced."""


class VersionedContent(models.Model):
    """A row that was believed in `[known_from, known_until)`.

    `known_from` empty: as long as what it belongs to is on record. `known_until` empty: nothing has replaced it.
    """

    known_from = models.DateField(_("known from"), null=True, blank=True, editable=False)
    known_until = models.DateField(_("replaced on"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True


def content_on(day: date | None, path: str = "") -> models.Q:
    """Return which rows, at the `path` of others, were believed on a day; None: those that nothing has replaced."""
    if day is None:
        return models.Q(**{f"{path}known_until__isnull": True})
    begun = models.Q(**{f"{path}known_from__isnull": True}) | models.Q(**{f"{path}known_from__lte": day})
    return begun & (models.Q(**{f"{path}known_until__isnull": True}) | models.Q(**{f"{path}known_until__gt": day}))
