"""Instruments of a case: memorandum of understanding, letter of assist, memorandum between co-deploying States.

Sections 3.4 and 2.8 of the dossier. What an instrument says is in versions that never change once written.
"""

from collections.abc import Collection

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.generation.models.case import Case
from muster.kit.facts import KnownFact, SourcedFact
from muster.parties.models import Organisation


class InstrumentKind(models.TextChoices):
    """What sort of agreement it is (section 3.4)."""

    MEMORANDUM = "memorandum", _("memorandum of understanding")
    LETTER_OF_ASSIST = "letter-of-assist", _("letter of assist")
    STATE_MEMORANDUM = "state-memorandum", _("memorandum between co-deploying States")


class InstrumentStage(models.TextChoices):
    """How far an instrument is."""

    DRAFT = "draft", _("draft")
    AGREED = "agreed", _("agreed")
    SIGNED = "signed", _("signed")
    RATIFIED = "ratified", _("ratified")
    IN_FORCE = "in-force", _("in force")
    AMENDED = "amended", _("in force as amended")
    ENDED = "ended", _("ended")


class Instrument(SourcedFact, KnownFact):
    """One agreement of a case. `number` is free text; `other_state` is the co-deploying State, if there is one.

    `needs_ratification`: the State's law asks for it, by `ratified_by` (an office). `stage` is the one that holds
    today, since `stage_on`; as of a day, the stage events say it.
    """

    reference = models.SlugField(_("reference"), max_length=80, unique=True)
    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="instruments")
    kind = models.CharField(_("kind"), max_length=20, choices=InstrumentKind)
    number = models.CharField(_("number"), max_length=80, blank=True)
    title = models.CharField(_("title"), max_length=200)
    other_state = models.ForeignKey(
        Organisation,
        verbose_name=_("co-deploying State"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="shared_instruments",
    )
    needs_ratification = models.BooleanField(_("needs ratification"), default=False)
    ratified_by = models.CharField(_("ratified by (office)"), max_length=120, blank=True)
    stage = models.CharField(_("stage"), max_length=12, choices=InstrumentStage, default=InstrumentStage.DRAFT)
    stage_on = models.DateField(_("stage since"))
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["case", "reference"]
        verbose_name = _("instrument")

    def __str__(self) -> str:
        return self.reference

    @property
    def latest(self) -> "InstrumentVersion":
        """Return what the instrument says now."""
        return self.versions.get(known_until__isnull=True)


class InstrumentStageEvent(SourcedFact, KnownFact):
    """From `held_from` the instrument is at `stage`, until the next event. Never changed, never deleted."""

    instrument = models.ForeignKey(
        Instrument, verbose_name=_("instrument"), on_delete=models.CASCADE, related_name="stage_events"
    )
    stage = models.CharField(_("stage"), max_length=12, choices=InstrumentStage)
    held_from = models.DateField(_("from"))
    by = models.ForeignKey(
        Organisation, verbose_name=_("entered by"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["held_from", "pk"]
        verbose_name = _("stage of an instrument")

    def __str__(self) -> str:
        return f"{self.instrument}: {self.get_stage_display()} from {self.held_from}"


class InstrumentVersion(KnownFact):
    """What the instrument says, as known in `[known_from, known_until)`; the latest has no end.

    `changes` tells in words what it says otherwise than the version before, a line each; `reason` says why.
    """

    instrument = models.ForeignKey(
        Instrument, verbose_name=_("instrument"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("version"))
    known_until = models.DateField(_("superseded on"), null=True, blank=True)
    changes = models.JSONField(_("changes"), default=list, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["instrument", "number"]
        verbose_name = _("version of an instrument")
        constraints = [
            models.UniqueConstraint(fields=["instrument", "number"], name="instrument_version_numbered_once"),
            models.UniqueConstraint(
                fields=["instrument"],
                condition=models.Q(known_until__isnull=True),
                name="one_latest_instrument_version",
            ),
        ]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return f"{self.instrument}, version {self.number}"


class Annex(models.TextChoices):
    """Where a line stands: the annexes of a memorandum of understanding (S34), or a clause of any other instrument."""

    PERSONNEL = "A", _("Annex A: personnel")
    EQUIPMENT = "B", _("Annex B: major equipment")
    SELF_SUSTAINMENT = "C", _("Annex C: self-sustainment")
    CLAUSE = "clause", _("clause")


class LineOrigin(models.TextChoices):
    """Where a line comes from."""

    PLEDGE = "pledge", _("pledge")
    STATEMENT = "statement", _("statement of unit requirement")
    BOTH = "both", _("pledge and statement")
    ENTERED = "entered", _("entered")


class InstrumentLine(models.Model):
    """One line of a version. `quantity` is people or items as agreed; rates of reimbursement stand nowhere here.

    `pledged` and `required` say in words what the pledge and the statement of unit requirement have; `differs` that
    the two do not say the same.
    """

    version = models.ForeignKey(
        InstrumentVersion, verbose_name=_("version"), on_delete=models.CASCADE, related_name="lines"
    )
    annex = models.CharField(_("annex"), max_length=8, choices=Annex)
    number = models.PositiveIntegerField(_("line"))
    category = models.CharField(_("category"), max_length=60, blank=True)
    item = models.CharField(_("item"), max_length=200)
    quantity = models.PositiveIntegerField(
        _("quantity"), null=True, blank=True, validators=[MaxValueValidator(100_000)]
    )
    lease = models.CharField(_("lease"), max_length=8, blank=True)
    provider = models.CharField(_("provided by"), max_length=60, blank=True)
    words = models.TextField(_("words"), max_length=4000, blank=True)
    origin = models.CharField(_("from"), max_length=12, choices=LineOrigin, default=LineOrigin.ENTERED)
    pledged = models.CharField(_("pledge says"), max_length=200, blank=True)
    required = models.CharField(_("statement says"), max_length=200, blank=True)
    differs = models.BooleanField(_("the two differ"), default=False)

    class Meta:
        ordering = ["version", "number"]
        verbose_name = _("line of an instrument")

    def __str__(self) -> str:
        return f"{self.annex} {self.number}: {self.item}"
