"""Tours: one contingent of a unit in theatre after the other, and the lifts that bring and take its people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.deployments.models.believed import BelievedFact
from muster.deployments.models.unit import DeployedUnit
from muster.kit.facts import SourcedFact
from muster.pledges.models import NationalUnit


class TourStage(models.TextChoices):
    """How far a tour is."""

    PLANNED = "planned", _("planned")
    AGREED = "agreed", _("agreed")
    IN_THEATRE = "in-theatre", _("in theatre")
    HOME = "home", _("home")
    CANCELLED = "cancelled", _("cancelled")


class Tour(SourcedFact, BelievedFact):
    """One rotation of a unit: its people are in theatre in `[arrives_on, leaves_on)`, from the first lift to the last.

    The days are those planned until it has arrived and left (`arrived_on`, `left_on`). `company` is the national unit
    that takes the tour. Each change is known from its own day; what was believed before stays for those who look back.
    """

    unit = models.ForeignKey(DeployedUnit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="tours")
    rotation = models.CharField(_("rotation"), max_length=20)
    company = models.ForeignKey(
        NationalUnit,
        verbose_name=_("company"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tours",
    )
    strength = models.PositiveIntegerField(_("people"))
    women = models.PositiveIntegerField(_("of whom women"), null=True, blank=True)
    training_from = models.DateField(_("training from"), null=True, blank=True)
    arrives_on = models.DateField(_("arrives on"))
    leaves_on = models.DateField(_("leaves on"))
    arrived_on = models.DateField(_("arrived on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    stage = models.CharField(_("stage"), max_length=12, choices=TourStage, default=TourStage.PLANNED)
    note = models.CharField(_("note"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["unit", "arrives_on"]
        verbose_name = _("tour")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "rotation"],
                condition=~models.Q(stage="cancelled") & models.Q(replaced_on__isnull=True),
                name="one_tour_of_a_unit_and_rotation",
            ),
            models.CheckConstraint(
                condition=models.Q(leaves_on__gt=models.F("arrives_on")), name="tour_leaves_after_it_arrives"
            ),
            models.CheckConstraint(
                condition=models.Q(left_on__isnull=True) | models.Q(left_on__gt=models.F("arrived_on")),
                name="tour_left_after_it_arrived",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.rotation}"


class LiftWay(models.TextChoices):
    """Which way a lift goes."""

    IN = "in", _("into theatre")
    OUT = "out", _("out of theatre")


class Lift(models.Model):
    """One group of a tour's people on one day; a tour may come or go in several."""

    tour = models.ForeignKey(Tour, verbose_name=_("tour"), on_delete=models.CASCADE, related_name="lifts")
    way = models.CharField(_("way"), max_length=4, choices=LiftWay)
    on = models.DateField(_("on"))
    people = models.PositiveIntegerField(_("people"))
    carried_by = models.CharField(_("carried by"), max_length=120, blank=True)
    has_happened = models.BooleanField(_("has happened"), default=False)

    class Meta:
        ordering = ["tour", "way", "on"]
        verbose_name = _("lift")
        constraints = [
            models.CheckConstraint(condition=models.Q(people__gt=0), name="lift_carries_somebody"),
            models.UniqueConstraint(fields=["tour", "way", "on"], name="one_lift_of_a_tour_way_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.people} of {self.tour} {self.way} on {self.on}"
