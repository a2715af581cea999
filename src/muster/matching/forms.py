"""The forms of deviations: propose, decide, withdraw."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.pledges.models import Evidence

DECISIONS = [("agree", _("agree")), ("refuse", _("refuse"))]


class ProposeDeviationForm(forms.Form):
    """A deviation of one line: in words, down to which quantity, or shown by which evidence."""

    words = forms.CharField(
        label=_("What deviates, and why it is good enough"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    accepted = forms.IntegerField(
        label=_("Quantity that suffices"),
        min_value=0,
        max_value=100_000,
        required=False,
        help_text=_("Below it the line stays short; for notice, the most days. Left empty: the whole line is waived."),
    )
    evidence = forms.ModelChoiceField(
        label=_("Shown by this approved evidence"), queryset=Evidence.objects.none(), required=False
    )

    def __init__(self, evidence: Any, *args: Any, counts: bool, is_to_be_shown: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].queryset = evidence  # type: ignore[attr-defined]
        if not counts:
            del self.fields["accepted"]
        if not is_to_be_shown:
            del self.fields["evidence"]


class DecideDeviationForm(forms.Form):
    """The decision on a proposed deviation."""

    decision = forms.ChoiceField(label=_("Decision"), choices=DECISIONS)
    answer = forms.CharField(label=_("Answer"), max_length=500, required=False, help_text=_("A refusal says why."))


class WithdrawDeviationForm(forms.Form):
    """The withdrawal of a deviation."""

    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=_("The other side is told."))
