"""The form that asks for a plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import DateInput, Grouped, with_unit
from muster.plans.actions import LONGEST_HORIZON_MONTHS, LONGEST_SOLVE_SECONDS
from muster.plans.assumption_fields import ASSUMPTIONS, AssumptionFields


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
