"""The log of a case: what was decided and why, what was promised, what is worth knowing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.generation.models.case import Case
from muster.kit.facts import KnownFact
from muster.parties.models import Organisation, User


class NoteKind(models.TextChoices):
    """What an entry of the log is."""

    DECISION = "decision", _("decision")
    PROMISE = "promise", _("promise")
    NOTE = "note", _("note")


class CaseNote(KnownFact):
    """One entry of the log of a case, by an organisation. Never changed, never deleted. `on` is when it was said."""

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(_("kind"), max_length=12, choices=NoteKind, default=NoteKind.NOTE)
    phase = models.CharField(_("phase"), max_length=40, blank=True)
    words = models.CharField(_("words"), max_length=2000)
    by = models.ForeignKey(
        Organisation, verbose_name=_("by"), null=True, on_delete=models.PROTECT, related_name="case_notes"
    )
    user = models.ForeignKey(
        User, verbose_name=_("written by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    on = models.DateField(_("on"))

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("note on a case")

    def __str__(self) -> str:
        return f"{self.case}: {self.get_kind_display()} of {self.on}"
