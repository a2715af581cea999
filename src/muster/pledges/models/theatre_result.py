"""What was found of units in theatre, as the register and the selection of the next units read it.

Inspections and evaluations are kept in rooms above; what is read of them below is written here when they count.
"""

from collections.abc import Collection
from datetime import date

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.kit.named import choices
from muster.missions.models import Mission
from muster.parties.models import Organisation
from muster.pledges.models.pledge import Pledge
from muster.pledges.rules.theatre_doubts import InTheatre
from muster.pledges.theatre_terms import TheatreResultKind


class TheatreResult(SourcedFact, KnownFact):
    """A result of `unit` (the reference of a State's unit in theatre) of the day `on`.

    `percent` is a whole share where one was counted, `word` the result in words where there is one, `outcome` the code
    of these words in the room they come from. `reference` names the inspection or evaluation.
    """

    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="theatre_results"
    )
    mission = models.ForeignKey(
        Mission, verbose_name=_("mission"), on_delete=models.PROTECT, related_name="theatre_results"
    )
    unit_type = models.CharField(_("unit type"), max_length=20)
    unit = models.SlugField(_("unit"), max_length=60)
    pledge = models.ForeignKey(
        Pledge,
        verbose_name=_("pledge"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="theatre_results",
    )
    kind = models.CharField(_("kind"), max_length=16, choices=choices(TheatreResultKind))
    percent = models.PositiveSmallIntegerField(
        _("share (percent)"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    word = models.CharField(_("result"), max_length=80, blank=True)
    outcome = models.SlugField(_("code of the result"), max_length=20, blank=True)
    on = models.DateField(_("on"))
    reference = models.SlugField(_("from"), max_length=80)

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("result in theatre")
        verbose_name_plural = _("results in theatre")
        constraints = [
            models.UniqueConstraint(fields=["reference", "kind"], name="one_result_of_a_reference_and_kind"),
            models.CheckConstraint(
                condition=models.Q(percent__isnull=False) | ~models.Q(word=""),
                name="result_in_theatre_says_something",
            ),
        ]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the action, which names the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return f"{self.unit} on {self.on}: {self.get_kind_display()}"

    def in_theatre(self, day: date) -> InTheatre:
        """Return the result as the rules look at it on `day`: whether the register has looked again by then."""
        review = getattr(self, "review", None)
        known = review if review is not None and review.known_from <= day else None
        return InTheatre(
            reference=self.reference,
            kind=self.kind,
            unit=self.unit,
            on=self.on,
            known_from=self.known_from,
            percent=self.percent,
            word=self.word,
            outcome=self.outcome,
            mission=self.mission.acronym,
            source=self.source,
            standing=self.standing,
            looked_on=known.known_from if known else None,
            looked_words=known.words if known else "",
        )


class TheatreReview(KnownFact):
    """The register looked again at a pledge because of a result in theatre, and leaves the level as it is."""

    result = models.OneToOneField(
        TheatreResult, verbose_name=_("result"), on_delete=models.CASCADE, related_name="review"
    )
    by = models.ForeignKey(Organisation, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+")
    words = models.CharField(_("what was looked at, and why the level stays"), max_length=300)

    class Meta:
        verbose_name = _("look again at a pledge")

    def __str__(self) -> str:
        return f"{self.result} looked at on {self.known_from}"
