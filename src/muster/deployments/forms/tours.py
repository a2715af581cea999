"""The forms of units and their tours."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from muster.deployments.rules.lifts import LiftTerms
from muster.deployments.terms import TourChange, UnitTerms
from muster.kit.forms import DateInput, with_unit
from muster.missions.models import Post
from muster.parties.models import Organisation, OrganisationKind


class UnitForm(forms.Form):
    """A unit that has arrived."""

    reference = forms.SlugField(label=_("Reference"), max_length=60, help_text=_("For example KAZ-UNIFIL-COY."))
    title = forms.CharField(label=_("Title"), max_length=200)
    state = forms.ModelChoiceField(label=_("State"), queryset=Organisation.objects.none(), to_field_name="code")
    post = forms.ModelChoiceField(label=_("Post"), queryset=Post.objects.none(), to_field_name="reference")
    inside = forms.ChoiceField(
        label=_("Serves inside"), required=False, help_text=_("The unit of another State that it is part of.")
    )
    strength = with_unit(forms.IntegerField(label=_("Agreed strength"), min_value=1, max_value=100_000), _("people"))
    present_from = forms.DateField(label=_("Present from"), widget=DateInput())
    present_until = forms.DateField(label=_("Present until (excluded)"), widget=DateInput(), required=False)
    tour_months = with_unit(
        forms.IntegerField(label=_("Agreed tour"), required=False, min_value=1, max_value=36), _("months")
    )
    overlap_days = with_unit(
        forms.IntegerField(label=_("Agreed overlap"), required=False, min_value=0, max_value=60), _("days")
    )
    training_days = with_unit(
        forms.IntegerField(label=_("Training before a tour"), required=False, min_value=0, max_value=730), _("days")
    )
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def __init__(self, data: Any, posts: Any, units: Any, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        fields: dict[str, Any] = self.fields
        fields["state"].queryset = Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE)
        fields["post"].queryset = posts
        fields["inside"].choices = [("", "—"), *((one.reference, f"{one.title} ({one.reference})") for one in units)]

    def terms(self) -> UnitTerms:
        """Return the cleaned content as terms."""
        said = self.cleaned_data
        return UnitTerms(**{**said, "state": said["state"].code, "post": said["post"].reference})


class UnitOfCaseForm(UnitForm):
    """The unit that a case brought, filled in from the case."""

    case = forms.CharField(widget=forms.HiddenInput, max_length=60)
    pledge = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    instruments = forms.MultipleChoiceField(
        label=_("Legal basis"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Instruments of the case on which its people stand from the arrival on."),
    )

    def __init__(self, data: Any, posts: Any, units: Any, initial: dict[str, Any], instruments: Any) -> None:
        choices = [(one.reference, f"{one.title} ({one.reference})") for one in instruments]
        super().__init__(data, posts, units, {**initial, "instruments": [value for value, _label in choices]})
        fields: dict[str, Any] = self.fields
        fields["instruments"].choices = choices

    def terms(self) -> UnitTerms:
        """Return the cleaned content as terms, the instruments left out."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "instruments"}
        return UnitTerms(**{**said, "state": said["state"].code, "post": said["post"].reference})


class PlanForm(forms.Form):
    """Until which day tours are planned."""

    until = forms.DateField(label=_("Plan tours that begin before"), widget=DateInput())


class AcceptForm(PlanForm):
    """A plan that is accepted as it was shown."""

    seen = forms.CharField(widget=forms.HiddenInput)


class TourChangeForm(forms.Form):
    """The days of a tour as they are to be."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    arrives_on = forms.DateField(label=_("Arrives on"), widget=DateInput())
    leaves_on = forms.DateField(label=_("Leaves on"), widget=DateInput())
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def change(self) -> TourChange:
        """Return the cleaned content as terms."""
        return TourChange(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class AgreeForm(forms.Form):
    """A step that needs nothing but to be taken."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def said(self) -> dict[str, Any]:
        """Return the cleaned content for the action, the version as `expected_version`."""
        values = dict(self.cleaned_data)
        return {"expected_version": values.pop("version"), **values}


class ArrivedForm(AgreeForm):
    """On which day how many people came."""

    on = forms.DateField(label=_("Arrived on"), widget=DateInput())
    people = with_unit(
        forms.IntegerField(label=_("People"), required=False, min_value=1, max_value=100_000), _("people")
    )
    women = with_unit(
        forms.IntegerField(label=_("Of whom women"), required=False, min_value=0, max_value=100_000), _("people")
    )


class LeftForm(AgreeForm):
    """The day on which the last have left."""

    on = forms.DateField(label=_("Left on"), widget=DateInput())


def first_of_next_years(day: date, years: int) -> date:
    """Return the day up to which a plan is proposed: so many years on."""
    return date(day.year + years, day.month, 1)


class CompanyForm(AgreeForm):
    """Which company takes a tour."""

    company = forms.ChoiceField(
        label=_("Company"), required=False, help_text=_("A national unit of the State; none: it is not settled.")
    )

    def __init__(self, data: Any, companies: Any, **more: Any) -> None:
        super().__init__(data, **more)
        fields: dict[str, Any] = self.fields
        fields["company"].choices = [("", "—"), *((one.code, f"{one.name} ({one.code})") for one in companies)]


class LiftsForm(AgreeForm):
    """In which lifts a tour's people travel, a line each."""

    lifts = forms.CharField(
        label=_("Lifts"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("A line each: day and people, for example 2026-11-01 60. Empty: all travel on one day."),
    )

    def clean_lifts(self) -> list[LiftTerms]:
        """Return the lifts; names the line that cannot be read."""
        found = []
        for number, line in enumerate(self.cleaned_data["lifts"].splitlines(), 1):
            if not line.strip():
                continue
            try:
                day, people = line.split()
                found.append(LiftTerms(date.fromisoformat(day), int(people)))
            except ValueError as error:
                words = gettext("Line %(number)s cannot be read; give a day and people, as in 2026-11-01 60.")
                raise ValidationError(words % {"number": number}) from error
        return found


def lifts_text(lifts: Iterable[Any]) -> str:
    """Return lifts as the form shows them."""
    return "\n".join(f"{one.on.isoformat()} {one.people}" for one in lifts)
