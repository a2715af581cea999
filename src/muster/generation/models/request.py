"""The request for contributions: which posts are asked of which States, until when, and what each replied.

Source: section 3.1, phases 5 and 6 of the dossier (a note verbale to all or to selected permanent missions; a record of
the request with its deadline).
"""

from collections.abc import Collection

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.missions.models import Post
from muster.parties.models import Organisation


class RequestStage(models.TextChoices):
    """How far a request is: a draft is the register's own; States reply while it is issued; then units are chosen."""

    DRAFT = "draft", _("draft")
    ISSUED = "issued", _("issued")
    CLOSED = "closed", _("closed")
    CANCELLED = "cancelled", _("cancelled")


class Request(SourcedFact, KnownFact):
    """Posts of one mission asked of States. `register` is the organisation that asks.

    `to_all`: every Member State is asked; else those that are named while it is a draft. `reply_by` is the last day
    for offers in time.
    """

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    register = models.ForeignKey(
        Organisation, verbose_name=_("asked by"), on_delete=models.PROTECT, related_name="force_requests"
    )
    title = models.CharField(_("title"), max_length=200)
    posts = models.ManyToManyField(Post, verbose_name=_("posts"), related_name="force_requests")
    to_all = models.BooleanField(_("to all Member States"), default=False)
    stage = models.CharField(_("stage"), max_length=12, choices=RequestStage, default=RequestStage.DRAFT)
    reply_by = models.DateField(_("reply by"))
    note_verbale = models.CharField(_("note verbale (reference)"), max_length=120, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    ended_on = models.DateField(_("closed or cancelled on"), null=True, blank=True)
    ended_reason = models.CharField(_("why it ended"), max_length=300, blank=True)
    reopened_on = models.DateField(_("opened again on"), null=True, blank=True)
    reopened_reason = models.CharField(_("why it was opened again"), max_length=300, blank=True)
    words = models.TextField(_("what is asked, in words"), blank=True, max_length=4000)
    weights_reason = models.CharField(_("why its weights differ"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["-known_from", "reference"]
        verbose_name = _("request for contributions")

    def __str__(self) -> str:
        return self.reference


class RequestWeight(models.Model):
    """The weight of one criterion for one request alone, instead of the parameter's."""

    request = models.ForeignKey(Request, verbose_name=_("request"), on_delete=models.CASCADE, related_name="weights")
    criterion = models.SlugField(_("criterion"), max_length=40)
    points = models.PositiveSmallIntegerField(_("weight (points)"), validators=[MaxValueValidator(1000)])

    class Meta:
        ordering = ["request", "pk"]
        verbose_name = _("weight of a request")
        constraints = [models.UniqueConstraint(fields=["request", "criterion"], name="weight_of_a_request_once")]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return f"{self.request}, {self.criterion}: {self.points}"


class AddresseeReply(models.TextChoices):
    """What a State that was asked has said so far."""

    NONE = "none", _("no reply yet")
    DECLINED = "declined", _("declined")
    OFFERED = "offered", _("offered")


class Addressee(models.Model):
    """A State that is asked, and its reply. A declining State says why; one that offers is answered by its offers."""

    request = models.ForeignKey(Request, verbose_name=_("request"), on_delete=models.CASCADE, related_name="addressees")
    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="force_requests_received"
    )
    reply = models.CharField(_("reply"), max_length=12, choices=AddresseeReply, default=AddresseeReply.NONE)
    replied_on = models.DateField(_("replied on"), null=True, blank=True)
    reason = models.CharField(_("why it declined"), max_length=300, blank=True)

    class Meta:
        ordering = ["request", "state__name"]
        verbose_name = _("addressee")
        constraints = [models.UniqueConstraint(fields=["request", "state"], name="state_asked_once")]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return f"{self.request}: {self.state}"
