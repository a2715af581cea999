"""Missions, their mandates, and the limits on arrivals."""

from collections.abc import Collection

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.parties.models import Organisation


class Mission(SourcedFact, KnownFact):
    """A peace operation. `organisation` is the party that its staff act for; `mandated_by` the one that commands it."""

    acronym = models.CharField(_("acronym"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    organisation = models.OneToOneField(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="mission"
    )
    mandated_by = models.ForeignKey(
        Organisation, verbose_name=_("mandated by"), on_delete=models.PROTECT, related_name="mandated_missions"
    )
    host_states = models.CharField(_("host States (ISO alpha-3)"), max_length=80, blank=True)
    region = models.CharField(_("region"), max_length=80, blank=True)
    headquarters = models.CharField(_("headquarters"), max_length=120, blank=True)
    latitude = models.FloatField(_("latitude"), validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(_("longitude"), validators=[MinValueValidator(-180), MaxValueValidator(180)])
    started_on = models.DateField(_("started on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        ordering = ["acronym"]
        verbose_name = _("mission")

    def __str__(self) -> str:
        return self.acronym


class MandatePeriod(SourcedFact, KnownFact):
    """What the mandating body authorised for `[valid_from, valid_until)`: ceilings of troops and police."""

    mission = models.ForeignKey(Mission, verbose_name=_("mission"), on_delete=models.CASCADE, related_name="mandates")
    resolution = models.CharField(_("resolution"), max_length=80, blank=True)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    troop_ceiling = models.PositiveIntegerField(_("troop ceiling (people)"), default=0)
    police_ceiling = models.PositiveIntegerField(_("police ceiling (people)"), default=0)

    class Meta:
        ordering = ["mission", "valid_from"]
        verbose_name = _("mandate period")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from")),
                name="mandate_ends_after_it_begins",
            )
        ]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return f"{self.mission} {self.resolution} from {self.valid_from}"


class ArrivalLimit(SourcedFact, KnownFact):
    """The most people who may arrive in one month in a mission, or over all missions where `mission` is empty."""

    mission = models.ForeignKey(
        Mission,
        verbose_name=_("mission"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="arrival_limits",
    )
    personnel_per_month = models.PositiveIntegerField(_("people a month"))

    class Meta:
        verbose_name = _("arrival limit")
        constraints = [
            models.UniqueConstraint(fields=["mission"], name="one_arrival_limit_per_mission", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.mission or 'all missions'}: {self.personnel_per_month} a month"
