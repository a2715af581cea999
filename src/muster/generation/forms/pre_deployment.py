"""The form by which a pre-deployment visit is asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.generation.actions import CaseVisitTerms
from muster.kit.forms import DateInput
from muster.kit.named import choices
from muster.visits.stages import VisitMode


class CaseVisitForm(forms.Form):
    """When the team is to come, and how."""

    planned_from = forms.DateField(label=_("Planned from"), widget=DateInput(), required=False)
    planned_until = forms.DateField(label=_("Planned until (excluded)"), widget=DateInput(), required=False)
    mode = forms.ChoiceField(label=_("Mode"), choices=choices(VisitMode))
    purpose = forms.CharField(label=_("Purpose"), max_length=300, required=False)

    def terms(self) -> CaseVisitTerms:
        """Return the cleaned content."""
        return CaseVisitTerms(**self.cleaned_data)
