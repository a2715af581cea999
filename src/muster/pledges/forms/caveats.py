"""Forms of caveats besides those of the pledge itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import DateInput
from muster.pledges.models import CaveatKind
from muster.pledges.terms import CaveatTerms


class DiscoveredCaveatForm(forms.Form):
    """A caveat that came to light."""

    kind = forms.ChoiceField(label=_("Kind"), choices=CaveatKind.choices)
    value = forms.CharField(
        label=_("Value"),
        max_length=80,
        help_text=_("Acronym of the mission, region, task, months, ISO alpha-3 code of a State, or a short name."),
    )
    text = forms.CharField(label=_("In words"), max_length=300, required=False)
    is_hard = forms.BooleanField(label=_("Hard: it excludes"), required=False, initial=True)
    expires_on = forms.DateField(label=_("Binds until (excluded)"), required=False, widget=DateInput())
    source = forms.CharField(label=_("How it came to light"), max_length=300)

    def terms(self) -> CaveatTerms:
        """Return the cleaned content as terms."""
        names = ("kind", "value", "text", "is_hard", "expires_on")
        return CaveatTerms(**{name: self.cleaned_data[name] for name in names})


class SatisfactionForm(forms.Form):
    """That a caveat or condition is satisfied."""

    satisfied_on = forms.DateField(label=_("Satisfied on"), widget=DateInput())
    satisfied_by = forms.CharField(label=_("By whom or what"), max_length=200)
    evidence = forms.CharField(label=_("Evidence"), max_length=300)


class ReasonForm(forms.Form):
    """Why something is dropped."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class PartnerForm(forms.Form):
    """A partner's note verbale."""

    held_from = forms.DateField(label=_("From"), widget=DateInput())
    note_verbale = forms.CharField(label=_("Note verbale (reference)"), max_length=120, required=False)


class PartnerWithdrawalForm(PartnerForm):
    """A partner's note verbale by which it withdraws or declines; the reason is optional."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)
