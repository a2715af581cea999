"""The form that asks for the room under the acts on a day, in a mission, for a category of people."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.authorisations.models import ActCategory
from muster.kit.forms import DateInput


class RoomForm(forms.Form):
    """A day to come, a mission and a category of people."""

    on = forms.DateField(label=_("On"), widget=DateInput(), help_text=_("Any day from the one looked at on."))
    mission = forms.ChoiceField(label=_("Mission"))
    category = forms.ChoiceField(label=_("Category"), choices=ActCategory.choices)

    def __init__(self, *args: Any, missions: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["mission"].choices = [(one, one) for one in missions]  # type: ignore[attr-defined]


def asked_room(data: Any, missions: Sequence[str], day: date) -> RoomForm:
    """Return the form: as it was asked, or for the day itself and the first mission."""
    known = {"on": day, "mission": next(iter(missions), ""), "category": ActCategory.CONTINGENT.value}
    asked = {name: data.get(name) or value for name, value in known.items()}
    return RoomForm(asked, missions=missions)
