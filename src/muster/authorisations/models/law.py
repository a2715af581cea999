"""National law on peacekeeping as data: instruments in versions, the tasks that they allow, the bodies that decide."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, RulesSayWhy, SourcedFact
from muster.kit.lines import NumberedLine
from muster.parties.models import Organisation


class LawKind(models.TextChoices):
    """What kind of instrument it is."""

    LAW = "law", _("law")
    DOCTRINE = "doctrine", _("doctrine")
    DECREE = "decree", _("decree")
    ORDER = "order", _("order of a ministry")
    TREATY = "treaty", _("treaty")
    POLICY = "policy", _("policy")


class NationalLaw(RulesSayWhy, SourcedFact, KnownFact):
    """One version of a national instrument, in force in `[valid_from, valid_until)`; `replaces` is the one before.

    From `valid_from` on it holds in the place of the one that it replaces. `volunteers_only`: contingents are staffed
    by volunteers; `needs_parliament`: participation needs a decision of parliament; empty: the instrument does not say.
    """

    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="national_laws"
    )
    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind of instrument"), max_length=16, choices=LawKind, default=LawKind.LAW)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    replaces = models.ForeignKey(
        "self", verbose_name=_("replaces"), null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    volunteers_only = models.BooleanField(_("staffed by volunteers only"), null=True, blank=True)
    needs_parliament = models.BooleanField(_("needs a decision of parliament"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=2000)

    class Meta:
        ordering = ["state__name", "valid_from", "reference"]
        verbose_name = _("national law")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from")),
                name="law_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.reference


class TaskScope(models.TextChoices):
    """Whose task an instrument names."""

    ACTIVITY = "activity", _("of peacekeeping activity")
    CONTINGENT = "contingent", _("of a contingent")


class AllowedTask(NumberedLine):
    """A task that an instrument allows, and the codes of the list `mandate_tasks` that it covers, joined by semicolons.

    `condition` is what it is allowed under, in words; `is_catch_all`: other tasks that a mandate provides.
    """

    law = models.ForeignKey(NationalLaw, verbose_name=_("law"), on_delete=models.CASCADE, related_name="allowed_tasks")
    scope = models.CharField(_("scope"), max_length=12, choices=TaskScope, default=TaskScope.ACTIVITY)
    words = models.CharField(_("in words"), max_length=400)
    tasks = models.CharField(_("mandated tasks covered"), max_length=400, blank=True)
    condition = models.CharField(_("condition"), max_length=300, blank=True)
    is_catch_all = models.BooleanField(_("whatever else the mandate provides"), default=False)

    class Meta(NumberedLine.Meta):
        ordering: ClassVar = ["law", "scope", "number"]
        verbose_name = _("allowed task")


class BodyPart(models.TextChoices):
    """What a national body does in a decision to take part."""

    PREPARES = "prepares", _("prepares")
    ASSESSES = "assesses", _("assesses a criterion")
    PROPOSES = "proposes", _("proposes")
    APPROVES = "approves", _("approves")
    RATIFIES = "ratifies", _("ratifies")
    INFORMED = "informed", _("is informed")


class DecisionBody(RulesSayWhy, SourcedFact, KnownFact):
    """A national body with a part in decisions, in force in `[valid_from, valid_until)`.

    `criteria` are the codes of the criteria that it signs, joined by semicolons; `order` is its turn. `must_sign`: no
    decision without it.
    """

    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="decision_bodies"
    )
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=160)
    part = models.CharField(_("part"), max_length=12, choices=BodyPart)
    criteria = models.CharField(_("criteria signed"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(_("turn"), default=1)
    must_sign = models.BooleanField(_("must sign"), default=True)
    under = models.ForeignKey(
        NationalLaw,
        verbose_name=_("by the law"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bodies",
    )
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until (excluded)"), null=True, blank=True)

    class Meta:
        ordering = ["state__name", "order", "code"]
        verbose_name = _("national body")
        constraints = [
            models.UniqueConstraint(fields=["state", "code", "valid_from"], name="body_named_once"),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from")),
                name="body_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name
