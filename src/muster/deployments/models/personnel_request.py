"""Requests for individuals: which posts a State is asked to fill, whom it nominates, and how far each nominee is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.deployments.models.individual_post import IndividualPost
from muster.kit.facts import KnownFact, SourcedFact
from muster.parties.models import Organisation
from muster.people.models import Person


class RequestKind(models.TextChoices):
    """Whether somebody is replaced."""

    ROTATION = "rotation", _("rotation")
    INITIAL = "initial", _("initial deployment")


class PersonnelRequestStage(models.TextChoices):
    """How far a request is."""

    DRAFT = "draft", _("draft")
    SENT = "sent", _("sent")
    FILLED = "filled", _("filled")
    CANCELLED = "cancelled", _("cancelled")


class PersonnelRequest(SourcedFact, KnownFact):
    """A Secretariat asks a State for individuals for posts of it or of its missions, for a tour of so many months."""

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("asked by"), on_delete=models.PROTECT, related_name="personnel_requests_made"
    )
    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="personnel_requests"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=RequestKind, default=RequestKind.ROTATION)
    tour_months = models.PositiveSmallIntegerField(_("tour (months)"))
    stage = models.CharField(
        _("stage"), max_length=12, choices=PersonnelRequestStage, default=PersonnelRequestStage.DRAFT
    )
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    closed_on = models.DateField(_("filled or cancelled on"), null=True, blank=True)
    remarks = models.CharField(_("remarks"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["reference"]
        verbose_name = _("request for individuals")
        verbose_name_plural = _("requests for individuals")

    def __str__(self) -> str:
        return self.reference


class RequestedPost(models.Model):
    """One post of a request; whoever comes is to arrive on `arrives_on`."""

    request = models.ForeignKey(
        PersonnelRequest, verbose_name=_("request"), on_delete=models.CASCADE, related_name="requested_posts"
    )
    post = models.ForeignKey(
        IndividualPost, verbose_name=_("post"), on_delete=models.PROTECT, related_name="requested_in"
    )
    arrives_on = models.DateField(_("arrives on"))

    class Meta:
        ordering = ["request", "arrives_on", "pk"]
        verbose_name = _("requested post")
        constraints = [models.UniqueConstraint(fields=["request", "post"], name="a_request_asks_once_for_a_post")]

    def __str__(self) -> str:
        return f"{self.post} in {self.request}"


class NominationStage(models.TextChoices):
    """How far a nominee is; each stage has one meaning, and what may follow is in the rules."""

    NOMINATED = "nominated", _("nominated")
    CONFIRMED = "confirmed", _("data confirmed")
    MEDICAL_ASKED = "medical-asked", _("medical clearance asked for")
    CLEARED = "medically-cleared", _("medically cleared")
    VETTED = "vetted", _("vetted")
    TRAVEL_ASKED = "travel-asked", _("submitted to Travel")
    AUTHORISED = "travel-authorised", _("travel authorised")
    ARRIVED = "arrived", _("arrived")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn by the State")


class Nomination(KnownFact):
    """A person whom the State names for a requested post. `waived` are the rules that were waived, by semicolons.

    `is_urgent`: the request reached Travel with fewer days left than the rule wants.
    """

    requested = models.ForeignKey(
        RequestedPost, verbose_name=_("requested post"), on_delete=models.PROTECT, related_name="nominations"
    )
    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="nominations")
    stage = models.CharField(_("stage"), max_length=20, choices=NominationStage, default=NominationStage.NOMINATED)
    submitted_on = models.DateField(_("submitted on"))
    waived = models.CharField(_("waived rules"), max_length=120, blank=True)
    is_urgent = models.BooleanField(_("urgent for Travel"), default=False)
    reason = models.CharField(_("reason of the last step"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["requested", "pk"]
        verbose_name = _("nomination")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=~models.Q(stage__in=["arrived", "rejected", "withdrawn"]),
                name="a_person_is_in_one_active_request",
            ),
            models.UniqueConstraint(
                fields=["requested"],
                condition=~models.Q(stage__in=["rejected", "withdrawn"]),
                name="a_requested_post_has_one_nominee_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.person_id} for {self.requested}"


class NominationStep(KnownFact):
    """A stage that a nominee reached, and on which day."""

    nomination = models.ForeignKey(
        Nomination, verbose_name=_("nomination"), on_delete=models.CASCADE, related_name="steps"
    )
    stage = models.CharField(_("stage"), max_length=20, choices=NominationStage)
    on = models.DateField(_("on"))

    class Meta:
        ordering = ["nomination", "pk"]
        verbose_name = _("step of a nomination")
        constraints = [models.UniqueConstraint(fields=["nomination", "stage"], name="a_nominee_reaches_a_stage_once")]

    def __str__(self) -> str:
        return f"{self.nomination}: {self.stage} on {self.on}"
