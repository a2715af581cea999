"""Loss and damage: an event under a memorandum, what was lost in it, its evidence, and what was decided.

Section 10 of the dossier on reimbursement.
"""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.documents.models import Document
from muster.kit.facts import KnownFact, RulesSayWhy, SourcedFact
from muster.kit.named import choices
from muster.parties.models import Organisation, User
from muster.reimbursement.models.memorandum import AgreedEquipment, Memorandum
from muster.reimbursement.rules.loss_stages import LossStage
from muster.reimbursement.rules.losses import LossBearer, LossKind
from muster.reimbursement.stages import LeaseKind

NOT_NEGATIVE = [MinValueValidator(Decimal(0))]
SOME = [MinValueValidator(1), MaxValueValidator(100_000)]


class LossEvent(RulesSayWhy, SourcedFact, KnownFact):
    """One event in which equipment of a memorandum's unit was lost or damaged.

    `inquiry` is the reference of the board of inquiry. `reporter` and `reported_by` told it, and do not decide on it.
    `stage` is the one that holds today; as of a day, the stage events say it.
    """

    reference = models.SlugField(_("reference"), max_length=80, unique=True)
    memorandum = models.ForeignKey(
        Memorandum, verbose_name=_("memorandum"), on_delete=models.PROTECT, related_name="losses"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=choices(LossKind))
    happened_on = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=200)
    description = models.TextField(_("description"), max_length=4000)
    inquiry = models.CharField(_("board of inquiry"), max_length=120, blank=True)
    stage = models.CharField(_("stage"), max_length=12, choices=choices(LossStage), default=LossStage.REPORTED.value)
    reporter = models.ForeignKey(
        Organisation, verbose_name=_("reported by"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    reported_by = models.ForeignKey(
        User,
        verbose_name=_("reported by (account)"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["-happened_on", "reference"]
        verbose_name = _("case of loss or damage")
        verbose_name_plural = _("cases of loss or damage")

    def __str__(self) -> str:
        return self.reference


class LossStageEvent(KnownFact):
    """From `held_from` a case is at `stage`, until the next event. Never changed, never deleted."""

    event = models.ForeignKey(LossEvent, verbose_name=_("case"), on_delete=models.CASCADE, related_name="stage_events")
    stage = models.CharField(_("stage"), max_length=12, choices=choices(LossStage))
    held_from = models.DateField(_("from"))
    by = models.ForeignKey(Organisation, verbose_name=_("by"), null=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(_("words"), max_length=500, blank=True)

    class Meta:
        ordering = ["held_from", "pk"]
        verbose_name = _("stage of a case of loss")

    def __str__(self) -> str:
        return f"{self.event}: {self.stage} from {self.held_from}"


class LossItem(models.Model):
    """An item lost or damaged. Money in cents; value and repair are of one unit, factor payments of all together.

    `repair_cents` None: lost outright. `agreed`: the line of the memorandum from which the values came, where it is
    one. `months_counted`, `factors_counted`: reckoned from the record, not entered. The decision keeps `bearer`,
    `decided_cents` and its `explanation`.
    """

    event = models.ForeignKey(LossEvent, verbose_name=_("case"), on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField(_("line"))
    agreed = models.ForeignKey(
        AgreedEquipment,
        verbose_name=_("agreed line"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="losses",
    )
    item = models.CharField(_("item"), max_length=200)
    quantity = models.PositiveIntegerField(_("quantity"), validators=SOME)
    gfmv_cents = models.PositiveBigIntegerField(
        _("generic fair market value (cents a unit)"), validators=[MinValueValidator(1)]
    )
    life_years = models.DecimalField(
        _("useful life (years)"), max_digits=6, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    months_used = models.DecimalField(_("months used"), max_digits=9, decimal_places=4, validators=NOT_NEGATIVE)
    months_counted = models.BooleanField(_("months counted from the record"), default=False)
    repair_cents = models.PositiveBigIntegerField(_("repair (cents a unit)"), null=True, blank=True)
    factors_cents = models.PositiveBigIntegerField(_("factor payments (cents)"), default=0)
    factors_counted = models.BooleanField(_("factor payments counted from the record"), default=False)
    lease = models.CharField(_("lease"), max_length=16, choices=choices(LeaseKind))
    is_special_case = models.BooleanField(_("special case"), default=False)
    is_minor = models.BooleanField(_("spares or minor equipment"), default=False)
    bearer = models.CharField(_("borne by"), max_length=12, choices=choices(LossBearer), blank=True)
    decided_cents = models.PositiveBigIntegerField(_("paid (cents)"), null=True, blank=True)
    explanation = models.JSONField(_("explanation"), default=list, blank=True, editable=False)

    class Meta:
        ordering = ["event", "number"]
        verbose_name = _("item lost or damaged")
        verbose_name_plural = _("items lost or damaged")
        constraints = [models.UniqueConstraint(fields=["event", "number"], name="one_item_of_a_loss_line")]

    def __str__(self) -> str:
        return f"{self.event} {self.number}"


class LossEvidence(KnownFact):
    """A document that shows something of an event, shared with the other sides."""

    event = models.ForeignKey(LossEvent, verbose_name=_("case"), on_delete=models.CASCADE, related_name="evidence")
    document = models.ForeignKey(Document, verbose_name=_("document"), on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Organisation, verbose_name=_("by"), null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("evidence of a loss")
        constraints = [models.UniqueConstraint(fields=["event", "document"], name="evidence_of_a_loss_once")]

    def __str__(self) -> str:
        return f"{self.event}: {self.document}"
