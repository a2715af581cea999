"""What holds phases up in a mission: a host State's stop, a closed port, a suspended airline."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.missions.models import Mission

SEPARATOR = ";"


class MissionBlock(SourcedFact, KnownFact):
    """In `[held_from, held_until)` nothing is done in the phases named, in all cases of a mission.

    A block without an end lasts until somebody ends it. What is changed is a new row: the old one was believed in
    `[known_from, replaced_on)`.
    """

    reference = models.SlugField(_("reference"), max_length=60)
    mission = models.ForeignKey(Mission, verbose_name=_("mission"), on_delete=models.PROTECT, related_name="blocks")
    phases = models.CharField(_("phases held up (separated by semicolons)"), max_length=400)
    held_from = models.DateField(_("from"))
    held_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    why = models.CharField(_("why"), max_length=300)
    replaced_on = models.DateField(_("no longer believed from"), null=True, blank=True)

    class Meta:
        ordering = ["held_from", "reference"]
        verbose_name = _("block")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(held_until__isnull=True) | models.Q(held_until__gt=models.F("held_from")),
                name="block_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["reference"], condition=models.Q(replaced_on__isnull=True), name="block_believed_once"
            ),
        ]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return self.reference

    @property
    def phase_codes(self) -> tuple[str, ...]:
        """The codes of the phases that it holds up."""
        return tuple(self.phases.split(SEPARATOR))
