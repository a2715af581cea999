"""The form of mission factors."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import DateInput, with_unit
from muster.reimbursement.memorandum_terms import FactorTerms
from muster.reimbursement.models import MissionFactorSet

SAID = (
    "region", "holds_from", "holds_until", "environment_percent", "intensified_percent", "hostile_percent",
    "hostile_points", "source",
)  # fmt: skip


def _percent(label: Any, help_text: Any = "") -> forms.DecimalField:
    field = forms.DecimalField(
        label=label, min_value=0, max_digits=7, decimal_places=4, required=False, help_text=help_text
    )
    return with_unit(field, _("percent"))


class FactorForm(forms.Form):
    """Factors of a mission or a region of it from a day on, with the decision sheet."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    region = forms.CharField(label=_("Region"), max_length=80, required=False, help_text=_("Empty: the whole mission."))
    holds_from = forms.DateField(
        label=_("From"), widget=DateInput(), help_text=_("Open factors that began earlier end on this day.")
    )
    holds_until = forms.DateField(label=_("Until (excluded)"), widget=DateInput(), required=False)
    environment_percent = _percent(_("Extreme environment"))
    intensified_percent = _percent(_("Intensified operations"))
    hostile_percent = _percent(
        _("Hostile action"), _("Leave it empty where the points of the decision sheet are given.")
    )
    hostile_points = forms.IntegerField(
        label=_("Points of the decision sheet"), min_value=0, max_value=32_767, required=False,
        help_text=_("The factor for hostile action follows from them."),
    )  # fmt: skip
    sheet = forms.FileField(label=_("Decision sheet"), required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def terms(self, mission: str) -> FactorTerms:
        """Return the cleaned content as terms; a percentage that is left empty is zero."""
        said = {name: self.cleaned_data[name] for name in SAID}
        for name in ("environment_percent", "intensified_percent", "hostile_percent"):
            said[name] = said[name] or Decimal(0)
        return FactorTerms(mission=mission, **said)


def known_factors(factors: MissionFactorSet) -> dict[str, Any]:
    """Return what is on record as the form begins with it; a factor that follows from points is left out."""
    found = {name: getattr(factors, name) for name in (*SAID, "version")}
    if factors.hostile_points is not None:
        found["hostile_percent"] = None
    return found
