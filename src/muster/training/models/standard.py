"""The standards that courses follow, in versions made of lines; the catalogue of standards is a reference table."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.training.models.content import CURRENT, VersionedContent


class StandardVersion(SourcedFact, KnownFact):
    """One edition of a standard (`standard` is a code of the reference table of courses), in force from `issued_on`.

    A later edition of the same standard takes over from it; courses and certificates on the older one are flagged.
    """

    standard = models.CharField(_("standard"), max_length=20)
    version = models.CharField(_("version"), max_length=20)
    title = models.CharField(_("title"), max_length=200)
    issued_on = models.DateField(_("issued on"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    edition = models.PositiveIntegerField(_("version of the record"), default=1, editable=False)

    class Meta:
        ordering = ["standard", "-issued_on"]
        verbose_name = _("version of a standard")
        constraints = [
            models.UniqueConstraint(fields=["standard", "version"], name="version_of_a_standard_once"),
            models.UniqueConstraint(fields=["standard", "issued_on"], name="one_version_of_a_standard_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.standard} {self.version}"


class StandardLine(VersionedContent):
    """One subject of a version of a standard, as a curriculum is compared with it; its number names it for good."""

    standard_version = models.ForeignKey(
        StandardVersion, verbose_name=_("version"), on_delete=models.CASCADE, related_name="lines"
    )
    number = models.CharField(_("number"), max_length=12)
    title = models.CharField(_("title"), max_length=200)
    least_minutes = models.PositiveIntegerField(_("at least (minutes)"), null=True, blank=True)
    is_required = models.BooleanField(_("required"), default=True)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["standard_version", "order", "pk"]
        verbose_name = _("line of a standard")
        constraints = [
            models.UniqueConstraint(
                fields=["standard_version", "number"], condition=CURRENT, name="line_of_a_standard_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.standard_version} {self.number}"
