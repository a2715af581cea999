"""Forms of selections: the choice with its reason, the feedback on an offer, and bars to selection."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.generation.models import SelectionBar, SelectionFeedback
from muster.kit.forms import DateInput
from muster.parties.models import OrganisationKind
from muster.pledges.tables import unit_type_choices


class ChoiceForm(forms.Form):
    """The chosen offer, and why it is chosen where it is not the best."""

    offer = forms.ChoiceField(label=_("Offer"))
    justification = forms.CharField(
        label=_("Written reason"),
        max_length=4000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Needed where the offer has not the best score, or little of its score is known."),
    )

    def __init__(self, offers: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["offer"].choices = offers


class FeedbackForm(forms.ModelForm[SelectionFeedback]):
    """What the State of an offer that was not chosen is told."""

    class Meta:
        model = SelectionFeedback
        fields = ("reasons", "advice")


class BarForm(forms.ModelForm[SelectionBar]):
    """A host objection, a vetting block or sanctions."""

    unit_type = forms.ChoiceField(
        label=_("Unit type (none: all)"), choices=lambda: [("", "—"), *unit_type_choices()], required=False
    )

    class Meta:
        model = SelectionBar
        fields = ("kind", "state", "unit_type", "mission", "valid_from", "valid_until", "reason", "ask", "source")
        widgets = {"valid_from": DateInput(), "valid_until": DateInput()}
        help_texts = {"reason": _("Of a vetting block the State does not read it; it reads whom to ask.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["state"]
        field.queryset = field.queryset.filter(kind=OrganisationKind.MEMBER_STATE)


class EndBarForm(forms.Form):
    """That a bar ends, and why."""

    until = forms.DateField(label=_("Until (excluded)"), widget=DateInput())
    reason = forms.CharField(label=_("Why"), max_length=300)
