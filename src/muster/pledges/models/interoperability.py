"""With whom a national unit can stand: its languages, procedures and communications, tests and common service."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.documents.models import Document
from muster.kit.facts import KnownFact, SourcedFact
from muster.pledges.models.unit import NationalUnit


class InteroperabilityProfile(SourcedFact, KnownFact):
    """What a unit works with. Lists are written with semicolons; an empty one says nothing."""

    unit = models.ForeignKey(NationalUnit, verbose_name=_("unit"), on_delete=models.CASCADE, related_name="profiles")
    languages = models.CharField(_("languages (ISO 639, separated by semicolons)"), max_length=120, blank=True)
    procedures = models.CharField(_("procedures (separated by semicolons)"), max_length=300, blank=True)
    communications = models.CharField(_("communications (separated by semicolons)"), max_length=300, blank=True)
    remarks = models.CharField(_("remarks"), max_length=300, blank=True)

    class Meta:
        ordering = ["unit", "known_from", "pk"]
        verbose_name = _("interoperability profile")

    def __str__(self) -> str:
        return f"profile of {self.unit}"


class ExternalCertification(SourcedFact, KnownFact):
    """A unit was certified by a scheme outside the register (NATO OCC E&F, section 7.4): evidence, never a visit."""

    unit = models.ForeignKey(
        NationalUnit, verbose_name=_("unit"), on_delete=models.CASCADE, related_name="certifications"
    )
    scheme = models.CharField(_("scheme"), max_length=40)
    step = models.CharField(_("step"), max_length=40)
    rating = models.CharField(_("rating"), max_length=40, blank=True)
    certified_on = models.DateField(_("certified on"))
    valid_until = models.DateField(_("valid until (excluded)"), null=True, blank=True)
    document = models.ForeignKey(
        Document, verbose_name=_("file"), null=True, blank=True, on_delete=models.PROTECT, related_name="certifications"
    )
    remarks = models.CharField(_("remarks"), max_length=300, blank=True)

    class Meta:
        ordering = ["certified_on", "pk"]
        verbose_name = _("external certification")

    def __str__(self) -> str:
        return f"{self.unit}: {self.scheme} {self.step}"


class SharedService(SourcedFact, KnownFact):
    """A unit exercised or deployed together with units of another State (by ISO alpha-3 code)."""

    class Kind(models.TextChoices):
        """What they did together."""

        EXERCISE = "exercise", _("exercise")
        DEPLOYMENT = "deployment", _("deployment")

    unit = models.ForeignKey(
        NationalUnit, verbose_name=_("unit"), on_delete=models.CASCADE, related_name="shared_services"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(_("name"), max_length=160)
    with_state = models.CharField(_("with (ISO alpha-3)"), max_length=3)
    began_on = models.DateField(_("began on"))
    ended_on = models.DateField(_("ended on (excluded)"), null=True, blank=True)

    class Meta:
        ordering = ["began_on", "pk"]
        verbose_name = _("shared service")

    def __str__(self) -> str:
        return f"{self.unit}: {self.name} with {self.with_state}"
