"""What States announce in speeches: no pledge until the note verbale comes, kept apart and measured."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.parties.models import Organisation
from muster.pledges.models.pledge import Pledge


class Announcement(SourcedFact, KnownFact):
    """A State announced on a day that it would give something. `units` and `strength` as far as they were named."""

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    register = models.ForeignKey(
        Organisation, verbose_name=_("register"), on_delete=models.PROTECT, related_name="registered_announcements"
    )
    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="announcements"
    )
    occasion = models.CharField(_("occasion"), max_length=200)
    announced_on = models.DateField(_("announced on"))
    text = models.CharField(_("in words"), max_length=500)
    unit_type = models.CharField(_("unit type"), max_length=20, blank=True)
    units = models.PositiveSmallIntegerField(_("units"), null=True, blank=True)
    strength = models.PositiveIntegerField(_("strength (people)"), null=True, blank=True)
    conditions = models.CharField(_("conditions"), max_length=300, blank=True)
    ended_on = models.DateField(_("taken back on"), null=True, blank=True)
    ended_reason = models.CharField(_("why it was taken back"), max_length=300, blank=True)

    class Meta:
        ordering = ["-announced_on", "state__name", "reference"]
        verbose_name = _("announcement")

    def __str__(self) -> str:
        return self.reference


class AnnouncedPledge(KnownFact):
    """A pledge that came of an announcement."""

    announcement = models.ForeignKey(
        Announcement, verbose_name=_("announcement"), on_delete=models.CASCADE, related_name="came_of_it"
    )
    pledge = models.OneToOneField(Pledge, verbose_name=_("pledge"), on_delete=models.CASCADE, related_name="came_of")

    class Meta:
        verbose_name = _("announced pledge")

    def __str__(self) -> str:
        return f"{self.pledge} of {self.announcement}"
