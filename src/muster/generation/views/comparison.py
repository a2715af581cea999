"""Pages on which the offers for a post are compared and one is chosen: the register's own."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.generation.actions import selection as actions
from muster.generation.forms.selection import ChoiceForm
from muster.generation.models import Request, RequestStage
from muster.generation.pages.request import crumbs
from muster.generation.pages.selection import SCORES, criteria_table, details, parameter_inputs, score_rows
from muster.generation.queries.comparison import asked_post, compared, standing_selection
from muster.generation.queries.request import is_of_register
from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, Explanation, PageHead
from muster.kit.tables import render_table
from muster.missions.models import Post
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest

FORMULA = (
    "score = 100 × Σ(weight × share) ÷ Σ(weight), over the criteria that are known of the offer, in hundredths of a "
    "point, halves to even. What is not known is left out of both sums. Ties: more known weight, then made earlier, "
    "then the reference."
)


def comparison_tables(
    request: MusterRequest, content: Mapping[str, Any], chosen: str, mark_illustrative: bool
) -> dict[str, Any] | HttpResponse:
    """Return what a page shows of gates, scores and criteria, or a file of one of the tables."""
    output, given = content["output"], content["input"]
    states = {one["state"]: one["state_name"] for one in given["offers"]}
    criteria, rows = criteria_table(output)
    tables = {}
    for name, table, shown in (("scores", SCORES, score_rows(output, states, chosen)), ("criteria", criteria, rows)):
        drawn = render_table(request, table, shown, prefix=f"{name}-")
        if isinstance(drawn, HttpResponse):
            return drawn
        tables[name] = drawn
    return {
        "tables": tables,
        "details": details(output, states),
        "explanation": Explanation(formula=FORMULA, parameters=tuple(parameter_inputs(given))),
        "illustrative": mark_illustrative,
    }


@for_parties
@require_safe
def compare_offers(request: MusterRequest, reference: str, post: str) -> HttpResponse:
    """Compare the offers for a post as of the day: gates, criteria with their weights, scores and places."""
    found, asked = asked_post(request.viewer, request.as_of, reference, post)
    content = compared(request.viewer, request.as_of, found, asked)
    selection = standing_selection(request.viewer, request.as_of, found, asked)
    shown = comparison_tables(request, content, selection.offer.reference if selection else "", found.illustrative)
    if isinstance(shown, HttpResponse):
        return shown
    doors = []
    if selection is not None:
        doors.append(Action(_("Selection"), reverse("selection", args=[selection.reference]), primary=True))
    elif found.stage == RequestStage.CLOSED and is_of_register(request.viewer, found) and content["input"]["offers"]:
        doors.append(Action(_("Choose an offer"), reverse("choose-offer", args=[reference, post]), primary=True))
    head = PageHead(
        title=_("Offers for %(post)s") % {"post": post},
        kicker=f"{asked.requirement.mission.acronym} · {asked.unit_type} · {asked.strength}",
        crumbs=[*crumbs(reference), Crumb(post)],
        lead=_("As of this day. What a selection rests on is frozen when it is proposed."),
        actions=doors,
        illustrative=found.illustrative,
    )
    return render(request, "generation/comparison.html", {"head": head, **shown})


def offer_choices(found: Request, post: Post) -> list[tuple[str, str]]:
    """Return the offers for a post that count, as choices of a form."""
    offers = found.offers.filter(post=post).select_related("state").order_by("reference")
    return [(one.reference, f"{one.reference} · {one.state.name}") for one in offers if one.counts]


@for_parties
def choose_offer(request: MusterRequest, reference: str, post: str) -> HttpResponse:
    """Draft the choice of an offer."""
    found, asked = asked_post(request.viewer, request.as_of, reference, post)
    if not is_of_register(request.viewer, found):
        raise NotAllowed(_("Only an officer of the register may do this."))
    form = ChoiceForm(offer_choices(found, asked), request.POST or None)

    def save() -> HttpResponse:
        said = form.cleaned_data
        made = actions.draft_selection(
            request.viewer, reference, post, offer=said["offer"], justification=said["justification"],
            today=request.today,
        )  # fmt: skip
        return selection_recorded(request, made.reference)

    return answer_form(request, form, save, title=_("Choose an offer for %(post)s") % {"post": post},
                       crumbs=crumbs(reference))  # fmt: skip


def selection_recorded(request: MusterRequest, reference: str) -> HttpResponse:
    """Go to the page of a selection with a message."""
    messages.success(request, _("Selection %(reference)s: recorded.") % {"reference": reference})
    return redirect_as_of_today(request, "selection", reference=reference)
