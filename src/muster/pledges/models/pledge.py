"""A pledge: what never changes of it, and what the State says in it, a version for each change."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.parties.models import Organisation
from muster.pledges.models.unit import NationalUnit

if TYPE_CHECKING:
    from muster.pledges.models.caveats import Caveat
    from muster.pledges.models.standing import LevelEvent
    from muster.pledges.queries.matters import Health, Reliance

MONTHS = [MinValueValidator(1), MaxValueValidator(120)]
PEOPLE = [MaxValueValidator(100_000)]


class PledgeStage(models.TextChoices):
    """How far a pledge has come between the two sides; a draft, dropped or not, is seen by its State only.

    Acceptance is no stage: it is Level 1 (section 14.2 of the dossier).
    """

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REMOVED = "removed", _("removed from the register")
    DROPPED = "dropped", _("draft dropped")


OPEN_STAGES = (PledgeStage.SUBMITTED, PledgeStage.ACKNOWLEDGED)
"""Stages in which the Secretariat has the pledge before it."""
FINAL_STAGES = (PledgeStage.WITHDRAWN, PledgeStage.REMOVED, PledgeStage.DROPPED)
WITHHELD_STAGES = (PledgeStage.DRAFT, PledgeStage.DROPPED)


class Pledge(KnownFact):
    """The identity of a pledge in a register, and the days of its stages. What it says is in its versions.

    `stage` is where it stands now; where it stood on a day follows from the dates. `version` is the number of the
    latest content, which a change names to say what it has seen.
    """

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    register = models.ForeignKey(
        Organisation, verbose_name=_("register"), on_delete=models.PROTECT, related_name="registered_pledges"
    )
    state = models.ForeignKey(Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="pledges")
    unit = models.ForeignKey(
        NationalUnit,
        verbose_name=_("national unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pledges",
    )
    stage = models.CharField(_("stage"), max_length=12, choices=PledgeStage, default=PledgeStage.DRAFT)
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    acknowledged_on = models.DateField(_("acknowledged on"), null=True, blank=True)
    ended_on = models.DateField(_("withdrawn, removed or dropped on"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    # Put there by the queries, as of their day.
    caveats_known: "list[Caveat]"
    known_level_events: "list[LevelEvent]"

    class Meta:
        ordering = ["state__name", "reference"]
        verbose_name = _("pledge")
        indexes = [models.Index(fields=["register", "stage"], name="pledge_by_register")]

    def __str__(self) -> str:
        return self.reference

    @property
    def latest(self) -> "PledgeVersion":
        """Return what the pledge says now."""
        return self.versions.get(known_until__isnull=True)


class ApprovalStatus(models.TextChoices):
    """How far the State's own decision on the unit has come (section 2.3 of the dossier)."""

    UNKNOWN = "unknown", _("not said")
    AUTHORISED = "authorised", _("already authorised")
    CABINET = "cabinet", _("government must decide")
    PARLIAMENT = "parliament", _("parliament must decide")


class Marking(models.TextChoices):
    """Who may see the pledge besides its State and the register (section 2.3 of the dossier)."""

    SECRETARIAT = "secretariat", _("Secretariat only")
    PARTNERS = "partners", _("shareable with partners")


class PledgeVersion(SourcedFact, KnownFact):
    """What the State says in the pledge, as known in `[known_from, known_until)`; the latest has no end.

    The header is annex A of the guidelines (note verbale); the table of organisation, major equipment,
    self-sustainment, pools and contributions are lines of the version. Availability is
    `[available_from, available_until)`. Never changed once written, never deleted. `changed` names the fields and
    lists that it says otherwise than the version before; it is empty in a first version.
    """

    pledge = models.ForeignKey(Pledge, verbose_name=_("pledge"), on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    known_until = models.DateField(_("superseded on"), null=True, blank=True)
    changed = models.JSONField(_("changed fields"), default=list, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=200, blank=True)
    unit_type = models.CharField(_("unit type"), max_length=20, db_index=True)
    strength = models.PositiveIntegerField(_("strength (people)"), validators=[MinValueValidator(1), *PEOPLE])
    women = models.PositiveIntegerField(_("of whom women"), default=0, validators=PEOPLE)
    officers = models.PositiveIntegerField(_("of whom officers"), default=0, validators=PEOPLE)
    units_offered = models.PositiveSmallIntegerField(
        _("identical units offered"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    rotations_guaranteed = models.PositiveSmallIntegerField(
        _("rotations guaranteed"), default=0, validators=[MaxValueValidator(40)]
    )
    available_from = models.DateField(_("available from"))
    available_until = models.DateField(_("available until (excluded)"), null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(
        _("notice to deploy (days)"), default=90, validators=[MaxValueValidator(730)]
    )
    at_port_from = models.DateField(_("equipment at the port from"), null=True, blank=True)
    stay_minimum_months = models.PositiveSmallIntegerField(_("shortest tour (months)"), default=12, validators=MONTHS)
    stay_maximum_months = models.PositiveSmallIntegerField(_("longest tour (months)"), default=12, validators=MONTHS)
    dwell_months = models.PositiveSmallIntegerField(
        _("rest between tours (months)"), default=0, validators=[MaxValueValidator(120)]
    )
    home_base = models.CharField(_("home base"), max_length=120, blank=True)
    airport = models.CharField(_("airport of embarkation"), max_length=120, blank=True)
    seaport = models.CharField(_("seaport of embarkation"), max_length=120, blank=True)
    languages = models.CharField(_("working languages (ISO 639, separated by semicolons)"), max_length=80, blank=True)
    language_level = models.CharField(_("level of the languages"), max_length=120, blank=True)
    preferred_missions = models.CharField(
        _("preferred missions (acronyms, separated by semicolons)"), max_length=200, blank=True
    )
    environment_limits = models.CharField(_("limits of environment"), max_length=300, blank=True)
    approval = models.CharField(
        _("national approval"), max_length=12, choices=ApprovalStatus, default=ApprovalStatus.UNKNOWN
    )
    partner_needed_for = models.CharField(
        _("partner needed for (equipment, training, lift, funding; separated by semicolons)"),
        max_length=120,
        blank=True,
    )
    offers_mentoring = models.BooleanField(_("offers to mentor another State"), default=False)
    marking = models.CharField(_("security marking"), max_length=12, choices=Marking, default=Marking.SECRETARIAT)
    note_verbale = models.CharField(_("note verbale (reference)"), max_length=120, blank=True)
    note_verbale_on = models.DateField(_("date of the note verbale"), null=True, blank=True)
    note_language = models.CharField(_("language of the note verbale (ISO 639)"), max_length=8, blank=True)
    signatory = models.CharField(_("issued by (office)"), max_length=120, blank=True)
    remarks = models.TextField(_("remarks"), blank=True, max_length=4000)

    # Annotated by `visible_pledges`, as of its day.
    current_level: str
    level_held_from: date | None
    stage: str
    valid_until: date | None
    pool_standing: str
    # Annotated by `visible_pledge`, for those who see the whole.
    cap_level: str | None
    cap_reason: str | None
    # Put there by `put_health` for those that the viewer is a side of.
    health: "Health | None" = None
    # Put there by `put_reliance`, for the same.
    reliance: "Reliance | None" = None

    class Meta:
        ordering = ["pledge__state__name", "pledge__reference", "number"]
        verbose_name = _("version of a pledge")
        indexes = [models.Index(fields=["known_until", "known_from"], name="version_as_known")]
        constraints = [
            models.UniqueConstraint(fields=["pledge", "number"], name="version_numbered_once"),
            models.UniqueConstraint(
                fields=["pledge"], condition=models.Q(known_until__isnull=True), name="one_latest_version"
            ),
            models.CheckConstraint(condition=models.Q(strength__gte=1), name="pledge_has_strength"),
            models.CheckConstraint(
                condition=models.Q(women__lte=models.F("strength")), name="women_within_the_pledged_strength"
            ),
            models.CheckConstraint(
                condition=models.Q(officers__lte=models.F("strength")), name="officers_within_the_pledged_strength"
            ),
            models.CheckConstraint(
                condition=models.Q(stay_minimum_months__lte=models.F("stay_maximum_months")),
                name="shortest_tour_within_the_longest",
            ),
            models.CheckConstraint(
                condition=models.Q(available_until__isnull=True)
                | models.Q(available_until__gt=models.F("available_from")),
                name="pledge_ends_after_it_begins",
            ),
        ]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return f"{self.pledge}, version {self.number}"

    @property
    def reference(self) -> str:
        """Return the pledge's reference."""
        return self.pledge.reference

    @property
    def state(self) -> Organisation:
        """Return the State that pledges."""
        return self.pledge.state

    @property
    def state_id(self) -> int:
        """Return the id of the State that pledges."""
        return self.pledge.state_id

    @property
    def register(self) -> Organisation:
        """Return the organisation that keeps the register."""
        return self.pledge.register

    @property
    def register_id(self) -> int:
        """Return the id of the register's organisation."""
        return self.pledge.register_id

    @property
    def version(self) -> int:
        """Return the version's number, which a change of this content names."""
        return self.number

    def get_stage_display(self) -> str:
        """Return the stage of the day in words."""
        return str(PledgeStage(self.stage).label)

    @property
    def caveats(self) -> "list[Caveat]":
        """Return the caveats known on the day of the query."""
        return self.pledge.caveats_known

    @property
    def level_events(self) -> "list[LevelEvent]":
        """Return the level history known on the day of the query."""
        return self.pledge.known_level_events
