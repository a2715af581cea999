"""What a unit would earn and cost, as its State reckons it: confidential to the State, each assumption a field or row.

`known_from` says since when the calculation is there; each write replaces its lines, and the audit event keeps what
stood before.
"""

from collections.abc import Collection
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import STANDING_CHOICES, KnownFact, RulesSayWhy, SourcedFact
from muster.kit.named import choices
from muster.kit.standing import Standing
from muster.parties.models import Organisation
from muster.pledges.models import Pledge
from muster.reimbursement.models.edition import RateEdition
from muster.reimbursement.models.memorandum import Memorandum
from muster.reimbursement.rules.economics.terms import MOST_MONTHS, CostBasis, CostHead
from muster.reimbursement.stages import LeaseKind

MANY = [MaxValueValidator(100_000)]
MONTHS = [MinValueValidator(1), MaxValueValidator(MOST_MONTHS)]
NOT_NEGATIVE = [MinValueValidator(Decimal(0))]
SHARE = [*NOT_NEGATIVE, MaxValueValidator(Decimal(100))]
MOST_CENTS = [MaxValueValidator(10**15)]


def _percent(label: object) -> "models.DecimalField[Decimal, Decimal]":
    return models.DecimalField(
        label, max_digits=7, decimal_places=4, default=Decimal(0), validators=NOT_NEGATIVE  # type: ignore[arg-type]
    )  # fmt: skip


def _cents(label: object) -> "models.PositiveBigIntegerField[int, int]":
    return models.PositiveBigIntegerField(label, default=0, validators=MOST_CENTS)  # type: ignore[arg-type]


class UnitEconomics(RulesSayWhy, SourcedFact, KnownFact):
    """A calculation for `strength` people through `horizon_months` from `start`, in tours of `tour_months`.

    `memorandum` or `pledge` is what it was begun from, `edition` where its rates were taken from.
    """

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=200)
    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="unit_economics"
    )
    mission = models.CharField(_("mission"), max_length=80, blank=True)
    memorandum = models.ForeignKey(
        Memorandum, verbose_name=_("memorandum"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    pledge = models.ForeignKey(
        Pledge, verbose_name=_("pledge"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    edition = models.ForeignKey(
        RateEdition, verbose_name=_("edition of rates"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    start = models.DateField(_("first day"))
    tour_months = models.PositiveSmallIntegerField(_("tour (months)"), default=12, validators=MONTHS)
    horizon_months = models.PositiveSmallIntegerField(_("horizon (months)"), default=60, validators=MONTHS)
    strength = models.PositiveIntegerField(_("people"), validators=MANY)
    ceiling = models.PositiveIntegerField(_("people paid for, at most"), validators=MANY)
    serviceable_percent = models.DecimalField(
        _("serviceable (percent)"), max_digits=7, decimal_places=4, validators=SHARE
    )
    environment_percent = _percent(_("extreme environment (percent)"))
    intensified_percent = _percent(_("intensified operations (percent)"))
    hostile_percent = _percent(_("hostile action (percent)"))
    transport_percent = _percent(_("incremental transportation (percent)"))
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["state", "reference"]
        verbose_name = _("calculation of a unit")
        verbose_name_plural = _("calculations of units")

    def __str__(self) -> str:
        return self.reference


class EconomicsLine(models.Model):
    """What every line of a calculation has: its place in its list."""

    calculation = models.ForeignKey(UnitEconomics, verbose_name=_("calculation"), on_delete=models.CASCADE)
    number = models.PositiveIntegerField(_("line"))

    class Meta:
        abstract = True
        ordering = ["calculation", "number"]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy."""

    def __str__(self) -> str:
        return f"{self.calculation}, line {self.number}"


class EconomicsEquipment(EconomicsLine):
    """A line of major equipment: its rate, and what a unit of it costs the State. Money in cents.

    `serviceable_percent` None: as the whole calculation. `standing` is that of the rate.
    """

    item = models.CharField(_("item"), max_length=200)
    quantity = models.PositiveIntegerField(_("quantity"), validators=MANY)
    lease = models.CharField(_("lease"), max_length=16, choices=choices(LeaseKind))
    group = models.CharField(_("vehicle group"), max_length=80, blank=True)
    gfmv_cents = _cents(_("generic fair market value (cents)"))
    life_years = models.DecimalField(_("useful life (years)"), max_digits=6, decimal_places=2, validators=NOT_NEGATIVE)
    no_fault_percent = _percent(_("no-fault incident factor (percent)"))
    maintenance_cents = _cents(_("maintenance (cents a month)"))
    serviceable_percent = models.DecimalField(
        _("serviceable (percent)"), max_digits=7, decimal_places=4, null=True, blank=True, validators=SHARE
    )
    purchase_cents = _cents(_("price (cents)"))
    residual_cents = _cents(_("residue (cents)"))
    national_life_years = models.DecimalField(
        _("life with the State (years)"), max_digits=6, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE
    )
    upkeep_cents = _cents(_("upkeep of the State (cents a month)"))
    organisation_upkeep_cents = models.PositiveBigIntegerField(
        _("upkeep of the organisation (cents a month)"), null=True, blank=True, validators=MOST_CENTS
    )
    standing = models.CharField(
        _("standing of the rate"), max_length=20, choices=STANDING_CHOICES, default=Standing.ENTERED.value
    )

    class Meta(EconomicsLine.Meta):
        verbose_name = _("equipment of a calculation")
        verbose_name_plural = _("equipment of a calculation")
        default_related_name = "equipment"


class EconomicsService(EconomicsLine):
    """A category of self-sustainment: its rate, and what it costs the State for a person and month in cents."""

    category = models.CharField(_("category"), max_length=120)
    rate_usd = models.DecimalField(
        _("rate (US dollars a person and month)"), max_digits=12, decimal_places=4, validators=NOT_NEGATIVE
    )
    ceiling = models.PositiveIntegerField(_("people, at most"), validators=MANY)
    cost_cents = _cents(_("cost (cents a person and month)"))
    standing = models.CharField(
        _("standing of the rate"), max_length=20, choices=STANDING_CHOICES, default=Standing.ENTERED.value
    )

    class Meta(EconomicsLine.Meta):
        verbose_name = _("self-sustainment of a calculation")
        verbose_name_plural = _("self-sustainment of a calculation")
        default_related_name = "services"


class EconomicsCost(EconomicsLine):
    """A cost of the State, counted by its basis. Money in cents."""

    head = models.CharField(_("pays for"), max_length=16, choices=choices(CostHead))
    words = models.CharField(_("what"), max_length=200)
    basis = models.CharField(_("counted"), max_length=16, choices=choices(CostBasis))
    amount_cents = _cents(_("amount (cents)"))

    class Meta(EconomicsLine.Meta):
        verbose_name = _("national cost of a calculation")
        verbose_name_plural = _("national costs of a calculation")
        default_related_name = "costs"
