"""Pages of selections: offers compared, the choice, its decision, and the feedback. They are the register's own."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.generation.actions import selection as actions
from muster.generation.forms.request import ReasonForm
from muster.generation.forms.selection import ChoiceForm, FeedbackForm
from muster.generation.models import Request, RequestStage, Selection, SelectionStage
from muster.generation.pages.request import selection_badge
from muster.generation.pages.selection import (
    SCORES,
    SELECTIONS,
    criteria_table,
    details,
    parameter_inputs,
    score_rows,
)
from muster.generation.queries.request import visible_request
from muster.generation.queries.selection import visible_feedback, visible_selection, visible_selections
from muster.generation.queries.selection_facts import selection_input
from muster.generation.rules.selection_record import content_of, replay
from muster.generation.rules.selection_score import evaluate
from muster.generation.views.request import crumbs, is_register
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, Explanation, Fact, NextStep, PageHead
from muster.kit.tables import render_table
from muster.missions.models import Post
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.reference.parameters import parameter

FORMULA = (
    "score = 100 × Σ(weight × share) ÷ Σ(weight), over the criteria that are known of the offer, in hundredths of a "
    "point, halves to even. What is not known is left out of both sums. Ties: more known weight, then made earlier, "
    "then the reference."
)


@for_parties
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


def _asked_post(request: MusterRequest, reference: str, post: str) -> tuple[Request, Post]:
    """Return a request and one of its posts to its register. Raises NotFound."""
    found = visible_request(request.viewer, request.as_of, reference)
    asked = found.posts.select_related("requirement__mission").filter(reference=post).first()
    if asked is None or not is_register(request, found, Role.READER):
        raise NotFound(_("There is no comparison of offers for %(post)s that you may see.") % {"post": post})
    return found, asked


def _tables(
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
def compare_offers(request: MusterRequest, reference: str, post: str) -> HttpResponse:
    """Compare the offers for a post as of the day: gates, criteria with their weights, scores and places."""
    found, asked = _asked_post(request, reference, post)
    given = selection_input(request.viewer, found, asked, request.as_of)
    content = content_of(given, evaluate(given))
    standing = visible_selections(request.viewer, request.as_of).filter(request=found, post=asked)
    selection = standing.exclude(stage=SelectionStage.REVOKED).first()
    shown = _tables(request, content, selection.offer.reference if selection else "", found.illustrative)
    if isinstance(shown, HttpResponse):
        return shown
    doors = []
    if selection is not None:
        doors.append(Action(_("Selection"), reverse("selection", args=[selection.reference]), primary=True))
    elif found.stage == RequestStage.CLOSED and is_register(request, found) and given.offers:
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


def _offer_choices(found: Request, post: Post) -> list[tuple[str, str]]:
    offers = found.offers.filter(post=post).select_related("state").order_by("reference")
    return [(one.reference, f"{one.reference} · {one.state.name}") for one in offers if one.counts]


@for_parties
def choose_offer(request: MusterRequest, reference: str, post: str) -> HttpResponse:
    """Draft the choice of an offer."""
    found, asked = _asked_post(request, reference, post)
    if not is_register(request, found):
        raise NotAllowed(_("Only an officer of the register may do this."))
    form = ChoiceForm(_offer_choices(found, asked), request.POST or None)

    def save() -> HttpResponse:
        said = form.cleaned_data
        made = actions.draft_selection(
            request.viewer, reference, post, offer=said["offer"], justification=said["justification"],
            today=request.today,
        )  # fmt: skip
        return _done(request, made.reference)

    return answer_form(request, form, save, title=_("Choose an offer for %(post)s") % {"post": post},
                       crumbs=crumbs(reference))  # fmt: skip


def _done(request: MusterRequest, reference: str) -> HttpResponse:
    messages.success(request, _("Selection %(reference)s: recorded.") % {"reference": reference})
    return redirect_as_of_today(request, "selection", reference=reference)


def _path(found: Selection) -> list[Crumb]:
    own = Crumb(found.reference, reverse("selection", args=[found.reference]))
    return [*crumbs(found.request.reference), own]


@for_parties
def selection(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one selection: the choice, what it rests on as it was frozen, and what the other States are told."""
    found = visible_selection(request.viewer, request.as_of, reference)
    content = found.content
    is_frozen = bool(content)
    if not is_frozen:
        given = selection_input(request.viewer, found.request, found.post, request.as_of, found.offer.reference)
        content = content_of(given, evaluate(given))
    shown = _tables(request, content, found.offer.reference, found.request.illustrative)
    if isinstance(shown, HttpResponse):
        return shown
    head = PageHead(
        title=_("Selection for %(post)s: %(state)s") % {"post": found.post.reference, "state": found.offer.state.name},
        kicker=reference,
        crumbs=[*crumbs(found.request.reference), Crumb(reference)],
        status=selection_badge(found),
        next_step=_next_step(request, found),
        actions=_doors(request, found),
        illustrative=found.request.illustrative,
    )
    context = {
        "head": head,
        "facts": _facts(found, content),
        "selection": found,
        "feedback": visible_feedback(request.viewer, request.as_of).filter(selection=found),
        "may_review": is_register(request, found.request) and found.stage in ("proposed", "approved"),
        "replayed": replay(content) if is_frozen else None,
        **shown,
    }
    return render(request, "generation/selection.html", context)


def _facts(found: Selection, content: Mapping[str, Any]) -> list[Fact]:
    """Return the choice as facts."""
    needed = content["output"]["reason_needed"]
    facts = [
        Fact(_("Chosen offer"), found.offer.reference, href=reverse("force-offer", args=[found.offer.reference])),
        Fact(_("Written reason"), found.justification or (_("missing: %(why)s") % {"why": needed} if needed else "—")),
        Fact(_("Proposed"), _by(found.proposed_on, found.proposed_by)),
        Fact(_("Approved"), _by(found.approved_on, found.approved_by)),
    ]
    if found.case is not None:
        facts.append(Fact(_("Case opened"), found.case.reference))
    if found.returned_reason:
        facts.append(Fact(_("Sent back because"), found.returned_reason))
    if found.revoked_on:
        facts += [Fact(_("Revoked on"), found.revoked_on), Fact(_("Why"), found.revoked_reason)]
    return facts


def _by(day: Any, user: Any) -> str:
    if day is None:
        return "—"
    return _("%(day)s by %(who)s") % {"day": day.isoformat(), "who": user or _("the installation")}


def _next_step(request: MusterRequest, found: Selection) -> NextStep | None:
    register = found.request.register.name
    if found.stage == SelectionStage.DRAFT:
        return NextStep(register, _("propose the choice"))
    if found.stage == SelectionStage.PROPOSED:
        return NextStep(register, _("another person, as approver, decides"))
    if found.stage == SelectionStage.APPROVED and found.approved_on:
        waiting = found.feedback.filter(sent_on__isnull=True).count()
        if waiting:
            due = found.approved_on + timedelta(days=parameter("selection_feedback_days", found.approved_on).integer)
            what = _("review and send the feedback on %(n)s offers") % {"n": waiting}
            return NextStep(register, what, due, due < request.as_of)
    return None


def _doors(request: MusterRequest, found: Selection) -> list[Action]:
    def step(label: str, name: str, *, primary: bool = False) -> Action:
        return Action(label, reverse("step-selection", args=[found.reference, name]), primary=primary)

    if not is_register(request, found.request):
        return []
    is_approver = is_register(request, found.request, Role.APPROVER)
    doors: list[Action] = []
    if found.stage == SelectionStage.DRAFT:
        doors += [
            Action(_("Change"), reverse("change-selection", args=[found.reference])),
            step(_("Propose"), "propose", primary=True),
        ]
    if found.stage == SelectionStage.PROPOSED and is_approver:
        doors += [step(_("Approve"), "approve", primary=True), step(_("Send back"), "send-back")]
    if found.stage == SelectionStage.APPROVED and found.feedback.filter(sent_on__isnull=True).exists():
        doors.append(step(_("Send the feedback"), "send-feedback", primary=True))
    if found.stage != SelectionStage.REVOKED and (is_approver or found.stage != SelectionStage.APPROVED):
        doors.append(step(_("Revoke"), "revoke"))
    return doors


@for_parties
def change_selection(request: MusterRequest, reference: str) -> HttpResponse:
    """Change a drafted choice."""
    found = _to_officer(request, reference)
    initial = {"offer": found.offer.reference, "justification": found.justification}
    form = ChoiceForm(_offer_choices(found.request, found.post), request.POST or None, initial=initial)

    def save() -> HttpResponse:
        actions.change_selection(request.viewer, reference, today=request.today, **form.cleaned_data)
        return _done(request, reference)

    return answer_form(request, form, save, title=_("Change the choice"), crumbs=_path(found))


def _to_officer(request: MusterRequest, reference: str) -> Selection:
    """Return a selection to an officer of its register. Raises NotFound, NotAllowed."""
    found = visible_selection(request.viewer, request.as_of, reference)
    if not is_register(request, found.request):
        raise NotAllowed(_("Only an officer of the register may do this."))
    return found


STEPS: dict[str, tuple[Any, Callable[..., Any], bool]] = {
    "propose": (_("Propose the selection"), actions.propose_selection, False),
    "approve": (_("Approve the selection"), actions.approve_selection, False),
    "send-back": (_("Send the proposal back"), actions.send_back_selection, True),
    "revoke": (_("Revoke the selection"), actions.revoke_selection, True),
    "send-feedback": (_("Send the feedback"), actions.send_feedback, False),
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
        return _done(request, reference)

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
        actions.review_feedback(request.viewer, reference, offer, today=request.today, **form.cleaned_data)
        return _done(request, reference)

    title = _("What the State of %(offer)s is told") % {"offer": offer}
    return answer_form(request, form, save, title=title, crumbs=_path(found))
