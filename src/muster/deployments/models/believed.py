"""Facts that are corrected: the row keeps what is believed now, and an earlier belief stays for those who look back."""

from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact


class BelievedNow(models.Manager[Any]):
    """The rows that are believed now: what actions and forms work on."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Return the rows that nothing has replaced."""
        return super().get_queryset().filter(replaced_on__isnull=True)


class BelievedFact(KnownFact):
    """A fact that was believed in `[known_from, replaced_on)`; no end: it is believed now.

    `objects` holds what is believed now, `every` the earlier beliefs too.
    """

    replaced_on = models.DateField(_("no longer believed from"), null=True, blank=True, editable=False)

    objects = BelievedNow()
    every = models.Manager()

    class Meta:
        abstract = True


Believed = TypeVar("Believed", bound=models.Model)


def believed_on(facts: models.QuerySet[Believed], day: date) -> models.QuerySet[Believed]:
    """Return those of `facts` (read from `every`) that were believed on `day`."""
    still = models.Q(replaced_on__isnull=True) | models.Q(replaced_on__gt=day)
    return facts.filter(still, known_from__lte=day)


def keep_earlier(row: BelievedFact, today: date) -> None:
    """Keep what is stored of a row as an earlier belief, before the row is saved with other content known from `today`.

    What became known on `today` itself, or is known only later, was believed on no earlier day: nothing is kept then.
    """
    stored = type(row).every.filter(pk=row.pk).first()
    if stored is None or stored.known_from >= today:
        return
    stored.pk = None
    stored.replaced_on = today
    stored.save(force_insert=True)
    row.known_from = today
