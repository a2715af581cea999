"""What is asked of the optimisers of rotations."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.deployments.queries.lift_plan import LiftOrder
from muster.kit.forms import DateInput, with_unit
from muster.kit.intervals import add_months
from muster.reference.parameters import parameter


class CompanyPlanForm(forms.Form):
    """Which tours companies are chosen for."""

    until = forms.DateField(label=_("Tours that begin before"), widget=DateInput())

    def __init__(self, data: Any, day: date) -> None:
        months = parameter("companies_plan_months", day).integer
        super().__init__(data, initial={"until": add_months(day, months)})


class LiftPlanForm(forms.Form):
    """Of which missions arrivals are planned together, for how long and within what."""

    missions = forms.MultipleChoiceField(
        label=_("Missions"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: all that the Secretariat mandates."),
    )
    begins_on = forms.DateField(label=_("Arrivals from"), widget=DateInput())
    weeks = with_unit(forms.IntegerField(label=_("For"), min_value=1, max_value=160), _("weeks"))
    people_per_week = with_unit(
        forms.IntegerField(label=_("A mission receives"), min_value=1, max_value=20_000), _("people a week")
    )
    flights_per_month = with_unit(
        forms.IntegerField(label=_("Charter plan"), min_value=1, max_value=1_000), _("flights a month")
    )

    def __init__(self, data: Any, missions: list[str], day: date) -> None:
        initial = {
            "begins_on": day + timedelta(days=1),
            "weeks": parameter("rotation_lift_weeks", day).integer,
            "people_per_week": parameter("rotation_lift_people_per_week", day).integer,
            "flights_per_month": parameter("rotation_lift_flights_per_month", day).integer,
        }
        super().__init__(data, initial=initial)
        fields: dict[str, Any] = self.fields
        fields["missions"].choices = [(one, one) for one in missions]

    def order(self) -> LiftOrder:
        """Return what is asked; the form is valid."""
        given = self.cleaned_data
        return LiftOrder(**{**given, "missions": tuple(given["missions"])})
