"""Forms of national units and of what is on record of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import DateInput
from muster.pledges.actions.units import CertificationTerms, ProfileTerms, ServiceTerms, UnitTerms
from muster.pledges.models import InteroperabilityProfile, NationalUnit, SharedService
from muster.reference.certifications import certification_ratings, certification_steps


class UnitForm(forms.Form):
    """A national unit; the code is given once."""

    code = forms.SlugField(label=_("Code"), max_length=60, help_text=_("For example KAZ-KAZBAT. It stays."))
    name = forms.CharField(label=_("Name"), max_length=200)
    home_base = forms.CharField(label=_("Home base"), max_length=120, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def __init__(self, *args: Any, unit: NationalUnit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unit is not None:
            for name in ("code", "name", "home_base", "source"):
                self.fields[name].initial = getattr(unit, name)
            self.fields["code"].disabled = True

    def terms(self) -> UnitTerms:
        """Return the cleaned content."""
        return UnitTerms(**self.cleaned_data)


class ProfileForm(forms.ModelForm[InteroperabilityProfile]):
    """What a unit works with."""

    class Meta:
        model = InteroperabilityProfile
        fields = ("languages", "procedures", "communications", "remarks", "source")

    def terms(self) -> ProfileTerms:
        """Return the cleaned content."""
        return ProfileTerms(**self.cleaned_data)


class CertificationForm(forms.Form):
    """A step of an outside scheme that a unit took."""

    step = forms.ChoiceField(
        label=_("Scheme and step"), choices=lambda: [(one.code, one.name) for one in certification_steps()]
    )
    rating = forms.ChoiceField(
        label=_("Rating"), choices=lambda: [(one.code, one.name) for one in certification_ratings()]
    )
    certified_on = forms.DateField(label=_("Certified on"), widget=DateInput())
    valid_until = forms.DateField(label=_("Valid until (excluded)"), required=False, widget=DateInput())
    remarks = forms.CharField(label=_("Remarks"), max_length=300, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def terms(self) -> CertificationTerms:
        """Return the cleaned content."""
        values = dict(self.cleaned_data)
        scheme, step = values.pop("step").split(":")
        return CertificationTerms(scheme=scheme, step=step, **values)


class ServiceForm(forms.Form):
    """What a unit did together with units of another State."""

    kind = forms.ChoiceField(label=_("Kind"), choices=SharedService.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=160)
    with_state = forms.CharField(label=_("With (ISO alpha-3)"), min_length=3, max_length=3)
    began_on = forms.DateField(label=_("Began on"), widget=DateInput())
    ended_on = forms.DateField(label=_("Ended on (excluded)"), required=False, widget=DateInput())
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def terms(self) -> ServiceTerms:
        """Return the cleaned content."""
        values = dict(self.cleaned_data)
        values["with_state"] = values["with_state"].upper()
        return ServiceTerms(**values)


class CompareForm(forms.Form):
    """Two units, or a unit and a State, to be compared; a State to be shown against all others."""

    first = forms.ChoiceField(label=_("Unit"), required=False)
    second = forms.ChoiceField(label=_("Other unit"), required=False)
    state = forms.ChoiceField(label=_("Or all units of"), required=False)

    def __init__(self, units: list[NationalUnit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", "—"), *((one.code, f"{one.name} ({one.state.name})") for one in units)]
        owners = {one.state.code: one.state.name for one in units}
        for name, choices in (("first", offered), ("second", offered), ("state", [("", "—"), *owners.items()])):
            field: Any = self.fields[name]
            field.choices = choices
