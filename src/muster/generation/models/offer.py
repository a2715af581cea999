"""The offer: what a State gives for a post that it was asked for, from its pledges or new (section 3.1, phase 6)."""

from collections.abc import Collection

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.generation.models.request import Request
from muster.kit.facts import KnownFact, SourcedFact
from muster.missions.models import Post
from muster.parties.models import Organisation
from muster.pledges.models import Pledge


class OfferStage(models.TextChoices):
    """What became of an offer."""

    MADE = "made", _("made")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SELECTED = "selected", _("selected")
    NOT_SELECTED = "not-selected", _("not selected")


class Offer(SourcedFact, KnownFact):
    """One State's offer for one post. With pledges (one, or several together) it is made of them; without, it is new.

    A joint unit is offered by its joint pledge. `unit_type`, `strength` and `ready_on` are of a new offer; one of
    pledges leaves them as the pledges say. A late offer (made after the request's last day) says why, and counts once
    the register has admitted it with a reason.
    """

    reference = models.SlugField(_("reference"), max_length=80, unique=True)
    request = models.ForeignKey(Request, verbose_name=_("request"), on_delete=models.PROTECT, related_name="offers")
    post = models.ForeignKey(Post, verbose_name=_("post"), on_delete=models.PROTECT, related_name="offers")
    state = models.ForeignKey(Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="offers")
    unit_type = models.CharField(_("unit type"), max_length=20, blank=True)
    strength = models.PositiveIntegerField(
        _("strength (people)"), null=True, blank=True, validators=[MaxValueValidator(100_000)]
    )
    ready_on = models.DateField(_("ready on"), null=True, blank=True)
    words = models.TextField(_("in words"), blank=True, max_length=4000)
    conditions = models.TextField(_("conditions"), blank=True, max_length=2000)
    note_verbale = models.CharField(_("note verbale (reference)"), max_length=120, blank=True)
    made_on = models.DateField(_("made on"))
    is_late = models.BooleanField(_("late"), default=False)
    late_reason = models.CharField(_("why it is late"), max_length=300, blank=True)
    admitted_on = models.DateField(_("admitted on"), null=True, blank=True)
    admitted_reason = models.CharField(_("why it was admitted"), max_length=300, blank=True)
    stage = models.CharField(_("stage"), max_length=12, choices=OfferStage, default=OfferStage.MADE)
    decided_on = models.DateField(_("withdrawn or decided on"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["request", "post", "made_on", "pk"]
        verbose_name = _("offer")

    def __str__(self) -> str:
        return self.reference

    @property
    def counts(self) -> bool:
        """Return whether it is compared with the others: it stands, and was made in time or admitted."""
        return self.stage != OfferStage.WITHDRAWN and (not self.is_late or self.admitted_on is not None)


class OfferedPledge(models.Model):
    """A pledge of the register that an offer is made of; the first is the lead of several."""

    offer = models.ForeignKey(Offer, verbose_name=_("offer"), on_delete=models.CASCADE, related_name="pledges")
    pledge = models.ForeignKey(Pledge, verbose_name=_("pledge"), on_delete=models.PROTECT, related_name="offered_in")
    number = models.PositiveSmallIntegerField(_("place"))

    class Meta:
        ordering = ["offer", "number"]
        verbose_name = _("offered pledge")
        constraints = [models.UniqueConstraint(fields=["offer", "pledge"], name="pledge_offered_once")]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return f"{self.offer}: {self.pledge}"
