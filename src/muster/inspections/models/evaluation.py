"""Evaluations of a unit by tasks and standards, with the contributor's comment and the context beside every rating."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.deployments.models import DeployedUnit
from muster.inspections.models.stage_event import StageEvent
from muster.inspections.stages import EvaluationKind, EvaluationStage, Rating
from muster.kit.facts import KnownFact, RulesSayWhy, SourcedFact
from muster.kit.named import choices


class Evaluation(RulesSayWhy, SourcedFact, KnownFact):
    """How a unit did in `[covers_from, covers_until)`, as the office `evaluator` of the mission sees it.

    `comment` is the contributor's, due by `comment_due_on`; `answer` says what became of it. `context` keeps what the
    record said of the unit on the day on which the evaluation was shared: facts with their words, never a score.
    `stage` is the one that holds today; as of a day, the stage events say it.
    """

    reference = models.SlugField(_("reference"), max_length=80, unique=True)
    unit = models.ForeignKey(DeployedUnit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="evaluations")
    kind = models.CharField(_("kind"), max_length=16, choices=choices(EvaluationKind))
    stage = models.CharField(
        _("stage"), max_length=12, choices=choices(EvaluationStage), default=EvaluationStage.DRAFT.value
    )
    covers_from = models.DateField(_("covers from"))
    covers_until = models.DateField(_("covers until (excluded)"))
    evaluator = models.CharField(_("evaluated by (office)"), max_length=120)
    rating = models.CharField(_("overall"), max_length=12, choices=choices(Rating), blank=True)
    summary = models.TextField(_("summary"), blank=True, max_length=4000)
    comment_due_on = models.DateField(_("comment due on"), null=True, blank=True)
    comment = models.TextField(_("comment of the contributor"), blank=True, max_length=8000)
    answer = models.TextField(_("answer to the comment"), blank=True, max_length=4000)
    context = models.JSONField(_("context"), default=list, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["unit", "covers_from", "reference"]
        verbose_name = _("evaluation")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(covers_until__gt=models.F("covers_from")),
                name="evaluation_covers_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class EvaluationStageEvent(StageEvent):
    """The evaluation is at `stage` from a day on."""

    evaluation = models.ForeignKey(
        Evaluation, verbose_name=_("evaluation"), on_delete=models.CASCADE, related_name="stage_events"
    )
    stage = models.CharField(_("stage"), max_length=12, choices=choices(EvaluationStage))

    class Meta(StageEvent.Meta):
        verbose_name = _("stage of an evaluation")

    def __str__(self) -> str:
        return f"{self.evaluation}: {self.get_stage_display()} from {self.held_from}"


class EvaluatedStandard(models.Model):
    """One line of an evaluation: at a task, by a standard, shown by an indicator, the unit is rated so."""

    evaluation = models.ForeignKey(
        Evaluation, verbose_name=_("evaluation"), on_delete=models.CASCADE, related_name="standards"
    )
    number = models.PositiveIntegerField(_("line"))
    area = models.CharField(_("area"), max_length=12)
    task = models.CharField(_("task"), max_length=200)
    standard = models.CharField(_("standard"), max_length=300, blank=True)
    indicator = models.CharField(_("indicator"), max_length=300, blank=True)
    rating = models.CharField(_("rating"), max_length=12, choices=choices(Rating), blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)

    class Meta:
        ordering = ["evaluation", "number"]
        verbose_name = _("standard of an evaluation")
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="one_standard_of_an_evaluation_line"),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation} {self.number}: {self.task}"
