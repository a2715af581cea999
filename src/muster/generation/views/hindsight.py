"""The page of a case's forecasts against what happened."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.generation import queries
from muster.generation.pages.case_parts import part_head
from muster.generation.pages.hindsight import HINDSIGHT, arrival_in_words
from muster.generation.queries.hindsight import history_of_case
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def case_history(request: MusterRequest, case: str) -> HttpResponse:
    """Show what the forecasts of a case said on the days on which something became known, and what happened."""
    found = queries.visible_case(request.viewer, request.as_of, case)
    told = history_of_case(found, request.as_of)
    table = render_table(request, HINDSIGHT, told.forecasts)
    if isinstance(table, HttpResponse):
        return table
    words = _("%(arrival)s A forecast is drawn from what was on record on its day, by the rules of today.")
    head = part_head(found, _("Forecasts so far"), lead=words % {"arrival": arrival_in_words(told, request.as_of)})
    return render(request, "generation/table_page.html", {"head": head, "table": table})
