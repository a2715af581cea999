"""Movements of a case: people or equipment from one place to another by sea, air or road."""

from collections.abc import Collection

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.generation.models.case import Case
from muster.kit.facts import KnownFact, SourcedFact

LATITUDE = [MinValueValidator(-90), MaxValueValidator(90)]
LONGITUDE = [MinValueValidator(-180), MaxValueValidator(180)]


class MovementMode(models.TextChoices):
    """How it travels."""

    SEA = "sea", _("by sea")
    AIR = "air", _("by air")
    ROAD = "road", _("by road")


class MovementLoad(models.TextChoices):
    """What it carries."""

    PEOPLE = "people", _("people")
    EQUIPMENT = "equipment", _("equipment")


class MovementStage(models.TextChoices):
    """Whether a movement counts in the plan of arrivals."""

    PLANNED = "planned", _("planned")
    ARRIVED = "arrived", _("arrived")
    CANCELLED = "cancelled", _("cancelled")


class Movement(SourcedFact, KnownFact):
    """One lift. `people` travel on board; places are a code (UN/LOCODE of a port, ICAO of an airport) or a name.

    `departs_on` is the day of departure, `arrives_on` the day of arrival at the place of disembarkation.
    `sea_route_nm` is entered by hand where no route can be reckoned. `later_by_days` is how much later it could be.
    """

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="movements")
    number = models.PositiveSmallIntegerField(_("number"))
    mode = models.CharField(_("mode"), max_length=4, choices=MovementMode)
    carries = models.CharField(_("carries"), max_length=12, choices=MovementLoad)
    people = models.PositiveIntegerField(_("people"), default=0, validators=[MaxValueValidator(100_000)])
    origin = models.CharField(_("from"), max_length=120)
    origin_latitude = models.FloatField(_("latitude of departure"), null=True, blank=True, validators=LATITUDE)
    origin_longitude = models.FloatField(_("longitude of departure"), null=True, blank=True, validators=LONGITUDE)
    destination = models.CharField(_("to"), max_length=120)
    destination_latitude = models.FloatField(_("latitude of arrival"), null=True, blank=True, validators=LATITUDE)
    destination_longitude = models.FloatField(_("longitude of arrival"), null=True, blank=True, validators=LONGITUDE)
    departs_on = models.DateField(_("departs on"))
    arrives_on = models.DateField(_("arrives on"))
    sea_route_nm = models.PositiveIntegerField(
        _("sea route entered (nautical miles)"), null=True, blank=True, validators=[MaxValueValidator(30_000)]
    )
    distance_nm = models.PositiveIntegerField(_("distance (nautical miles)"), null=True, blank=True, editable=False)
    stage = models.CharField(_("stage"), max_length=12, choices=MovementStage, default=MovementStage.PLANNED)
    later_by_days = models.PositiveSmallIntegerField(
        _("could be later by (days)"), default=0, validators=[MaxValueValidator(365)]
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["case", "departs_on", "number"]
        verbose_name = _("movement")
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="movement_of_a_case_numbered_once"),
            models.CheckConstraint(
                condition=models.Q(arrives_on__gte=models.F("departs_on")), name="movement_arrives_after_it_departs"
            ),
        ]
        indexes = [models.Index(fields=["stage", "arrives_on"], name="movements_by_arrival")]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return f"{self.case}, movement {self.number}"
