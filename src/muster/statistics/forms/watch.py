"""The form of a subscription to the crisis watch."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.reference.states import states
from muster.statistics.models import AlertScope, WatchMeasure
from muster.statistics.queries.watch_subscriptions import regions
from muster.statistics.rules.watch_terms import Measure, Scope, WatchTerms
from muster.statistics.watching.forecasting import HORIZONS

LINES_SHOWN = 8
LARGEST_THRESHOLD = 1_000_000


class WatchSubscriptionForm(forms.Form):
    """Which States, what is held against a threshold, and the threshold."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("In a few words, for yourself."))
    scope = forms.ChoiceField(label=_("Which States"), choices=AlertScope.choices)
    states = forms.MultipleChoiceField(
        label=_("States"), required=False, help_text=_("For States that you name. Hold Ctrl to choose several.")
    )
    region = forms.ChoiceField(label=_("Region"), required=False, help_text=_("For a region."))
    measure = forms.ChoiceField(label=_("Measure"), choices=WatchMeasure.choices)
    horizon = forms.TypedChoiceField(
        label=_("Horizon"),
        required=False,
        coerce=int,
        empty_value="",
        choices=[("", "—"), *((str(one), _("%(n)s months") % {"n": one}) for one in HORIZONS)],
        help_text=_("For a chance: over so many months ahead."),
    )
    threshold = forms.IntegerField(
        label=_("Threshold"),
        min_value=1,
        max_value=LARGEST_THRESHOLD,
        help_text=_("Deaths in a month, or per cent for a chance. You are told when it is reached."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted((one.display_name, one.iso3) for one in states())
        choices = {
            "states": [(code, f"{name} ({code})") for name, code in named],
            "region": [("", "—"), *((one, one) for one in regions())],
        }
        for field, found in choices.items():
            self.fields[field].choices = found  # type: ignore[attr-defined]
        self.fields["states"].widget.attrs["size"] = LINES_SHOWN

    def terms(self) -> WatchTerms:
        """What a valid form says."""
        given = self.cleaned_data
        return WatchTerms(
            name=given["name"],
            scope=Scope(given["scope"]),
            measure=Measure(given["measure"]),
            threshold=given["threshold"],
            states=tuple(given["states"]),
            region=given["region"],
            horizon=given["horizon"] or 0,
        )
