"""A triangular consultation: what called for it, its steps and their days, its agenda, who takes part, and its pack."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.changes.models import FactChange
from muster.kit.facts import KnownFact, RulesSayWhy, SourcedFact
from muster.missions.models import MandatePeriod, Mission
from muster.parties.models import Organisation


class Trigger(models.TextChoices):
    """What calls for a consultation (section 8.5; the timing rules are recalled)."""

    RENEWAL = "renewal", _("renewal of the mandate")
    NEW_MISSION = "new-mission", _("new operation")
    NEW_TASKS = "new-tasks", _("new mandated tasks")
    THREAT = "threat", _("changed threat")
    CASUALTIES = "casualties", _("casualties")
    DRAWDOWN = "drawdown", _("drawdown")
    REQUESTED = "requested", _("request of a contributor")


class ConsultationStage(models.TextChoices):
    """How far a consultation is. Until it is opened it is the convening secretariat's own."""

    PLANNED = "planned", _("planned")
    OPEN = "open", _("open")
    HELD = "held", _("held")
    CLOSED = "closed", _("closed")
    CANCELLED = "cancelled", _("cancelled")


class Consultation(SourcedFact, KnownFact):
    """One consultation on one operation. `mandate` is the period that ends, `outcome` the one that was decided then.

    `vote_on` is the day of the decision, known or expected: all steps are reckoned back from it.
    """

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    mission = models.ForeignKey(
        Mission, verbose_name=_("mission"), on_delete=models.PROTECT, related_name="consultations"
    )
    convened_by = models.ForeignKey(
        Organisation, verbose_name=_("convened by"), on_delete=models.PROTECT, related_name="convened_consultations"
    )
    title = models.CharField(_("title"), max_length=200)
    trigger = models.CharField(_("called for by"), max_length=16, choices=Trigger, default=Trigger.RENEWAL)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    mandate = models.ForeignKey(
        MandatePeriod,
        verbose_name=_("mandate"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="consultations",
    )
    outcome = models.ForeignKey(
        MandatePeriod,
        verbose_name=_("decided mandate"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="consultations_before",
    )
    change = models.ForeignKey(
        FactChange,
        verbose_name=_("changed fact"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="consultations",
    )
    vote_on = models.DateField(_("vote on"), null=True, blank=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    stage = models.CharField(_("stage"), max_length=12, choices=ConsultationStage, default=ConsultationStage.PLANNED)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["-vote_on", "reference"]
        verbose_name = _("consultation")

    def __str__(self) -> str:
        return self.reference


class StepKind(models.TextChoices):
    """The steps of a consultation, reckoned back from the vote by parameters (8.5)."""

    REPORT = "report", _("report cycle begins")
    INFORMAL = "informal", _("first informal meeting")
    FORMAL = "formal", _("formal meeting")
    LATEST_INPUT = "latest-input", _("latest useful input")
    VOTE = "vote", _("vote")


class MeetingFormat(models.TextChoices):
    """The formats of resolution 1353 (2001) and of later practice [seen: S24, S25]."""

    NONE = "", _("no meeting")
    PUBLIC = "public", _("public meeting of the Council with contributors")
    PRIVATE = "private", _("private meeting of the Council with contributors")
    CONSULTATION = "consultation", _("consultation meeting with contributors")
    WORKING_GROUP = "working-group", _("joint meeting with the working group on peacekeeping operations")
    INFORMAL = "informal", _("informal meeting")


class ConsultationStep(RulesSayWhy):
    """One step: due on a day, held on another or not yet; a meeting has a format, a place and a summary."""

    consultation = models.ForeignKey(
        Consultation, verbose_name=_("consultation"), on_delete=models.CASCADE, related_name="steps"
    )
    kind = models.CharField(_("step"), max_length=16, choices=StepKind)
    due_on = models.DateField(_("due on"))
    held_on = models.DateField(_("held on"), null=True, blank=True)
    format = models.CharField(_("format"), max_length=16, choices=MeetingFormat, blank=True, default="")
    place = models.CharField(_("place"), max_length=160, blank=True)
    summary = models.TextField(_("summary"), blank=True, max_length=4000)

    class Meta:
        ordering = ["consultation", "due_on", "pk"]
        verbose_name = _("step of a consultation")
        constraints = [models.UniqueConstraint(fields=["consultation", "kind"], name="one_step_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.consultation}: {self.get_kind_display()}"


class AgendaItem(RulesSayWhy):
    """A point of the agenda; `task` is the mandated task that it is about, empty where it is about none."""

    consultation = models.ForeignKey(
        Consultation, verbose_name=_("consultation"), on_delete=models.CASCADE, related_name="agenda"
    )
    number = models.PositiveSmallIntegerField(_("point"))
    title = models.CharField(_("title"), max_length=200)
    task = models.CharField(_("mandated task"), max_length=40, blank=True)
    words = models.TextField(_("in words"), blank=True, max_length=2000)

    class Meta:
        ordering = ["consultation", "number"]
        verbose_name = _("point of an agenda")
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="agenda_point_numbered_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Capacity(models.TextChoices):
    """As what somebody takes part."""

    CONTRIBUTOR = "contributor", _("contributes")
    AGREED = "agreed", _("has agreed to contribute")
    POTENTIAL = "potential", _("may contribute")
    COUNCIL = "council", _("member of the Council")
    HOST = "host", _("host State")
    SECRETARIAT = "secretariat", _("Secretariat")


class Participant(RulesSayWhy):
    """A State or organisation that takes part, as what, and why it was put on the list."""

    consultation = models.ForeignKey(
        Consultation, verbose_name=_("consultation"), on_delete=models.CASCADE, related_name="participants"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("party"), on_delete=models.PROTECT, related_name="consulted_in"
    )
    capacity = models.CharField(_("as"), max_length=12, choices=Capacity)
    reason = models.CharField(_("why"), max_length=300, blank=True)
    invited_on = models.DateField(_("invited on"), null=True, blank=True)
    attended = models.BooleanField(_("attended the formal meeting"), null=True, blank=True)

    class Meta:
        ordering = ["consultation", "capacity", "organisation__name"]
        verbose_name = _("participant of a consultation")
        constraints = [models.UniqueConstraint(fields=["consultation", "organisation"], name="consulted_once")]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.consultation}"


class PackKind(models.TextChoices):
    """What a document pack is made of."""

    REPORT = "report", _("report on the operation")
    THREAT = "threat", _("threat assessment")
    FORCE = "force", _("force requirement and its gaps")
    PERFORMANCE = "performance", _("performance and caveats")
    CASUALTIES = "casualties", _("casualties and medical chain")
    RESOURCES = "resources", _("resources and arrears")
    DRAFT = "draft", _("elements of the draft text")
    NOTE = "note", _("note")


class PackDocument(RulesSayWhy):
    """A document that the Secretariat owes the contributors by a day, and when it was delivered."""

    consultation = models.ForeignKey(
        Consultation, verbose_name=_("consultation"), on_delete=models.CASCADE, related_name="pack"
    )
    number = models.PositiveSmallIntegerField(_("document"))
    kind = models.CharField(_("kind of document"), max_length=12, choices=PackKind)
    title = models.CharField(_("title"), max_length=200)
    due_on = models.DateField(_("due on"))
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    where = models.CharField(_("where it lies"), max_length=300, blank=True)

    class Meta:
        ordering = ["consultation", "number"]
        verbose_name = _("document of a pack")
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="pack_document_numbered_once")]

    def __str__(self) -> str:
        return self.title
