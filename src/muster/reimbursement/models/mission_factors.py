"""The mission factors of a mission, or of a region of it, with the decision sheets behind them.

Section 4 of the dossier on reimbursement: set by the technical survey team, reviewed, each at most the cap.
"""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.deployments.models.believed import BelievedFact
from muster.documents.models import Document
from muster.kit.facts import RulesSayWhy, SourcedFact
from muster.missions.models import Mission

NOT_NEGATIVE = [MinValueValidator(Decimal(0))]


class MissionFactorSet(RulesSayWhy, SourcedFact, BelievedFact):
    """Factors in percent that hold in `[holds_from, holds_until)`; `region` empty: in the whole mission.

    `hostile_points`: the points of the decision sheet, where the factor for hostile action comes from one.
    """

    mission = models.ForeignKey(
        Mission, verbose_name=_("mission"), on_delete=models.PROTECT, related_name="factor_sets"
    )
    region = models.CharField(_("region"), max_length=80, blank=True)
    holds_from = models.DateField(_("from"))
    holds_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    environment_percent = models.DecimalField(
        _("extreme environment (percent)"), max_digits=7, decimal_places=4, default=Decimal(0), validators=NOT_NEGATIVE
    )
    intensified_percent = models.DecimalField(
        _("intensified operations (percent)"),
        max_digits=7,
        decimal_places=4,
        default=Decimal(0),
        validators=NOT_NEGATIVE,
    )
    hostile_percent = models.DecimalField(
        _("hostile action (percent)"), max_digits=7, decimal_places=4, default=Decimal(0), validators=NOT_NEGATIVE
    )
    hostile_points = models.PositiveSmallIntegerField(_("points of the decision sheet"), null=True, blank=True)
    sheet = models.ForeignKey(
        Document, verbose_name=_("decision sheet"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        ordering = ["mission", "region", "holds_from"]
        verbose_name = _("mission factors")
        verbose_name_plural = _("mission factors")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(holds_until__isnull=True) | models.Q(holds_until__gt=models.F("holds_from")),
                name="mission_factors_end_after_they_begin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mission} {self.region} from {self.holds_from}".replace("  ", " ")
