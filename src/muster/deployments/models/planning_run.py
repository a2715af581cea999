"""What was asked of the optimisers of deployments, how far they are, and what came of it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.parties.models import Organisation


class RunKind(models.TextChoices):
    """Which optimiser is asked."""

    DRAWDOWN = "drawdown", _("drawdown")
    COMPANIES = "companies", _("companies for tours")
    LIFT = "lift", _("lift of rotations")


class RunStage(models.TextChoices):
    """How far it is."""

    QUEUED = "queued", _("queued")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


WAITING = (RunStage.QUEUED, RunStage.RUNNING)


class PlanningRun(models.Model):
    """One question to an optimiser as of `day`, asked for an organisation, and the answer to the problem of that day.

    `asked` is what the form or the command said, `problem` what the record made of it, with what the acceptance has to
    find unchanged (`seen`: versions by unit or tour). `failure` is one line. Nothing of it is a fact of the record
    until it is accepted (`accepted_on`).
    """

    kind = models.CharField(_("kind"), max_length=12, choices=RunKind)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("asked for"), on_delete=models.PROTECT, related_name="planning_runs"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="planning_runs",
    )
    day = models.DateField(_("as of"))
    stage = models.CharField(_("stage"), max_length=8, choices=RunStage, default=RunStage.QUEUED)
    asked: "models.JSONField[Any, Any]" = models.JSONField(_("asked"))
    problem: "models.JSONField[Any, Any]" = models.JSONField(_("problem"), default=dict)
    seen: "models.JSONField[Any, Any]" = models.JSONField(_("seen versions"), default=dict)
    answer: "models.JSONField[Any, Any]" = models.JSONField(_("answer"), default=dict)
    seconds = models.FloatField(_("seconds"), null=True, blank=True)
    failure = models.CharField(_("failure"), max_length=500, blank=True)
    is_illustrative = models.BooleanField(_("illustrative"), default=False)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("planning run")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Whether the worker has not finished it."""
        return self.stage in WAITING
