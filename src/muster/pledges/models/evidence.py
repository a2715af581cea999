"""The proof behind levels: evidence with its review, attachments, and requests to change what was verified."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.documents.models import Document
from muster.kit.facts import KnownFact, SourcedFact
from muster.parties.models import Organisation, User
from muster.pledges.levels import RUNG_CHOICES
from muster.pledges.models.pledge import Pledge
from muster.visits.models import VisitSubject


class Evidence(SourcedFact, KnownFact):
    """One piece of evidence for a level, of a kind that the table of level evidence names.

    Handed in on `handed_in_on` by one organisation, decided by a reviewer of the other side; once approved it is
    locked. It proves until `valid_until` (excluded; empty: no end), or until `renew_from`, the day on which the unit
    became another one than was verified.
    """

    class Verdict(models.TextChoices):
        """What the review came to."""

        WAITING = "waiting", _("waiting for review")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")
        REPLACED = "replaced", _("replaced by a later one")

    pledge = models.ForeignKey(Pledge, verbose_name=_("pledge"), on_delete=models.CASCADE, related_name="evidence")
    level = models.CharField(_("for level"), max_length=20, choices=RUNG_CHOICES)
    kind = models.CharField(_("kind"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    handed_in_by = models.ForeignKey(
        Organisation, verbose_name=_("handed in by"), on_delete=models.PROTECT, related_name="handed_in_evidence"
    )
    handed_in_by_user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="handed_in_evidence"
    )
    handed_in_on = models.DateField(_("handed in on"))
    content_version = models.PositiveIntegerField(_("version of the pledge"))
    document = models.ForeignKey(
        Document, verbose_name=_("file"), null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    visit_subject = models.ForeignKey(
        VisitSubject, verbose_name=_("visit"), null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict, default=Verdict.WAITING)
    reviewed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="reviewed_evidence"
    )
    reviewed_for = models.CharField(_("reviewed for"), max_length=160, blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    replaced_on = models.DateField(_("replaced on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until (excluded)"), null=True, blank=True)
    renew_from = models.DateField(_("to be renewed from"), null=True, blank=True)
    remarks = models.CharField(_("remarks"), max_length=500, blank=True)

    class Meta:
        ordering = ["level", "kind", "handed_in_on", "pk"]
        verbose_name = _("evidence")
        indexes = [models.Index(fields=["pledge", "known_from"], name="evidence_as_known")]

    def __str__(self) -> str:
        return f"{self.pledge}: {self.title}"


class Attachment(KnownFact):
    """A file that belongs to a pledge in `[known_from, known_until)`, of a kind of the table of attachment kinds.

    Section 2.3 of the dossier: training plan, aviation data, load list ... A detached one stays in the history.
    """

    pledge = models.ForeignKey(Pledge, verbose_name=_("pledge"), on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField(_("kind"), max_length=40)
    document = models.ForeignKey(Document, verbose_name=_("file"), on_delete=models.PROTECT, related_name="attached_to")
    known_until = models.DateField(_("detached on"), null=True, blank=True)

    class Meta:
        ordering = ["known_from", "pk"]
        verbose_name = _("attachment")
        indexes = [models.Index(fields=["pledge", "known_from"], name="attachment_as_known")]

    def __str__(self) -> str:
        return f"{self.pledge}: {self.kind}"


class ChangeRequest(KnownFact):
    """A change to verified facts that the Secretariat must accept first. `proposed` is the whole content as terms."""

    class Verdict(models.TextChoices):
        """What became of the request."""

        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        TAKEN_BACK = "taken-back", _("taken back")

    pledge = models.ForeignKey(
        Pledge, verbose_name=_("pledge"), on_delete=models.CASCADE, related_name="change_requests"
    )
    asked_on = models.DateField(_("asked on"))
    asked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="change_requests")
    reason = models.CharField(_("reason"), max_length=500)
    on_version = models.PositiveIntegerField(_("on version"))
    proposed = models.JSONField(_("proposed content"))
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict, default=Verdict.OPEN)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="decided_change_requests"
    )
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    needs_new_visit = models.BooleanField(_("needs a new visit"), default=False)

    class Meta:
        ordering = ["asked_on", "pk"]
        verbose_name = _("change request")
        constraints = [
            models.UniqueConstraint(
                fields=["pledge"], condition=models.Q(verdict="open"), name="one_open_change_request"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pledge}: change asked on {self.asked_on}"
