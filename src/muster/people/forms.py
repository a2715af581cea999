"""The forms of a person, of handing data on, and of erasing them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import DateInput
from muster.parties.models import Organisation
from muster.people.models import Person, PersonShare, Purpose
from muster.people.rules import PERSONAL_FIELDS
from muster.people.terms import PersonTerms

FIELDS = ("purpose", *PERSONAL_FIELDS, "keep_until")


class PersonForm(forms.ModelForm[Person]):
    """A person's data. Which fields the purpose allows is the rules' to say."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    class Meta:
        model = Person
        fields = FIELDS
        widgets = {"keep_until": DateInput()}
        help_texts = {
            "purpose": _("What the data are kept for; it says which fields may be filled."),
            "sex": _("For pool candidates only."),
            "keep_until": _(
                "The first day on which the data are no longer kept; left empty, the longest time allowed."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["family_name"].required = True
        self.fields["keep_until"].required = False
        if self.instance.pk:
            self.fields["version"].initial = self.instance.version

    def _post_clean(self) -> None:
        """Check the fields without touching the record: the action writes it."""
        kept = {name: getattr(self.instance, name) for name in FIELDS}
        if not self.cleaned_data.get("keep_until"):
            self.cleaned_data.pop("keep_until", None)
        super()._post_clean()  # type: ignore[misc]
        for name, value in kept.items():
            setattr(self.instance, name, value)

    def terms(self) -> PersonTerms:
        """Return the cleaned content as terms."""
        values = {name: self.cleaned_data[name] for name in ("purpose", *PERSONAL_FIELDS)}
        return PersonTerms(**values, keep_until=self.cleaned_data.get("keep_until"))


class NewPersonForm(PersonForm):
    """A person who is entered, with the word that they are not one on record."""

    is_another = forms.BooleanField(
        label=_("This is another person than those on record who look the same"), required=False
    )


class PurposeForm(forms.Form):
    """For what else a person is kept, and until when."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    purpose = forms.ChoiceField(label=_("Purpose"), choices=Purpose.choices)
    until = forms.DateField(
        label=_("Until (excluded)"),
        widget=DateInput(),
        required=False,
        help_text=_("Left empty, the longest time allowed."),
    )


class EndPurposeForm(forms.Form):
    """Which of several purposes ends today."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    purpose = forms.ChoiceField(
        label=_("Purpose"), help_text=_("Fields and proofs that no other purpose needs go with it for good.")
    )

    def __init__(self, data: Any, purposes: Sequence[str], version: int) -> None:
        super().__init__(data, initial={"version": version})
        self.fields["purpose"].choices = [(one, Purpose(one).label) for one in purposes]  # type: ignore[attr-defined]


class ShareForm(forms.ModelForm[PersonShare]):
    """To whom a person's data are handed, for what and until when."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.all(), to_field_name="code"
    )

    class Meta:
        model = PersonShare
        fields = ("organisation", "purpose", "until")
        widgets = {"until": DateInput()}


class ErasureForm(forms.Form):
    """Why a person's data are erased."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("It stays in the audit log for good: name nobody in it. The data cannot be brought back."),
    )
