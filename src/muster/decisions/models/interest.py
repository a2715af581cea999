"""What a State wants and does not want: its interests, as weights that it enters itself."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, RulesSayWhy, SourcedFact
from muster.parties.models import Organisation


class InterestKind(models.TextChoices):
    """What an interest is in."""

    REGION = "region", _("region")
    MISSION = "mission", _("mission")
    HOST = "host", _("host State (ISO alpha-3)")
    PARTNER = "partner", _("partner State (ISO alpha-3)")
    UNIT_TYPE = "unit-type", _("unit type")
    THEME = "theme", _("theme")


class StateInterest(RulesSayWhy, SourcedFact, KnownFact):
    """A State's interest in one thing, from -2 (keep away) to 2 (wanted), in force in `[valid_from, valid_until)`."""

    state = models.ForeignKey(Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="interests")
    kind = models.CharField(_("in"), max_length=12, choices=InterestKind)
    value = models.CharField(_("which"), max_length=80)
    weight = models.SmallIntegerField(_("weight (-2 to 2)"), validators=[MinValueValidator(-2), MaxValueValidator(2)])
    words = models.CharField(_("why"), max_length=300, blank=True)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until (excluded)"), null=True, blank=True)

    class Meta:
        ordering = ["state__name", "kind", "value", "valid_from"]
        verbose_name = _("interest of a State")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from")),
                name="interest_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=["state", "kind", "value", "valid_from"], name="interest_once"),
        ]

    def __str__(self) -> str:
        return f"{self.state}: {self.get_kind_display()} {self.value} {self.weight:+d}"
