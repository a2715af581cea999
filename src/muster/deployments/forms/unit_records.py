"""The forms of a unit's strength, moves, legal basis and changes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.deployments.models import BasisKind
from muster.deployments.terms import BasisTerms, MoveTerms, StrengthTerms, UnitChange
from muster.kit.forms import DateInput, with_unit

MOST_PEOPLE = 100_000


def _people(label: Any, *, required: bool = True) -> forms.IntegerField:
    field = forms.IntegerField(label=label, min_value=0, max_value=MOST_PEOPLE, required=required)
    return with_unit(field, _("people"))


class StrengthForm(forms.Form):
    """People of a unit in theatre on a day."""

    on = forms.DateField(label=_("On"), widget=DateInput())
    men = _people(_("Men"))
    women = _people(_("Women"))
    support_men = _people(_("Men of the national support element"), required=False)
    support_women = _people(_("Women of the national support element"), required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def terms(self) -> StrengthTerms:
        """Return the cleaned content as terms."""
        said = self.cleaned_data
        support = {name: said[name] or 0 for name in ("support_men", "support_women")}
        return StrengthTerms(**{**said, **support})


class MoveForm(forms.Form):
    """Where a unit stands from a day on."""

    place = forms.CharField(label=_("Place"), max_length=120)
    held_from = forms.DateField(label=_("From"), widget=DateInput())
    latitude = with_unit(forms.FloatField(label=_("Latitude"), required=False), _("degrees"))
    longitude = with_unit(forms.FloatField(label=_("Longitude"), required=False), _("degrees"))
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def terms(self) -> MoveTerms:
        """Return the cleaned content as terms."""
        return MoveTerms(**self.cleaned_data)


class BasisForm(forms.Form):
    """An instrument on which people of a unit stand."""

    instrument = forms.ChoiceField(
        label=_("Instrument of a case"), required=False, help_text=_("Gives kind and title where these are left empty.")
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", "—"), *BasisKind.choices])
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    valid_from = forms.DateField(label=_("From"), widget=DateInput())
    valid_until = forms.DateField(label=_("Until (excluded)"), widget=DateInput(), required=False)
    covers_support = forms.BooleanField(label=_("Covers the national support element"), required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def __init__(self, data: Any, instruments: Any) -> None:
        super().__init__(data)
        choices = [(one.reference, f"{one.title} ({one.reference})") for one in instruments]
        self.fields["instrument"].choices = [("", "—"), *choices]  # type: ignore[attr-defined]

    def terms(self) -> BasisTerms:
        """Return the cleaned content as terms."""
        return BasisTerms(**self.cleaned_data)


class BasisEndForm(forms.Form):
    """The first day on which an instrument no longer holds."""

    until = forms.DateField(label=_("Holds until (excluded)"), widget=DateInput())


class UnitChangeForm(forms.Form):
    """The agreed strength and the end of the presence of a unit as they are to be."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    strength = _people(_("Agreed strength"))
    present_until = forms.DateField(label=_("Present until (excluded)"), widget=DateInput(), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def change(self) -> UnitChange:
        """Return the cleaned content as terms."""
        return UnitChange(**{name: value for name, value in self.cleaned_data.items() if name != "version"})
