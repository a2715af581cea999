"""Force packages: templates of slots that are matched against the pool, such as the Vanguard Brigade."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.parties.models import Organisation
from muster.pledges.levels import RUNG_CHOICES, Level


class ForcePackage(SourcedFact, KnownFact):
    """A set of units that is wanted together, in a register."""

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    register = models.ForeignKey(
        Organisation, verbose_name=_("register"), on_delete=models.PROTECT, related_name="force_packages"
    )
    name = models.CharField(_("name"), max_length=160)
    purpose = models.CharField(_("purpose"), max_length=500, blank=True)
    strength_aim = models.PositiveIntegerField(_("strength aimed at (people)"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["register__name", "name"]
        verbose_name = _("force package")

    def __str__(self) -> str:
        return self.name


class PackageSlot(SourcedFact):
    """Places of one kind in a package: so many units of a type, at least at a level, within a notice."""

    package = models.ForeignKey(
        ForcePackage, verbose_name=_("force package"), on_delete=models.CASCADE, related_name="slots"
    )
    number = models.PositiveSmallIntegerField(_("slot"))
    name = models.CharField(_("place"), max_length=160, blank=True)
    unit_type = models.CharField(_("unit type"), max_length=20)
    units = models.PositiveSmallIntegerField(
        _("units"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    strength = models.PositiveIntegerField(_("strength of each (people)"), validators=[MaxValueValidator(100_000)])
    minimum_level = models.CharField(
        _("at least at level"), max_length=20, choices=RUNG_CHOICES, default=Level.LEVEL_3.value
    )
    notice_days = models.PositiveSmallIntegerField(_("notice at most (days)"), null=True, blank=True)

    class Meta:
        ordering = ["package", "number"]
        verbose_name = _("slot of a force package")
        constraints = [models.UniqueConstraint(fields=["package", "number"], name="slot_numbered_once")]

    def __str__(self) -> str:
        return f"{self.package}: {self.unit_type}"
