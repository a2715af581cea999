"""Stored plans: the problem as it was on a day, the plan that answered it, and what it leaves open."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.missions.models import Post
from muster.parties.models import Organisation
from muster.pledges.models import Pledge, StandsOnPledge


class PlanStage(models.TextChoices):
    """How far a plan is. Other parties see their part of a published plan only."""

    QUEUED = "queued", _("queued")
    SOLVING = "solving", _("solving")
    SOLVED = "solved", _("solved")
    FAILED = "failed", _("failed")
    PUBLISHED = "published", _("published")


class StoredPlan(models.Model):
    """One run of the planner. The problem, the parameters and the maker are kept, so that it can be run again."""

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=200)
    register = models.ForeignKey(
        Organisation, verbose_name=_("register"), on_delete=models.PROTECT, related_name="plans"
    )
    planned_on = models.DateField(_("planned as of"))
    horizon_months = models.PositiveSmallIntegerField(_("horizon (months)"))
    seconds_limit = models.PositiveIntegerField(_("time limit (seconds)"), default=10)
    stage = models.CharField(_("stage"), max_length=12, choices=PlanStage, default=PlanStage.QUEUED)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    on_behalf_of = models.CharField(_("on behalf of"), max_length=40, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    problem = models.BinaryField(_("problem"), default=bytes)
    problem_sha256 = models.CharField(_("problem's SHA-256"), max_length=64, blank=True)
    plan = models.JSONField(_("plan"), default=dict)
    parameters = models.JSONField(_("parameters"), default=list)
    assumptions = models.JSONField(_("assumptions"), default=list, blank=True)
    status = models.CharField(_("status"), max_length=12, blank=True)
    objective = models.BigIntegerField(_("objective (points)"), null=True)
    bound = models.FloatField(_("bound (points)"), null=True)
    gap = models.FloatField(_("gap"), null=True)
    seconds = models.FloatField(_("seconds"), null=True)
    failure = models.CharField(_("failure"), max_length=500, blank=True)
    progress = models.JSONField(_("progress"), default=dict)

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("plan")

    def __str__(self) -> str:
        return self.reference


class PlannedStay(StandsOnPledge):
    """A stay of the plan, `[stay_from, stay_until)`. Committed ones were agreed or under way before."""

    plan = models.ForeignKey(StoredPlan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="stays")
    pledge = models.ForeignKey(Pledge, verbose_name=_("pledge"), on_delete=models.PROTECT, related_name="planned_stays")
    post = models.ForeignKey(Post, verbose_name=_("post"), on_delete=models.PROTECT, related_name="planned_stays")
    stay_from = models.DateField(_("from"))
    stay_until = models.DateField(_("until (excluded)"))
    is_committed = models.BooleanField(_("agreed or under way before"), default=False)
    value = models.BigIntegerField(_("value (points)"), default=0)

    class Meta:
        ordering = ["post", "stay_from"]
        verbose_name = _("planned stay")

    def __str__(self) -> str:
        return f"{self.pledge} in {self.post} from {self.stay_from}"


class PlanGap(models.Model):
    """A post that nobody holds in `[gap_from, gap_until)`, with the reason in words and the counts behind it."""

    plan = models.ForeignKey(StoredPlan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="gaps")
    post = models.ForeignKey(Post, verbose_name=_("post"), on_delete=models.PROTECT, related_name="plan_gaps")
    gap_from = models.DateField(_("from"))
    gap_until = models.DateField(_("until (excluded)"))
    reason_code = models.CharField(_("reason"), max_length=40)
    explanation = models.TextField(_("explanation"))
    candidates = models.PositiveIntegerField(_("eligible pledges"), default=0)
    refused = models.PositiveIntegerField(_("refused pledges"), default=0)
    refusals_by_rule = models.JSONField(_("refusals by rule"), default=dict)

    class Meta:
        ordering = ["gap_from", "post"]
        verbose_name = _("gap of a plan")

    def __str__(self) -> str:
        return f"{self.post} from {self.gap_from}"


class InquiryStage(models.TextChoices):
    """How far the planner is with what was asked of it about a plan."""

    QUEUED = "queued", _("queued")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


WAITING = (InquiryStage.QUEUED, InquiryStage.RUNNING)


class Inquiry(models.Model):
    """Something asked of the planner about a plan: how far it is, by which parameters, and what came of it.

    `EVENT` begins the names of its audit events; `CALLED` is the name under which they tell its number.
    """

    EVENT: ClassVar[str]
    CALLED: ClassVar[str]

    plan: "models.ForeignKey[StoredPlan]"
    stage = models.CharField(_("stage"), max_length=12, choices=InquiryStage, default=InquiryStage.QUEUED)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    parameters = models.JSONField(_("parameters"), default=list)
    report = models.JSONField(_("report"), default=dict)
    seconds = models.FloatField(_("seconds"), null=True)
    failure = models.CharField(_("failure"), max_length=500, blank=True)
    progress = models.JSONField(_("progress"), default=dict)

    class Meta:
        abstract = True
        ordering = ["-made_at", "-pk"]

    @property
    def waits(self) -> bool:
        """Return whether the answer is still to come."""
        return self.stage in WAITING


class StressTest(Inquiry):
    """What becomes of a plan when things go wrong: what was asked, by which chances, and what came of it."""

    EVENT, CALLED = "plans:stress", "test"

    plan = models.ForeignKey(StoredPlan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="stress_tests")
    scenarios = models.PositiveIntegerField(_("scenarios"))
    seed = models.PositiveBigIntegerField(_("seed"), default=0)

    class Meta(Inquiry.Meta):
        verbose_name = _("stress test")

    def __str__(self) -> str:
        return f"{self.plan} under stress, {self.pk}"


class WorkList(Inquiry):
    """What it would take to close the gaps of a plan: the actions worth taking, in the order in which they pay."""

    EVENT, CALLED = "plans:work-list", "list"

    plan = models.ForeignKey(StoredPlan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="work_lists")

    class Meta(Inquiry.Meta):
        verbose_name = _("work list")

    def __str__(self) -> str:
        return f"work list {self.pk} of {self.plan}"


class GapReplanning(Inquiry):
    """The best candidates of one gap placed, and the plan made anew around each.

    `post` is the reference of the problem: a post that is only assumed is not on record.
    """

    EVENT, CALLED = "plans:replanning", "replanning"

    plan = models.ForeignKey(StoredPlan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="replannings")
    post = models.CharField(_("post"), max_length=200)
    gap_from = models.DateField(_("from"))
    gap_until = models.DateField(_("until (excluded)"))

    class Meta(Inquiry.Meta):
        verbose_name = _("replanning of a gap")

    def __str__(self) -> str:
        return f"{self.post} from {self.gap_from}, planned anew in {self.plan}"
