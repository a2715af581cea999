"""Pages of demand, offers of training and leadership programmes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Badge, Crumb, Fact, PageHead
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.training.actions import offers as actions
from muster.training.forms.cooperation import MatchStepForm, OfferForm, ProposalForm, WithdrawForm
from muster.training.models import TrainingOffer
from muster.training.pages.demand_chart import demand_chart
from muster.training.pages.readiness import crumbs
from muster.training.queries.demand import training_demand
from muster.training.queries.leadership import cohort_members, cohorts
from muster.training.queries.offers import outcomes, proposals, visible_match, visible_offer, visible_offers
from muster.training.rules.offer_stages import FOLLOWING
from muster.training.stages import MatchStage, OfferKind
from muster.training.tables.cooperation import COHORTS, DEMAND, MATCH_TONES, MATCHES, NOMINEES, OFFERS, PROPOSALS

STEP_WORDS = {MatchStage.AGREED: "Agree", MatchStage.DONE: "Tell the session", MatchStage.DROPPED: "Drop"}


@for_parties
@require_safe
def demand(request: MusterRequest) -> HttpResponse:
    """Show the seats needed by quarter, standard and State."""
    rows = training_demand(request.viewer, request.as_of)
    table = render_table(request, DEMAND, rows)
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Demand for training"),
        crumbs=crumbs(Crumb(_("Demand"))),
        lead=_("Seats that rotations ahead need before they deploy: by rosters, else by strength."),
        actions=[Action(_("Offers"), reverse("training-offers"))],
    )
    chart = demand_chart(rows) if rows else None
    return render(request, "training/demand.html", {"head": head, "table": table, "chart": chart})


def _may_write(request: MusterRequest) -> bool:
    return request.viewer.has_role(Role.OFFICER)


def _offers_path(*more: Crumb) -> list[Crumb]:
    return crumbs(Crumb(_("Offers"), reverse("training-offers")), *more)


@for_parties
@require_safe
def offers(request: MusterRequest) -> HttpResponse:
    """Show what is offered, what the rule proposes, and what came of it."""
    viewer, day = request.viewer, request.as_of
    table = render_table(request, OFFERS, visible_offers(viewer, day))
    proposed = render_table(request, PROPOSALS, proposals(viewer, day), prefix="proposed-")
    matched = render_table(request, MATCHES, outcomes(viewer, day), prefix="matched-")
    for one in (table, proposed, matched):
        if isinstance(one, HttpResponse):
            return one
    doors = [Action(_("Demand"), reverse("training-demand"))]
    if _may_write(request):
        doors.insert(0, Action(_("New offer"), reverse("new-training-offer"), primary=True, icon="add"))
    head = PageHead(
        title=_("Offers of training"),
        crumbs=crumbs(Crumb(_("Offers"))),
        lead=_("Trainers, mobile teams and seats for States that lack training, and what came of them."),
        actions=doors,
    )
    context = {"head": head, "table": table, "proposed": proposed, "matched": matched}
    return render(request, "training/offers.html", context)


@for_parties
def new_offer(request: MusterRequest) -> HttpResponse:
    """Enter an offer by form."""
    if not _may_write(request):
        raise NotAllowed(_("Offers are entered by officers."))
    form = OfferForm(request.POST or None)

    def save() -> HttpResponse:
        made = actions.enter_offer(request.viewer, form.terms(), today=request.today)
        messages.success(request, _("Offer %(one)s is entered.") % {"one": made.reference})
        return redirect_as_of_today(request, "training-offer", reference=made.reference)

    return answer_form(request, form, save, title=_("New offer"), crumbs=_offers_path())


@for_parties
@require_safe
def offer(request: MusterRequest, reference: str) -> HttpResponse:
    """Show an offer with what it is matched to."""
    found = visible_offer(request.viewer, request.as_of, reference)
    rows = [one for one in outcomes(request.viewer, request.as_of) if one.match.offer_id == found.pk]
    matched = render_table(request, MATCHES, rows, prefix="matched-")
    if isinstance(matched, HttpResponse):
        return matched
    doors = []
    if _may_write(request):
        doors.append(Action(_("Propose it to a State"), reverse("propose-match", args=[reference])))
        if found.offered_by_id == request.viewer.organisation_id and found.withdrawn_on is None:
            doors.append(Action(_("Withdraw"), reverse("withdraw-training-offer", args=[reference])))
    head = PageHead(
        title=_("Offer %(reference)s") % {"reference": reference},
        crumbs=_offers_path(Crumb(reference)),
        actions=doors,
        illustrative=found.illustrative,
    )
    return render(request, "training/offer.html", {"head": head, "facts": _offer_facts(found), "matched": matched})


def _offer_facts(found: TrainingOffer) -> list[Fact]:
    return [
        Fact(_("Offered by"), found.offered_by.name),
        Fact(_("Kind"), OfferKind(found.kind).label),
        Fact(_("Standard"), found.standard),
        Fact(_("People"), found.people),
        Fact(_("From"), found.offered_from),
        Fact(_("Until (excluded)"), found.offered_until),
        Fact(_("Language"), found.language or "—"),
        Fact(_("Conditions"), found.conditions or "—"),
        Fact(_("Withdrawn on"), found.withdrawn_on or "—"),
        Fact(_("Source"), found.source or "—", standing=found.standing),
    ]


@for_parties
def withdraw(request: MusterRequest, reference: str) -> HttpResponse:
    """Withdraw an offer by form."""
    found = visible_offer(request.viewer, request.today, reference)
    if found.offered_by_id != request.viewer.organisation_id or not _may_write(request):
        raise NotAllowed(_("Who offers it withdraws it."))
    form = WithdrawForm(request.POST or None, initial={"version": found.version})

    def save() -> HttpResponse:
        version = form.cleaned_data["version"]
        actions.withdraw_offer(request.viewer, reference, today=request.today, expected_version=version)
        messages.success(request, _("Offer %(one)s is withdrawn.") % {"one": reference})
        return redirect_as_of_today(request, "training-offer", reference=reference)

    title = _("Withdraw %(one)s") % {"one": reference}
    return answer_form(request, form, save, title=title, crumbs=_offers_path(), submit_label=_("Withdraw"))


@for_parties
def propose(request: MusterRequest, reference: str) -> HttpResponse:
    """Propose an offer to a State by form; the address may say to whom, for how many."""
    found = visible_offer(request.viewer, request.today, reference)
    if not _may_write(request):
        raise NotAllowed(_("Offers are matched by officers."))
    initial = {"state": request.GET.get("state", ""), "people": request.GET.get("people", "")}
    form = ProposalForm(request.POST or None, initial=initial)

    def save() -> HttpResponse:
        said = form.cleaned_data
        actions.propose_match(
            request.viewer, reference, state=said["state"].upper(), people=said["people"], reason=said["reason"],
            today=request.today,
        )  # fmt: skip
        messages.success(request, _("The offer is proposed."))
        return redirect_as_of_today(request, "training-offer", reference=reference)

    title = _("Propose %(one)s") % {"one": found.reference}
    return answer_form(request, form, save, title=title, crumbs=_offers_path())


@for_parties
@require_safe
def match(request: MusterRequest, number: int) -> HttpResponse:
    """Show a match of an offer, with the steps that follow."""
    found = visible_match(request.viewer, request.as_of, number)
    doors = [
        Action(_(STEP_WORDS[MatchStage(stage)]), reverse("step-match", args=[number, stage]))
        for stage in FOLLOWING[found.stage]
        if _may_write(request)
    ]
    rows = [one for one in outcomes(request.viewer, request.as_of) if one.match.pk == number]
    head = PageHead(
        title=_("%(offer)s for %(state)s") % {"offer": found.offer.reference, "state": found.state.name},
        crumbs=_offers_path(Crumb(str(number))),
        status=Badge(MatchStage(found.stage).label, MATCH_TONES[found.stage]),
        actions=doors,
        illustrative=found.illustrative,
    )
    facts = [
        Fact(_("Standard"), found.offer.standard),
        Fact(_("People"), found.people),
        Fact(_("Session"), found.session.reference if found.session else "—"),
        Fact(_("Passed"), rows[0].passed if rows else 0),
        Fact(_("Deployed later"), rows[0].deployed if rows else 0),
        Fact(_("Reason"), found.reason or "—"),
    ]
    return render(request, "training/offer.html", {"head": head, "facts": facts})


@for_parties
def step_match(request: MusterRequest, number: int, stage: str) -> HttpResponse:
    """Take a match on by form."""
    found = visible_match(request.viewer, request.today, number)
    if not _may_write(request):
        raise NotAllowed(_("Offers are matched by officers."))
    following = MatchStage(stage)
    form = MatchStepForm(request.POST or None, initial={"version": found.version})

    def save() -> HttpResponse:
        said = form.cleaned_data
        actions.take_match_on(
            request.viewer, number, following, today=request.today, session=said["session"], reason=said["reason"],
            expected_version=said["version"],
        )  # fmt: skip
        messages.success(request, _("The match is recorded."))
        return redirect_as_of_today(request, "training-offers")

    return answer_form(request, form, save, title=_(STEP_WORDS[following]), crumbs=_offers_path())


@for_parties
@require_safe
def leadership(request: MusterRequest) -> HttpResponse:
    """Show the cohorts of leadership programmes, and who later held which post."""
    viewer, day = request.viewer, request.as_of
    table = render_table(request, COHORTS, cohorts(viewer, day))
    nominees = render_table(request, NOMINEES, cohort_members(viewer, day), prefix="nominees-")
    for one in (table, nominees):
        if isinstance(one, HttpResponse):
            return one
    head = PageHead(
        title=_("Leadership programmes"),
        crumbs=crumbs(Crumb(_("Leadership"))),
        lead=_("Courses for senior mission leaders: cohorts, who is nominated, and which posts were held later."),
    )
    return render(request, "training/leadership.html", {"head": head, "table": table, "nominees": nominees})
