"""The page of outreach. Thin: ranks come from the rules, pledges from what the viewer may see."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from muster.kit.errors import Refused
from muster.kit.tables import render_table
from muster.outreach.answer import Answer, answer_of
from muster.outreach.forms import QuestionForm
from muster.outreach.pages import outreach_explanation, outreach_figures, outreach_head
from muster.outreach.queries import pledged_units
from muster.outreach.tables import STATES, WEIGHTS, state_line, weight_line
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def outreach(request: MusterRequest) -> HttpResponse:
    """Rank the States for a mission and a unit, with reasons, weights and the pledges that the viewer may see."""
    form = QuestionForm(request.GET if "mission" in request.GET else None)
    if not form.is_valid():
        return render(request, "outreach/outreach.html", {"head": outreach_head(None), "form": form})
    try:
        answer = answer_of(*form.question(request.as_of))
    except Refused as refusal:
        context = {"head": outreach_head(None), "form": form, "missing": [str(one) for one in refusal.problems]}
        return render(request, "outreach/outreach.html", context)
    return _answered(request, form, answer)


def _answered(request: MusterRequest, form: QuestionForm, answer: Answer) -> HttpResponse:
    pledged = pledged_units(request.viewer, request.as_of, answer.kind)
    table = render_table(request, STATES, [state_line(answer, one, pledged.get(one.iso3, ())) for one in answer.states])
    if isinstance(table, HttpResponse):
        return table
    weights = render_table(request, WEIGHTS, [weight_line(row) for _name, row in answer.weights])
    context = {
        "head": outreach_head(answer),
        "form": form,
        "figures": outreach_figures(answer),
        "explanation": outreach_explanation(answer),
        "states": table,
        "weights": weights,
    }
    return render(request, "outreach/outreach.html", context)
