"""National acts: what a State's parliament or government has authorised, for which missions, up to which ceiling."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.authorisations.models.law import NationalLaw
from muster.kit.empty_reference import or_none
from muster.kit.facts import KnownFact, RulesSayWhy, SourcedFact
from muster.missions.models import Mission
from muster.parties.models import Organisation


class ActKind(models.TextChoices):
    """What an act does."""

    AUTHORISATION = "authorisation", _("authorises participation")
    RATIFICATION = "ratification", _("ratifies an instrument")
    EXTENSION = "extension", _("extends or raises an authorisation")
    REDUCTION = "reduction", _("cuts an authorisation")
    WITHDRAWAL = "withdrawal", _("withdraws an authorisation")


class NationalAct(SourcedFact, KnownFact):
    """An act in force in `[valid_from, valid_until)`. `personnel_ceiling` empty: the act sets none over all.

    A State with acts in force may deploy only to the missions that one of them names; a State of which no act is on
    record is not held back by this room. `replaces` is the act in whose place this one holds from `valid_from` on. A
    ratification authorises nobody by itself: it names the instrument in its title. `categories` are the codes of the
    categories of people that the act is about, joined by semicolons; empty: all.
    """

    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="national_acts"
    )
    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("what it does"), max_length=16, choices=ActKind, default=ActKind.AUTHORISATION)
    under = models.ForeignKey(
        NationalLaw,
        verbose_name=_("under the law"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="acts",
    )
    replaces = models.ForeignKey(
        "self", verbose_name=_("replaces"), null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    body = models.CharField(_("decided by"), max_length=160, blank=True)
    decided_on = models.DateField(_("decided on"))
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    personnel_ceiling = models.PositiveIntegerField(_("ceiling (people)"), null=True, blank=True)
    categories = models.CharField(_("categories (separated by ;)"), max_length=120, blank=True)
    missions = models.ManyToManyField(Mission, verbose_name=_("missions"), related_name="national_acts", blank=True)
    conditions = models.TextField(_("conditions"), blank=True, max_length=2000)

    class Meta:
        ordering = ["state__name", "decided_on"]
        verbose_name = _("national act")

    def __str__(self) -> str:
        return self.reference


class ActCategory(models.TextChoices):
    """The categories of people that an act may set ceilings for."""

    CONTINGENT = "contingent", _("members of contingents")
    STAFF_OFFICER = "staff-officer", _("staff officers")
    OBSERVER = "observer", _("military observers and experts on mission")
    POLICE = "police", _("police")
    CIVILIAN = "civilian", _("civilians")


class ActCeiling(RulesSayWhy):
    """A ceiling of an act for one mission, one category, or one category in one mission; both empty is never stored."""

    act = models.ForeignKey(NationalAct, verbose_name=_("act"), on_delete=models.CASCADE, related_name="ceilings")
    mission = models.ForeignKey(
        Mission, verbose_name=_("mission"), null=True, blank=True, on_delete=models.PROTECT, related_name="act_ceilings"
    )
    category = models.CharField(_("category"), max_length=16, choices=ActCategory, blank=True)
    personnel = models.PositiveIntegerField(_("ceiling (people)"))

    class Meta:
        ordering = ["act", "mission__acronym", "category"]
        verbose_name = _("ceiling of an act")
        constraints = [
            models.UniqueConstraint(
                "act", or_none("mission"), "category", name="one_ceiling_of_an_act_per_mission_and_category"
            )
        ]

    def __str__(self) -> str:
        return f"{self.act}: {self.mission or self.get_category_display()} {self.personnel}"
