"""Pages of offers: one offer with what became of it, the form of a new one, withdrawal and admission."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.generation.actions import offer as actions
from muster.generation.forms.offer import OfferForm
from muster.generation.forms.request import ReasonForm
from muster.generation.models import Offer, OfferStage
from muster.generation.pages.request import crumbs, offer_badge, state_choices
from muster.generation.pages.selection import percent
from muster.generation.queries.feedback import feedback_on, recorded_score
from muster.generation.queries.offer import bars_against, told_of, types_of, visible_offer
from muster.generation.queries.request import may_reply, visible_request
from muster.generation.rules.selection_criteria import BY_CODE
from muster.generation.rules.selection_score import points
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, Fact, PageHead
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest


@for_parties
def make_offer(request: MusterRequest, reference: str) -> HttpResponse:
    """Make an offer for a post of an issued request."""
    found = visible_request(request.viewer, request.as_of, reference)
    if not may_reply(request.viewer, found):
        raise NotAllowed(_("Only an officer of a State that is asked, or of the register, makes an offer."))
    form = OfferForm(request.viewer, request.today, found, state_choices(request.viewer, found), request.POST or None)

    def save() -> HttpResponse:
        made = actions.make_offer(request.viewer, form.terms, today=request.today)
        messages.success(request, _("Offer %(reference)s is made.") % {"reference": made.reference})
        return redirect_as_of_today(request, "force-offer", reference=made.reference)

    return answer_form(request, form, save, title=_("Make an offer"), crumbs=crumbs(reference))


@for_parties
@require_safe
def offer(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one offer; to its State also what it was told, and its own score, once it has been told."""
    found = visible_offer(request.viewer, request.as_of, reference)
    feedback = feedback_on(request.viewer, request.as_of, found)
    head = PageHead(
        title=_("Offer of %(state)s for %(post)s") % {"state": found.state.name, "post": found.post.reference},
        kicker=found.reference,
        crumbs=[*crumbs(found.request.reference), Crumb(found.reference)],
        status=offer_badge(found),
        actions=_doors(request, found),
        illustrative=found.illustrative,
    )
    context = {
        "head": head,
        "facts": _facts(found),
        "pledges": [
            {"reference": part.pledge.reference, "href": reverse("pledge", args=[part.pledge.reference])}
            for part in found.pledges.all()
        ],
        "offer": found,
        "bars": [told_of(one) for one in bars_against(found, types_of(found), request.as_of)],
        "feedback": feedback,
        "score": _own_score(feedback.selection.content, reference) if feedback else None,
    }
    return render(request, "generation/offer.html", context)


def _own_score(content: dict[str, object], reference: str) -> dict[str, object] | None:
    """Return the score of this offer alone, from the frozen record: neither its place nor another's."""
    one = recorded_score(content, reference)
    if one is None:
        return None
    hundredths = one["score_hundredths"]
    return {
        "points": "—" if hundredths is None else points(hundredths),
        "known": one["known_points"],
        "all": one["all_points"],
        "gates": [gate for gate in one["gates"] if not gate["fits"]],
        "criteria": [
            {**part, "name": BY_CODE[part["criterion"]].name, "percent": percent(part["share"])}
            for part in one["criteria"]
        ],
    }


def _facts(found: Offer) -> list[Fact]:
    """Return what an offer says, as facts."""
    post = reverse("requirement", args=[found.post.requirement.reference])
    facts = [
        Fact(_("State"), found.state.name),
        Fact(_("Post"), found.post.reference, href=post),
        Fact(_("Request"), found.request.title, href=reverse("force-request", args=[found.request.reference])),
        Fact(_("Made on"), found.made_on),
    ]
    if found.unit_type:
        facts += [
            Fact(_("Unit type"), found.unit_type),
            Fact(_("Strength"), found.strength, unit=_("people")),
            Fact(_("Ready on"), found.ready_on),
        ]
    for label, value in (
        (_("In words"), found.words),
        (_("Conditions"), found.conditions),
        (_("Note verbale"), found.note_verbale),
        (_("Why it is late"), found.late_reason),
        (_("Admitted because"), found.admitted_reason),
        (_("Withdrawn because"), found.withdrawn_reason),
        (_("Withdrawn or decided on"), found.decided_on),
    ):
        if value:
            facts.append(Fact(label, value))
    facts.append(Fact(_("Source"), found.source or "—", standing=found.standing))
    return facts


def _sides(request: MusterRequest, found: Offer) -> tuple[bool, bool]:
    """Return whether the viewer is an officer of the offer's State, and of the register."""
    is_officer, own = request.viewer.has_role(Role.OFFICER), request.viewer.organisation_id
    return is_officer and own == found.state_id, is_officer and own == found.request.register_id


def _doors(request: MusterRequest, found: Offer) -> list[Action]:
    of_state, of_register = _sides(request, found)
    doors = []
    if of_register and found.is_late and not found.counts and found.stage == OfferStage.MADE:
        doors.append(Action(_("Admit it"), reverse("step-force-offer", args=[found.reference, "admit"]), primary=True))
    if (of_state or of_register) and found.stage != OfferStage.WITHDRAWN:
        doors.append(Action(_("Withdraw"), reverse("step-force-offer", args=[found.reference, "withdraw"])))
    return doors


@for_parties
def step_offer(request: MusterRequest, reference: str, step: str) -> HttpResponse:
    """Withdraw an offer, or admit a late one."""
    titles = {"withdraw": _("Withdraw the offer"), "admit": _("Admit the late offer")}
    if step not in titles:
        raise NotFound(_("There is no step %(step)r of an offer.") % {"step": step})
    found = visible_offer(request.viewer, request.as_of, reference)
    of_state, of_register = _sides(request, found)
    if not (of_register or (of_state and step == "withdraw")):
        raise NotAllowed(_("Only an officer of the register, or of the State for a withdrawal, may do this."))
    form = ReasonForm(request.POST or None)

    def save() -> HttpResponse:
        take = actions.withdraw_offer if step == "withdraw" else actions.admit_offer
        take(request.viewer, reference, today=request.today, **form.cleaned_data)
        messages.success(request, _("Offer %(reference)s: recorded.") % {"reference": reference})
        return redirect_as_of_today(request, "force-offer", reference=reference)

    path = [*crumbs(found.request.reference), Crumb(reference, reverse("force-offer", args=[reference]))]
    return answer_form(request, form, save, title=titles[step], crumbs=path)
