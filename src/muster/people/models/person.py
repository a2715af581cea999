"""Persons and their contact data: held by one organisation for a purpose until a day, and handed to others by name."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact
from muster.parties.models import Organisation


class Purpose(models.TextChoices):
    """What a person's data are kept for. The rules say which fields each purpose allows."""

    FOCAL_POINT = "focal-point", _("focal point")
    VISIT_TEAM = "visit-team", _("visit team member")
    POOL_CANDIDATE = "pool-candidate", _("pool candidate")
    INDIVIDUAL = "individual", _("nominated or deployed individual")
    TRAINEE = "trainee", _("participant of a course")
    INSTRUCTOR = "instructor", _("instructor")
    UNIT_MEMBER = "unit-member", _("member of a contingent")


class Sex(models.TextChoices):
    """The sex that a pool candidate states."""

    FEMALE = "female", _("female")
    MALE = "male", _("male")
    OTHER = "other", _("other or not stated")


class Person(KnownFact):
    """A person as `organisation` holds them until `keep_until` (excluded).

    The number is the record's own and outlives the data: an erased person is a number with `erased_on` and, so that the
    shares of women stay as they were counted, `counted_sex`, nothing else. `purpose` is the first purpose, until
    `purpose_until` (empty: until `keep_until`); further ones are rows of their own, and `keep_until` is the end of all.
    """

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("held by"), on_delete=models.PROTECT, related_name="persons"
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    family_name = models.CharField(_("family name"), max_length=120, blank=True)
    given_names = models.CharField(_("given names"), max_length=120, blank=True)
    rank = models.CharField(_("rank"), max_length=60, blank=True)
    sex = models.CharField(_("sex"), max_length=8, choices=Sex, blank=True)
    post = models.CharField(_("post"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), max_length=160, blank=True)
    telephone = models.CharField(
        _("telephone"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(r"^[-+()0-9 /.]*$", _("A telephone number has figures, spaces and + ( ) - / only."))
        ],
    )
    keep_until = models.DateField(_("keep until (excluded)"))
    purpose_until = models.DateField(_("first purpose until (excluded)"), null=True, blank=True, editable=False)
    counted_sex = models.CharField(_("sex, for counts alone"), max_length=8, choices=Sex, blank=True, editable=False)
    erased_on = models.DateField(_("erased on"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("person")
        verbose_name_plural = _("persons")

    def __str__(self) -> str:
        return f"person {self.pk}"

    @property
    def number(self) -> int:
        """Return the public number: it names the person in the log, in addresses and in other records."""
        return self.pk

    @property
    def subject(self) -> str:
        """Return what the audit log calls the person."""
        return f"person {self.pk}"


class PersonShare(models.Model):
    """The data of a person in the hands of another organisation, for a purpose, in `[shared_on, until)`."""

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("handed to"), on_delete=models.PROTECT, related_name="person_shares"
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    shared_on = models.DateField(_("handed on"))
    until = models.DateField(_("until (excluded)"))

    class Meta:
        ordering = ["person", "until", "pk"]
        verbose_name = _("handing on of personal data")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "purpose"], name="one_share_of_a_person_for_a_purpose"
            )
        ]

    def __str__(self) -> str:
        return f"person {self.person_id} to {self.organisation} until {self.until}"
