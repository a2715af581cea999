"""Pages on which requests are drafted, changed and taken a step further, and on which a State declines."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from muster.generation.actions import request as actions
from muster.generation.forms.request import DeclineForm, ReasonForm, ReopenForm, RequestForm, WeightsForm
from muster.generation.models import Request
from muster.generation.pages.request import crumbs, state_choices
from muster.generation.queries.request import is_of_register, may_reply, own_register, visible_request
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest


@for_parties
def new_request(request: MusterRequest) -> HttpResponse:
    """Draft a request."""
    viewer = request.viewer
    register = own_register(viewer, _("A request"))
    form = RequestForm(viewer, request.today, None, request.POST or None)

    def save() -> HttpResponse:
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
    if not is_of_register(request.viewer, found):
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
        actions.set_weights(request.viewer, reference, list(form.weights.items()), reason=reason, today=request.today)
        return _done(request, reference)

    return answer_form(request, form, save, title=_("Weights of this request"), crumbs=crumbs(reference))


@for_parties
def decline_request(request: MusterRequest, reference: str) -> HttpResponse:
    """Decline a request for a State."""
    found = visible_request(request.viewer, request.as_of, reference)
    if not may_reply(request.viewer, found):
        raise NotAllowed(_("Only an officer of a State that is asked, or of the register, replies."))
    form = DeclineForm(state_choices(request.viewer, found), request.POST or None)

    def save() -> HttpResponse:
        actions.decline_request(request.viewer, reference, today=request.today, **form.cleaned_data)
        return _done(request, reference)

    return answer_form(request, form, save, title=_("Decline"), crumbs=crumbs(reference))
