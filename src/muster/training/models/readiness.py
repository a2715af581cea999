"""Whether a rotation is trained on the day of deployment: its roster, what each needs, what the State signs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.deployments.models import DeployedUnit
from muster.kit.facts import KnownFact, SourcedFact
from muster.kit.named import choices
from muster.missions.models import Mission
from muster.parties.models import Organisation
from muster.people.models import Person
from muster.training.stages import CertificationStage


class RosterPlace(KnownFact):
    """A person on the roster of a rotation of a unit, in a function (a word such as commander; empty: member).

    A rotation is named by unit and name: its days are those of the tour. Taken off on `removed_on`.
    """

    unit = models.ForeignKey(
        DeployedUnit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="roster_places"
    )
    rotation = models.CharField(_("rotation"), max_length=20)
    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="roster_places")
    function = models.SlugField(_("function"), max_length=40, blank=True)
    removed_on = models.DateField(_("taken off on"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["unit", "rotation", "pk"]
        verbose_name = _("place on a roster")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "rotation", "person"],
                condition=models.Q(removed_on__isnull=True),
                name="person_on_a_roster_once",
            )
        ]
        indexes = [models.Index(fields=["unit", "rotation"], name="roster_of_a_rotation")]

    def __str__(self) -> str:
        return f"person {self.person_id} in {self.rotation} of {self.unit}"


class RequiredTraining(SourcedFact, KnownFact):
    """That people need a standard before they deploy, in `[valid_from, valid_until)`; empty narrows nothing.

    `unit_type` is a code of the catalogue, `function` a word of the roster, `mission` one mission's own demand.
    """

    standard = models.CharField(_("standard"), max_length=20)
    unit_type = models.CharField(_("unit type"), max_length=20, blank=True)
    function = models.SlugField(_("function"), max_length=40, blank=True)
    mission = models.ForeignKey(
        Mission,
        verbose_name=_("mission"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="required_training",
    )
    asked_by = models.ForeignKey(
        Organisation, verbose_name=_("asked by"), on_delete=models.PROTECT, related_name="required_training"
    )
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["standard", "unit_type", "function"]
        verbose_name = _("required training")

    def __str__(self) -> str:
        return f"{self.standard} for {self.unit_type or 'every unit'}"


class TrainingCertification(SourcedFact, KnownFact):
    """The State certifies that the people of a rotation finished their training (and the other lines that it signs).

    `content` is what was certified, as counted on the day of the signature: no name.
    """

    reference = models.SlugField(_("reference"), max_length=80, unique=True)
    unit = models.ForeignKey(
        DeployedUnit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="training_certifications"
    )
    rotation = models.CharField(_("rotation"), max_length=20)
    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="training_certifications"
    )
    stage = models.CharField(
        _("stage"), max_length=12, choices=choices(CertificationStage), default=CertificationStage.DRAFT.value
    )
    content = models.JSONField(_("content"), default=dict)
    exceptions = models.CharField(_("exceptions, with the reason"), max_length=2000, blank=True)
    note_verbale = models.CharField(_("note verbale"), max_length=120, blank=True)
    signed_by = models.CharField(_("signed by (office)"), max_length=160, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)
    revoked_reason = models.CharField(_("why it was revoked"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["unit", "rotation", "-pk"]
        verbose_name = _("certification of training")

    def __str__(self) -> str:
        return self.reference
