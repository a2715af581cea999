"""The selection of a unit for a post: proposed by one person of the register, approved by another (3.1, phase 7).

What it rests on is frozen when it is proposed: every input as plain values, and what came of them. The same stands in
the audit event, from which `muster selection replay` reckons everything again.
"""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.generation.models.case import Case
from muster.generation.models.offer import Offer
from muster.generation.models.request import Request
from muster.kit.facts import KnownFact, SourcedFact
from muster.missions.models import Mission, Post
from muster.parties.models import Organisation, User


class SelectionStage(models.TextChoices):
    """How far a selection is. The register sees it; a State learns of it when it is approved."""

    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("proposed")
    APPROVED = "approved", _("approved")
    REVOKED = "revoked", _("revoked")


class Selection(KnownFact):
    """One per request and post, besides those revoked. `content` is what it rests on, frozen when it was proposed.

    `justification` is needed where the chosen offer has not the best score, or too little of its score is known.
    """

    reference = models.SlugField(_("reference"), max_length=140, unique=True)
    request = models.ForeignKey(Request, verbose_name=_("request"), on_delete=models.PROTECT, related_name="selections")
    post = models.ForeignKey(Post, verbose_name=_("post"), on_delete=models.PROTECT, related_name="selections")
    offer = models.ForeignKey(
        Offer, verbose_name=_("chosen offer"), on_delete=models.PROTECT, related_name="selections"
    )
    justification = models.TextField(_("written reason"), blank=True, max_length=4000)
    stage = models.CharField(_("stage"), max_length=12, choices=SelectionStage, default=SelectionStage.DRAFT)
    content = models.JSONField(_("what it rests on"), default=dict, blank=True, editable=False)
    proposed_by = models.ForeignKey(
        User, verbose_name=_("proposed by"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_on = models.DateField(_("proposed on"), null=True, blank=True)
    approved_by = models.ForeignKey(
        User, verbose_name=_("approved by"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    returned_reason = models.CharField(_("why it was sent back"), max_length=300, blank=True)
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)
    revoked_reason = models.CharField(_("why it was revoked"), max_length=300, blank=True)
    case = models.ForeignKey(
        Case, verbose_name=_("case opened"), null=True, blank=True, on_delete=models.PROTECT, related_name="selections"
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["reference"]
        verbose_name = _("selection")
        constraints = [
            models.UniqueConstraint(
                fields=["request", "post"],
                condition=~models.Q(stage="revoked"),
                name="one_selection_per_request_and_post",
            )
        ]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return self.reference


class SelectionFeedback(models.Model):
    """Why an offer was not chosen and what to improve: drafted from the gates and criteria, reviewed by an officer."""

    selection = models.ForeignKey(
        Selection, verbose_name=_("selection"), on_delete=models.CASCADE, related_name="feedback"
    )
    offer = models.ForeignKey(Offer, verbose_name=_("offer"), on_delete=models.PROTECT, related_name="feedback")
    reasons = models.TextField(_("why it was not chosen"), max_length=4000)
    advice = models.TextField(_("what to improve"), blank=True, max_length=4000)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)

    class Meta:
        ordering = ["selection", "pk"]
        verbose_name = _("feedback on an offer")
        constraints = [models.UniqueConstraint(fields=["selection", "offer"], name="feedback_on_an_offer_once")]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return f"{self.selection}: {self.offer}"


class BarKind(models.TextChoices):
    """What keeps a unit out of a mission whatever its score (the hard gates of section 3.3)."""

    HOST = "host", _("objection of the host State")
    VETTING = "vetting", _("vetting block")
    SANCTIONS = "sanctions", _("sanctions")


class SelectionBar(SourcedFact, KnownFact):
    """A State, or its units of one type, is barred in `[valid_from, valid_until)`; without a mission from all of them.

    The reason of a vetting block is the register's alone: the State is told that there is one, and `ask` tells whom to
    ask.
    """

    register = models.ForeignKey(
        Organisation, verbose_name=_("register"), on_delete=models.PROTECT, related_name="selection_bars"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=BarKind)
    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="barred_from_selection"
    )
    unit_type = models.CharField(_("unit type (none: all)"), max_length=20, blank=True)
    mission = models.ForeignKey(
        Mission,
        verbose_name=_("mission (none: all)"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="selection_bars",
    )
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    ask = models.CharField(_("whom the State may ask"), max_length=160, blank=True)

    class Meta:
        ordering = ["state__name", "kind", "valid_from"]
        verbose_name = _("bar to selection")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from")),
                name="bar_ends_after_it_begins",
            )
        ]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the words to the rules, which name the remedy; the database holds to the constraints all the same."""

    def __str__(self) -> str:
        return f"{self.state}: {self.get_kind_display()}"
