"""What a State records of its own history in peacekeeping: dated, with figures and the lessons drawn."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.kit.facts import KnownFact, RulesSayWhy, SourcedFact
from muster.kit.named import choices
from muster.parties.models import Organisation
from muster.statistics.rules.history_terms import DayPrecision, HistoryKind, HistoryStage, PointKind


class HistoryEntry(RulesSayWhy, SourcedFact, KnownFact):
    """An operation, a unit, an exercise, a centre or a law, in being `[holds_from, holds_until)`.

    `operation` is the acronym of an operation of the register, where it is one of them; `led_by` the organisation or
    State in words. A draft is seen by its State alone.
    """

    reference = models.SlugField(_("reference"), max_length=60, unique=True)
    state = models.ForeignKey(
        Organisation, verbose_name=_("State"), on_delete=models.PROTECT, related_name="history_entries"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=choices(HistoryKind))
    title = models.CharField(_("title"), max_length=200)
    operation = models.CharField(_("operation"), max_length=40, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    led_by = models.CharField(_("led by"), max_length=200, blank=True)
    holds_from = models.DateField(_("from"))
    from_precision = models.CharField(
        _("beginning known to the"), max_length=10, choices=choices(DayPrecision), default=DayPrecision.DAY.value
    )
    holds_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    until_precision = models.CharField(
        _("end known to the"), max_length=10, choices=choices(DayPrecision), default=DayPrecision.DAY.value
    )
    text = models.TextField(_("in words"), max_length=4000, blank=True)
    stage = models.CharField(
        _("stage"), max_length=20, choices=choices(HistoryStage), default=HistoryStage.DRAFT.value, editable=False
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["holds_from", "reference"]
        verbose_name = _("record of history")
        verbose_name_plural = _("records of history")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(holds_until__isnull=True) | models.Q(holds_until__gt=models.F("holds_from")),
                name="history_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class HistoryPoint(models.Model):
    """A figure of a record, or a lesson drawn from it; the list is written whole."""

    entry = models.ForeignKey(HistoryEntry, on_delete=models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField(_("line"))
    kind = models.CharField(_("kind"), max_length=10, choices=choices(PointKind))
    words = models.CharField(_("in words"), max_length=500)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)

    class Meta:
        ordering = ["entry", "number"]
        verbose_name = _("point of a record of history")

    def __str__(self) -> str:
        return f"{self.entry} {self.number}"
