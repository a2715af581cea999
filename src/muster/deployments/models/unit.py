"""Deployed units: whose contingent stands where, inside which other unit, on which legal basis.

A unit is there for as long as the State keeps its presence; people come and go in tours, equipment stays. A battalion
of two States is two units, one inside the other: the contributions of each State are the unit and those inside it.
"""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.deployments.models.believed import BelievedFact
from muster.generation.models import Case, Instrument
from muster.kit.facts import KnownFact, SourcedFact
from muster.missions.models import Post
from muster.parties.models import Organisation
from muster.pledges.models import Pledge


class DeployedUnit(SourcedFact, KnownFact):
    """A State's contingent in a post of a mission in `[present_from, present_until)`.

    What the parties have agreed for its tours (months, days of overlap, weeks of training) goes before the parameters
    of the field; empty means that nothing else was agreed.
    """

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=200)
    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="deployed_units"
    )
    post = models.ForeignKey(Post, verbose_name=_("post"), on_delete=models.PROTECT, related_name="deployed_units")
    pledge = models.ForeignKey(
        Pledge,
        verbose_name=_("pledge"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deployed_units",
    )
    case = models.OneToOneField(
        Case,
        verbose_name=_("case that brought it"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deployed_unit",
    )
    inside = models.ForeignKey(
        "self",
        verbose_name=_("serves inside"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="co_deployed",
    )
    strength = models.PositiveIntegerField(_("agreed strength"))
    present_from = models.DateField(_("present from"))
    present_until = models.DateField(_("present until (excluded)"), null=True, blank=True)
    tour_months = models.PositiveSmallIntegerField(_("agreed tour (months)"), null=True, blank=True)
    overlap_days = models.PositiveSmallIntegerField(_("agreed overlap (days)"), null=True, blank=True)
    training_days = models.PositiveSmallIntegerField(_("training before a tour (days)"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["post", "present_from", "reference"]
        verbose_name = _("deployed unit")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(present_until__isnull=True) | models.Q(present_until__gt=models.F("present_from")),
                name="deployed_unit_leaves_after_it_comes",
            ),
            models.CheckConstraint(
                condition=models.Q(inside__isnull=True) | ~models.Q(inside=models.F("pk")),
                name="deployed_unit_is_not_inside_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def strength_then(self) -> int:
        """The agreed strength. A read as of a day sets it, so that the row says what was agreed by then."""
        return self.strength

    @strength_then.setter
    def strength_then(self, people: int) -> None:
        self.strength = people

    @property
    def until_then(self) -> date | None:
        """The end of the presence (excluded). A read as of a day sets it, as `strength_then`."""
        return self.present_until

    @until_then.setter
    def until_then(self, day: date | None) -> None:
        self.present_until = day


class EarlierAgreement(KnownFact):
    """What was agreed of a unit before a change of it, believed in `[known_from, replaced_on)`.

    The unit's own row keeps what is agreed now: tours, reports and inspections hang on it.
    """

    unit = models.ForeignKey(
        DeployedUnit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="earlier_agreements"
    )
    strength = models.PositiveIntegerField(_("agreed strength"))
    present_until = models.DateField(_("present until (excluded)"), null=True, blank=True)
    replaced_on = models.DateField(_("no longer believed from"))

    class Meta:
        ordering = ["unit", "known_from"]
        verbose_name = _("earlier agreement on a unit")
        constraints = [
            models.UniqueConstraint(fields=["unit", "replaced_on"], name="an_agreement_on_a_unit_ends_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(replaced_on__gt=models.F("known_from")), name="earlier_agreement_was_believed_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.strength} until {self.present_until}, before {self.replaced_on}"


class UnitLocation(SourcedFact, BelievedFact):
    """Where a deployed unit stood in `[held_from, held_until)`; an empty end is not yet known."""

    unit = models.ForeignKey(DeployedUnit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="locations")
    place = models.CharField(_("place"), max_length=120)
    latitude = models.FloatField(
        _("latitude (degrees)"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude (degrees)"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    held_from = models.DateField(_("from"))
    held_until = models.DateField(_("until (excluded)"), null=True, blank=True)

    class Meta:
        ordering = ["unit", "held_from"]
        verbose_name = _("location of a unit")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(held_until__isnull=True) | models.Q(held_until__gt=models.F("held_from")),
                name="unit_leaves_a_location_after_it_comes",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} at {self.place} from {self.held_from}"


class BasisKind(models.TextChoices):
    """What people of a unit stand on in theatre."""

    MEMORANDUM = "memorandum", _("memorandum of understanding")
    LETTER_OF_ASSIST = "letter-of-assist", _("letter of assist")
    BETWEEN_STATES = "between-states", _("memorandum between States")
    EXCHANGE_OF_LETTERS = "exchange-of-letters", _("exchange of letters")
    STATUS_OF_FORCES = "status-of-forces", _("status-of-forces agreement")


class LegalBasis(SourcedFact, BelievedFact):
    """An instrument under which people of a unit are in theatre in `[valid_from, valid_until)`.

    `covers_support` says whether it holds for a national support element too. `instrument` is the one of a case, where
    it was agreed in one.
    """

    unit = models.ForeignKey(DeployedUnit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="legal_bases")
    kind = models.CharField(_("kind"), max_length=24, choices=BasisKind)
    title = models.CharField(_("instrument"), max_length=200)
    instrument = models.ForeignKey(
        Instrument,
        verbose_name=_("instrument of a case"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="legal_bases",
    )
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    covers_support = models.BooleanField(_("covers the national support element"), default=False)

    class Meta:
        ordering = ["unit", "valid_from", "kind"]
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from")),
                name="legal_basis_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} for {self.unit}"


class StrengthReport(SourcedFact, BelievedFact):
    """How many people of a unit were in theatre on a day, by sex; its national support element is counted apart.

    A correction is known from its own day; what was reported first stays for those who look back.
    """

    unit = models.ForeignKey(
        DeployedUnit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="strength_reports"
    )
    on = models.DateField(_("on"))
    men = models.PositiveIntegerField(_("men"))
    women = models.PositiveIntegerField(_("women"))
    support_men = models.PositiveIntegerField(_("men of the national support element"), default=0)
    support_women = models.PositiveIntegerField(_("women of the national support element"), default=0)

    class Meta:
        ordering = ["unit", "on"]
        verbose_name = _("strength report")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "on"],
                condition=models.Q(replaced_on__isnull=True),
                name="one_strength_report_of_a_unit_and_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} on {self.on}: {self.people}"

    @property
    def people(self) -> int:
        """Return the people of the unit, without its national support element."""
        return self.men + self.women
