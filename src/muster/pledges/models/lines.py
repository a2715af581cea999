"""The lists of a pledge: table of organisation, major equipment, self-sustainment, pools, and who brings what.

All are lines of a version and never change. `number` keeps the order in which the State wrote them. `contributor` is
the ISO alpha-3 code of the partner that brings the line in a joint pledge; empty: the pledging State.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.lines import NumberedLine
from muster.parties.models import Organisation
from muster.pledges.models.pledge import PEOPLE, PledgeVersion


class Line(NumberedLine):
    """What every line has: its version and its place in the list."""

    version = models.ForeignKey(PledgeVersion, verbose_name=_("version"), on_delete=models.CASCADE)

    class Meta(NumberedLine.Meta):
        abstract = True


class SubUnit(Line):
    """A branch of the table of organisation (annex B). `outline` 1.2 lies under 1; the tree follows from it."""

    outline = models.CharField(_("outline"), max_length=40)
    name = models.CharField(_("sub-unit"), max_length=120)
    contributor = models.CharField(_("brought by (ISO alpha-3)"), max_length=3, blank=True)

    class Meta(Line.Meta):
        verbose_name = _("sub-unit")
        default_related_name = "sub_units"


class UnitPost(Line):
    """A post of the table of organisation (annex B): `count` identical people in the sub-unit of `outline`."""

    outline = models.CharField(_("sub-unit (outline)"), max_length=40)
    title = models.CharField(_("post"), max_length=120)
    rank = models.CharField(_("rank or rank band"), max_length=60, blank=True)
    count = models.PositiveIntegerField(_("people"), validators=[MinValueValidator(1), *PEOPLE])
    women = models.PositiveIntegerField(_("of whom women"), default=0, validators=PEOPLE)
    specialist_code = models.CharField(_("specialist code"), max_length=40, blank=True)
    weapon = models.CharField(_("weapon"), max_length=80, blank=True)
    driving_licence = models.CharField(_("driving licence class"), max_length=20, blank=True)
    language = models.CharField(_("language needed (ISO 639)"), max_length=8, blank=True)

    class Meta(Line.Meta):
        verbose_name = _("post of the table of organisation")
        default_related_name = "posts"


class Ownership(models.TextChoices):
    """Whether the State has the equipment."""

    OWNED = "owned", _("owned")
    TO_BE_PROCURED = "to-be-procured", _("to be procured")


class LeaseMode(models.TextChoices):
    """Who maintains the equipment in theatre."""

    WET = "wet", _("wet lease (the State maintains)")
    DRY = "dry", _("dry lease (another maintains)")


class EquipmentLine(Line):
    """A line of major equipment (annex C). Sizes are of one item, packed for shipment."""

    category = models.CharField(_("category"), max_length=12)
    item = models.CharField(_("item"), max_length=160)
    make_and_model = models.CharField(_("make and model"), max_length=120, blank=True)
    quantity = models.PositiveIntegerField(_("quantity"), validators=[MinValueValidator(1), MaxValueValidator(100_000)])
    serviceable = models.PositiveIntegerField(
        _("of which serviceable now"), null=True, blank=True, validators=[MaxValueValidator(100_000)]
    )
    built_in = models.PositiveSmallIntegerField(
        _("year of manufacture"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2200)]
    )
    condition = models.CharField(_("condition"), max_length=80, blank=True)
    ownership = models.CharField(_("ownership"), max_length=16, choices=Ownership, default=Ownership.OWNED)
    lease = models.CharField(_("lease"), max_length=4, choices=LeaseMode, default=LeaseMode.WET)
    armament = models.CharField(_("armament"), max_length=120, blank=True)
    fuel = models.CharField(_("fuel"), max_length=40, blank=True)
    length_cm = models.PositiveIntegerField(_("length (cm)"), null=True, blank=True)
    width_cm = models.PositiveIntegerField(_("width (cm)"), null=True, blank=True)
    height_cm = models.PositiveIntegerField(_("height (cm)"), null=True, blank=True)
    weight_kg = models.PositiveIntegerField(_("weight (kg)"), null=True, blank=True)
    painting = models.CharField(_("marking and painting"), max_length=80, blank=True)
    contributor = models.CharField(_("brought by (ISO alpha-3)"), max_length=3, blank=True)

    class Meta(Line.Meta):
        verbose_name = _("line of major equipment")
        default_related_name = "equipment"


class Provider(models.TextChoices):
    """Who provides a category of self-sustainment."""

    STATE = "state", _("the State")
    ORGANISATION = "organisation", _("the organisation that deploys")
    CONTINGENT = "contingent", _("another contingent")


class SelfSustainmentLine(Line):
    """A category of self-sustainment (annex D): who provides it, and the days of stock."""

    category = models.CharField(_("category"), max_length=12)
    provider = models.CharField(_("provided by"), max_length=12, choices=Provider, default=Provider.STATE)
    level = models.CharField(_("level"), max_length=80, blank=True)
    stock_days = models.PositiveSmallIntegerField(_("stock (days)"), null=True, blank=True)
    remarks = models.CharField(_("remarks"), max_length=300, blank=True)
    contributor = models.CharField(_("brought by (ISO alpha-3)"), max_length=3, blank=True)

    class Meta(Line.Meta):
        verbose_name = _("line of self-sustainment")
        default_related_name = "self_sustainment"


class PoolLine(Line):
    """Individuals pledged as a pool: `count` people of one profile, nobody named."""

    profile = models.CharField(_("profile"), max_length=120)
    rank = models.CharField(_("rank or grade"), max_length=60, blank=True)
    count = models.PositiveIntegerField(_("people"), validators=[MinValueValidator(1), *PEOPLE])
    women = models.PositiveIntegerField(_("of whom women"), default=0, validators=PEOPLE)
    languages = models.CharField(_("languages (ISO 639, separated by semicolons)"), max_length=80, blank=True)
    remarks = models.CharField(_("remarks"), max_length=300, blank=True)

    class Meta(Line.Meta):
        verbose_name = _("line of a pool")
        default_related_name = "pool"


class ContributionPattern(models.TextChoices):
    """How partners share a commitment (section 2.8 of the dossier)."""

    TOGETHER = "together", _("together in one unit")
    ROTATION = "rotation", _("in turn, by rotation")
    MODULE = "module", _("a module of the unit")
    ENABLING = "enabling", _("pays, trains or equips")


class Contribution(Line):
    """What one State brings to a joint or smart pledge, and when: `[from, until)`, empty ends are open."""

    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="contributions"
    )
    pattern = models.CharField(
        _("how"), max_length=12, choices=ContributionPattern, default=ContributionPattern.TOGETHER
    )
    is_lead = models.BooleanField(_("leads"), default=False)
    brings = models.CharField(_("brings"), max_length=200, blank=True)
    strength = models.PositiveIntegerField(_("strength (people)"), default=0, validators=PEOPLE)
    contributes_from = models.DateField(_("from"), null=True, blank=True)
    contributes_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    owns_equipment = models.BooleanField(_("owns the equipment"), default=False)
    holds_memorandum = models.BooleanField(_("holds the memorandum of understanding"), default=False)
    supplies_self_sustainment = models.BooleanField(_("supplies self-sustainment"), default=False)

    class Meta(Line.Meta):
        verbose_name = _("contribution")
        default_related_name = "contributions"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(contributes_until__isnull=True)
                | models.Q(contributes_from__isnull=True)
                | models.Q(contributes_until__gt=models.F("contributes_from")),
                name="contribution_ends_after_it_begins",
            )
        ]
