"""Memoranda as grounds of payment: what is agreed of people, equipment and self-sustainment, and at which rate.

Sections 2, 7 and 12 of the dossier on reimbursement. The agreement itself (signature, ratification, words) is the
instrument of a case; here stand the numbers by which a unit is paid. What is agreed is in versions: an amendment is a
new version that holds from its day, and an earlier one is never changed.
"""

from collections.abc import Collection
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.deployments.models import DeployedUnit
from muster.generation.models import Instrument
from muster.kit.facts import KnownFact, RulesSayWhy, SourcedFact
from muster.kit.lines import NumberedLine
from muster.kit.named import choices
from muster.parties.models import Organisation
from muster.reimbursement.models.edition import RateEdition
from muster.reimbursement.stages import LeaseKind, MemorandumStage

MANY = [MaxValueValidator(100_000)]
NOT_NEGATIVE = [MinValueValidator(Decimal(0))]


class Memorandum(RulesSayWhy, SourcedFact, KnownFact):
    """What a deployed unit is paid by. `instrument` is the case's agreement behind it, where one is on record.

    `stage` is the one that holds today; as of a day, the stage events say it.
    """

    reference = models.SlugField(_("reference"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    number = models.CharField(_("number"), max_length=80, blank=True)
    unit = models.ForeignKey(DeployedUnit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="memoranda")
    instrument = models.ForeignKey(
        Instrument,
        verbose_name=_("instrument"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="memoranda",
    )
    stage = models.CharField(
        _("stage"), max_length=12, choices=choices(MemorandumStage), default=MemorandumStage.DRAFT.value
    )
    version = models.PositiveIntegerField(_("version of the record"), default=1, editable=False)

    class Meta:
        ordering = ["unit", "reference"]
        verbose_name = _("memorandum of understanding")
        verbose_name_plural = _("memoranda of understanding")

    def __str__(self) -> str:
        return self.reference


class MemorandumStageEvent(KnownFact):
    """From `held_from` a memorandum is at `stage`, until the next event. Never changed, never deleted."""

    memorandum = models.ForeignKey(
        Memorandum, verbose_name=_("memorandum"), on_delete=models.CASCADE, related_name="stage_events"
    )
    stage = models.CharField(_("stage"), max_length=12, choices=choices(MemorandumStage))
    held_from = models.DateField(_("from"))
    by = models.ForeignKey(Organisation, verbose_name=_("by"), null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["held_from", "pk"]
        verbose_name = _("stage of a memorandum")

    def __str__(self) -> str:
        return f"{self.memorandum}: {self.stage} from {self.held_from}"


class MemorandumVersion(KnownFact):
    """What is agreed from `holds_from` on, until the next version or the end of the memorandum.

    `edition` gives the rates that were taken over line by line. `region` names the mission factors that apply (empty:
    those of the whole mission); `route_km` is the consignment route for incremental transportation, or
    `transport_percent` the factor itself.
    """

    memorandum = models.ForeignKey(
        Memorandum, verbose_name=_("memorandum"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("version"))
    holds_from = models.DateField(_("holds from"))
    holds_until = models.DateField(_("holds until (excluded)"), null=True, blank=True)
    edition = models.ForeignKey(
        RateEdition,
        verbose_name=_("edition of rates"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="memorandum_versions",
    )
    region = models.CharField(_("region of mission factors"), max_length=80, blank=True)
    route_km = models.PositiveIntegerField(_("consignment route (km)"), null=True, blank=True)
    transport_percent = models.DecimalField(
        _("incremental transportation (percent)"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
    )
    personnel_ceiling = models.PositiveIntegerField(_("personnel, at most"), validators=MANY)
    changes = models.JSONField(_("changes"), default=list, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["memorandum", "number"]
        verbose_name = _("version of a memorandum")
        constraints = [
            models.UniqueConstraint(fields=["memorandum", "number"], name="memorandum_version_numbered_once"),
        ]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return f"{self.memorandum}, version {self.number}"


class AgreedEquipment(NumberedLine):
    """A line of major equipment with the rates agreed. Money in cents.

    `group` is the vehicle group of the serviceability rule. `owner` and `maintainer` are other States, where one owns
    and another maintains (None: the unit's State). `is_special_case`: no standard rate, values as the contributor
    submitted them. `rate_item` names the row of the edition where that calls the item otherwise (empty: as `item`).
    """

    version = models.ForeignKey(
        MemorandumVersion, verbose_name=_("version"), on_delete=models.CASCADE, related_name="equipment"
    )
    category = models.CharField(_("category"), max_length=80, blank=True)
    item = models.CharField(_("item"), max_length=200)
    quantity = models.PositiveIntegerField(_("quantity"), validators=MANY)
    lease = models.CharField(_("lease"), max_length=16, choices=choices(LeaseKind))
    group = models.CharField(_("vehicle group"), max_length=80, blank=True)
    gfmv_cents = models.PositiveBigIntegerField(_("generic fair market value (cents)"))
    life_years = models.DecimalField(_("useful life (years)"), max_digits=6, decimal_places=2, validators=NOT_NEGATIVE)
    no_fault_percent = models.DecimalField(
        _("no-fault incident factor (percent)"), max_digits=7, decimal_places=4, validators=NOT_NEGATIVE
    )
    maintenance_cents = models.PositiveBigIntegerField(_("maintenance (cents a month)"))
    paint_cents = models.PositiveBigIntegerField(_("painting (cents)"), null=True, blank=True)
    owner = models.ForeignKey(
        Organisation, verbose_name=_("owned by"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    maintainer = models.ForeignKey(
        Organisation, verbose_name=_("maintained by"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rate_item = models.CharField(_("row of the edition"), max_length=200, blank=True)
    is_special_case = models.BooleanField(_("special case"), default=False)
    used_for_self_sustainment = models.BooleanField(_("serves self-sustainment"), default=False)

    class Meta(NumberedLine.Meta):
        verbose_name = _("agreed major equipment")
        verbose_name_plural = _("agreed major equipment")


class AgreedService(NumberedLine):
    """A category of self-sustainment with its rate, for at most `ceiling` people; `provider` may be another State.

    `rate_category` names the row of the edition where that calls the category otherwise.
    """

    version = models.ForeignKey(
        MemorandumVersion, verbose_name=_("version"), on_delete=models.CASCADE, related_name="self_sustainment"
    )
    category = models.CharField(_("category"), max_length=120)
    rate_usd = models.DecimalField(
        _("rate (US dollars a person and month)"), max_digits=12, decimal_places=4, validators=NOT_NEGATIVE
    )
    rate_category = models.CharField(_("row of the edition"), max_length=120, blank=True)
    ceiling = models.PositiveIntegerField(_("people, at most"), validators=MANY)
    provider = models.ForeignKey(
        Organisation, verbose_name=_("provided by"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(NumberedLine.Meta):
        verbose_name = _("agreed self-sustainment")
        verbose_name_plural = _("agreed self-sustainment")
