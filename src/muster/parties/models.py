"""Organisations, the people who act for them, and the tokens of their programs."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    """The kinds of organisation that use the record, each seeing its part."""

    SECRETARIAT = "secretariat", _("Secretariat")
    MISSION = "mission", _("Mission")
    MEMBER_STATE = "member-state", _("Member State")
    TRAINING_INSTITUTION = "training-institution", _("Training institution")
    ANALYST = "analyst", _("Analyst")


class Role(models.TextChoices):
    """What a user may do for the organisation. Each role may do what those before it may."""

    READER = "reader", _("Reader")
    OFFICER = "officer", _("Officer")
    APPROVER = "approver", _("Approver")
    ADMINISTRATOR = "administrator", _("Administrator")


class Organisation(models.Model):
    """A party to the record. `code` is the ISO alpha-3 code of a State, the acronym of a mission, else a short name."""

    kind = models.CharField(_("kind"), max_length=24, choices=OrganisationKind)
    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    state = models.ForeignKey(
        "self", verbose_name=_("State"), null=True, blank=True, on_delete=models.PROTECT, related_name="institutions"
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person with an account. What they may see and do follows from their memberships, never from the account."""

    class Meta:
        verbose_name = _("user")


class Membership(models.Model):
    """A user's role in an organisation."""

    user = models.ForeignKey(User, verbose_name=_("user"), on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.READER)

    class Meta:
        verbose_name = _("membership")
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="one_role_per_organisation")]

    def __str__(self) -> str:
        return f"{self.user} for {self.organisation}: {self.role}"


class ApiToken(models.Model):
    """A program's key to the API on behalf of a membership. Only a digest of it is kept."""

    membership = models.ForeignKey(
        Membership, verbose_name=_("membership"), on_delete=models.CASCADE, related_name="tokens"
    )
    label = models.CharField(_("label"), max_length=80)
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("API token")

    def __str__(self) -> str:
        return self.label


class CalendarKey(models.Model):
    """What the address of a membership's calendar feed holds: it opens the calendar and nothing else.

    Calendar programs cannot sign in, so the key is in the address. Only a digest of it is kept.
    """

    membership = models.ForeignKey(
        Membership, verbose_name=_("membership"), on_delete=models.CASCADE, related_name="calendar_keys"
    )
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("key of a calendar feed")
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=models.Q(revoked_at__isnull=True), name="one_calendar_key_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"calendar of {self.membership}"
