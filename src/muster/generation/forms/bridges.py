"""The forms of bridges."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.generation.actions import BridgeTerms
from muster.generation.models import Bridge, BridgeStage
from muster.generation.rules.bridging import FOLLOWING
from muster.kit.forms import DateInput


class BridgeForm(forms.Form):
    """A unit proposed to hold a post until the chosen one arrives."""

    reference = forms.SlugField(label=_("Reference"), max_length=60)
    pledge = forms.SlugField(label=_("Bridging pledge"), max_length=60)
    held_from = forms.DateField(label=_("From"), widget=DateInput())
    held_until = forms.DateField(label=_("Until (excluded)"), widget=DateInput())
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def __init__(self, data: Any, *, pledge: str, held_from: date | None, held_until: date | None) -> None:
        super().__init__(data, initial={"pledge": pledge, "held_from": held_from, "held_until": held_until})

    def terms(self, case: str) -> BridgeTerms:
        """Return the cleaned content."""
        return BridgeTerms(case=case, **self.cleaned_data)


class BridgeStepForm(forms.Form):
    """The next stage of a bridge."""

    stage = forms.ChoiceField(label=_("Next stage"))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("Needed to drop a bridge and to end it.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any, found: Bridge, ways: tuple[str, ...]) -> None:
        super().__init__(data, initial={"version": found.version})
        self.fields["stage"].choices = [(one, BridgeStage(one).label) for one in ways]  # type: ignore[attr-defined]


def legal_ways(found: Bridge) -> tuple[str, ...]:
    """Return the stages that may follow."""
    return FOLLOWING[found.stage]
