"""What a mission requires: statements of unit requirement, made of posts."""

from collections.abc import Collection

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.missions.models.mission import Mission
from muster.missions.models.statement import Statement


class RequirementStage(models.TextChoices):
    """How far a requirement is: a draft is the Secretariat's own, a published one is seen by every party."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    CLOSED = "closed", _("closed")


class Requirement(SourcedFact, KnownFact):
    """Posts to be filled together, by at most `maximum_states` States at a time.

    What one unit must be able to do is in the statement that its post names.
    """

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
    """One unit's place in a requirement, wanted in `[needed_from, needed_until)`; the lead is the framework unit.

    A line of the statement of force requirement is the posts of one mission, sector and unit type.
    """

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
    sector = models.CharField(_("sector"), max_length=60, blank=True)
    location = models.CharField(_("location"), max_length=120, blank=True)
    tasks = models.CharField(_("tasks (separated by semicolons)"), max_length=300, blank=True)
    languages = models.CharField(_("working languages (ISO 639, separated by semicolons)"), max_length=80, blank=True)

    statement = models.ForeignKey(
        Statement,
        verbose_name=_("statement of unit requirement"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="posts",
    )

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
