"""The form that asks for a plan."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import BoundGroup, DateInput, Grouped, with_unit
from muster.plans.actions import LONGEST_HORIZON_MONTHS, LONGEST_SOLVE_SECONDS
from muster.plans.assumption_fields import ASSUMPTIONS, AssumptionFields

PREFILLED = ("title", "surge_mission", "surge_unit_type", "surge_posts", "surge_from")
"""What the address of the form may fill in: a page that proposes a surge links so."""


def prefilled(address: Mapping[str, str]) -> dict[str, Any]:
    """What the parameters of an address fill in."""
    return {name: address[name] for name in PREFILLED if address.get(name)}


class PlanForm(Grouped, AssumptionFields):
    """When, how far ahead, how long the planner may think, and what it is to assume."""

    groups = ASSUMPTIONS

    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    planned_on = forms.DateField(
        label=_("As of"), widget=DateInput(), help_text=_("The plan rests on what was true and known on this day.")
    )
    horizon_months = with_unit(
        forms.IntegerField(label=_("Horizon"), min_value=1, max_value=LONGEST_HORIZON_MONTHS), _("months")
    )
    seconds = with_unit(
        forms.IntegerField(label=_("Time limit"), min_value=1, max_value=LONGEST_SOLVE_SECONDS), _("seconds")
    )

    @property
    def bound_groups(self) -> list[BoundGroup]:
        """The groups with their fields; one that is filled in already is not folded away."""
        return [
            replace(one, group=replace(one.group, folded=False))
            if any(self.initial.get(name) for name in one.group.fields)
            else one
            for one in super().bound_groups
        ]
