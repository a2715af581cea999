"""Arrivals in theatre that happened."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.missions.models import Post
from muster.parties.models import Organisation
from muster.pledges.models import Pledge


class Arrival(SourcedFact, KnownFact):
    """A contingent's arrival in theatre that happened: the first deployment or a rotation."""

    state = models.ForeignKey(Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="arrivals")
    post = models.ForeignKey(Post, verbose_name=_("post"), on_delete=models.PROTECT, related_name="arrivals")
    pledge = models.ForeignKey(
        Pledge, verbose_name=_("pledge"), null=True, blank=True, on_delete=models.PROTECT, related_name="arrivals"
    )
    rotation = models.CharField(_("rotation"), max_length=20)
    arrived_on = models.DateField(_("arrived on"))
    day_is_known = models.BooleanField(_("the day is known (else only the month)"), default=True)
    personnel = models.PositiveIntegerField(_("people"))
    women = models.PositiveIntegerField(_("of whom women"), null=True, blank=True)
    staff_officers = models.PositiveIntegerField(_("staff officers besides"), default=0)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["post", "arrived_on"]
        verbose_name = _("arrival")
        constraints = [models.UniqueConstraint(fields=["state", "post", "rotation"], name="rotation_arrives_once")]

    def __str__(self) -> str:
        return f"{self.state} {self.rotation} on {self.arrived_on}"
