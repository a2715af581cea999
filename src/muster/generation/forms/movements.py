"""The form of a movement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.generation.models import Case, Movement, MovementLoad, MovementMode
from muster.generation.rules.movement import MovementTerms
from muster.kit.forms import DateInput, Group, Grouped


class MovementForm(Grouped, forms.Form):
    """A movement. Ports and airports of the lists need no coordinates."""

    mode = forms.ChoiceField(label=_("How"), choices=MovementMode.choices)
    carries = forms.ChoiceField(label=_("Carries"), choices=MovementLoad.choices)
    people = forms.IntegerField(label=_("People"), min_value=0, max_value=100_000, required=False)
    origin = forms.CharField(
        label=_("From"), max_length=120, help_text=_("Port: UN/LOCODE or name. Airport: ICAO or IATA.")
    )
    destination = forms.CharField(label=_("To"), max_length=120)
    departs_on = forms.DateField(label=_("Departs on"), widget=DateInput())
    arrives_on = forms.DateField(label=_("Arrives on"), widget=DateInput())
    later_by_days = forms.IntegerField(
        label=_("Could be later by (days)"), min_value=0, max_value=365, required=False,
        help_text=_("The arrival plan of the mission suggests later days within this."),
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    origin_latitude = forms.FloatField(label=_("Latitude of departure"), required=False, min_value=-90, max_value=90)
    origin_longitude = forms.FloatField(
        label=_("Longitude of departure"), required=False, min_value=-180, max_value=180
    )
    destination_latitude = forms.FloatField(label=_("Latitude of arrival"), required=False, min_value=-90, max_value=90)
    destination_longitude = forms.FloatField(
        label=_("Longitude of arrival"), required=False, min_value=-180, max_value=180
    )
    sea_route_nm = forms.IntegerField(
        label=_("Sea route entered (nautical miles)"), min_value=1, max_value=30_000, required=False,
        help_text=_("Only where the route reckoned here does not hold."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    groups = (
        Group(
            _("Places of no list, and a route of your own"),
            ("origin_latitude", "origin_longitude", "destination_latitude", "destination_longitude", "sea_route_nm"),
            folded=True,
        ),
    )

    def __init__(self, data: Any, found: Movement | None, case: Case) -> None:
        version = case.pledge.latest if case.pledge else None
        initial: dict[str, Any] = {"people": case.strength, "carries": MovementLoad.PEOPLE, "mode": MovementMode.AIR}
        if version is not None:
            initial["origin"] = version.airport
        if found is not None:
            names = (*MovementTerms.__dataclass_fields__, "version")
            initial = {name: getattr(found, name) for name in names}
            if found.sea_route_nm is None and found.mode != MovementMode.ROAD:
                for which in ("origin", "destination"):  # what comes from the lists is looked up anew
                    initial[f"{which}_latitude"] = initial[f"{which}_longitude"] = None
        super().__init__(data, initial=initial)

    def terms(self) -> MovementTerms:
        """Return the cleaned content."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        said["people"], said["later_by_days"] = said["people"] or 0, said["later_by_days"] or 0
        return MovementTerms(**said)
