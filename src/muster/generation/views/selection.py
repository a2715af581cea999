"""Pages of selections: the choice, its decision, and the feedback. They are the register's own."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.generation.actions import feedback as feedback_actions
from muster.generation.actions import selection as actions
from muster.generation.forms.request import ReasonForm
from muster.generation.forms.selection import ChoiceForm, FeedbackForm
from muster.generation.models import Selection
from muster.generation.pages.request import crumbs, selection_badge
from muster.generation.pages.selection import SELECTIONS
from muster.generation.pages.selection_steps import next_step, selection_doors, selection_facts
from muster.generation.queries.comparison import content_now
from muster.generation.queries.request import is_of_register
from muster.generation.queries.selection import visible_feedback, visible_selection, visible_selections
from muster.generation.rules.selection_record import replay
from muster.generation.views.comparison import comparison_tables, offer_choices, selection_recorded
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb, PageHead
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def selections(request: MusterRequest) -> HttpResponse:
    """Show the selections of the viewer's register."""
    if not request.viewer.is_secretariat:
        raise NotAllowed(_("Selections are the register's own; a State reads what became of its offers there."))
    table = render_table(request, SELECTIONS, list(visible_selections(request.viewer, request.as_of)))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Selections"),
        crumbs=[*crumbs(), Crumb(_("Selections"))],
        lead=_("Which unit was chosen for which post, by whom it was decided, and why."),
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


def _path(found: Selection) -> list[Crumb]:
    own = Crumb(found.reference, reverse("selection", args=[found.reference]))
    return [*crumbs(found.request.reference), own]


@for_parties
@require_safe
def selection(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one selection: the choice, what it rests on as it was frozen, and what the other States are told."""
    found = visible_selection(request.viewer, request.as_of, reference)
    content = content_now(request.viewer, request.as_of, found)
    shown = comparison_tables(request, content, found.offer.reference, found.request.illustrative)
    if isinstance(shown, HttpResponse):
        return shown
    head = PageHead(
        title=_("Selection for %(post)s: %(state)s") % {"post": found.post.reference, "state": found.offer.state.name},
        kicker=reference,
        crumbs=[*crumbs(found.request.reference), Crumb(reference)],
        status=selection_badge(found),
        next_step=next_step(found, request.as_of),
        actions=selection_doors(request.viewer, found),
        illustrative=found.request.illustrative,
    )
    context = {
        "head": head,
        "facts": selection_facts(found, content),
        "selection": found,
        "feedback": visible_feedback(request.viewer, request.as_of).filter(selection=found),
        "may_review": is_of_register(request.viewer, found.request) and found.stage in ("proposed", "approved"),
        "replayed": replay(content) if found.content else None,
        **shown,
    }
    return render(request, "generation/selection.html", context)


@for_parties
def change_selection(request: MusterRequest, reference: str) -> HttpResponse:
    """Change a drafted choice."""
    found = _to_officer(request, reference)
    initial = {"offer": found.offer.reference, "justification": found.justification}
    form = ChoiceForm(offer_choices(found.request, found.post), request.POST or None, initial=initial)

    def save() -> HttpResponse:
        actions.change_selection(request.viewer, reference, today=request.today, **form.cleaned_data)
        return selection_recorded(request, reference)

    return answer_form(request, form, save, title=_("Change the choice"), crumbs=_path(found))


def _to_officer(request: MusterRequest, reference: str) -> Selection:
    """Return a selection to an officer of its register. Raises NotFound, NotAllowed."""
    found = visible_selection(request.viewer, request.as_of, reference)
    if not is_of_register(request.viewer, found.request):
        raise NotAllowed(_("Only an officer of the register may do this."))
    return found


STEPS: dict[str, tuple[Any, Callable[..., Any], bool]] = {
    "propose": (_("Propose the selection"), actions.propose_selection, False),
    "approve": (_("Approve the selection"), actions.approve_selection, False),
    "send-back": (_("Send the proposal back"), actions.send_back_selection, True),
    "revoke": (_("Revoke the selection"), actions.revoke_selection, True),
    "send-feedback": (_("Send the feedback"), feedback_actions.send_feedback, False),
}


@for_parties
def step_selection(request: MusterRequest, reference: str, step: str) -> HttpResponse:
    """Take a step with a selection: propose, approve, send back, revoke, send the feedback."""
    if step not in STEPS:
        raise NotFound(_("There is no step %(step)r of a selection.") % {"step": step})
    title, take, has_reason = STEPS[step]
    found = _to_officer(request, reference)
    form = ReasonForm(request.POST or None)
    if not has_reason:
        del form.fields["reason"]

    def save() -> HttpResponse:
        take(request.viewer, reference, today=request.today, **form.cleaned_data)
        return selection_recorded(request, reference)

    return answer_form(request, form, save, title=str(title), crumbs=_path(found), submit_label=str(title))


@for_parties
def review_feedback(request: MusterRequest, reference: str, offer: str) -> HttpResponse:
    """Read and put what the State of an offer will be told."""
    found = _to_officer(request, reference)
    feedback = found.feedback.filter(offer__reference=offer).first()
    if feedback is None:
        raise NotFound(_("There is no feedback on offer %(offer)s.") % {"offer": offer})
    form = FeedbackForm(request.POST or None, instance=feedback)

    def save() -> HttpResponse:
        feedback_actions.review_feedback(request.viewer, reference, offer, today=request.today, **form.cleaned_data)
        return selection_recorded(request, reference)

    title = _("What the State of %(offer)s is told") % {"offer": offer}
    return answer_form(request, form, save, title=title, crumbs=_path(found))
