"""Mandates: what the mandating body authorised, from when until when, with which tasks and under which conditions."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, RulesSayWhy, SourcedFact
from muster.kit.lines import NumberedLine
from muster.missions.models.mission import Mission


class MandateKind(models.TextChoices):
    """What a decision of the mandating body did to the operation."""

    ESTABLISHED = "established", _("established")
    RENEWED = "renewed", _("renewed")
    ROLLED_OVER = "rolled-over", _("rolled over for a short time")
    AMENDED = "amended", _("amended within its term")
    DRAWDOWN = "drawdown", _("drawdown ordered")
    ENDED = "ended", _("ended")


class Chapter(models.TextChoices):
    """The chapter of the Charter under which a decision was taken, as it says itself."""

    UNSTATED = "", _("not stated")
    SIX = "VI", _("Chapter VI")
    SEVEN = "VII", _("Chapter VII")
    EIGHT = "VIII", _("Chapter VIII")


class MandatePeriod(RulesSayWhy, SourcedFact, KnownFact):
    """What the mandating body authorised for `[valid_from, valid_until)`: ceilings in people, tasks, exit conditions.

    `follows` is the period that this one renews or amends: from `valid_from` on this one holds in its place, whatever
    end the other one named. Once known, a period is not changed: what changes it is another period that follows it.
    """

    mission = models.ForeignKey(Mission, verbose_name=_("mission"), on_delete=models.CASCADE, related_name="mandates")
    follows = models.ForeignKey(
        "self", verbose_name=_("follows"), null=True, blank=True, on_delete=models.PROTECT, related_name="followers"
    )
    kind = models.CharField(_("what it did"), max_length=16, choices=MandateKind, default=MandateKind.RENEWED)
    resolution = models.CharField(_("resolution"), max_length=80, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    chapter = models.CharField(_("chapter of the Charter"), max_length=4, choices=Chapter, blank=True, default="")
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    troop_ceiling = models.PositiveIntegerField(_("troop ceiling (people)"), default=0)
    police_ceiling = models.PositiveIntegerField(_("police ceiling (people)"), default=0)
    observer_ceiling = models.PositiveIntegerField(_("ceiling of observers and experts (people)"), default=0)
    justice_ceiling = models.PositiveIntegerField(_("ceiling of justice and corrections (people)"), default=0)
    exit_conditions = models.TextField(_("conditions of the end"), blank=True, max_length=2000)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["mission", "valid_from"]
        verbose_name = _("mandate period")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from")),
                name="mandate_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.mission} {self.resolution} from {self.valid_from}"


class MandatedTask(NumberedLine):
    """A task of a mandate: its code in the controlled list `mandate_tasks`, and the words of the paragraph."""

    mandate = models.ForeignKey(
        MandatePeriod, verbose_name=_("mandate"), on_delete=models.CASCADE, related_name="mandated_tasks"
    )
    task = models.CharField(_("task"), max_length=40)
    words = models.CharField(_("in words"), max_length=400, blank=True)
    paragraph = models.CharField(_("paragraph"), max_length=40, blank=True)
    is_priority = models.BooleanField(_("priority"), default=False)

    class Meta(NumberedLine.Meta):
        ordering: ClassVar = ["mandate", "number"]
        verbose_name = _("mandated task")


class ConditionKind(models.TextChoices):
    """What a dated statement on an operation is about: what contributors rest their decision on."""

    HOST_CONSENT = "host-consent", _("consent of the host State")
    PARTY_CONSENT = "party-consent", _("consent of a party")
    PEACE_AGREEMENT = "peace-agreement", _("peace agreement")
    FORCES_AGREEMENT = "forces-agreement", _("status-of-forces agreement")
    CONCEPT = "concept", _("concept of operations")
    ENGAGEMENT = "engagement", _("rules of engagement")
    PRINCIPLE_CONSENT = "principle-consent", _("principle: consent of the parties")
    PRINCIPLE_IMPARTIALITY = "principle-impartiality", _("principle: impartiality")
    PRINCIPLE_FORCE = "principle-force", _("principle: minimum use of force")
    FINANCING = "financing", _("financing")
    THREAT = "threat", _("threat")
    CASUALTIES = "casualties", _("casualties")
    MEDICAL = "medical", _("medical chain")
    LIFE = "life", _("stage of the operation's life")


class ConditionStatus(models.TextChoices):
    """How it stands. Which of them a kind of statement may have is in the rules."""

    GIVEN = "given", _("given")
    WITH_RESERVATIONS = "with-reservations", _("with reservations")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REFUSED = "refused", _("refused")
    NEGOTIATED = "negotiated", _("under negotiation")
    SIGNED = "signed", _("signed")
    IN_FORCE = "in-force", _("in force")
    ENDED = "ended", _("ended")
    DRAFTED = "drafted", _("drafted")
    APPROVED = "approved", _("approved")
    REVIEWED = "reviewed", _("under review")
    UPHELD = "upheld", _("upheld")
    REINTERPRETED = "reinterpreted", _("interpreted anew")
    CONTESTED = "contested", _("contested")
    ASSESSED = "assessed", _("assessed contributions")
    VOLUNTARY = "voluntary", _("voluntary contributions")
    NOT_ASSURED = "not-assured", _("not assured")
    LOW = "low", _("low")
    MODERATE = "moderate", _("moderate")
    SUBSTANTIAL = "substantial", _("substantial")
    HIGH = "high", _("high")
    SUFFERED = "suffered", _("suffered")
    IN_PLACE = "in-place", _("in place")
    PARTLY_IN_PLACE = "partly-in-place", _("partly in place")
    NOT_IN_PLACE = "not-in-place", _("not in place")
    PLANNED = "planned", _("planned")
    AUTHORISED = "authorised", _("authorised")
    DEPLOYING = "deploying", _("deploying")
    SUSTAINED = "sustained", _("sustained")
    DRAWING_DOWN = "drawing-down", _("drawing down")
    LIQUIDATING = "liquidating", _("liquidating")
    CLOSED = "closed", _("closed")


class MissionCondition(SourcedFact, KnownFact):
    """A dated statement on an operation: of one kind, by one party, true from `valid_from` until the next one of both.

    `party` is who consents, signs or says so, in words; empty where it is the operation's own. `people`: how many were
    hurt or killed, for casualties alone. Once known, a statement is not changed; the next one takes its place.
    """

    mission = models.ForeignKey(Mission, verbose_name=_("mission"), on_delete=models.CASCADE, related_name="conditions")
    kind = models.CharField(_("about"), max_length=24, choices=ConditionKind)
    party = models.CharField(_("party"), max_length=160, blank=True)
    status = models.CharField(_("standing of it"), max_length=20, choices=ConditionStatus)
    words = models.TextField(_("in words"), blank=True, max_length=2000)
    people = models.PositiveIntegerField(_("people"), null=True, blank=True)
    valid_from = models.DateField(_("true from"))

    class Meta:
        ordering = ["mission", "kind", "party", "valid_from", "known_from", "pk"]
        verbose_name = _("statement on an operation")

    def __str__(self) -> str:
        return f"{self.mission}: {self.get_kind_display()} {self.get_status_display()} from {self.valid_from}"


class MissionClassification(RulesSayWhy, SourcedFact, KnownFact):
    """A value of one scheme of classification (8.3) for an operation in `[valid_from, valid_until)`.

    There is no single agreed terminology: several schemes stand side by side, and one may have several values at once.
    """

    mission = models.ForeignKey(
        Mission, verbose_name=_("mission"), on_delete=models.CASCADE, related_name="classifications"
    )
    scheme = models.CharField(_("scheme"), max_length=40)
    value = models.CharField(_("value"), max_length=40)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["mission", "scheme", "valid_from", "value"]
        verbose_name = _("classification of an operation")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from")),
                name="classification_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.mission}: {self.scheme} {self.value}"
