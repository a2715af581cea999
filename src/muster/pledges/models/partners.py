"""The two sides of a joint pledge besides its content: what each partner said, and who is to be asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.parties.models import Organisation
from muster.pledges.models.pledge import Pledge


class PartnerAnswer(models.TextChoices):
    """What a partner said by note verbale."""

    AGREED = "agreed", _("agreed")
    WITHDREW = "withdrew", _("withdrew")


class PartnerNote(SourcedFact, KnownFact):
    """A partner's note verbale on a joint pledge: from `held_from` it agrees, or no longer does."""

    pledge = models.ForeignKey(Pledge, verbose_name=_("pledge"), on_delete=models.CASCADE, related_name="partner_notes")
    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="partner_notes"
    )
    answer = models.CharField(_("answer"), max_length=12, choices=PartnerAnswer)
    held_from = models.DateField(_("from"))
    note_verbale = models.CharField(_("note verbale (reference)"), max_length=120, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["held_from", "pk"]
        verbose_name = _("partner's note")

    def __str__(self) -> str:
        return f"{self.pledge}: {self.state} {self.get_answer_display()}"
