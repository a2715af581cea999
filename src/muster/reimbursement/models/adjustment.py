"""Which rules change the statements of a memorandum or of a whole mission, and what was awarded under them."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, RulesSayWhy, SourcedFact
from muster.kit.named import choices
from muster.missions.models import Mission
from muster.parties.models import Organisation
from muster.reimbursement.models.memorandum import Memorandum
from muster.reimbursement.rules.adjustments.terms import AdjustmentRule

PERCENT = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1000))]


class AdjustmentSwitch(RulesSayWhy, SourcedFact, KnownFact):
    """A rule set on or off, for a memorandum or for all of a mission; a memorandum's own goes before its mission's.

    The last one known on a day holds; none is ever changed. `number` counts those of one scope and rule.
    """

    memorandum = models.ForeignKey(
        Memorandum,
        verbose_name=_("memorandum"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="adjustment_switches",
    )
    mission = models.ForeignKey(
        Mission,
        verbose_name=_("mission"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="adjustment_switches",
    )
    rule = models.CharField(_("rule"), max_length=20, choices=choices(AdjustmentRule))
    number = models.PositiveIntegerField(_("number"))
    is_on = models.BooleanField(_("on"))
    holds_from = models.DateField(_("from"), null=True, blank=True)
    holds_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    percent = models.DecimalField(
        _("percent"), max_digits=7, decimal_places=4, null=True, blank=True, validators=PERCENT
    )
    people = models.PositiveIntegerField(_("people"), null=True, blank=True, validators=[MaxValueValidator(100_000)])
    premium_first_cents = models.PositiveBigIntegerField(_("premium of the first step (cents)"), null=True, blank=True)
    premium_second_cents = models.PositiveBigIntegerField(
        _("premium of the second step (cents)"), null=True, blank=True
    )
    premium_third_cents = models.PositiveBigIntegerField(_("premium of the third step (cents)"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    set_by = models.ForeignKey(
        Organisation, verbose_name=_("set by"), null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["rule", "number"]
        verbose_name = _("switch of an adjustment")
        verbose_name_plural = _("switches of adjustments")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(memorandum__isnull=True) ^ models.Q(mission__isnull=True),
                name="adjustment_switch_has_one_scope",
            ),
            models.UniqueConstraint(fields=["memorandum", "rule", "number"], name="memorandum_switch_numbered_once"),
            models.UniqueConstraint(fields=["mission", "rule", "number"], name="mission_switch_numbered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.memorandum or self.mission}: {self.rule} {'on' if self.is_on else 'off'}"
