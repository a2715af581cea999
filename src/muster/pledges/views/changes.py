"""Changes of what was verified, asked for and decided by form."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muster.kit.errors import NotAllowed, Refused
from muster.kit.form_page import answer_form
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest
from muster.pledges import actions, queries
from muster.pledges.forms.proof import AskChangeForm, DecideChangeForm
from muster.pledges.forms.register import caveat_forms, caveat_terms
from muster.pledges.pages.register import may_change
from muster.pledges.versions import terms_of
from muster.pledges.views.proof import crumbs_of, seen


@for_parties
def ask_change(request: MusterRequest, reference: str) -> HttpResponse:
    """Ask for a change of verified facts by form."""
    found = seen(request, reference)
    if not may_change(found, request.viewer):
        raise NotAllowed(_("Only an officer of the State that made the pledge may ask for a change."))
    form = AskChangeForm(request.POST or None, instance=found, today=request.today)
    caveats = caveat_forms(request.POST or None, found)

    def save() -> HttpResponse:
        terms = form.terms(request.viewer.organisation_code, caveat_terms(caveats), terms_of(found))
        actions.request_change(
            request.viewer,
            terms,
            reason=form.cleaned_data["reason"],
            expected_version=form.cleaned_data["version"],
            today=request.today,
        )
        messages.success(request, _("The change is asked for; the Secretariat decides on it."))
        return redirect_as_of_today(request, "pledge", reference=reference)

    title = _("Ask for a change of %(pledge)s") % {"pledge": reference}
    return answer_form(
        request, form, save, title=title, crumbs=crumbs_of(reference), rows=caveats, rows_title=_("Caveats"),
        submit_label=_("Ask for the change"),
    )  # fmt: skip


@for_parties
@require_POST
def decide_change(request: MusterRequest, reference: str, number: int) -> HttpResponse:
    """Accept or refuse a requested change."""
    queries.visible_change_request(request.viewer, request.today, reference, number)
    form = DecideChangeForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Nothing was decided: say whether the change is accepted or refused."))
    accept = form.cleaned_data["decision"] == "accept"
    decided = actions.decide_change(
        request.viewer, number, accept=accept, answer=form.cleaned_data["answer"], today=request.today
    )
    messages.success(request, _("The change is %(verdict)s.") % {"verdict": decided.get_verdict_display()})
    if accept and decided.needs_new_visit:
        messages.info(request, _("A new visit is needed: what visits proved is to be renewed."))
    return redirect_as_of_today(request, "pledge", reference=reference)


@for_parties
@require_POST
def take_back_change(request: MusterRequest, reference: str, number: int) -> HttpResponse:
    """Take a request back."""
    queries.visible_change_request(request.viewer, request.today, reference, number)
    actions.take_back_change(request.viewer, number, today=request.today)
    messages.success(request, _("The request is taken back."))
    return redirect_as_of_today(request, "pledge", reference=reference)
