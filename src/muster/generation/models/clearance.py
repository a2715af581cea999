"""What the host State must grant before a unit may come, and the inspection that is due when it has come."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.generation.models.case import Case
from muster.kit.facts import KnownFact, SourcedFact


class ClearanceKind(models.TextChoices):
    """What is asked of the host State (phase 14 of section 3.1)."""

    VISA = "visa", _("visas")
    OVERFLIGHT = "overflight", _("overflight and landing")
    CUSTOMS = "customs", _("customs")
    WEAPONS = "weapons-permit", _("weapons permit")
    CAMP = "camp", _("camp ready")


class ClearanceStage(models.TextChoices):
    """How far it is."""

    NEEDED = "needed", _("needed, not asked")
    ASKED = "asked", _("asked for")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    NOT_NEEDED = "not-needed", _("not needed")


class Clearance(SourcedFact, KnownFact):
    """One clearance of a case: asked for on a day, due by another, answered on `answered_on` by `answered_by`."""

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="clearances")
    kind = models.CharField(_("kind"), max_length=16, choices=ClearanceKind)
    host_state = models.CharField(_("State that clears (ISO alpha-3)"), max_length=3, blank=True)
    stage = models.CharField(_("stage"), max_length=12, choices=ClearanceStage, default=ClearanceStage.NEEDED)
    asked_on = models.DateField(_("asked for on"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.CharField(_("answered by (office)"), max_length=120, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["case", "kind", "pk"]
        verbose_name = _("clearance")
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "host_state"], name="clearance_of_a_case_once"),
        ]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return f"{self.case}: {self.get_kind_display()}"


class PlannedInspection(SourcedFact, KnownFact):
    """The arrival inspection that a case's arrival calls for: it may begin at once and is due by `due_on` (S35).

    Deployments take it over from here when the unit has come.
    """

    case = models.OneToOneField(
        Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="planned_inspection"
    )
    arrival_on = models.DateField(_("arrival"))
    due_on = models.DateField(_("to be completed by"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["due_on"]
        verbose_name = _("planned arrival inspection")

    def __str__(self) -> str:
        return f"{self.case}: arrival inspection by {self.due_on}"
