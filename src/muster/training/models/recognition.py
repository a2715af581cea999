"""Recognition of a course (not of a centre): case, evidence, coverage, findings, decision, certificate."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.documents.models import Document
from muster.kit.facts import KnownFact, SourcedFact
from muster.kit.named import choices
from muster.parties.models import Organisation
from muster.training.models.content import CURRENT
from muster.training.models.course import Course
from muster.training.models.session import TrainingSession
from muster.training.models.standard import StandardLine, StandardVersion
from muster.training.stages import Coverage, EvidenceKind, RecognitionDuty, RecognitionStage
from muster.visits.models import Visit
from muster.visits.stages import FindingStanding, Severity


class RecognitionCase(SourcedFact, KnownFact):
    """An institution asks `register` to recognise a course against a version of its standard.

    `stage` is the one that holds today; as of a day, the events say it. `renews` is the certificate that the new one is
    to follow; `visit` looks at the delivery of `observed`.
    """

    reference = models.SlugField(_("reference"), max_length=80, unique=True)
    course = models.ForeignKey(
        Course, verbose_name=_("course"), on_delete=models.PROTECT, related_name="recognition_cases"
    )
    register = models.ForeignKey(
        Organisation, verbose_name=_("decided by"), on_delete=models.PROTECT, related_name="recognition_cases"
    )
    standard_version = models.ForeignKey(
        StandardVersion,
        verbose_name=_("against"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recognition_cases",
    )
    renews = models.ForeignKey(
        "CourseRecognition",
        verbose_name=_("renews"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="renewed_by",
    )
    visit = models.ForeignKey(
        Visit,
        verbose_name=_("visit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recognition_cases",
    )
    observed = models.ForeignKey(
        TrainingSession,
        verbose_name=_("session observed"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recognition_cases",
    )
    stage = models.CharField(
        _("stage"), max_length=16, choices=choices(RecognitionStage), default=RecognitionStage.APPLICATION.value
    )
    applied_on = models.DateField(_("applied on"), null=True, blank=True)
    decision = models.CharField(_("decision in words"), max_length=1000, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["-applied_on", "reference"]
        verbose_name = _("recognition case")
        constraints = [
            models.UniqueConstraint(
                fields=["course"],
                condition=~models.Q(stage__in=["recognised", "refused", "withdrawn"]),
                name="one_open_recognition_case_of_a_course",
            )
        ]

    def __str__(self) -> str:
        return self.reference


class RecognitionStageEvent(SourcedFact, KnownFact):
    """From `held_from` the case is at `stage`, until the next event. Never changed, never deleted.

    `day_as_told`: what a source says of the day where it gives none ("May 2013"); the day itself is then reckoned.
    """

    case = models.ForeignKey(
        RecognitionCase, verbose_name=_("case"), on_delete=models.CASCADE, related_name="stage_events"
    )
    stage = models.CharField(_("stage"), max_length=16, choices=choices(RecognitionStage))
    held_from = models.DateField(_("from"))
    by = models.ForeignKey(
        Organisation, verbose_name=_("step taken by"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    day_as_told = models.CharField(_("day as the source tells it"), max_length=80, blank=True)

    class Meta:
        ordering = ["held_from", "pk"]
        verbose_name = _("stage of a recognition case")

    def __str__(self) -> str:
        return f"{self.case}: {self.get_stage_display()} from {self.held_from}"


class RecognitionDutyDone(models.Model):
    """That a user applied for a case or reviewed it, since which day: they do not decide on it. Never deleted.

    The user is a number, as in the event log; what the installation itself does is nobody's.
    """

    case = models.ForeignKey(
        RecognitionCase, verbose_name=_("case"), on_delete=models.CASCADE, related_name="duties_done"
    )
    user_id = models.BigIntegerField(_("by the user"))
    duty = models.CharField(_("has"), max_length=10, choices=choices(RecognitionDuty))
    done_on = models.DateField(_("on"))

    class Meta:
        ordering = ["case", "pk"]
        verbose_name = _("duty done in a recognition case")
        constraints = [
            models.UniqueConstraint(fields=["case", "user_id", "duty"], name="duty_in_a_recognition_case_once")
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_duty_display()}"


class RecognitionComment(KnownFact):
    """What the institution's State, the institution or the register says of a case in words. Never changed."""

    case = models.ForeignKey(RecognitionCase, verbose_name=_("case"), on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(Organisation, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+")
    words = models.CharField(_("comment"), max_length=1000)
    said_on = models.DateField(_("on"))

    class Meta:
        ordering = ["said_on", "pk"]
        verbose_name = _("comment on a recognition")

    def __str__(self) -> str:
        return f"{self.case}: comment of {self.said_on}"


class RecognitionEvidence(KnownFact):
    """What the institution shows for one of the things looked at.

    `verdict` is the register's, said on `judged_on`; both are empty until it says.
    """

    case = models.ForeignKey(RecognitionCase, verbose_name=_("case"), on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(_("about"), max_length=16, choices=choices(EvidenceKind))
    words = models.CharField(_("in words"), max_length=1000, blank=True)
    document = models.ForeignKey(
        Document,
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recognition_evidence",
    )
    verdict = models.CharField(_("verdict"), max_length=8, choices=choices(Coverage), blank=True)
    remark = models.CharField(_("remark"), max_length=1000, blank=True)
    judged_on = models.DateField(_("verdict given on"), null=True, blank=True)
    handed_in_on = models.DateField(_("handed in on"))

    class Meta:
        ordering = ["case", "kind", "pk"]
        verbose_name = _("evidence for a recognition")

    def __str__(self) -> str:
        return f"{self.case}: {self.get_kind_display()}"


class CoverageVerdict(KnownFact):
    """What the desk review says of one line of the standard; before it, the lessons say how far it is met.

    Believed in `[known_from, known_until)`: a verdict that is changed or taken away is closed, never deleted.
    """

    case = models.ForeignKey(
        RecognitionCase, verbose_name=_("case"), on_delete=models.CASCADE, related_name="coverage_verdicts"
    )
    line = models.ForeignKey(
        StandardLine, verbose_name=_("line of the standard"), on_delete=models.PROTECT, related_name="verdicts"
    )
    verdict = models.CharField(_("verdict"), max_length=8, choices=choices(Coverage))
    remark = models.CharField(_("remark"), max_length=1000, blank=True)
    said_on = models.DateField(_("on"))
    known_until = models.DateField(_("replaced on"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["case", "line"]
        verbose_name = _("verdict on a line")
        constraints = [
            models.UniqueConstraint(fields=["case", "line"], condition=CURRENT, name="verdict_on_a_line_once")
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.line}: {self.get_verdict_display()}"


class RecognitionFinding(KnownFact):
    """What has to be put right before the decision; findings of the observed delivery are those of its visit.

    `standing` is the one that holds today; as of a day, the events say it.
    """

    reference = models.SlugField(_("reference"), max_length=100, unique=True)
    case = models.ForeignKey(RecognitionCase, verbose_name=_("case"), on_delete=models.CASCADE, related_name="findings")
    about = models.CharField(_("about"), max_length=16, choices=choices(EvidenceKind))
    severity = models.CharField(_("severity"), max_length=12, choices=choices(Severity))
    text = models.CharField(_("finding"), max_length=1000)
    raised_on = models.DateField(_("raised on"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    standing = models.CharField(
        _("standing"), max_length=12, choices=choices(FindingStanding), default=FindingStanding.OPEN.value
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["case", "pk"]
        verbose_name = _("finding of a recognition")

    def __str__(self) -> str:
        return self.reference


class RecognitionFindingEvent(KnownFact):
    """From `held_from` the finding has a standing, with what was said. Never changed, never deleted."""

    finding = models.ForeignKey(
        RecognitionFinding, verbose_name=_("finding"), on_delete=models.CASCADE, related_name="events"
    )
    standing = models.CharField(_("standing"), max_length=12, choices=choices(FindingStanding))
    held_from = models.DateField(_("from"))
    by = models.ForeignKey(Organisation, verbose_name=_("by"), null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(_("evidence or reason"), max_length=1000, blank=True)

    class Meta:
        ordering = ["held_from", "pk"]
        verbose_name = _("event of a finding")

    def __str__(self) -> str:
        return f"{self.finding}: {self.get_standing_display()} from {self.held_from}"


class CourseRecognition(SourcedFact, KnownFact):
    """The certificate: a course is recognised in `[effective_from, expires_on)`; without an end, none is known.

    Anyone may verify it by its number. One that was revoked holds no longer from that day on. Who signed it and when is
    empty only where no source tells it; `day_as_told` is what a source says where it gives no day.
    """

    number = models.SlugField(_("number"), max_length=60, unique=True)
    course = models.ForeignKey(Course, verbose_name=_("course"), on_delete=models.PROTECT, related_name="recognitions")
    case = models.OneToOneField(
        RecognitionCase,
        verbose_name=_("case"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="certificate",
    )
    issued_by = models.ForeignKey(
        Organisation, verbose_name=_("issued by"), on_delete=models.PROTECT, related_name="issued_recognitions"
    )
    standard_version = models.ForeignKey(
        StandardVersion,
        verbose_name=_("against"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recognitions",
    )
    signed_by = models.CharField(_("signed by (office)"), max_length=160, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    effective_from = models.DateField(_("effective from"))
    expires_on = models.DateField(_("expires on (excluded)"), null=True, blank=True)
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)
    revoked_reason = models.CharField(_("why it was revoked"), max_length=300, blank=True)
    day_as_told = models.CharField(_("day as the source tells it"), max_length=80, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["course", "-effective_from"]
        verbose_name = _("recognition of a course")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_on__isnull=True) | models.Q(expires_on__gt=models.F("effective_from")),
                name="recognition_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.number
