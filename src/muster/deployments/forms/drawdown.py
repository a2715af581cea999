"""The forms of a drawdown: what is ordered, and that it is accepted."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.deployments.actions import Departure
from muster.deployments.queries.drawdown import DrawdownOrder
from muster.deployments.tables.drawdown import FIRST_WORDS
from muster.kit.forms import DateInput, with_unit
from muster.reference.unit_types import unit_types

ALL_MISSIONS = ("", gettext_lazy("all that the Secretariat mandates"))


class DrawdownForm(forms.Form):
    """What is ordered of which mission until when, and what comes first."""

    mission = forms.ChoiceField(label=gettext_lazy("Mission"), required=False)
    percent = with_unit(
        forms.IntegerField(
            label=gettext_lazy("Cut"),
            min_value=0,
            max_value=100,
            help_text=gettext_lazy("100: the mission ends; 0: only the units named below leave."),
        ),
        gettext_lazy("percent of the people"),
    )
    begins_on = forms.DateField(label=gettext_lazy("First lift from"), widget=DateInput())
    until = forms.DateField(label=gettext_lazy("Gone until (excluded)"), widget=DateInput())
    in_each = forms.BooleanField(label=gettext_lazy("Each mission loses its share"), required=False)
    leaving = forms.CharField(
        label=gettext_lazy("Units that leave in any case"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("References, separated by semicolons."),
    )
    kept = forms.MultipleChoiceField(
        label=gettext_lazy("Categories to be kept"), required=False, widget=forms.CheckboxSelectMultiple
    )
    first = forms.ChoiceField(label=gettext_lazy("What comes first"), required=False, choices=list(FIRST_WORDS.items()))

    def __init__(self, data: Any, missions: list[str], day: date) -> None:
        begins_on = day + timedelta(days=1)
        super().__init__(
            data, initial={"percent": 25, "begins_on": begins_on, "until": begins_on + timedelta(weeks=13)}
        )
        fields: dict[str, Any] = self.fields
        fields["mission"].choices = [ALL_MISSIONS, *((one, one) for one in missions)]
        categories = dict.fromkeys(one.category for one in unit_types() if one.category != "individuals")
        fields["kept"].choices = [(one, one) for one in categories]

    def order(self) -> DrawdownOrder:
        """Return what is ordered; the form is valid."""
        given = self.cleaned_data
        return DrawdownOrder(
            begins_on=given["begins_on"],
            until=given["until"],
            percent=given["percent"],
            mission=given["mission"],
            in_each=given["in_each"],
            kept=frozenset(given["kept"]),
            leaving=frozenset(one.strip() for one in given["leaving"].split(";") if one.strip()),
        )


def departures_text(departures: list[Departure]) -> str:
    """Return departures as the form of acceptance carries them, a line each: unit, version, lifts."""
    return "\n".join(
        f"{one.unit} {one.version} " + ",".join(f"{day.isoformat()}:{people}" for day, people in one.lifts)
        for one in departures
    )


class AcceptDrawdownForm(forms.Form):
    """Who leaves when, as it was shown, and by which decision."""

    departures = forms.CharField(
        label=gettext_lazy("Departures"),
        widget=forms.Textarea,
        max_length=60_000,
        help_text=gettext_lazy("A line each: unit, its version, lifts as day:people separated by commas."),
    )
    reason = forms.CharField(label=gettext_lazy("By which decision"), max_length=300)

    def clean_departures(self) -> list[Departure]:
        """Return the departures; names the line that cannot be read."""
        found = []
        for number, line in enumerate(self.cleaned_data["departures"].splitlines(), 1):
            try:
                unit, version, lifts = line.split()
                pairs = [one.split(":") for one in lifts.split(",")]
                days = tuple((date.fromisoformat(day), int(people)) for day, people in pairs)
                found.append(Departure(unit, int(version), days))
            except ValueError as error:
                words = _("Line %(number)s cannot be read; plan the drawdown again.") % {"number": number}
                raise ValidationError(words) from error
        return found
