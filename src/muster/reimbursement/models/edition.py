"""Editions of rates: what an item and a person of self-sustainment earn a month while the edition is in force.

The published tables are not at hand, so an edition is data that its owner loads; nothing is made up. Section 1 of the
dossier on reimbursement: editions follow the working group, usually from 1 July of its year.
"""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, RulesSayWhy, SourcedFact
from muster.kit.lines import NumberedLine
from muster.parties.models import Organisation

NOT_NEGATIVE = [MinValueValidator(Decimal(0))]


class RateEdition(RulesSayWhy, SourcedFact, KnownFact):
    """One edition of the rate tables, in force in `[valid_from, valid_until)`.

    A secretariat's edition is seen by every party; a State's own (a draft, or what it believes) by that State alone.
    `equipment_decimals` and `service_decimals` are the decimals to which the table itself is rounded.
    """

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=200)
    owner = models.ForeignKey(
        Organisation, verbose_name=_("loaded by"), on_delete=models.PROTECT, related_name="rate_editions"
    )
    manual = models.CharField(_("manual (symbol)"), max_length=80, blank=True)
    valid_from = models.DateField(_("in force from"))
    valid_until = models.DateField(_("in force until (excluded)"), null=True, blank=True)
    equipment_decimals = models.PositiveSmallIntegerField(_("decimals of equipment rates"), default=0)
    service_decimals = models.PositiveSmallIntegerField(_("decimals of self-sustainment rates"), default=2)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["-valid_from", "reference"]
        verbose_name = _("edition of rates")
        verbose_name_plural = _("editions of rates")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from")),
                name="rate_edition_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class EquipmentRate(NumberedLine):
    """A row of the table of major equipment. Money in cents; `dry_cents` and `wet_cents` as the table prints them.

    `paint_cents` is the standard rate of painting one item (None: the table has none).
    """

    edition = models.ForeignKey(
        RateEdition, verbose_name=_("edition"), on_delete=models.CASCADE, related_name="equipment"
    )
    category = models.CharField(_("category"), max_length=80)
    item = models.CharField(_("item"), max_length=200)
    gfmv_cents = models.PositiveBigIntegerField(_("generic fair market value (cents)"))
    life_years = models.DecimalField(_("useful life (years)"), max_digits=6, decimal_places=2, validators=NOT_NEGATIVE)
    no_fault_percent = models.DecimalField(
        _("no-fault incident factor (percent)"), max_digits=7, decimal_places=4, validators=NOT_NEGATIVE
    )
    maintenance_cents = models.PositiveBigIntegerField(_("maintenance (cents a month)"))
    dry_cents = models.PositiveBigIntegerField(_("dry lease (cents a month)"))
    wet_cents = models.PositiveBigIntegerField(_("wet lease (cents a month)"))
    paint_cents = models.PositiveBigIntegerField(_("painting (cents)"), null=True, blank=True)

    class Meta:
        ordering = ["edition", "number"]
        verbose_name = _("rate of major equipment")
        constraints = [
            models.UniqueConstraint(fields=["edition", "category", "item"], name="one_rate_of_an_item_and_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.item}"


class SelfSustainmentRate(NumberedLine):
    """A row of the table of self-sustainment: what a category earns for one person a month, in US dollars."""

    edition = models.ForeignKey(
        RateEdition, verbose_name=_("edition"), on_delete=models.CASCADE, related_name="self_sustainment"
    )
    category = models.CharField(_("category"), max_length=120)
    rate_usd = models.DecimalField(
        _("rate (US dollars a person and month)"), max_digits=12, decimal_places=4, validators=NOT_NEGATIVE
    )

    class Meta:
        ordering = ["edition", "number"]
        verbose_name = _("rate of self-sustainment")
        constraints = [
            models.UniqueConstraint(fields=["edition", "category"], name="one_rate_of_a_category_and_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.category}"
