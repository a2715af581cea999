"""What a person's data are kept for besides the first purpose: one identity, each purpose with its own end."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.people.models.person import Person, Purpose


class PersonPurpose(models.Model):
    """A further purpose of a person in `[since, until)`. The first stands on the person itself (decision 23)."""

    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="further_purposes"
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    since = models.DateField(_("since"))
    until = models.DateField(_("until (excluded)"))

    class Meta:
        ordering = ["person", "purpose"]
        verbose_name = _("further purpose")
        constraints = [
            models.UniqueConstraint(fields=["person", "purpose"], name="purpose_of_a_person_once"),
            models.CheckConstraint(condition=models.Q(until__gt=models.F("since")), name="purpose_ends_later"),
        ]
        indexes = [models.Index(fields=["purpose", "until"], name="people_kept_for_a_purpose")]

    def __str__(self) -> str:
        return f"person {self.person_id} as {self.purpose} until {self.until}"
