"""National acts: what a State's parliament or government has authorised, for which missions, up to which ceiling."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.missions.models import Mission
from muster.parties.models import Organisation


class NationalAct(SourcedFact, KnownFact):
    """An act in force in `[valid_from, valid_until)`. `personnel_ceiling` empty: the act sets none.

    A State with acts in force may deploy only to the missions that one of them names; a State of which no act is on
    record is not held back by this room.
    """

    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="national_acts"
    )
    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=300)
    body = models.CharField(_("decided by"), max_length=160, blank=True)
    decided_on = models.DateField(_("decided on"))
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    personnel_ceiling = models.PositiveIntegerField(_("ceiling (people)"), null=True, blank=True)
    missions = models.ManyToManyField(Mission, verbose_name=_("missions"), related_name="national_acts", blank=True)
    conditions = models.TextField(_("conditions"), blank=True, max_length=2000)

    class Meta:
        ordering = ["state__name", "decided_on"]
        verbose_name = _("national act")

    def __str__(self) -> str:
        return self.reference
