"""Performance improvement plans: what has to be better in a unit by when, by whose measures."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.deployments.models import DeployedUnit
from muster.inspections.models.evaluation import Evaluation
from muster.inspections.models.inspection import Inspection
from muster.inspections.models.stage_event import StageEvent
from muster.inspections.stages import ActingSide, ImprovementStage
from muster.kit.facts import KnownFact, SourcedFact
from muster.kit.named import choices


class PerformancePlan(SourcedFact, KnownFact):
    """What a unit is to reach by `due_on`, because of an inspection, an evaluation, or both.

    `result` says in words how it ended. `stage` is the one that holds today; as of a day, the stage events say it.
    """

    reference = models.SlugField(_("reference"), max_length=80, unique=True)
    unit = models.ForeignKey(
        DeployedUnit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="performance_plans"
    )
    inspection = models.ForeignKey(
        Inspection,
        verbose_name=_("because of the inspection"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="performance_plans",
    )
    evaluation = models.ForeignKey(
        Evaluation,
        verbose_name=_("because of the evaluation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="performance_plans",
    )
    aim = models.CharField(_("aim"), max_length=500)
    due_on = models.DateField(_("to be reached by"))
    stage = models.CharField(
        _("stage"), max_length=12, choices=choices(ImprovementStage), default=ImprovementStage.DRAFT.value
    )
    result = models.CharField(_("result"), max_length=500, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["unit", "due_on", "reference"]
        verbose_name = _("performance improvement plan")

    def __str__(self) -> str:
        return self.reference


class PlanStageEvent(StageEvent):
    """The plan is at `stage` from a day on."""

    plan = models.ForeignKey(
        PerformancePlan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="stage_events"
    )
    stage = models.CharField(_("stage"), max_length=12, choices=choices(ImprovementStage))

    class Meta(StageEvent.Meta):
        verbose_name = _("stage of a performance improvement plan")

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_stage_display()} from {self.held_from}"


class PlanMeasure(models.Model):
    """One measure of a plan: `side` does it by `due_on`; done on `done_on`, with what shows it in `shown_by`."""

    plan = models.ForeignKey(PerformancePlan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="measures")
    number = models.PositiveIntegerField(_("line"))
    words = models.CharField(_("measure"), max_length=500)
    indicator = models.CharField(_("indicator"), max_length=300, blank=True)
    side = models.CharField(_("to act"), max_length=12, choices=choices(ActingSide))
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    shown_by = models.CharField(_("shown by"), max_length=300, blank=True)

    class Meta:
        ordering = ["plan", "number"]
        verbose_name = _("measure")
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_measure_of_a_plan_line")]

    def __str__(self) -> str:
        return f"{self.plan} {self.number}"
