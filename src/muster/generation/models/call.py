"""A rapid-deployment call: what its State answered, what was done by the play-book, and what a missed call led to."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.generation.models.case import Case
from muster.kit.facts import KnownFact
from muster.parties.models import Organisation, User


class CallAnswerKind(models.TextChoices):
    """What a State says to a call."""

    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")


class CallAnswer(KnownFact):
    """What the State answered on a day to the call of a case. Never changed: a later answer is a row of its own."""

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="call_answers")
    answer = models.CharField(_("answer"), max_length=12, choices=CallAnswerKind)
    said_on = models.DateField(_("said on"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(
        Organisation, verbose_name=_("recorded by"), null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["said_on", "pk"]
        verbose_name = _("answer to a call")

    def __str__(self) -> str:
        return f"{self.case}: {self.get_answer_display()}"


class PlaybookTick(KnownFact):
    """A step of the play-book that was done, by which side, and what proves it. `day` is counted from the request.

    One that was wrong is taken back and stays on record; it was believed in `[known_from, taken_back_on)`.
    """

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="playbook_ticks")
    step = models.CharField(_("step"), max_length=40)
    day = models.PositiveSmallIntegerField(_("day of the call"))
    proof = models.CharField(_("proof"), max_length=300, blank=True)
    by = models.ForeignKey(
        Organisation, verbose_name=_("done by"), null=True, on_delete=models.PROTECT, related_name="playbook_ticks"
    )
    user = models.ForeignKey(
        User, verbose_name=_("ticked by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_back_on = models.DateField(_("taken back on"), null=True, blank=True)

    class Meta:
        ordering = ["day", "pk"]
        verbose_name = _("step done")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "step"], condition=models.Q(taken_back_on__isnull=True), name="step_done_once"
            )
        ]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return f"{self.case}: {self.step} on day {self.day}"


class BreachDecisionKind(models.TextChoices):
    """What the register decided on a consequence."""

    FOLLOWED = "followed", _("follows")
    WAIVED = "waived", _("does not follow")


class BreachDecision(KnownFact):
    """What the register decided on one consequence of a missed call, and why. It changes nothing but this record."""

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="breach_decisions")
    consequence = models.CharField(_("consequence"), max_length=20)
    decision = models.CharField(_("decision"), max_length=12, choices=BreachDecisionKind)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(
        Organisation, verbose_name=_("decided by"), null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("decision on a missed call")
        constraints = [models.UniqueConstraint(fields=["case", "consequence"], name="consequence_decided_once")]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return f"{self.case}: {self.consequence} {self.get_decision_display()}"
