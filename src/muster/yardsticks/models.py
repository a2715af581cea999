"""Papers of a register: the capability requirements of a day, kept as they were issued."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact
from muster.parties.models import Organisation


class PaperStage(models.TextChoices):
    """A draft is the Secretariat's own; an issued paper is seen by every party."""

    DRAFT = "draft", _("draft")
    ISSUED = "issued", _("issued")


class CapabilityPaper(KnownFact):
    """Current and emerging uniformed capability requirements as of a day. `content` is what was reckoned then.

    An issued paper never changes: what became known later stands in a later one.
    """

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    register = models.ForeignKey(
        Organisation, verbose_name=_("register"), on_delete=models.PROTECT, related_name="capability_papers"
    )
    as_of = models.DateField(_("as of"))
    stage = models.CharField(_("stage"), max_length=12, choices=PaperStage, default=PaperStage.DRAFT)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    content = models.JSONField(_("content"))

    class Meta:
        ordering = ["-as_of", "-pk"]
        verbose_name = _("capability requirements paper")

    def __str__(self) -> str:
        return self.reference
