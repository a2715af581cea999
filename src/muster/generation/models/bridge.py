"""A bridge: the unit that holds a post until the one chosen for it has arrived."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.generation.models.case import Case
from muster.kit.facts import KnownFact, SourcedFact
from muster.pledges.models import Pledge


class BridgeStage(models.TextChoices):
    """How far a bridge is; from the second on it covers its days, unless it is dropped."""

    PROPOSED = "proposed", _("proposed")
    AGREED = "agreed", _("agreed")
    UNDER_WAY = "under-way", _("under way")
    ENDED = "ended", _("ended")
    DROPPED = "dropped", _("dropped")


class Bridge(SourcedFact, KnownFact):
    """Over `[held_from, held_until)` the unit of `pledge` holds the post of `case`.

    The case's own State sees which days are covered and not by whom, as long as it is another's unit.
    """

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="bridges")
    pledge = models.ForeignKey(Pledge, verbose_name=_("bridging pledge"), on_delete=models.PROTECT, related_name="+")
    held_from = models.DateField(_("from"))
    held_until = models.DateField(_("until (excluded)"))
    stage = models.CharField(_("stage"), max_length=12, choices=BridgeStage, default=BridgeStage.PROPOSED)
    reason = models.CharField(_("why it ended or was dropped"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["held_from", "reference"]
        verbose_name = _("bridge")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(held_until__gt=models.F("held_from")), name="bridge_ends_after_it_begins"
            )
        ]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return self.reference
