"""A stage of an inspection, an evaluation or a plan to do better, from a day on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact
from muster.parties.models import Organisation


class StageEvent(KnownFact):
    """From `held_from` a record is at a stage, until the next event. Never changed, never deleted."""

    held_from = models.DateField(_("from"))
    by = models.ForeignKey(
        Organisation, verbose_name=_("step taken by"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["held_from", "pk"]
