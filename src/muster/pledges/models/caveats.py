"""Caveats and conditions as data: what restricts a pledge or must hold first (section 2.8 of the dossier)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.parties.models import Organisation
from muster.pledges.models.pledge import Pledge


class CaveatKind(models.TextChoices):
    """What a caveat restricts. The first five have a value that the rules of matching read."""

    EXCLUDED_MISSION = "excluded-mission", _("excluded mission")
    EXCLUDED_REGION = "excluded-region", _("excluded region")
    EXCLUDED_TASK = "excluded-task", _("excluded task")
    MAXIMUM_STAY = "maximum-stay", _("maximum stay (months)")
    NEEDED_PARTNER = "needed-partner", _("needed partner (State)")
    COMMAND = "command", _("command")
    FORCE_PROTECTION = "force-protection", _("force protection")
    ENVIRONMENT = "environment", _("environment")
    DEPENDENCY = "dependency", _("dependency on another's means")
    HOST_SENSITIVITY = "host-sensitivity", _("host State or neighbour")
    GENDER_CULTURE = "gender-culture", _("gender and culture")
    WEAPONS = "weapons", _("weapons")
    CONDITION = "condition", _("condition that must hold first")


class CaveatOrigin(models.TextChoices):
    """Who brought the caveat to light."""

    DECLARED = "declared", _("declared by the State")
    DISCOVERED = "discovered", _("discovered")


class Caveat(SourcedFact, KnownFact):
    """A restriction or condition on the pledge, known in `[known_from, known_until)`.

    A hard one excludes, a soft one is to be weighed. It no longer binds from the day on which it is satisfied or
    expires; that it is satisfied counts from the day on which that became known. `value` is an acronym, a region, a
    task, months or a State's code, as the kind says.
    """

    pledge = models.ForeignKey(Pledge, verbose_name=_("pledge"), on_delete=models.CASCADE, related_name="caveats")
    kind = models.CharField(_("kind"), max_length=20, choices=CaveatKind)
    value = models.CharField(_("value"), max_length=80)
    text = models.CharField(_("in words"), max_length=300, blank=True)
    is_hard = models.BooleanField(_("hard (excludes)"), default=True)
    origin = models.CharField(_("origin"), max_length=12, choices=CaveatOrigin, default=CaveatOrigin.DECLARED)
    expires_on = models.DateField(_("binds until (excluded)"), null=True, blank=True)
    known_until = models.DateField(_("dropped on"), null=True, blank=True)
    discovered_by = models.ForeignKey(
        Organisation,
        verbose_name=_("discovered by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="discovered_caveats",
    )
    satisfied_on = models.DateField(_("satisfied on"), null=True, blank=True)
    satisfied_by = models.CharField(_("satisfied by"), max_length=200, blank=True)
    satisfied_evidence = models.CharField(_("evidence that it is satisfied"), max_length=300, blank=True)
    satisfied_known_from = models.DateField(_("satisfaction known from"), null=True, blank=True)
    dropped_reason = models.CharField(_("why it was dropped"), max_length=300, blank=True)

    class Meta:
        ordering = ["kind", "value", "pk"]
        verbose_name = _("caveat")
        indexes = [models.Index(fields=["pledge", "known_from"], name="caveat_as_known")]
        constraints = [
            models.UniqueConstraint(
                fields=["pledge", "kind", "value"],
                condition=models.Q(known_until__isnull=True),
                name="caveat_said_once",
            )
        ]

    def __str__(self) -> str:
        # Not `get_kind_display`, which puts all kinds into words to find one: lists show hundreds of caveats.
        return f"{CaveatKind(self.kind).label}: {self.value}"
