"""Deviations from a statement of unit requirement, negotiated line by line between the State and the Secretariat.

Deviations are recorded with the statement (3.2 of the dossier). One side proposes, the other decides.
"""

from collections.abc import Collection
from datetime import date

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.matching.fit.facts import LineKind
from muster.missions.models import Statement
from muster.parties.models import Organisation, User
from muster.pledges.models import Evidence, Pledge

LINE_KINDS = [
    (LineKind.STRENGTH.value, _("strength")),
    (LineKind.WOMEN.value, _("women")),
    (LineKind.LANGUAGES.value, _("languages")),
    (LineKind.NOTICE.value, _("notice")),
    (LineKind.ENVIRONMENT.value, _("environment")),
    (LineKind.TASK.value, _("task")),
    (LineKind.CAPABILITY.value, _("capability")),
    (LineKind.POST.value, _("post")),
    (LineKind.EQUIPMENT.value, _("equipment")),
    (LineKind.SELF_SUSTAINMENT.value, _("self-sustainment")),
]
"""The kinds of lines, in reading order, with their words."""


class DeviationStage(models.TextChoices):
    """How far a deviation is. A refused one and a withdrawn one are final; an agreed one can be withdrawn."""

    PROPOSED = "proposed", _("proposed")
    AGREED = "agreed", _("agreed")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Deviation(SourcedFact, KnownFact):
    """For one pledge, a line of a statement is held to be met although the lists do not say so.

    `line` is the lasting key of the line among those of its kind. `accepted`: the quantity that suffices (for notice
    the most days); empty: the whole line is waived. `evidence` names the approved proof that shows the line.
    """

    pledge = models.ForeignKey(Pledge, verbose_name=_("pledge"), on_delete=models.PROTECT, related_name="deviations")
    statement = models.ForeignKey(
        Statement, verbose_name=_("statement of unit requirement"), on_delete=models.PROTECT, related_name="deviations"
    )
    on_version = models.PositiveIntegerField(_("on version of the statement"))
    kind = models.CharField(_("kind of line"), max_length=20, choices=LINE_KINDS)
    line = models.CharField(_("line"), max_length=140)
    accepted = models.PositiveIntegerField(
        _("quantity that suffices"), null=True, blank=True, validators=[MaxValueValidator(100_000)]
    )
    words = models.CharField(_("in words"), max_length=500)
    evidence = models.ForeignKey(
        Evidence,
        verbose_name=_("shown by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="shown_lines",
    )
    stage = models.CharField(_("stage"), max_length=12, choices=DeviationStage, default=DeviationStage.PROPOSED)
    proposed_by = models.ForeignKey(
        Organisation, verbose_name=_("proposed by"), on_delete=models.PROTECT, related_name="proposed_deviations"
    )
    proposed_by_user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposed_deviations"
    )
    decided_by = models.ForeignKey(
        Organisation,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decided_deviations",
    )
    decided_by_user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="decided_deviations"
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    withdrawn_by = models.ForeignKey(
        Organisation,
        verbose_name=_("withdrawn by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="withdrawn_deviations",
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("why it was withdrawn"), max_length=500, blank=True)

    class Meta:
        ordering = ["statement", "pledge", "kind", "line", "pk"]
        verbose_name = _("deviation")
        constraints = [
            models.UniqueConstraint(
                fields=["pledge", "statement", "kind", "line"],
                condition=models.Q(stage__in=("proposed", "agreed")),
                name="one_deviation_of_a_line",
            )
        ]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the action, which names the remedy; the database holds to the constraint all the same."""

    def __str__(self) -> str:
        return f"{self.pledge} for {self.statement}: {self.line}"

    def stage_on(self, day: date) -> DeviationStage:
        """Return the stage as of `day`, from the days of its steps."""
        if self.withdrawn_on and self.withdrawn_on <= day:
            return DeviationStage.WITHDRAWN
        if self.decided_on and self.decided_on <= day:
            return DeviationStage.REFUSED if self.stage == DeviationStage.REFUSED else DeviationStage.AGREED
        return DeviationStage.PROPOSED
