"""Visits of a State or of anything that it offers: dated stages, team, checklists with answers, outcomes, findings.

What a visit looks at is named by kind and reference, not by a key into another room: pledges and courses stand on
higher floors, and both are visited (decision 13).
"""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.documents.models import Document
from muster.kit.empty_reference import or_none
from muster.kit.facts import KnownFact, SourcedFact
from muster.kit.named import choices
from muster.parties.models import Organisation, User
from muster.visits.stages import (
    Answer,
    FindingStanding,
    Outcome,
    Severity,
    VisitKind,
    VisitMode,
    VisitStage,
)


class Visit(SourcedFact, KnownFact):
    """A visit to a State, or by a State to a mission. Planned and carried-out days are half-open.

    `lead` is the side whose team travels and reports (the register's secretariat; the State for a reconnaissance),
    `counterpart` the other one. `host` is the State's institution whose course is observed: it reads what its State
    reads, and takes no step. `stage` is the one that holds today; as of a day, the stage events say it.
    """

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    register = models.ForeignKey(
        Organisation, verbose_name=_("register"), on_delete=models.PROTECT, related_name="register_visits"
    )
    state = models.ForeignKey(Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="visits")
    lead = models.ForeignKey(
        Organisation, verbose_name=_("led by"), on_delete=models.PROTECT, related_name="led_visits"
    )
    counterpart = models.ForeignKey(
        Organisation, verbose_name=_("other side"), on_delete=models.PROTECT, related_name="received_visits"
    )
    mission = models.ForeignKey(
        Organisation,
        verbose_name=_("mission"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="visits_about_it",
    )
    host = models.ForeignKey(
        Organisation,
        verbose_name=_("institution visited"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hosted_visits",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=choices(VisitKind))
    mode = models.CharField(_("mode"), max_length=12, choices=choices(VisitMode), default=VisitMode.IN_PERSON.value)
    stage = models.CharField(
        _("stage"), max_length=20, choices=choices(VisitStage), default=VisitStage.REQUESTED.value, db_index=True
    )
    purpose = models.CharField(_("purpose"), max_length=300, blank=True)
    requested_by = models.ForeignKey(
        Organisation, verbose_name=_("requested by"), on_delete=models.PROTECT, related_name="requested_visits"
    )
    requested_on = models.DateField(_("requested on"))
    planned_from = models.DateField(_("planned from"), null=True, blank=True)
    planned_until = models.DateField(_("planned until (excluded)"), null=True, blank=True)
    carried_from = models.DateField(_("carried out from"), null=True, blank=True)
    carried_until = models.DateField(_("carried out until (excluded)"), null=True, blank=True)
    invitation_reference = models.CharField(_("invitation (note verbale)"), max_length=120, blank=True)
    invitation_on = models.DateField(_("date of the invitation"), null=True, blank=True)
    reply_reference = models.CharField(_("reply (fax)"), max_length=120, blank=True)
    reply_on = models.DateField(_("date of the reply"), null=True, blank=True)
    report_summary = models.TextField(_("summary of the report"), blank=True, max_length=8000)
    report_document = models.ForeignKey(
        Document,
        verbose_name=_("report (file)"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reports_of_visits",
    )
    report_authors = models.ManyToManyField(
        User, verbose_name=_("authors of the report"), blank=True, related_name="visit_reports"
    )
    comments_due = models.DateField(_("comments due"), null=True, blank=True)
    comments = models.TextField(_("comments of the State"), blank=True, max_length=8000)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["-requested_on", "reference"]
        verbose_name = _("visit")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(planned_from__isnull=True)
                | models.Q(planned_until__isnull=True)
                | models.Q(planned_until__gt=models.F("planned_from")),
                name="visit_planned_to_end_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(carried_from__isnull=True)
                | models.Q(carried_until__isnull=True)
                | models.Q(carried_until__gt=models.F("carried_from")),
                name="visit_ends_after_it_begins",
            ),
        ]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return self.reference


class VisitStageEvent(SourcedFact, KnownFact):
    """From `held_from` the visit is at `stage`, until the next event. Never changed, never deleted."""

    visit = models.ForeignKey(Visit, verbose_name=_("visit"), on_delete=models.CASCADE, related_name="stage_events")
    stage = models.CharField(_("stage"), max_length=20, choices=choices(VisitStage))
    held_from = models.DateField(_("from"))
    by = models.ForeignKey(
        Organisation, verbose_name=_("step taken by"), null=True, on_delete=models.PROTECT, related_name="visit_steps"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["held_from", "pk"]
        verbose_name = _("stage event")

    def __str__(self) -> str:
        return f"{self.visit}: {self.get_stage_display()} from {self.held_from}"


class VisitSubject(models.Model):
    """One thing that a visit looks at, named by kind and reference; the State itself is none of them."""

    visit = models.ForeignKey(Visit, verbose_name=_("visit"), on_delete=models.CASCADE, related_name="subjects")
    kind = models.SlugField(_("kind"), max_length=20)
    reference = models.CharField(_("reference"), max_length=60)
    title = models.CharField(_("title"), max_length=200, blank=True)
    unit_type = models.CharField(_("unit type"), max_length=20, blank=True)

    class Meta:
        ordering = ["visit", "kind", "reference"]
        verbose_name = _("subject")
        constraints = [
            models.UniqueConstraint(fields=["visit", "kind", "reference"], name="subject_of_a_visit_once"),
        ]
        indexes = [models.Index(fields=["kind", "reference"], name="visits_subject_reference")]

    def __str__(self) -> str:
        return self.title or self.reference


class SubjectOutcome(KnownFact):
    """What the team says of a subject from `decided_on`, until the next event. Never changed, never deleted."""

    subject = models.ForeignKey(
        VisitSubject, verbose_name=_("subject"), on_delete=models.CASCADE, related_name="outcomes"
    )
    outcome = models.CharField(_("outcome"), max_length=20, choices=choices(Outcome))
    decided_on = models.DateField(_("on"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["decided_on", "pk"]
        verbose_name = _("outcome")

    def __str__(self) -> str:
        return f"{self.subject}: {self.get_outcome_display()}"


class TeamMember(models.Model):
    """A member of the team. The name is personal: it is shown to the two sides and stands in no audit event."""

    visit = models.ForeignKey(Visit, verbose_name=_("visit"), on_delete=models.CASCADE, related_name="team")
    function = models.CharField(_("function"), max_length=24)
    organisation = models.CharField(_("organisation"), max_length=80, blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    is_lead = models.BooleanField(_("leads the team"), default=False)

    class Meta:
        ordering = ["visit", "-is_lead", "pk"]
        verbose_name = _("team member")
        constraints = [
            models.UniqueConstraint(
                fields=["visit"], condition=models.Q(is_lead=True), name="one_lead_of_a_visiting_team"
            )
        ]

    def __str__(self) -> str:
        return self.function


class VisitChecklist(models.Model):
    """The checklist of an area, in the version that the visit was given, for a subject or for the State itself."""

    visit = models.ForeignKey(Visit, verbose_name=_("visit"), on_delete=models.CASCADE, related_name="checklists")
    subject = models.ForeignKey(
        VisitSubject,
        verbose_name=_("subject"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="checklists",
    )
    area = models.CharField(_("area"), max_length=4)
    template_version = models.PositiveSmallIntegerField(_("version of the template"))
    assigned_on = models.DateField(_("assigned on"))
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["visit", "subject__reference", "area"]
        verbose_name = _("checklist")
        constraints = [
            models.UniqueConstraint("visit", or_none("subject"), "area", name="area_of_a_subject_or_of_the_state_once")
        ]

    def __str__(self) -> str:
        return f"{self.visit} {self.subject or self.visit.state} {self.area}"


class ChecklistAnswer(models.Model):
    """What the team found at one line. It stays with the version of the template that the question was read from."""

    checklist = models.ForeignKey(
        VisitChecklist, verbose_name=_("checklist"), on_delete=models.CASCADE, related_name="answers"
    )
    line = models.CharField(_("line"), max_length=8)
    answer = models.CharField(_("answer"), max_length=16, choices=choices(Answer))
    remark = models.CharField(_("remark"), max_length=1000, blank=True)
    evidence = models.CharField(_("evidence seen"), max_length=300, blank=True)
    answered_on = models.DateField(_("answered on"))

    class Meta:
        ordering = ["checklist", "line"]
        verbose_name = _("answer")
        constraints = [models.UniqueConstraint(fields=["checklist", "line"], name="line_answered_once")]

    def __str__(self) -> str:
        return f"{self.checklist} {self.line}: {self.get_answer_display()}"


class Finding(KnownFact):
    """A gap or remark that the team records; `subject` empty: the State's own. `owner` must act by `due_on`.

    `standing` is the one that holds today; as of a day, the finding's events say it.
    """

    reference = models.SlugField(_("reference"), max_length=80, unique=True)
    visit = models.ForeignKey(Visit, verbose_name=_("visit"), on_delete=models.CASCADE, related_name="findings")
    subject = models.ForeignKey(
        VisitSubject, verbose_name=_("subject"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="findings",
    )  # fmt: skip
    area = models.CharField(_("area"), max_length=4, blank=True)
    line = models.CharField(_("line of the checklist"), max_length=8, blank=True)
    severity = models.CharField(_("severity"), max_length=12, choices=choices(Severity))
    text = models.TextField(_("finding"), max_length=2000)
    owner = models.ForeignKey(
        Organisation, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="owned_findings"
    )
    raised_on = models.DateField(_("raised on"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    standing = models.CharField(
        _("standing"), max_length=12, choices=choices(FindingStanding), default=FindingStanding.OPEN.value
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["visit", "pk"]
        verbose_name = _("finding")

    def __str__(self) -> str:
        return self.reference


class FindingEvent(KnownFact):
    """From `held_from` the finding has a standing, with what was said or shown. Never changed, never deleted."""

    finding = models.ForeignKey(Finding, verbose_name=_("finding"), on_delete=models.CASCADE, related_name="events")
    standing = models.CharField(_("standing"), max_length=12, choices=choices(FindingStanding))
    held_from = models.DateField(_("from"))
    by = models.ForeignKey(
        Organisation, verbose_name=_("by"), null=True, on_delete=models.PROTECT, related_name="finding_steps"
    )
    reporter = models.ForeignKey(
        User, verbose_name=_("reported by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(_("evidence or reason"), max_length=1000, blank=True)
    document = models.ForeignKey(
        Document,
        verbose_name=_("evidence (file)"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence_on_findings",
    )

    class Meta:
        ordering = ["held_from", "pk"]
        verbose_name = _("finding event")

    def __str__(self) -> str:
        return f"{self.finding}: {self.get_standing_display()} from {self.held_from}"
