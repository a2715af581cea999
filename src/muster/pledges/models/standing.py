"""Where a pledge stands: its dated levels, the cap on them, its place in the pool, and how often it was confirmed.

Lists ask thousands of pledges for their last event as of a day: the index "of a day" of each kind has the events in the
order in which that question goes through them, with what it needs to know, so that the answer is the first entry met.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.pledges.levels import LEVEL_CHOICES, RUNG_CHOICES
from muster.pledges.models.pledge import Pledge


class LevelEvent(SourcedFact, KnownFact):
    """From `held_from` the pledge stands at `level`, until the next event. Never changed, never deleted."""

    pledge = models.ForeignKey(Pledge, verbose_name=_("pledge"), on_delete=models.CASCADE, related_name="level_events")
    level = models.CharField(_("level"), max_length=20, choices=LEVEL_CHOICES)
    held_from = models.DateField(_("from"))
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=160, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["held_from", "pk"]
        verbose_name = _("level event")
        indexes = [models.Index(fields=["pledge", "held_from", "id", "known_from", "level"], name="level_of_a_day")]

    def __str__(self) -> str:
        return f"{self.pledge}: {self.get_level_display()} from {self.held_from}"


class LevelCap(SourcedFact, KnownFact):
    """The pledge cannot rise above `level` in `[held_from, held_until)`, for a reason such as national law (2.4)."""

    pledge = models.ForeignKey(Pledge, verbose_name=_("pledge"), on_delete=models.CASCADE, related_name="level_caps")
    level = models.CharField(_("highest level"), max_length=20, choices=RUNG_CHOICES)
    reason = models.CharField(_("reason"), max_length=300)
    held_from = models.DateField(_("from"))
    held_until = models.DateField(_("until (excluded)"), null=True, blank=True)

    class Meta:
        ordering = ["held_from", "pk"]
        verbose_name = _("level cap")

    def __str__(self) -> str:
        return f"{self.pledge}: at most {self.get_level_display()}"


class PoolStanding(models.TextChoices):
    """Whether the unit of a pledge can be drawn on."""

    AVAILABLE = "available", _("in the pool")
    CALLED = "called", _("called")
    DEPLOYED = "deployed", _("deployed")


class PoolEvent(SourcedFact, KnownFact):
    """From `held_from` the pledge is in the pool, called or deployed, until the next event. It keeps its level.

    A pledge without an event is in the pool. `answer_due_on`: when a called unit is to be on the ground.
    """

    pledge = models.ForeignKey(Pledge, verbose_name=_("pledge"), on_delete=models.CASCADE, related_name="pool_events")
    standing_in_pool = models.CharField(_("standing in the pool"), max_length=12, choices=PoolStanding)
    held_from = models.DateField(_("from"))
    mission = models.CharField(_("mission"), max_length=40, blank=True)
    answer_due_on = models.DateField(_("due on the ground"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["held_from", "pk"]
        verbose_name = _("pool event")
        indexes = [
            models.Index(fields=["pledge", "held_from", "id", "known_from", "standing_in_pool"], name="pool_of_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.pledge}: {self.get_standing_in_pool_display()} from {self.held_from}"


class Confirmation(SourcedFact, KnownFact):
    """The State confirmed the pledge on a day; it is valid until `valid_until` (excluded), as the rules then said.

    The first one is the registration itself.
    """

    pledge = models.ForeignKey(Pledge, verbose_name=_("pledge"), on_delete=models.CASCADE, related_name="confirmations")
    confirmed_on = models.DateField(_("confirmed on"))
    valid_until = models.DateField(_("valid until (excluded)"))
    note_verbale = models.CharField(_("note verbale (reference)"), max_length=120, blank=True)

    class Meta:
        ordering = ["confirmed_on", "pk"]
        verbose_name = _("confirmation")
        indexes = [
            models.Index(
                fields=["pledge", "confirmed_on", "id", "known_from", "valid_until"], name="confirmation_of_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pledge} confirmed on {self.confirmed_on}"
