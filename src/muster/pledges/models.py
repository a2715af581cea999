"""Pledges of States in a register, their dated level history, and their caveats as data."""

from collections.abc import Collection

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.parties.models import Organisation
from muster.pledges.levels import LEVEL_CHOICES

MONTHS = [MinValueValidator(1), MaxValueValidator(120)]


class PledgeStage(models.TextChoices):
    """Whether the Secretariat has the pledge: a draft, dropped or not, is seen by its State only."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DROPPED = "dropped", _("draft dropped")


FINAL_STAGES = (PledgeStage.WITHDRAWN, PledgeStage.DROPPED)


class Pledge(SourcedFact, KnownFact):
    """A unit that a State offers in a register. Availability is `[available_from, available_until)`."""

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    register = models.ForeignKey(
        Organisation, verbose_name=_("register"), on_delete=models.PROTECT, related_name="registered_pledges"
    )
    state = models.ForeignKey(Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="pledges")
    stage = models.CharField(_("stage"), max_length=12, choices=PledgeStage, default=PledgeStage.DRAFT)
    title = models.CharField(_("title"), max_length=200, blank=True)
    unit_type = models.CharField(_("unit type"), max_length=20, db_index=True)
    strength = models.PositiveIntegerField(
        _("strength (people)"), validators=[MinValueValidator(1), MaxValueValidator(100_000)]
    )
    women = models.PositiveIntegerField(_("of whom women"), default=0, validators=[MaxValueValidator(100_000)])
    available_from = models.DateField(_("available from"))
    available_until = models.DateField(_("available until (excluded)"), null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(
        _("notice to deploy (days)"), default=90, validators=[MaxValueValidator(730)]
    )
    stay_minimum_months = models.PositiveSmallIntegerField(_("shortest tour (months)"), default=12, validators=MONTHS)
    stay_maximum_months = models.PositiveSmallIntegerField(_("longest tour (months)"), default=12, validators=MONTHS)
    dwell_months = models.PositiveSmallIntegerField(
        _("rest between tours (months)"), default=0, validators=[MaxValueValidator(120)]
    )
    home_base = models.CharField(_("home base"), max_length=120, blank=True)
    languages = models.CharField(_("working languages (ISO 639, separated by semicolons)"), max_length=80, blank=True)
    note_verbale = models.CharField(_("note verbale (reference)"), max_length=120, blank=True)
    note_verbale_on = models.DateField(_("date of the note verbale"), null=True, blank=True)
    remarks = models.TextField(_("remarks"), blank=True, max_length=4000)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["state__name", "reference"]
        verbose_name = _("pledge")
        constraints = [
            models.CheckConstraint(condition=models.Q(strength__gte=1), name="pledge_has_strength"),
            models.CheckConstraint(
                condition=models.Q(women__lte=models.F("strength")), name="women_within_the_pledged_strength"
            ),
            models.CheckConstraint(
                condition=models.Q(stay_minimum_months__lte=models.F("stay_maximum_months")),
                name="shortest_tour_within_the_longest",
            ),
            models.CheckConstraint(
                condition=models.Q(available_until__isnull=True)
                | models.Q(available_until__gt=models.F("available_from")),
                name="pledge_ends_after_it_begins",
            ),
        ]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return self.reference


class LevelEvent(SourcedFact, KnownFact):
    """From `held_from` the pledge stands at `level`, until the next event. Never changed, never deleted."""

    pledge = models.ForeignKey(Pledge, verbose_name=_("pledge"), on_delete=models.CASCADE, related_name="level_events")
    level = models.CharField(_("level"), max_length=20, choices=LEVEL_CHOICES)
    held_from = models.DateField(_("from"))
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=160, blank=True)

    class Meta:
        ordering = ["held_from", "pk"]
        verbose_name = _("level event")

    def __str__(self) -> str:
        return f"{self.pledge}: {self.get_level_display()} from {self.held_from}"


class CaveatKind(models.TextChoices):
    """What a caveat restricts (the first five kinds; section 2.8 of the dossier lists more)."""

    EXCLUDED_MISSION = "excluded-mission", _("excluded mission")
    EXCLUDED_REGION = "excluded-region", _("excluded region")
    EXCLUDED_TASK = "excluded-task", _("excluded task")
    MAXIMUM_STAY = "maximum-stay", _("maximum stay (months)")
    NEEDED_PARTNER = "needed-partner", _("needed partner (State)")


class Caveat(SourcedFact):
    """A restriction that the State puts on the pledge: an acronym, a region, a task, months or a State's code."""

    pledge = models.ForeignKey(Pledge, verbose_name=_("pledge"), on_delete=models.CASCADE, related_name="caveats")
    kind = models.CharField(_("kind"), max_length=20, choices=CaveatKind)
    value = models.CharField(_("value"), max_length=80)
    text = models.CharField(_("in words"), max_length=300, blank=True)

    class Meta:
        ordering = ["kind", "value"]
        verbose_name = _("caveat")
        constraints = [models.UniqueConstraint(fields=["pledge", "kind", "value"], name="caveat_said_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"
