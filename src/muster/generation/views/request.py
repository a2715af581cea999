"""Pages of requests: the list, one request with whom it asks and what came of it, and its steps."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.generation.actions import request as actions
from muster.generation.forms.request import DeclineForm, ReasonForm, ReopenForm, RequestForm, WeightsForm
from muster.generation.models import AddresseeReply, Request, RequestStage
from muster.generation.pages.request import (
    ADDRESSEES,
    OFFERS,
    REQUESTS,
    addressee_of,
    is_overdue,
    measure_figures,
    posts_table,
    request_facts,
    stage_badge,
)
from muster.generation.queries.offer import visible_offers
from muster.generation.queries.request import counted_requests, visible_addressees, visible_request
from muster.generation.queries.selection import measures_of, visible_selections
from muster.generation.queries.selection_facts import weights_of
from muster.generation.rules.selection_criteria import BY_CODE
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, NextStep, PageHead
from muster.kit.tables import Column, Table, render_table
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Organisation, Role
from muster.parties.request import MusterRequest

WEIGHTS = Table(
    name="weights",
    columns=[
        Column("name", "Criterion"),
        Column("points", "Weight", kind="integer", unit="points", total=True),
        Column("whose", "Set by"),
    ],
    filters=False,
    tools=False,
    caption="Weights of the criteria",
)


def crumbs(reference: str = "") -> list[Crumb]:
    """Return the path to a request."""
    start = [Crumb(_("Requests"), reverse("force-requests"))]
    return [*start, Crumb(reference, reverse("force-request", args=[reference]))] if reference else start


def is_register(request: MusterRequest, found: Request, role: Role = Role.OFFICER) -> bool:
    """Return whether the viewer acts for the register of a request, with at least a role."""
    return request.viewer.organisation_id == found.register_id and request.viewer.has_role(role)


@for_parties
def requests(request: MusterRequest) -> HttpResponse:
    """Show the requests that the viewer may see."""
    table = render_table(request, REQUESTS, list(counted_requests(request.viewer, request.as_of)))
    if isinstance(table, HttpResponse):
        return table
    doors = []
    if request.viewer.is_secretariat:
        doors = [
            Action(_("Selections"), reverse("selections")),
            Action(_("Bars to selection"), reverse("selection-bars")),
        ]
        if request.viewer.has_role(Role.OFFICER):
            doors.append(Action(_("Draft a request"), reverse("new-force-request"), primary=True, icon="add"))
    head = PageHead(
        title=_("Requests for contributions"),
        lead=_("What the register asks of States, until when, and what they replied."),
        actions=doors,
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
def force_request(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one request: what is asked, of whom, what they replied and offered, and how it went."""
    found = visible_request(request.viewer, request.as_of, reference)
    reads_all = is_register(request, found, Role.READER)
    selections = {
        one.post_id: one for one in visible_selections(request.viewer, request.as_of).filter(request=found)
        if one.stage != "revoked"
    }  # fmt: skip
    addressees = visible_addressees(request.viewer, found)
    posts = posts_table(found, selections, compares=reads_all)
    offers = visible_offers(request.viewer, request.as_of).filter(request=found)
    tables = {}
    for name, table, rows in (
        ("posts", posts, list(found.posts.all())),
        ("offers", OFFERS, list(offers)),
        ("addressees", ADDRESSEES, list(addressees)),
        ("weights", WEIGHTS, _weight_rows(request, found)),
    ):
        drawn = render_table(request, table, rows, prefix=f"{name}-")
        if isinstance(drawn, HttpResponse):
            return drawn
        tables[name] = drawn
    head = PageHead(
        title=found.title,
        kicker=found.reference,
        crumbs=[*crumbs(), Crumb(found.reference)],
        lead=found.words,
        status=stage_badge(found),
        next_step=_next_step(request, found),
        actions=_doors(request, found),
        illustrative=found.illustrative,
    )
    context = {
        "head": head,
        "facts": request_facts(found),
        "figures": measure_figures(measures_of(found, request.as_of)) if reads_all else [],
        "weights_reason": found.weights_reason,
        "tables": tables,
    }
    return render(request, "generation/request.html", context)


def _weight_rows(request: MusterRequest, found: Request) -> list[dict[str, Any]]:
    return [
        {
            "name": BY_CODE[one.criterion].name,
            "points": one.points,
            "whose": _("this request") if one.is_of_request else BY_CODE[one.criterion].parameter,
        }
        for one in weights_of(found, request.as_of)
    ]


def _next_step(request: MusterRequest, found: Request) -> NextStep | None:
    """Return who must do what next: the State that is asked, or the register."""
    own = addressee_of(list(visible_addressees(request.viewer, found)), request.viewer.organisation_id)
    late = is_overdue(found, request.as_of)
    if found.stage == RequestStage.DRAFT:
        return NextStep(found.register.name, _("issue the request"))
    if found.stage == RequestStage.ISSUED and own is not None and own.reply == AddresseeReply.NONE:
        return NextStep(own.state.name, _("offer, or decline with a reason"), found.reply_by, late)
    if found.stage == RequestStage.ISSUED:
        what = _("close the request") if late else _("wait for replies, then close the request")
        return NextStep(found.register.name, what, found.reply_by, late)
    return None


def _doors(request: MusterRequest, found: Request) -> list[Action]:
    """Return what the viewer can do with a request."""

    def step(label: str, name: str, *, primary: bool = False) -> Action:
        return Action(label, reverse("step-force-request", args=[found.reference, name]), primary=primary)

    doors: list[Action] = []
    stage = found.stage
    if is_register(request, found):
        if stage == RequestStage.DRAFT:
            doors += [
                Action(_("Change"), reverse("change-force-request", args=[found.reference])),
                step(_("Issue"), "issue", primary=True),
            ]
        if stage == RequestStage.ISSUED:
            doors.append(step(_("Close"), "close", primary=True))
        if stage == RequestStage.CLOSED:
            doors.append(step(_("Open again"), "reopen"))
        if stage in (RequestStage.DRAFT, RequestStage.ISSUED):
            doors.append(Action(_("Weights"), reverse("weigh-force-request", args=[found.reference])))
        if stage != RequestStage.CANCELLED:
            doors.append(step(_("Cancel the request"), "cancel"))
    if stage == RequestStage.ISSUED and may_reply(request, found):
        doors.append(Action(_("Decline"), reverse("decline-force-request", args=[found.reference])))
        offer = reverse("make-force-offer", args=[found.reference])
        doors.append(Action(_("Make an offer"), offer, primary=not is_register(request, found), icon="add"))
    return doors


def states_of(request: MusterRequest, found: Request) -> list[tuple[str, str]]:
    """Return for which States the viewer may reply: its own, or all that are asked for the register's officer."""
    asked = Organisation.objects.filter(force_requests_received__request=found).order_by("name")
    if not is_register(request, found):
        asked = asked.filter(pk=request.viewer.organisation_id or 0)
    return [(one.code, one.name) for one in asked]


def may_reply(request: MusterRequest, found: Request) -> bool:
    """Return whether the viewer is an officer of a State that is asked, or of the register."""
    return request.viewer.has_role(Role.OFFICER) and bool(states_of(request, found))


@for_parties
def new_request(request: MusterRequest) -> HttpResponse:
    """Draft a request."""
    viewer = request.viewer
    if not (viewer.is_secretariat and viewer.has_role(Role.OFFICER)):
        raise NotAllowed(_("Requests are drafted by an officer of a register."))
    form = RequestForm(viewer, request.today, None, request.POST or None)

    def save() -> HttpResponse:
        register = Organisation.objects.get(pk=viewer.organisation_id or 0)
        made = actions.create_request(viewer, form.terms, register=register, today=request.today)
        messages.success(request, _("Request %(reference)s is drafted.") % {"reference": made.reference})
        return redirect_as_of_today(request, "force-request", reference=made.reference)

    return answer_form(request, form, save, title=_("Draft a request"), crumbs=crumbs())


@for_parties
def change_request(request: MusterRequest, reference: str) -> HttpResponse:
    """Change a draft."""
    found = _of_register(request, reference)
    said = actions.terms_of(found)
    form = RequestForm(request.viewer, request.today, found, request.POST or None, initial=vars(said))

    def save() -> HttpResponse:
        actions.change_request(request.viewer, form.terms, today=request.today)
        return _done(request, reference)

    return answer_form(request, form, save, title=_("Change the request"), crumbs=crumbs(reference))


def _of_register(request: MusterRequest, reference: str) -> Request:
    """Return a request to an officer of its register. Raises NotFound, NotAllowed."""
    found = visible_request(request.viewer, request.as_of, reference)
    if not is_register(request, found):
        raise NotAllowed(_("Only an officer of the register may do this."))
    return found


def _done(request: MusterRequest, reference: str) -> HttpResponse:
    messages.success(request, _("Request %(reference)s: recorded.") % {"reference": reference})
    return redirect_as_of_today(request, "force-request", reference=reference)


STEP_TITLES = {
    "issue": _("Issue the request"),
    "close": _("Close the request"),
    "cancel": _("Cancel the request"),
    "reopen": _("Open the request again"),
}


@for_parties
def step_request(request: MusterRequest, reference: str, step: str) -> HttpResponse:
    """Take a step with a request: issue, close, cancel, reopen."""
    if step not in STEP_TITLES:
        raise NotFound(_("There is no step %(step)r of a request.") % {"step": step})
    _of_register(request, reference)
    form: ReasonForm = (
        ReopenForm(request.POST or None)
        if step == "reopen"
        else ReasonForm(request.POST or None, is_needed=step == "cancel")
    )
    if step == "issue":
        del form.fields["reason"]

    def save() -> HttpResponse:
        take: dict[str, Callable[..., Request]] = {
            "issue": actions.issue_request,
            "close": actions.close_request,
            "cancel": actions.cancel_request,
            "reopen": actions.reopen_request,
        }
        take[step](request.viewer, reference, today=request.today, **form.cleaned_data)
        return _done(request, reference)

    title = str(STEP_TITLES[step])
    return answer_form(request, form, save, title=title, crumbs=crumbs(reference), submit_label=title)


@for_parties
def weigh_request(request: MusterRequest, reference: str) -> HttpResponse:
    """Give a request weights of its own, before any offer."""
    found = _of_register(request, reference)
    form = WeightsForm(found, request.today, request.POST or None)

    def save() -> HttpResponse:
        reason = form.cleaned_data["reason"]
        actions.set_weights(request.viewer, reference, form.weights, reason=reason, today=request.today)
        return _done(request, reference)

    return answer_form(request, form, save, title=_("Weights of this request"), crumbs=crumbs(reference))


@for_parties
def decline_request(request: MusterRequest, reference: str) -> HttpResponse:
    """Decline a request for a State."""
    found = visible_request(request.viewer, request.as_of, reference)
    if not may_reply(request, found):
        raise NotAllowed(_("Only an officer of a State that is asked, or of the register, replies."))
    form = DeclineForm(states_of(request, found), request.POST or None)

    def save() -> HttpResponse:
        actions.decline_request(request.viewer, reference, today=request.today, **form.cleaned_data)
        return _done(request, reference)

    return answer_form(request, form, save, title=_("Decline"), crumbs=crumbs(reference))
