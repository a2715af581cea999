"""Stays: a pledge holds a post, agreed or under way."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.missions.models import Post
from muster.pledges.models import Pledge, StandsOnPledge


class StayStage(models.TextChoices):
    """How far a stay is. Agreed and under-way stays bind the planner."""

    AGREED = "agreed", _("agreed")
    UNDER_WAY = "under-way", _("under way")
    ENDED = "ended", _("ended")


class Stay(StandsOnPledge, SourcedFact, KnownFact):
    """A pledge holds a post in `[stay_from, stay_until)`; an empty end means that none is agreed."""

    pledge = models.ForeignKey(Pledge, verbose_name=_("pledge"), on_delete=models.PROTECT, related_name="stays")
    post = models.ForeignKey(Post, verbose_name=_("post"), on_delete=models.PROTECT, related_name="stays")
    stay_from = models.DateField(_("from"))
    stay_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    stage = models.CharField(_("stage"), max_length=12, choices=StayStage, default=StayStage.AGREED)

    class Meta:
        ordering = ["post", "stay_from"]
        verbose_name = _("stay")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stay_until__isnull=True) | models.Q(stay_until__gt=models.F("stay_from")),
                name="stay_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pledge} in {self.post} from {self.stay_from}"
