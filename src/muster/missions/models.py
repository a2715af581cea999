"""Missions, their mandates, and what they require: requirements made of posts, and limits on arrivals."""

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


class RequirementStage(models.TextChoices):
    """How far a requirement is: a draft is the Secretariat's own, a published one is seen by every party."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    CLOSED = "closed", _("closed")


class Requirement(SourcedFact, KnownFact):
    """A statement of unit requirement: posts to be filled together, by at most `maximum_states` States at a time."""

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    mission = models.ForeignKey(
        Mission, verbose_name=_("mission"), on_delete=models.PROTECT, related_name="requirements"
    )
    title = models.CharField(_("title"), max_length=200)
    maximum_states = models.PositiveSmallIntegerField(
        _("most States at a time"), default=1, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    priority = models.PositiveSmallIntegerField(
        _("priority (1 to 8)"), default=2, validators=[MinValueValidator(1), MaxValueValidator(8)]
    )
    stage = models.CharField(_("stage"), max_length=12, choices=RequirementStage, default=RequirementStage.DRAFT)
    authority = models.CharField(_("authority (resolution, paragraph)"), max_length=160, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["mission__acronym", "reference"]
        verbose_name = _("requirement")

    def __str__(self) -> str:
        return self.reference


class Post(models.Model):
    """One unit's place in a requirement, wanted in `[needed_from, needed_until)`; the lead is the framework unit."""

    requirement = models.ForeignKey(
        Requirement, verbose_name=_("requirement"), on_delete=models.CASCADE, related_name="posts"
    )
    reference = models.SlugField(_("post"), max_length=60, unique=True)
    unit_type = models.CharField(_("unit type"), max_length=20)
    strength = models.PositiveIntegerField(
        _("strength (people)"), validators=[MinValueValidator(1), MaxValueValidator(100_000)]
    )
    needed_from = models.DateField(_("needed from"))
    needed_until = models.DateField(_("needed until (excluded)"), null=True, blank=True)
    is_lead = models.BooleanField(_("lead post (framework unit)"), default=False)
    location = models.CharField(_("location"), max_length=120, blank=True)
    tasks = models.CharField(_("tasks (separated by semicolons)"), max_length=300, blank=True)
    languages = models.CharField(_("working languages (ISO 639, separated by semicolons)"), max_length=80, blank=True)

    class Meta:
        ordering = ["requirement", "-is_lead", "reference"]
        verbose_name = _("post")
        constraints = [
            models.UniqueConstraint(
                fields=["requirement"], condition=models.Q(is_lead=True), name="one_lead_post_per_requirement"
            ),
            models.CheckConstraint(
                condition=models.Q(needed_until__isnull=True) | models.Q(needed_until__gt=models.F("needed_from")),
                name="post_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=models.Q(strength__gte=1), name="post_has_strength"),
        ]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return self.reference


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
