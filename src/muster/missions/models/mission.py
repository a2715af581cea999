"""Missions and the limits on arrivals."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.empty_reference import or_none
from muster.kit.facts import KnownFact, SourcedFact
from muster.parties.models import Organisation


class OperationKind(models.TextChoices):
    """Who runs an operation (section 8.3 of the dossier, by mandator)."""

    UNITED_NATIONS = "united-nations", _("United Nations operation")
    REGIONAL = "regional", _("operation of a regional organisation")
    HYBRID = "hybrid", _("hybrid operation of two organisations")
    COALITION = "coalition", _("coalition of States")


class Mission(SourcedFact, KnownFact):
    """A peace operation. `organisation` is the party that its staff act for; `mandated_by` the one that commands it.

    `mandated_with` are the others: the second organisation of a hybrid, the States that lead a coalition.
    """

    acronym = models.CharField(_("acronym"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    organisation = models.OneToOneField(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="mission"
    )
    mandated_by = models.ForeignKey(
        Organisation, verbose_name=_("mandated by"), on_delete=models.PROTECT, related_name="mandated_missions"
    )
    operation_kind = models.CharField(
        _("kind of operation"), max_length=16, choices=OperationKind, default=OperationKind.UNITED_NATIONS
    )
    mandated_with = models.ManyToManyField(
        Organisation, verbose_name=_("mandated with"), related_name="missions_mandated_with", blank=True
    )
    lead_department = models.CharField(_("lead department"), max_length=40, blank=True)
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
        constraints = [models.UniqueConstraint(or_none("mission"), name="one_arrival_limit_of_a_mission_or_of_all")]

    def __str__(self) -> str:
        return f"{self.mission or 'all missions'}: {self.personnel_per_month} a month"
