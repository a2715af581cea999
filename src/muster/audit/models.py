"""The event log: who did what to which record, on whose behalf and why, each event chained to the one before."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEvent(models.Model):
    """One write or export. Events are only ever added; `digest` covers the event and the digest before it."""

    sequence = models.PositiveBigIntegerField(_("sequence"), unique=True)
    recorded_at = models.DateTimeField(_("recorded at"))
    actor_id = models.BigIntegerField(_("actor"), null=True)
    on_behalf_of = models.CharField(_("on behalf of"), max_length=40, blank=True)
    action = models.CharField(_("action"), max_length=80, db_index=True)
    subject = models.CharField(_("subject"), max_length=120, db_index=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    previous_digest = models.CharField(_("previous digest"), max_length=64)
    digest = models.CharField(_("digest"), max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("audit event")

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.subject}"


class PersonalValue(models.Model):
    """A personal value that events name by `digest` alone. Value and salt are deleted together when it is erased."""

    digest = models.CharField(_("digest"), max_length=64, unique=True)
    salt = models.CharField(_("salt"), max_length=64)
    subject = models.CharField(_("subject"), max_length=120, db_index=True)
    value = models.TextField(_("value"))

    class Meta:
        verbose_name = _("personal value")

    def __str__(self) -> str:
        return f"personal value {self.digest[:12]}"


class Verification(models.Model):
    """What one verification of the log found. A note for its reader, no fact of the record: no event of its own."""

    verified_at = models.DateTimeField(_("verified at"))
    events = models.PositiveBigIntegerField(_("events"))
    anchors = models.PositiveBigIntegerField(_("anchors"))
    findings = models.PositiveBigIntegerField(_("findings"))
    erased = models.PositiveBigIntegerField(_("personal values erased"))
    first_findings = models.JSONField(_("first findings"), default=list)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("verification")

    def __str__(self) -> str:
        return f"{self.verified_at}: {self.findings} findings in {self.events} events"
