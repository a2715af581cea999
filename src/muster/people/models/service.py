"""What is kept of individuals who are nominated or deployed besides their contact data: proofs with days, and bars.

Of a medical examination the day is kept and no finding; of vetting, that the answer holds and no cause.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.documents.models import Document
from muster.kit.facts import KnownFact
from muster.parties.models import Organisation
from muster.people.models.person import Person


class ServiceDetails(models.Model):
    """When an individual was born and entered service; gone with the person's data."""

    person = models.OneToOneField(
        Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="service_details"
    )
    born_on = models.DateField(_("born on"), null=True, blank=True)
    service_from = models.DateField(_("in service from"), null=True, blank=True)

    class Meta:
        verbose_name = _("service details")
        verbose_name_plural = _("service details")

    def __str__(self) -> str:
        return f"service details of person {self.person_id}"


class CredentialKind(models.TextChoices):
    """What a proof is of."""

    PASSPORT = "passport", _("passport")
    LANGUAGE = "language", _("language test")
    DRIVING = "driving", _("driving licence")
    MEDICAL = "medical", _("medical examination")
    VETTING = "vetting", _("vetting")
    TRAINING = "training", _("training certificate")


class PersonCredential(KnownFact):
    """A proof of an individual, valid in `[valid_from, valid_until)`; for a medical, from the day of the examination.

    `subject` is the language or the standard of the course (its code); `evidence` names the document, and is no place
    for medical words. Of a certificate of training: `number`, the `course` that gave it, the version of the
    standard; of a language: the `test` and its `score`.
    """

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="credentials")
    kind = models.CharField(_("kind"), max_length=12, choices=CredentialKind)
    subject = models.CharField(_("language or course"), max_length=40, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until (excluded)"), null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=160, blank=True)
    number = models.CharField(_("number"), max_length=60, blank=True)
    course = models.SlugField(_("course"), max_length=60, blank=True)
    test = models.CharField(_("test"), max_length=20, blank=True)
    score = models.DecimalField(_("score"), max_digits=7, decimal_places=2, null=True, blank=True)
    standard_version = models.CharField(_("version of the standard"), max_length=20, blank=True)
    document = models.ForeignKey(
        Document,
        verbose_name=_("evidence (file)"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence_of_credentials",
    )

    class Meta:
        ordering = ["person", "kind", "valid_from", "pk"]
        verbose_name = _("credential")
        indexes = [
            models.Index(fields=["kind", "subject", "valid_until"], name="people_credential_of_kind"),
            models.Index(fields=["person", "kind", "subject"], name="people_credential_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from")),
                name="credential_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of person {self.person_id} from {self.valid_from}"


class ServiceBar(KnownFact):
    """A person may not be nominated in `[barred_from, barred_until)`; without an end, for good.

    It stays with the number of a person whose data were erased; its words go with the data.
    """

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="service_bars")
    imposed_by = models.ForeignKey(
        Organisation, verbose_name=_("imposed by"), on_delete=models.PROTECT, related_name="service_bars"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    due_process = models.CharField(_("how the person was heard and who decided"), max_length=300, blank=True)
    case = models.CharField(_("number of the case"), max_length=60, blank=True)
    barred_from = models.DateField(_("barred from"))
    barred_until = models.DateField(_("barred until (excluded)"), null=True, blank=True)

    class Meta:
        ordering = ["person", "barred_from", "pk"]
        verbose_name = _("bar from service")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(barred_until__isnull=True) | models.Q(barred_until__gte=models.F("barred_from")),
                name="bar_does_not_end_before_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"bar of person {self.person_id} from {self.barred_from}"
