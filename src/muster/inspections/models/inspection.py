"""Inspections of a unit in theatre, with a worksheet of major equipment and self-sustainment and what it leads to."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.deployments.models import DeployedUnit
from muster.generation.models import InstrumentVersion
from muster.inspections.models.stage_event import StageEvent
from muster.inspections.stages import (
    About,
    ActingSide,
    DiscrepancyCode,
    DiscrepancyStanding,
    InspectionKind,
    InspectionStage,
    Readiness,
    ServiceVerdict,
)
from muster.kit.facts import KnownFact, RulesSayWhy, SourcedFact
from muster.kit.named import choices
from muster.parties.models import Organisation

ITEMS = [MaxValueValidator(100_000)]


class Inspection(RulesSayWhy, SourcedFact, KnownFact):
    """One inspection of a unit, or one monthly report of its contingent (`kind` CMR), for the days `[covers_from, …)`.

    `due_on` is the last day on which it is in time by rule (None: none is due, as for a spot check), `carried_from` and
    `carried_until` its days. What is agreed comes from `basis`, a version of the memorandum, where there is one.
    `stage` is the one that holds today; as of a day, the stage events say it. `refusal` says why the contingent does
    not sign, where it does not. A monthly report that `corrects` another takes its place from the day on which it is
    handed in.
    """

    reference = models.SlugField(_("reference"), max_length=80, unique=True)
    unit = models.ForeignKey(DeployedUnit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="inspections")
    kind = models.CharField(_("kind"), max_length=4, choices=choices(InspectionKind))
    stage = models.CharField(
        _("stage"), max_length=12, choices=choices(InspectionStage), default=InspectionStage.PLANNED.value
    )
    planned_for = models.DateField(_("planned for"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    covers_from = models.DateField(_("covers from"), null=True, blank=True)
    covers_until = models.DateField(_("covers until (excluded)"), null=True, blank=True)
    carried_from = models.DateField(_("carried out from"), null=True, blank=True)
    carried_until = models.DateField(_("carried out until (excluded)"), null=True, blank=True)
    basis = models.ForeignKey(
        InstrumentVersion,
        verbose_name=_("agreed in"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="inspections",
    )
    corrects = models.ForeignKey(
        "self",
        verbose_name=_("corrects"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrections",
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    readiness = models.CharField(_("readiness"), max_length=16, choices=choices(Readiness), blank=True)
    summary = models.TextField(_("summary"), blank=True, max_length=4000)
    remarks = models.TextField(_("remarks of the contingent"), blank=True, max_length=4000)
    refusal = models.CharField(_("why the contingent does not sign"), max_length=500, blank=True)
    contingent_signed_on = models.DateField(_("signed by the contingent on"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["unit", "planned_for", "reference"]
        verbose_name = _("inspection")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(carried_until__isnull=True) | models.Q(carried_until__gt=models.F("carried_from")),
                name="inspection_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(covers_until__isnull=True) | models.Q(covers_until__gt=models.F("covers_from")),
                name="inspection_covers_days_in_order",
            ),
            models.UniqueConstraint(
                fields=["unit", "covers_from"],
                condition=models.Q(kind="CMR", corrects__isnull=True) & ~models.Q(stage="cancelled"),
                name="one_monthly_report_of_a_unit_and_month",
            ),
            models.UniqueConstraint(
                fields=["corrects"], condition=~models.Q(stage="cancelled"), name="a_report_has_one_correction"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class InspectionStageEvent(StageEvent):
    """The inspection is at `stage` from a day on."""

    inspection = models.ForeignKey(
        Inspection, verbose_name=_("inspection"), on_delete=models.CASCADE, related_name="stage_events"
    )
    stage = models.CharField(_("stage"), max_length=12, choices=choices(InspectionStage))

    class Meta(StageEvent.Meta):
        verbose_name = _("stage of an inspection")

    def __str__(self) -> str:
        return f"{self.inspection}: {self.get_stage_display()} from {self.held_from}"


class EquipmentCheck(RulesSayWhy):
    """What was found of one line of major equipment; counts are items, None until they have been counted.

    `agreed` is that of the memorandum; a line added `by_hand` is not in it. `operational` are those present that work
    in full; `beyond_control` says that what lacks is not for the contributor to answer for, with the reason in
    `remark`.
    """

    inspection = models.ForeignKey(
        Inspection, verbose_name=_("inspection"), on_delete=models.CASCADE, related_name="equipment"
    )
    number = models.PositiveIntegerField(_("line"))
    category = models.CharField(_("category"), max_length=60, blank=True)
    item = models.CharField(_("item"), max_length=200)
    lease = models.CharField(_("lease"), max_length=8, blank=True)
    agreed = models.PositiveIntegerField(_("agreed"), validators=ITEMS)
    present = models.PositiveIntegerField(_("present"), null=True, blank=True, validators=ITEMS)
    operational = models.PositiveIntegerField(_("operational"), null=True, blank=True, validators=ITEMS)
    painted = models.PositiveIntegerField(_("in colours and marked"), null=True, blank=True, validators=ITEMS)
    beyond_control = models.BooleanField(_("beyond the contributor's control"), default=False)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    by_hand = models.BooleanField(_("added by hand"), default=False)

    class Meta:
        ordering = ["inspection", "number"]
        verbose_name = _("line of major equipment")
        constraints = [
            models.UniqueConstraint(fields=["inspection", "number"], name="one_equipment_check_of_a_line"),
            models.CheckConstraint(
                condition=models.Q(operational__isnull=True) | models.Q(operational__lte=models.F("present")),
                name="operational_equipment_is_present",
            ),
            models.CheckConstraint(
                condition=models.Q(painted__isnull=True) | models.Q(painted__lte=models.F("present")),
                name="painted_equipment_is_present",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection} {self.number}: {self.item}"


class SelfSustainmentCheck(models.Model):
    """What was found of one category of self-sustainment, and how many people it serves."""

    inspection = models.ForeignKey(
        Inspection, verbose_name=_("inspection"), on_delete=models.CASCADE, related_name="self_sustainment"
    )
    number = models.PositiveIntegerField(_("line"))
    category = models.CharField(_("category"), max_length=60)
    ceiling = models.PositiveIntegerField(_("people agreed"), null=True, blank=True, validators=ITEMS)
    served = models.PositiveIntegerField(_("people served"), null=True, blank=True, validators=ITEMS)
    verdict = models.CharField(_("found"), max_length=16, choices=choices(ServiceVerdict), blank=True)
    stock_days = models.PositiveSmallIntegerField(_("stock (days)"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    by_hand = models.BooleanField(_("added by hand"), default=False)

    class Meta:
        ordering = ["inspection", "number"]
        verbose_name = _("category of self-sustainment")
        constraints = [
            models.UniqueConstraint(fields=["inspection", "number"], name="one_self_sustainment_check_of_a_line"),
        ]

    def __str__(self) -> str:
        return f"{self.inspection} {self.number}: {self.category}"


class Discrepancy(KnownFact):
    """What an inspection found to differ from what is agreed: `side` must act by `due_on`.

    `line` is the number of the worksheet's line, where it is about one. `standing` is the one that holds today; as of a
    day, the discrepancy's events say it.
    """

    reference = models.SlugField(_("reference"), max_length=90, unique=True)
    inspection = models.ForeignKey(
        Inspection, verbose_name=_("inspection"), on_delete=models.CASCADE, related_name="discrepancies"
    )
    code = models.CharField(
        _("kind"), max_length=16, choices=choices(DiscrepancyCode), default=DiscrepancyCode.ENTERED.value
    )
    about = models.CharField(_("about"), max_length=16, choices=choices(About))
    line = models.PositiveIntegerField(_("line"), null=True, blank=True)
    words = models.CharField(_("what differs"), max_length=500)
    items = models.PositiveIntegerField(_("items"), null=True, blank=True, validators=ITEMS)
    side = models.CharField(_("to act"), max_length=12, choices=choices(ActingSide))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    standing = models.CharField(
        _("standing"), max_length=12, choices=choices(DiscrepancyStanding), default=DiscrepancyStanding.OPEN.value
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["inspection", "pk"]
        verbose_name = _("discrepancy")
        verbose_name_plural = _("discrepancies")

    def __str__(self) -> str:
        return self.reference


class DiscrepancyEvent(KnownFact):
    """From `held_from` the discrepancy has a standing, with what was said. Never changed, never deleted.

    `reporter` is the person who says that it is remedied, and who therefore does not accept that.
    """

    discrepancy = models.ForeignKey(
        Discrepancy, verbose_name=_("discrepancy"), on_delete=models.CASCADE, related_name="events"
    )
    standing = models.CharField(_("standing"), max_length=12, choices=choices(DiscrepancyStanding))
    held_from = models.DateField(_("from"))
    by = models.ForeignKey(Organisation, verbose_name=_("by"), null=True, on_delete=models.PROTECT, related_name="+")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reported by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    note = models.CharField(_("evidence or reason"), max_length=500, blank=True)

    class Meta:
        ordering = ["held_from", "pk"]
        verbose_name = _("event of a discrepancy")

    def __str__(self) -> str:
        return f"{self.discrepancy}: {self.get_standing_display()} from {self.held_from}"
