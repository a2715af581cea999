"""The page of a plan's prices: what one more of each scarce thing would be worth at most."""

from collections.abc import Sequence

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from muster.kit.tables import Table, render_table
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest
from muster.plans.explained import ExplainedPlan, explained_plan
from muster.plans.month_words import month_words
from muster.plans.periods import Calendar
from muster.plans.prices_pages import prices_figures, prices_head, unit_sentences
from muster.plans.prices_tables import ARRIVALS, STATES, posts_table, units_table


class SinceForm(forms.Form):
    """From which month on one more unit would be there."""

    since = forms.TypedChoiceField(label=gettext_lazy("One more unit from"), coerce=int)

    def __init__(self, calendar: Calendar, data: QueryDict) -> None:
        super().__init__(data if "since" in data else None, initial={"since": 0})
        field = self.fields["since"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(period, month_words(calendar.day(period))) for period in range(calendar.count)]

    @property
    def period(self) -> int:
        """Return the month asked for, the plan's first where none is, or none that the plan has."""
        return int(self.cleaned_data["since"]) if self.is_valid() else 0


@for_parties
@require_safe
def plan_prices(request: MusterRequest, reference: str) -> HttpResponse:
    """Show the prices of a plan by post, State and mission, and the worth of one more unit. All pledges are named."""
    found = explained_plan(request.viewer, reference)
    form = SinceForm(found.calendar, request.GET)
    tables: dict[str, object] = {}
    for name, (table, rows) in _rows(found, form.period).items():
        drawn = render_table(request, table, rows, prefix=f"{name}-")
        if isinstance(drawn, HttpResponse):
            return drawn
        tables[name] = drawn
    context = {
        "head": prices_head(found.stored),
        "form": form,
        "figures": prices_figures(found, form.period),
        "sentences": unit_sentences(found, form.period),
        **tables,
    }
    return render(request, "plans/prices.html", context)


def _rows(found: ExplainedPlan, period: int) -> dict[str, tuple[Table, Sequence[object]]]:
    """Return the tables of the page with their rows."""
    return {
        "units": (units_table(found, period), found.unit_worths),
        "posts": (posts_table(found), found.prices.posts),
        "states": (STATES, found.prices.states),
        "arrivals": (ARRIVALS, found.prices.arrivals),
    }
