"""The form of a step of a ladder."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.decisions.actions.ladder import LadderTerms
from muster.kit.forms import DateInput, with_unit

MOST_DAYS = 3650


class LadderStepForm(forms.Form):
    """How far the State is on a step; what is left empty is not known."""

    days: Any = with_unit(
        forms.IntegerField(
            label=_("Days that it takes"),
            required=False,
            min_value=0,
            max_value=MOST_DAYS,
            help_text=_("Your own estimate in place of the table's."),
        ),
        _("days"),
    )
    started_on = forms.DateField(label=_("Started on"), required=False, widget=DateInput())
    ready_on = forms.DateField(label=_("Done on"), required=False, widget=DateInput())
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def terms(self) -> LadderTerms:
        """Return what a valid form says."""
        return LadderTerms(**self.cleaned_data)
