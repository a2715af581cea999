"""What States bring into a consultation: questions, positions, and what became of each in the text of the mandate."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.consultations.models.consultation import AgendaItem, Consultation
from muster.kit.facts import KnownFact, RulesSayWhy, SourcedFact
from muster.missions.models import MandatedTask
from muster.parties.models import Organisation

REFERENCE_BYTES = 8


def new_question_reference() -> str:
    """Return a reference drawn by lot for a question: it says nothing of how many others there are."""
    return f"question-{secrets.token_hex(REFERENCE_BYTES)}"


def new_position_reference() -> str:
    """Return a reference drawn by lot for a position: it says nothing of how many others there are."""
    return f"position-{secrets.token_hex(REFERENCE_BYTES)}"


class Sharing(models.TextChoices):
    """Who may read what a State wrote: it decides, step by step, and never back."""

    OWN = "own", _("the State alone")
    SECRETARIAT = "secretariat", _("the State and the convening secretariat")
    PARTICIPANTS = "participants", _("everybody who takes part")


class ConsultationQuestion(SourcedFact, KnownFact):
    """A State's question to the Secretariat or the Council, and the answer. Seen as it is shared.

    `number` counts the State's questions in the consultation; `reference` names it in addresses and files.
    """

    reference = models.SlugField(_("reference"), max_length=40, unique=True, default=new_question_reference)

    consultation = models.ForeignKey(
        Consultation, verbose_name=_("consultation"), on_delete=models.CASCADE, related_name="questions"
    )
    number = models.PositiveIntegerField(_("question"))
    state = models.ForeignKey(
        Organisation, verbose_name=_("asked by"), on_delete=models.PROTECT, related_name="consultation_questions"
    )
    item = models.ForeignKey(
        AgendaItem, verbose_name=_("point"), null=True, blank=True, on_delete=models.SET_NULL, related_name="questions"
    )
    text = models.TextField(_("question in words"), max_length=2000)
    sharing = models.CharField(_("seen by"), max_length=12, choices=Sharing, default=Sharing.SECRETARIAT)
    asked_on = models.DateField(_("asked on"))
    shared_on = models.DateField(_("shared on"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True, max_length=4000)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    class Meta:
        ordering = ["consultation", "number"]
        verbose_name = _("question of a contributor")
        constraints = [
            models.UniqueConstraint(fields=["consultation", "state", "number"], name="question_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.consultation}: question {self.number}"


class ConsultationPosition(SourcedFact, KnownFact):
    """A State's input: what it wants the mandate to say on a point or task. Its own until it shares it.

    `submitted_on` is the day on which the secretariat first saw it, `shared_on` the day on which all participants did.
    `number` counts what the State submitted in the consultation and is given then, so that no gap tells of a position
    that it kept; `reference` is drawn by lot and names it in addresses and files.
    """

    reference = models.SlugField(_("reference"), max_length=40, unique=True, default=new_position_reference)
    consultation = models.ForeignKey(
        Consultation, verbose_name=_("consultation"), on_delete=models.CASCADE, related_name="positions"
    )
    number = models.PositiveIntegerField(_("position"), null=True, blank=True)
    state = models.ForeignKey(
        Organisation, verbose_name=_("position of"), on_delete=models.PROTECT, related_name="consultation_positions"
    )
    item = models.ForeignKey(
        AgendaItem, verbose_name=_("point"), null=True, blank=True, on_delete=models.SET_NULL, related_name="positions"
    )
    task = models.CharField(_("mandated task"), max_length=40, blank=True)
    text = models.TextField(_("position in words"), max_length=4000)
    wanted_words = models.TextField(_("words wanted in the mandate"), blank=True, max_length=2000)
    sharing = models.CharField(_("seen by"), max_length=12, choices=Sharing, default=Sharing.OWN)
    written_on = models.DateField(_("written on"))
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    shared_on = models.DateField(_("shared on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["consultation", "number"]
        verbose_name = _("position of a contributor")
        constraints = [
            models.UniqueConstraint(fields=["consultation", "state", "number"], name="position_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.consultation}: {self.reference}"


class TraceOutcome(models.TextChoices):
    """What became of an input in the text."""

    TAKEN = "taken", _("taken")
    PARTLY = "partly", _("partly taken")
    NOT_TAKEN = "not-taken", _("not taken")


class InputTrace(RulesSayWhy, KnownFact):
    """What became of a position in the text of the decided mandate, and why. No trace: not followed up yet.

    A trace that is corrected is known from the day of the correction; what it said before is in the audit log. The
    comment is the State's.
    """

    position = models.OneToOneField(
        ConsultationPosition, verbose_name=_("position"), on_delete=models.CASCADE, related_name="trace"
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=TraceOutcome)
    task = models.ForeignKey(
        MandatedTask,
        verbose_name=_("mandated task"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="traces",
    )
    paragraph = models.CharField(_("paragraph"), max_length=40, blank=True)
    words = models.TextField(_("words of the text"), blank=True, max_length=2000)
    reason = models.TextField(_("reason"), blank=True, max_length=2000)
    traced_on = models.DateField(_("traced on"))
    traced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("traced by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    comment = models.TextField(_("comment of the State"), blank=True, max_length=2000)
    commented_on = models.DateField(_("commented on"), null=True, blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("trace of an input")

    def __str__(self) -> str:
        return f"{self.position}: {self.get_outcome_display()}"


class Commitment(SourcedFact, KnownFact):
    """What a party promised in a consultation, by when, and when it was done. Seen by everybody who takes part."""

    consultation = models.ForeignKey(
        Consultation, verbose_name=_("consultation"), on_delete=models.CASCADE, related_name="commitments"
    )
    number = models.PositiveIntegerField(_("commitment"))
    owner = models.ForeignKey(
        Organisation, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="commitments"
    )
    text = models.TextField(_("commitment in words"), max_length=2000)
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "number"]
        verbose_name = _("commitment")
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="commitment_numbered_once")]

    def __str__(self) -> str:
        return f"{self.consultation}: commitment {self.number}"
