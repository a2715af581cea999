"""What every recorded fact carries: where it comes from, how sure that is, and since when it is known."""

from collections.abc import Collection
from datetime import date
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.standing import LABELS, Standing

STANDING_CHOICES = [(standing.value, label) for standing, label in LABELS.items()]


class SourcedFact(models.Model):
    """A record that names its source and standing. An illustrative one is made up for demonstration and says so."""

    source = models.CharField(_("source"), max_length=300, blank=True)
    standing = models.CharField(_("standing"), max_length=20, choices=STANDING_CHOICES, default=Standing.ENTERED.value)

    class Meta:
        abstract = True

    @property
    def illustrative(self) -> bool:
        """Return whether this record is no published fact."""
        return self.standing == Standing.ILLUSTRATIVE


class KnownFact(models.Model):
    """A record that became known on `known_from`; as of an earlier day it is not there."""

    known_from = models.DateField(_("known from"), db_index=True)

    class Meta:
        abstract = True


class RulesSayWhy(models.Model):
    """A record whose constraints the rules tell with their remedy; the database holds to them all the same."""

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules."""


KnownModel = TypeVar("KnownModel", bound=models.Model)


def known_on(facts: models.QuerySet[KnownModel], day: date) -> models.QuerySet[KnownModel]:
    """Return those of `facts` that were known on `day`."""
    return facts.filter(known_from__lte=day)


def true_on(
    facts: models.QuerySet[KnownModel], day: date, start: str = "valid_from", until: str = "valid_until"
) -> models.QuerySet[KnownModel]:
    """Return those of `facts` whose half-open interval `[start, until)` holds `day` and that were known on it."""
    ends_later = models.Q(**{f"{until}__gt": day}) | models.Q(**{f"{until}__isnull": True})
    return known_on(facts, day).filter(ends_later, **{f"{start}__lte": day})
