"""Sessions of courses: seats, instructors, who is enrolled and with what result, and what participants say of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.kit.named import choices
from muster.parties.models import Organisation
from muster.people.models import Person, PersonCredential
from muster.training.models.course import Course, Instructor
from muster.training.stages import EnrolmentStage, SessionStage


class TrainingSession(SourcedFact, KnownFact):
    """One delivery of a course in `[held_from, held_until)`, with so many seats; `apply_by` is the last day to ask.

    `announced_participants` is the published number where no participant is on record by person.
    """

    reference = models.SlugField(_("reference"), max_length=80, unique=True)
    course = models.ForeignKey(Course, verbose_name=_("course"), on_delete=models.PROTECT, related_name="sessions")
    held_from = models.DateField(_("from"))
    held_until = models.DateField(_("until (excluded)"))
    apply_by = models.DateField(_("apply by"), null=True, blank=True)
    seats = models.PositiveIntegerField(_("seats"))
    announced_participants = models.PositiveIntegerField(_("participants announced"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    stage = models.CharField(
        _("stage"), max_length=12, choices=choices(SessionStage), default=SessionStage.PLANNED.value
    )
    reason = models.CharField(_("why it is cancelled"), max_length=300, blank=True)
    instructors = models.ManyToManyField(
        Instructor, verbose_name=_("instructors"), blank=True, related_name="training_sessions"
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["held_from", "reference"]
        verbose_name = _("session of a course")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(held_until__gt=models.F("held_from")), name="session_ends_after_it_begins"
            )
        ]
        indexes = [models.Index(fields=["course", "held_from"], name="sessions_of_a_course")]

    def __str__(self) -> str:
        return self.reference


class SessionStageEvent(KnownFact):
    """From `held_from` a session is at `stage`, until the next event. Never changed, never deleted."""

    session = models.ForeignKey(
        TrainingSession, verbose_name=_("session"), on_delete=models.CASCADE, related_name="stage_events"
    )
    stage = models.CharField(_("stage"), max_length=12, choices=choices(SessionStage))
    held_from = models.DateField(_("from"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["held_from", "pk"]
        verbose_name = _("stage of a session")

    def __str__(self) -> str:
        return f"{self.session}: {self.stage} from {self.held_from}"


class SeatsOfState(models.Model):
    """Seats of a session kept for a State; None of the others may have them before `until` (excluded)."""

    session = models.ForeignKey(
        TrainingSession, verbose_name=_("session"), on_delete=models.CASCADE, related_name="kept_seats"
    )
    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="kept_training_seats"
    )
    seats = models.PositiveIntegerField(_("seats"))
    until = models.DateField(_("kept until (excluded)"))

    class Meta:
        ordering = ["session", "state"]
        verbose_name = _("seats kept for a State")
        constraints = [models.UniqueConstraint(fields=["session", "state"], name="seats_of_a_state_once")]

    def __str__(self) -> str:
        return f"{self.seats} of {self.session} for {self.state}"


class Enrolment(SourcedFact, KnownFact):
    """A person whom a State sends to a session. The person may be erased; State, session and result stay.

    `stage` is the one that holds today; as of a day, the events say it. `credential` is the certificate that came of
    it; `score` is the institution's own mark in percent, where it gives one. `eligibility` is what each rule said when
    it was last asked, as verdicts alone: what they rest on stays with the State. `exception` is why the State asks for
    the seat although a rule is not met.
    """

    session = models.ForeignKey(
        TrainingSession, verbose_name=_("session"), on_delete=models.PROTECT, related_name="enrolments"
    )
    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="training_enrolments"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="training_enrolments"
    )
    stage = models.CharField(
        _("stage"), max_length=12, choices=choices(EnrolmentStage), default=EnrolmentStage.APPLIED.value
    )
    eligibility = models.JSONField(_("eligibility"), default=dict, blank=True)
    exception = models.CharField(_("why an exception is asked for"), max_length=300, blank=True)
    score = models.PositiveSmallIntegerField(_("result (percent)"), null=True, blank=True)
    credential = models.OneToOneField(
        PersonCredential,
        verbose_name=_("certificate"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="training_enrolment",
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["session", "pk"]
        verbose_name = _("enrolment")
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="person_in_a_session_once"),
        ]

    def __str__(self) -> str:
        return f"person {self.person_id} in {self.session}"


class EnrolmentEvent(KnownFact):
    """From `held_from` an enrolment is at `stage`, until the next event. Never changed, never deleted."""

    enrolment = models.ForeignKey(
        Enrolment, verbose_name=_("enrolment"), on_delete=models.CASCADE, related_name="stage_events"
    )
    stage = models.CharField(_("stage"), max_length=12, choices=choices(EnrolmentStage))
    held_from = models.DateField(_("from"))
    by = models.ForeignKey(
        Organisation, verbose_name=_("step taken by"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["held_from", "pk"]
        verbose_name = _("stage of an enrolment")

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.get_stage_display()} from {self.held_from}"


class SessionFeedback(KnownFact):
    """What one participant says of a session, without a name: marks from 1 (poor) to 5 (very good), and words."""

    session = models.ForeignKey(
        TrainingSession, verbose_name=_("session"), on_delete=models.CASCADE, related_name="feedback"
    )
    content = models.PositiveSmallIntegerField(_("content"))
    delivery = models.PositiveSmallIntegerField(_("delivery"))
    usefulness = models.PositiveSmallIntegerField(_("usefulness"))
    words = models.CharField(_("in words"), max_length=1000, blank=True)

    class Meta:
        ordering = ["session", "pk"]
        verbose_name = _("feedback on a session")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(content__range=(1, 5), delivery__range=(1, 5), usefulness__range=(1, 5)),
                name="feedback_marks_from_one_to_five",
            )
        ]

    def __str__(self) -> str:
        return f"feedback {self.pk} on {self.session}"
