"""Forms of offers and what they are matched to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import DateInput
from muster.kit.named import choices
from muster.reference.required_training import course_standards
from muster.training.readiness_terms import OfferTerms
from muster.training.stages import OfferKind


class OfferForm(forms.Form):
    """What is offered."""

    reference = forms.SlugField(label=_("Reference"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), choices=choices(OfferKind))
    standard = forms.ChoiceField(
        label=_("Standard"), choices=lambda: [(one.code, f"{one.name} ({one.code})") for one in course_standards()]
    )
    people = forms.IntegerField(label=_("People who can be trained"), min_value=1, max_value=100_000)
    offered_from = forms.DateField(label=_("From"), widget=DateInput())
    offered_until = forms.DateField(label=_("Until (excluded)"), widget=DateInput())
    language = forms.CharField(label=_("Language (code)"), max_length=8, required=False)
    conditions = forms.CharField(label=_("Conditions"), max_length=500, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def terms(self) -> OfferTerms:
        """Return the cleaned content as terms."""
        return OfferTerms(**self.cleaned_data)


class WithdrawForm(forms.Form):
    """That an offer is withdrawn."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class ProposalForm(forms.Form):
    """To whom an offer is proposed."""

    state = forms.CharField(label=_("State (ISO alpha-3 code)"), min_length=3, max_length=3)
    people = forms.IntegerField(label=_("People"), min_value=1, max_value=100_000)
    reason = forms.CharField(label=_("Reason"), max_length=300)


class MatchStepForm(forms.Form):
    """How a match goes on."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    session = forms.SlugField(label=_("Session that came of it"), max_length=80, required=False)
    reason = forms.CharField(label=_("Reason or remark"), max_length=300, required=False)
