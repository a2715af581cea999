"""The question of a build-up: which mission, of which strength, from when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.generation.build_up.asking import Question
from muster.kit.forms import DateInput, with_unit

MOST_PEOPLE = 200_000
"""No operation on record had half as many; a slip of the keyboard is refused before it is simulated."""


class FiguresForm(forms.Form):
    """The figures that may be asked for instead of those on record."""

    strength = with_unit(
        forms.IntegerField(
            label=_("Authorised strength"),
            required=False,
            min_value=1,
            max_value=MOST_PEOPLE,
            help_text=_("Empty: the units on the maps of its first months, else a force of its peak on record."),
        ),
        _("people"),
    )
    start = forms.DateField(
        label=_("Start"),
        required=False,
        widget=DateInput(),
        help_text=_("Empty: the start by the register of missions."),
    )

    def question(self, mission: str) -> Question:
        """Return what is asked of a mission. Call it on a valid form."""
        return Question(mission, self.cleaned_data["strength"], self.cleaned_data["start"])


class MissionForm(FiguresForm):
    """The same with the mission's name, which may be one that is not on record."""

    mission = forms.CharField(
        label=_("Mission"),
        max_length=40,
        help_text=_("Its acronym, for example MINUSCA. One that is not on record wants a strength and a start."),
    )
    field_order = ("mission", "strength", "start")

    def figures(self) -> dict[str, Any]:
        """Return the figures given, as the address of the mission's page has them. Call it on a valid form."""
        given = {name: self.cleaned_data[name] for name in ("strength", "start")}
        return {name: value for name, value in given.items() if value is not None}
