"""Claims of States under a memorandum, quarter by quarter, and what settles them: payments, and debts set off."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, RulesSayWhy, SourcedFact
from muster.kit.named import choices
from muster.missions.models import Mission
from muster.parties.models import Organisation
from muster.reimbursement.claim_stages import ClaimBasis, ClaimStage
from muster.reimbursement.models.memorandum import Memorandum
from muster.reimbursement.rules.claim_content import ClaimAmounts

MOST_CENTS = 10**15
A_SUM = [MinValueValidator(1), MaxValueValidator(MOST_CENTS)]
SIGNED = [MinValueValidator(-MOST_CENTS), MaxValueValidator(MOST_CENTS)]


class Claim(RulesSayWhy, SourcedFact, KnownFact):
    """What a payee is owed under a memorandum for `[covers_from, covers_until)`, frozen when it was drawn up.

    `content` keeps the lines with their explanations, what was withheld and what was assumed, as the record said on
    `reckoned_on`. A supplement names in `corrects` the claim to which it adds the difference. `stage` is the one that
    holds today; as of a day, the stage events say it, with a contest and its answer.
    """

    reference = models.SlugField(_("reference"), max_length=120, unique=True)
    memorandum = models.ForeignKey(
        Memorandum, verbose_name=_("memorandum"), on_delete=models.PROTECT, related_name="claims"
    )
    payee = models.ForeignKey(Organisation, verbose_name=_("payee"), on_delete=models.PROTECT, related_name="claims")
    covers_from = models.DateField(_("covers from"))
    covers_until = models.DateField(_("covers until (excluded)"))
    corrects = models.ForeignKey(
        "self", verbose_name=_("supplements"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="supplements",
    )  # fmt: skip
    basis = models.CharField(_("basis"), max_length=12, choices=choices(ClaimBasis))
    stage = models.CharField(_("stage"), max_length=12, choices=choices(ClaimStage), default=ClaimStage.DRAFT.value)
    personnel_cents = models.BigIntegerField(_("personnel (cents)"), validators=SIGNED)
    major_equipment_cents = models.BigIntegerField(_("major equipment (cents)"), validators=SIGNED)
    self_sustainment_cents = models.BigIntegerField(_("self-sustainment (cents)"), validators=SIGNED)
    total_cents = models.BigIntegerField(_("total (cents)"), validators=A_SUM)
    content = models.JSONField(_("content"), default=dict, editable=False)
    reckoned_on = models.DateField(_("reckoned on"))
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["covers_from", "reference"]
        verbose_name = _("claim")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(covers_until__gt=models.F("covers_from")), name="claim_covers_days_in_order"
            ),
            models.CheckConstraint(condition=models.Q(total_cents__gt=0), name="claim_of_more_than_nothing"),
            models.CheckConstraint(
                condition=models.Q(
                    total_cents=models.F("personnel_cents")
                    + models.F("major_equipment_cents")
                    + models.F("self_sustainment_cents")
                ),
                name="claim_total_is_sum_of_kinds",
            ),
            models.UniqueConstraint(
                fields=["memorandum", "payee", "covers_from"],
                condition=models.Q(corrects__isnull=True) & ~models.Q(stage="withdrawn"),
                name="one_claim_of_a_payee_and_quarter",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def amounts(self) -> ClaimAmounts:
        """Return what is claimed by kind."""
        return ClaimAmounts(self.personnel_cents, self.major_equipment_cents, self.self_sustainment_cents)

    @property
    def mission(self) -> Mission:
        """Return the mission whose account pays."""
        found: Mission = self.memorandum.unit.post.requirement.mission
        return found


class ClaimStageEvent(KnownFact):
    """From `held_from` a claim is at `stage`, until the next event. Never changed, never deleted.

    `actor` is the person who took the step: nobody certifies what they have drawn up or submitted.
    """

    claim = models.ForeignKey(Claim, verbose_name=_("claim"), on_delete=models.CASCADE, related_name="stage_events")
    stage = models.CharField(_("stage"), max_length=12, choices=choices(ClaimStage))
    held_from = models.DateField(_("from"))
    by = models.ForeignKey(Organisation, verbose_name=_("by"), null=True, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("step of"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    reason = models.TextField(_("reason"), blank=True, max_length=4000)

    class Meta:
        ordering = ["held_from", "pk"]
        verbose_name = _("stage of a claim")

    def __str__(self) -> str:
        return f"{self.claim}: {self.stage} from {self.held_from}"


class ReimbursementPayment(RulesSayWhy, SourcedFact, KnownFact):
    """Money paid to a State from a mission's account on a day; its parts say which claims it pays."""

    reference = models.SlugField(_("reference"), max_length=80, unique=True)
    payee = models.ForeignKey(Organisation, verbose_name=_("payee"), on_delete=models.PROTECT, related_name="payments")
    mission = models.ForeignKey(Mission, verbose_name=_("mission"), on_delete=models.PROTECT, related_name="payments")
    paid_on = models.DateField(_("paid on"))
    amount_cents = models.BigIntegerField(_("amount (cents)"), validators=A_SUM)
    remark = models.CharField(_("remark"), max_length=300, blank=True)

    class Meta:
        ordering = ["-paid_on", "reference"]
        verbose_name = _("payment of claims")
        verbose_name_plural = _("payments of claims")
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_cents__gt=0), name="payment_of_more_than_nothing"),
        ]

    def __str__(self) -> str:
        return self.reference


class StateDebt(RulesSayWhy, SourcedFact, KnownFact):
    """What a State owes to a secretariat, which may set it off against the State's claims."""

    reference = models.SlugField(_("reference"), max_length=80, unique=True)
    state = models.ForeignKey(Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="debts")
    creditor = models.ForeignKey(
        Organisation, verbose_name=_("owed to"), on_delete=models.PROTECT, related_name="debts_owed_to_it"
    )
    incurred_on = models.DateField(_("incurred on"))
    amount_cents = models.BigIntegerField(_("amount (cents)"), validators=A_SUM)
    reason = models.CharField(_("reason"), max_length=300)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["-incurred_on", "reference"]
        verbose_name = _("debt of a State")
        verbose_name_plural = _("debts of States")
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_cents__gt=0), name="debt_of_more_than_nothing"),
        ]

    def __str__(self) -> str:
        return self.reference


class Settlement(KnownFact):
    """So much of a claim is settled: by a part of a payment, or by a debt that is set off. Never changed."""

    claim = models.ForeignKey(Claim, verbose_name=_("claim"), on_delete=models.PROTECT, related_name="settlements")
    payment = models.ForeignKey(
        ReimbursementPayment, verbose_name=_("payment"), null=True, on_delete=models.PROTECT, related_name="parts"
    )
    debt = models.ForeignKey(
        StateDebt, verbose_name=_("debt"), null=True, on_delete=models.PROTECT, related_name="set_offs"
    )
    settled_on = models.DateField(_("settled on"))
    amount_cents = models.BigIntegerField(_("amount (cents)"), validators=A_SUM)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["settled_on", "pk"]
        verbose_name = _("settlement of a claim")
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_cents__gt=0), name="settlement_of_more_than_nothing"),
            models.CheckConstraint(
                condition=models.Q(payment__isnull=True, debt__isnull=False)
                | models.Q(payment__isnull=False, debt__isnull=True),
                name="settlement_by_payment_or_debt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim}: {self.amount_cents} cents on {self.settled_on}"

    def validate_constraints(self, exclude: Any = None) -> None:
        """Leave the words to the rules; the database holds to the constraints all the same."""
