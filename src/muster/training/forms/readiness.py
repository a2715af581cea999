"""Forms of rosters, required training and certifications."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from muster.kit.forms import DateInput
from muster.people.models import Purpose, Sex
from muster.people.terms import PersonTerms
from muster.reference.required_training import course_standards, standard_name
from muster.reference.unit_types import unit_types
from muster.training.readiness_terms import CertificationTerms, RequiredTerms
from muster.training.rules.readiness_roster import FUNCTIONS


class RosterForm(forms.Form):
    """One person on a roster: by number, or new by name."""

    number = forms.IntegerField(
        label=_("Person (number)"), min_value=1, required=False, help_text=_("Of a person on record; else the name.")
    )
    family_name = forms.CharField(label=_("Family name"), max_length=120, required=False)
    given_names = forms.CharField(label=_("Given names"), max_length=120, required=False)
    rank = forms.CharField(label=_("Rank"), max_length=60, required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", "—"), *Sex.choices], required=False)
    function = forms.CharField(
        label=_("Function"), max_length=40, required=False, help_text=_("For example %s.") % ", ".join(FUNCTIONS)
    )

    def clean(self) -> dict[str, Any]:
        """A number or a name says who it is."""
        said = super().clean() or {}
        if not said.get("number") and not said.get("family_name"):
            self.add_error("number", _("Give the number of a person on record, or the family name of a new one."))
        return said

    def person(self) -> PersonTerms:
        """Return the new person as terms."""
        said = self.cleaned_data
        names = ("family_name", "given_names", "rank", "sex")
        return PersonTerms(purpose=Purpose.UNIT_MEMBER.value, **{name: said[name] for name in names})


class TakeOffForm(forms.Form):
    """That a person is taken off a roster."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


def _standards() -> list[tuple[str, str]]:
    return [("", "—"), *((one.code, f"{one.name} ({one.code})") for one in course_standards())]


class RequiredForm(forms.Form):
    """What is asked for besides."""

    standard = forms.ChoiceField(label=_("Standard"), choices=_standards)
    unit_type = forms.ChoiceField(
        label=_("Unit type"),
        required=False,
        choices=lambda: [("", "—"), *((one.code, one.name) for one in unit_types())],
    )
    function = forms.CharField(label=_("Function"), max_length=40, required=False, help_text=_("Empty: everybody."))
    mission = forms.CharField(label=_("Mission (acronym)"), max_length=40, required=False)
    valid_from = forms.DateField(label=_("From"), widget=DateInput())
    valid_until = forms.DateField(label=_("Until (excluded)"), widget=DateInput(), required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def terms(self) -> RequiredTerms:
        """Return the cleaned content as terms."""
        return RequiredTerms(**self.cleaned_data)


class RequiredEndForm(forms.Form):
    """The first day on which something is no longer asked for."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)
    until = forms.DateField(label=_("Until (excluded)"), widget=DateInput())


class CertificationForm(forms.Form):
    """What the State certifies besides training, and a reason for each item that somebody misses."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)
    is_ready = forms.BooleanField(label=_("Operational readiness is certified"), required=False)
    has_clean_conduct = forms.BooleanField(label=_("Conduct is certified"), required=False)

    def __init__(self, data: Any, missing: Sequence[tuple[str, int]], initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        for standard, people in missing:
            asked = ngettext(
                "Why %(people)s person goes without: %(name)s", "Why %(people)s people go without: %(name)s", people
            )
            self.fields[f"exception_{standard}"] = forms.CharField(
                label=asked % {"people": people, "name": standard_name(standard)},
                max_length=160,
                required=False,
            )
        self.missing = missing

    def terms(self) -> CertificationTerms:
        """Return the cleaned content as terms."""
        said = self.cleaned_data
        exceptions = {standard: said[f"exception_{standard}"] for standard, _people in self.missing}
        return CertificationTerms(said["is_ready"], said["has_clean_conduct"], exceptions)


class SignatureForm(forms.Form):
    """The signature under a certification."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)
    office = forms.CharField(label=_("Signed by (office)"), max_length=160, help_text=_("The office, not the person."))
    note_verbale = forms.CharField(label=_("Note verbale (reference)"), max_length=120)
    on = forms.DateField(label=_("Signed on"), widget=DateInput())


class RevocationForm(forms.Form):
    """Why a certification is revoked."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300)
