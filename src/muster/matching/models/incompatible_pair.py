"""States that may not stand in one requirement at the same time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.parties.models import Organisation


class IncompatiblePair(SourcedFact, KnownFact):
    """Two States whose units are not put into one requirement in the same month."""

    first_state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="incompatible_as_first"
    )
    second_state = models.ForeignKey(
        Organisation, verbose_name=_("other State"), on_delete=models.PROTECT, related_name="incompatible_as_second"
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("incompatible pair")
        constraints = [
            models.UniqueConstraint(fields=["first_state", "second_state"], name="incompatible_pair_said_once"),
            models.CheckConstraint(
                condition=~models.Q(first_state=models.F("second_state")), name="incompatible_pair_has_two_states"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_state} and {self.second_state}"
