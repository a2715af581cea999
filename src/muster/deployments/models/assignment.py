"""Assignments: who serves in which post, how it was extended and how it ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.deployments.models.individual_post import IndividualPost
from muster.kit.facts import KnownFact, SourcedFact
from muster.parties.models import Organisation
from muster.people.models import Person


class EndKind(models.TextChoices):
    """How an assignment ended; who pays the way home and who is barred is the rules' to say."""

    END_OF_TOUR = "end-of-tour", _("end of tour")
    MEDICAL = "medical", _("medical repatriation")
    COMPASSIONATE = "compassionate", _("compassionate repatriation")
    NATIONAL_RECALL = "national-recall", _("recalled by the State")
    BELOW_STANDARD = "below-standard", _("below standard")
    DISCIPLINARY = "disciplinary", _("disciplinary repatriation")
    DRAWDOWN = "drawdown", _("drawdown of the mission")
    TRANSFER = "transfer", _("transferred to another post")


class Assignment(SourcedFact, KnownFact):
    """A person of a State serves in a post in `[held_from, held_until)`.

    `first_until` is the end first agreed: extensions count from it. An assignment that ended has its kind and
    `held_until` is the day on which it did. The person may be erased; the number, State and days stay.
    """

    post = models.ForeignKey(
        IndividualPost, verbose_name=_("post"), on_delete=models.PROTECT, related_name="assignments"
    )
    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="assignments")
    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="assignments_of_individuals"
    )
    held_from = models.DateField(_("from"))
    held_until = models.DateField(_("until (excluded)"))
    first_until = models.DateField(_("end first agreed (excluded)"))
    ended_as = models.CharField(_("ended as"), max_length=20, choices=EndKind, blank=True)
    paid_by = models.CharField(_("way home paid by"), max_length=20, blank=True)
    end_reason = models.CharField(_("reason"), max_length=300, blank=True)
    end_case = models.CharField(_("number of the case"), max_length=60, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["post", "held_from", "pk"]
        verbose_name = _("assignment")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(held_until__gt=models.F("held_from")), name="assignment_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["post", "held_from"], name="one_assignment_of_a_post_begins_on_a_day"),
        ]

    def __str__(self) -> str:
        return f"person {self.person_id} in {self.post} from {self.held_from}"


class ExtensionStage(models.TextChoices):
    """How far an extension is."""

    PROPOSED = "proposed", _("proposed")
    RECOMMENDED = "recommended", _("recommended by the mission")
    STATE_AGREES = "state-agrees", _("agreed by the State")
    AGREED = "agreed", _("agreed")
    REFUSED = "refused", _("refused")


class TourExtension(KnownFact):
    """That a person stays on until a day: recommended by the mission, agreed by the State, then by the Secretariat."""

    assignment = models.ForeignKey(
        Assignment, verbose_name=_("assignment"), on_delete=models.PROTECT, related_name="extensions"
    )
    until = models.DateField(_("until (excluded)"))
    stage = models.CharField(_("stage"), max_length=16, choices=ExtensionStage, default=ExtensionStage.PROPOSED)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["assignment", "pk"]
        verbose_name = _("extension of a tour")
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=models.Q(stage__in=["proposed", "recommended", "state-agrees"]),
                name="one_open_extension_of_an_assignment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.assignment} extended until {self.until}"
