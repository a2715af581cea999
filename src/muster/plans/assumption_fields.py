"""The fields in which a form takes assumptions, and the changes that they mean."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.forms import DateInput, Group, with_unit
from muster.planning.stress.scenario import (
    Change,
    MissionClosed,
    PledgeDelayed,
    PledgeWithdrawn,
    RotationsBlocked,
    StateWithdrawn,
    Surge,
)
from muster.plans.periods import Calendar

MOST_SURGE_POSTS = 50


class AssumptionFields(forms.Form):
    """What the plan assumes to happen beyond the record. All may stay empty."""

    withdrawn_pledges = forms.CharField(
        label=gettext_lazy("Pledges withdrawn"),
        required=False,
        max_length=4000,
        help_text=gettext_lazy("References, separated by commas."),
    )
    withdrawn_states = forms.CharField(
        label=gettext_lazy("States that withdraw all pledges"),
        required=False,
        max_length=400,
        help_text=gettext_lazy("Codes such as KAZ, separated by commas."),
    )
    delayed_pledges = forms.CharField(
        label=gettext_lazy("Pledges that are late"),
        required=False,
        max_length=4000,
        help_text=gettext_lazy("Reference and months, such as kaz-engineers 3, separated by commas."),
    )
    closed_mission = forms.CharField(label=gettext_lazy("Mission that closes"), required=False, max_length=40)
    closed_from = forms.DateField(label=gettext_lazy("Closes on"), required=False, widget=DateInput())
    surge_mission = forms.CharField(
        label=gettext_lazy("Mission that wants more"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Empty, with posts: wherever they are wanted, like those of any mission."),
    )
    surge_unit_type = forms.CharField(
        label=gettext_lazy("Unit type wanted"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Empty: like the posts that are there."),
    )
    surge_posts = with_unit(
        forms.IntegerField(label=gettext_lazy("More posts"), required=False, min_value=1, max_value=MOST_SURGE_POSTS),
        gettext_lazy("posts"),
    )
    surge_from = forms.DateField(label=gettext_lazy("Wanted from"), required=False, widget=DateInput())
    blocked_mission = forms.CharField(label=gettext_lazy("Its mission"), required=False, max_length=40)
    blocked_from = forms.DateField(label=gettext_lazy("Blocked from"), required=False, widget=DateInput())
    blocked_until = forms.DateField(label=gettext_lazy("Until (excluded)"), required=False, widget=DateInput())

    def clean(self) -> dict[str, Any]:
        """Hold together what belongs together: a mission and its days."""
        data = super().clean() or self.cleaned_data
        for mission, *others in (
            ("closed_mission", "closed_from"),
            ("surge_mission", "surge_posts", "surge_from"),
            ("blocked_mission", "blocked_from", "blocked_until"),
        ):
            for name in others:
                if data.get(mission) and not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Needed with the mission."))
        if data.get("surge_posts") and not data.get("surge_from") and "surge_from" not in self.errors:
            self.add_error("surge_from", _("Needed with the posts."))
        if data.get("delayed_pledges") and not all(map(_DELAY.fullmatch, _words(data["delayed_pledges"]))):
            self.add_error("delayed_pledges", _("Give a reference and a number of months from 1 to 120 each."))
        return data

    def changes(self, day: date, horizon_months: int) -> list[Change]:
        """The changes that the fields mean, for a plan of this day and horizon; the form is valid."""
        return list(_changes(self.cleaned_data, Calendar.of(day, horizon_months)))


ASSUMPTIONS = (
    Group(
        gettext_lazy("What if pledges are withdrawn or late"),
        ("withdrawn_pledges", "withdrawn_states", "delayed_pledges"),
        gettext_lazy("Assumptions are kept with the plan, and such a plan is never published."),
        folded=True,
    ),
    Group(gettext_lazy("What if a mission closes"), ("closed_mission", "closed_from"), folded=True),
    Group(
        gettext_lazy("What if a mission wants more"),
        ("surge_mission", "surge_unit_type", "surge_posts", "surge_from"),
        folded=True,
    ),
    Group(
        gettext_lazy("What if a host lets nobody in or out"),
        ("blocked_mission", "blocked_from", "blocked_until"),
        folded=True,
    ),
)
"""The groups of these fields on a form."""

_DELAY = re.compile(r"(\S+)\s+(1[01][0-9]|120|[1-9][0-9]?)")


def _words(text: str) -> list[str]:
    return [word for part in re.split(r"[,;\n]", text) if (word := part.strip())]


def _changes(data: dict[str, Any], calendar: Calendar) -> Iterator[Change]:
    def month(name: str) -> int:
        """The month in which the day lies, or the next one if it is not its first; none before the horizon."""
        return max(0, calendar.first_whole(data[name]))

    yield from map(PledgeWithdrawn, _words(data["withdrawn_pledges"]))
    yield from (StateWithdrawn(code.upper()) for code in _words(data["withdrawn_states"]))
    for words in _words(data["delayed_pledges"]):
        reference, months = words.split()
        yield PledgeDelayed(reference, int(months))
    yield from _of_missions(data, month)


def _of_missions(data: dict[str, Any], month: Callable[[str], int]) -> Iterator[Change]:
    if data["closed_mission"]:
        yield MissionClosed(data["closed_mission"], month("closed_from"))
    if data["surge_posts"]:
        mission, unit_type = data["surge_mission"] or None, data["surge_unit_type"] or None
        yield Surge(mission, unit_type, data["surge_posts"], month("surge_from"))
    if data["blocked_mission"]:
        start = month("blocked_from")
        yield RotationsBlocked(data["blocked_mission"], start, max(start + 1, month("blocked_until")))
