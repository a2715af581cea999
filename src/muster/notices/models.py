"""Notices: what an organisation is told, what its members have read, and what they want to be told by mail."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact
from muster.parties.models import Organisation


class Channel(models.TextChoices):
    """The ways in which a member may learn of a notice; on the site it stands whatever else is chosen."""

    SITE = "site", _("on the site only")
    MAIL_NOW = "mail-now", _("mail at once")
    WEEKLY_DIGEST = "weekly-digest", _("mail in a weekly digest")


class Notice(KnownFact):
    """Something that an organisation is told on `day`. `once` keeps the same thing from being told twice.

    With `only_for`, it is told to that member alone: colleagues see neither the notice nor that there is one.

    `topic` is a code of the reference table `notice_topics`; `subject_kind` and `subject_reference` say what it is
    about; state, unit type and mission (codes, empty: does not apply) are what subscriptions narrow by. `href` is an
    address of this site. `is_dispatched`: whether it has been settled to whom it goes by mail at once.
    """

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("to"), on_delete=models.PROTECT, related_name="notices"
    )
    only_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("only for"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="own_notices",
    )
    topic = models.CharField(_("topic"), max_length=40)
    subject_kind = models.CharField(_("kind of subject"), max_length=40)
    subject_reference = models.CharField(_("subject"), max_length=80)
    state = models.CharField(_("State"), max_length=40, blank=True)
    unit_type = models.CharField(_("unit type"), max_length=20, blank=True)
    mission = models.CharField(_("mission"), max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=200)
    body = models.CharField(_("text"), max_length=2000, blank=True)
    href = models.CharField(_("address"), max_length=300, blank=True)
    day = models.DateField(_("day"))
    once = models.CharField(_("key that makes it told once"), max_length=160, blank=True)
    raised_at = models.DateTimeField(_("raised at"), auto_now_add=True)
    is_dispatched = models.BooleanField(_("mail settled"), default=False)

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("notice")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "once"], condition=~models.Q(once=""), name="notice_told_once"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "raised_at"], name="notices_by_time"),
            models.Index(fields=["id"], condition=models.Q(is_dispatched=False), name="notices_to_dispatch"),
        ]

    def __str__(self) -> str:
        return self.title


class NoticeRead(models.Model):
    """A member has read a notice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_notices")
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="reads")

    class Meta:
        verbose_name = _("reading of a notice")
        constraints = [models.UniqueConstraint(fields=["notice", "user"], name="notice_read_once")]

    def __str__(self) -> str:
        return f"{self.notice} by {self.user}"


class Subscription(models.Model):
    """What a member wants to be told, and how. Every dimension given must match; an empty one means any."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="subscriptions"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="subscriptions"
    )
    name = models.CharField(_("name"), max_length=80)
    channel = models.CharField(_("how"), max_length=16, choices=Channel, default=Channel.SITE)
    topics = models.JSONField(_("topics"), default=list, blank=True)
    states = models.JSONField(_("States"), default=list, blank=True)
    unit_types = models.JSONField(_("unit types"), default=list, blank=True)
    missions = models.JSONField(_("missions"), default=list, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("subscription")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "name"], name="one_subscription_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class Mailing(models.Model):
    """A mail that is due, under way or sent. Whoever sends it claims it first; a claim that is never ended lapses."""

    claim = models.CharField(_("claim"), max_length=32, blank=True)
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    failures = models.PositiveIntegerField(_("failed attempts"), default=0)

    class Meta:
        abstract = True


class NoticeMail(Mailing):
    """A notice that goes, or went, to a member by mail at once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_mails")
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="mails")

    class Meta:
        verbose_name = _("mail of a notice")
        constraints = [models.UniqueConstraint(fields=["notice", "user"], name="notice_mailed_once")]
        indexes = [models.Index(fields=["id"], condition=models.Q(sent_at__isnull=True), name="notice_mails_due")]

    def __str__(self) -> str:
        return f"{self.notice} to {self.user}"


class Digest(Mailing):
    """The mail to a member about what was raised in `[from_day, until_day)`; one without notices is not mailed."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="digests")
    from_day = models.DateField(_("from"))
    until_day = models.DateField(_("until (excluded)"))
    notice_count = models.PositiveIntegerField(_("notices"), default=0)

    class Meta:
        verbose_name = _("digest")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "until_day"], name="one_digest_a_period"),
            models.CheckConstraint(
                condition=models.Q(until_day__gt=models.F("from_day")), name="digest_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.organisation}, {self.from_day} to {self.until_day}"
