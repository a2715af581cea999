"""Offers of training to those who lack it, and what came of them (the light coordination mechanism)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, SourcedFact
from muster.kit.named import choices
from muster.parties.models import Organisation
from muster.training.models.session import TrainingSession
from muster.training.stages import MatchStage, OfferKind


class TrainingOffer(SourcedFact, KnownFact):
    """What an organisation offers in `[offered_from, offered_until)`: trainers, a mobile team, or seats on a course."""

    reference = models.SlugField(_("reference"), max_length=80, unique=True)
    offered_by = models.ForeignKey(
        Organisation, verbose_name=_("offered by"), on_delete=models.PROTECT, related_name="training_offers"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=choices(OfferKind))
    standard = models.CharField(_("standard"), max_length=20)
    language = models.CharField(_("language"), max_length=8, blank=True)
    people = models.PositiveIntegerField(_("people who can be trained"))
    offered_from = models.DateField(_("from"))
    offered_until = models.DateField(_("until (excluded)"))
    conditions = models.CharField(_("conditions"), max_length=500, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["offered_from", "reference"]
        verbose_name = _("offer of training")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(offered_until__gt=models.F("offered_from")), name="offer_of_training_ends_later"
            )
        ]

    def __str__(self) -> str:
        return self.reference


class OfferMatch(SourcedFact, KnownFact):
    """An offer matched to a State's need: for so many people, with the session that came of it."""

    offer = models.ForeignKey(TrainingOffer, verbose_name=_("offer"), on_delete=models.PROTECT, related_name="matches")
    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="training_matches"
    )
    people = models.PositiveIntegerField(_("people"))
    stage = models.CharField(_("stage"), max_length=12, choices=choices(MatchStage), default=MatchStage.PROPOSED.value)
    session = models.ForeignKey(
        TrainingSession,
        verbose_name=_("session"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="offer_matches",
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["offer", "pk"]
        verbose_name = _("offer matched to a need")

    def __str__(self) -> str:
        return f"{self.offer} for {self.state}"
