"""Statements of unit requirement: what one unit must be able to do, with people, equipment and self-sustainment.

The content is that of sections 3.2 and 2.6 of the dossier (the generic statement for an armed utility helicopter unit,
S10, is the sample seen). A statement without mission is a generic one: a template that a mission's statement is made
from. What it says is in versions that never change once written.
"""

from collections.abc import Collection

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.kit.lines import NumberedLine
from muster.missions.models.mission import Mission
from muster.parties.models import Organisation, User

PEOPLE = [MaxValueValidator(100_000)]


class StatementStage(models.TextChoices):
    """How far a statement or one version of it is; every party sees what was approved, the planners their draft.

    A statement that is changed is a draft again; the version approved before stays in force for its readers.
    """

    DRAFT = "draft", _("draft")
    APPROVED = "approved", _("approved")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Statement(KnownFact):
    """The identity of a statement of unit requirement. `mission` empty: a generic one, a template.

    `stated_by` is the organisation whose planners write it. `version` is the number of the latest content.
    """

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    stated_by = models.ForeignKey(
        Organisation, verbose_name=_("stated by"), on_delete=models.PROTECT, related_name="statements"
    )
    mission = models.ForeignKey(
        Mission,
        verbose_name=_("mission"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="statements",
    )
    made_from = models.ForeignKey(
        "self",
        verbose_name=_("made from the generic statement"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="made_statements",
    )
    stage = models.CharField(_("stage"), max_length=12, choices=StatementStage, default=StatementStage.DRAFT)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    approved_by = models.CharField(_("approved by (office)"), max_length=120, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["reference"]
        verbose_name = _("statement of unit requirement")

    def __str__(self) -> str:
        return self.reference

    @property
    def is_generic(self) -> bool:
        """Return whether it is a template for the statements of missions."""
        return self.mission_id is None

    @property
    def latest(self) -> "StatementVersion":
        """Return what the statement says now, be it approved or a draft."""
        return self.versions.get(known_until__isnull=True)

    @property
    def in_force(self) -> "StatementVersion | None":
        """Return the version approved last, which readers see and posts mean; None where none was approved yet."""
        return self.versions.filter(stage=StatementStage.APPROVED).order_by("-number").first()


class StatementVersion(SourcedFact, KnownFact):
    """What the statement says, as known in `[known_from, known_until)`; the latest has no end.

    Strengths are people, `women_minimum_percent` is a share of the strength, `notice_days` runs from the request to the
    arrival. `changed` names the fields and lists that it says otherwise than the version before. What it says never
    changes; `stage` is draft until it is approved, on `approved_on`.
    """

    statement = models.ForeignKey(
        Statement, verbose_name=_("statement"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("version"))
    known_until = models.DateField(_("superseded on"), null=True, blank=True)
    changed = models.JSONField(_("changed fields"), default=list, blank=True, editable=False)
    stage = models.CharField(
        _("stage"), max_length=12, choices=StatementStage, default=StatementStage.DRAFT, editable=False
    )
    approved_on = models.DateField(_("approved on"), null=True, blank=True, editable=False)
    written_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="written_statements", editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    unit_type = models.CharField(_("unit type"), max_length=20)
    strength_minimum = models.PositiveIntegerField(
        _("least strength (people)"), validators=[MinValueValidator(1), *PEOPLE]
    )
    strength_maximum = models.PositiveIntegerField(
        _("greatest strength (people)"), validators=[MinValueValidator(1), *PEOPLE]
    )
    women_minimum_percent = models.PositiveSmallIntegerField(
        _("least share of women (%)"), default=0, validators=[MaxValueValidator(100)]
    )
    notice_days = models.PositiveSmallIntegerField(
        _("notice (days from the request)"), null=True, blank=True, validators=[MaxValueValidator(730)]
    )
    languages = models.CharField(_("working languages (ISO 639, separated by semicolons)"), max_length=80, blank=True)
    language_level = models.CharField(_("level of the languages"), max_length=120, blank=True)
    environment = models.CharField(_("environment"), max_length=300, blank=True)
    base = models.CharField(_("base"), max_length=120, blank=True)
    port_of_entry = models.CharField(_("port of disembarkation"), max_length=120, blank=True)
    background = models.TextField(_("background and mission"), blank=True, max_length=4000)
    employment = models.TextField(_("concept of employment"), blank=True, max_length=4000)
    training = models.TextField(_("training and certification"), blank=True, max_length=4000)
    command = models.TextField(_("command, control and reporting"), blank=True, max_length=4000)
    constraints = models.TextField(_("constraints"), blank=True, max_length=4000)
    deviations_allowed = models.BooleanField(_("deviations may be negotiated"), default=True)

    class Meta:
        ordering = ["statement__reference", "number"]
        verbose_name = _("version of a statement")
        constraints = [
            models.UniqueConstraint(fields=["statement", "number"], name="statement_version_numbered_once"),
            models.UniqueConstraint(
                fields=["statement"], condition=models.Q(known_until__isnull=True), name="one_latest_statement_version"
            ),
            models.CheckConstraint(
                condition=models.Q(strength_minimum__lte=models.F("strength_maximum")),
                name="least_strength_within_the_greatest",
            ),
        ]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return f"{self.statement}, version {self.number}"


class StatementLine(NumberedLine):
    """What every line of a statement has: its version, its place in the list, and whether a unit must meet it."""

    version = models.ForeignKey(StatementVersion, verbose_name=_("version"), on_delete=models.CASCADE)
    is_mandatory = models.BooleanField(_("mandatory"), default=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(NumberedLine.Meta):
        abstract = True


class RequiredTask(StatementLine):
    """A task of the unit, in the words that caveats exclude (section 2.8)."""

    task = models.CharField(_("task"), max_length=80)

    class Meta(StatementLine.Meta):
        verbose_name = _("required task")
        default_related_name = "tasks"


class RequiredCapability(StatementLine):
    """A capability in measurable words: what, how much, under which conditions."""

    capability = models.CharField(_("capability"), max_length=300)
    measure = models.CharField(_("measured by"), max_length=200, blank=True)

    class Meta(StatementLine.Meta):
        verbose_name = _("capability statement")
        default_related_name = "capabilities"


class RequiredPost(StatementLine):
    """A post that the unit must fill: `count` people of one speciality."""

    title = models.CharField(_("post"), max_length=120)
    rank = models.CharField(_("rank or rank band"), max_length=60, blank=True)
    count = models.PositiveIntegerField(_("people"), validators=[MinValueValidator(1), *PEOPLE])
    specialist_code = models.CharField(_("specialist code"), max_length=40, blank=True)
    language = models.CharField(_("language needed (ISO 639)"), max_length=8, blank=True)

    class Meta(StatementLine.Meta):
        verbose_name = _("required post")
        default_related_name = "posts"


class RequiredEquipment(StatementLine):
    """A line of major equipment that the unit must bring."""

    category = models.CharField(_("category"), max_length=12)
    item = models.CharField(_("item"), max_length=160)
    quantity = models.PositiveIntegerField(_("quantity"), validators=[MinValueValidator(1), MaxValueValidator(100_000)])

    class Meta(StatementLine.Meta):
        verbose_name = _("required major equipment")
        default_related_name = "equipment"


class AcceptedSubstitute(models.Model):
    """What is accepted instead of a line of major equipment: `substitutes` items stand for `replaced` of the required.

    `cost_cents` is what one substituted item of the required costs more a month, in cents of United States dollars, as
    the user who accepts it enters it: no source gives such rates.
    """

    line = models.ForeignKey(
        RequiredEquipment, verbose_name=_("line"), on_delete=models.CASCADE, related_name="substitutes"
    )
    item = models.CharField(_("accepted item"), max_length=160)
    substitutes = models.PositiveSmallIntegerField(
        _("of these"), default=1, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    replaced = models.PositiveSmallIntegerField(
        _("stand for"), default=1, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    cost_cents = models.PositiveBigIntegerField(_("costs more a month for each replaced item (cents)"), default=0)
    reason = models.CharField(_("why it is accepted"), max_length=300, blank=True)

    class Meta:
        ordering = ["line", "item"]
        verbose_name = _("accepted substitute")

    def __str__(self) -> str:
        return f"{self.item} for {self.line}"


class SelfSustainmentProvider(models.TextChoices):
    """Who is to provide a category of self-sustainment."""

    UNIT = "unit", _("the unit")
    ORGANISATION = "organisation", _("the organisation that deploys")
    EITHER = "either", _("either, to be agreed")


class RequiredSelfSustainment(StatementLine):
    """A category of self-sustainment, who is to provide it, and the days of stock at arrival."""

    category = models.CharField(_("category"), max_length=12)
    provider = models.CharField(
        _("to be provided by"), max_length=12, choices=SelfSustainmentProvider, default=SelfSustainmentProvider.UNIT
    )
    level = models.CharField(_("level"), max_length=80, blank=True)
    stock_days = models.PositiveSmallIntegerField(_("stock at arrival (days)"), null=True, blank=True)

    class Meta(StatementLine.Meta):
        verbose_name = _("required self-sustainment")
        default_related_name = "self_sustainment"
