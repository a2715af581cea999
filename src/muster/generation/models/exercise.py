"""A drill: a case played for practice on a clock of its own, and the events that its leader brings in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.generation.models.case import Case
from muster.kit.facts import KnownFact
from muster.parties.models import Organisation


class Exercise(models.Model):
    """The clock of a drill: the day of the call that is being played, set forwards by its leader.

    Without a day the drill runs by the calendar.
    """

    case = models.OneToOneField(Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="exercise")
    drill_day = models.PositiveSmallIntegerField(_("day that is played"), null=True, blank=True)
    moved_on = models.DateField(_("clock set on"))

    class Meta:
        verbose_name = _("exercise")

    def __str__(self) -> str:
        return f"{self.case}: day {self.drill_day}"


class InjectKind(models.TextChoices):
    """What the leader of an exercise lets happen."""

    BLOCK = "block", _("block")
    BROKEN_PROMISE = "broken-promise", _("broken promise")
    OTHER = "other", _("other event")


class Inject(KnownFact):
    """An event that the leader of an exercise brings in on a day of the call. Never changed, never deleted."""

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="injects")
    kind = models.CharField(_("kind"), max_length=16, choices=InjectKind)
    day = models.PositiveSmallIntegerField(_("day of the call"))
    words = models.CharField(_("what happens"), max_length=300)
    by = models.ForeignKey(
        Organisation, verbose_name=_("brought in by"), null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["day", "pk"]
        verbose_name = _("event of an exercise")

    def __str__(self) -> str:
        return f"{self.case}: {self.get_kind_display()} on day {self.day}"
