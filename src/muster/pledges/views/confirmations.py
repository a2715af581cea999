"""A State confirms its pledges: one on its page, or all that still hold by one form."""

from django.contrib import messages
from django.db.models import F, Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from muster.kit.day_text import long_day
from muster.kit.errors import NotAllowed, Refused
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import OrganisationKind, Role
from muster.parties.request import MusterRequest
from muster.pledges import actions, queries
from muster.pledges.forms.confirmations import ConfirmationForm, ConfirmationsForm
from muster.pledges.models import OPEN_STAGES, PledgeVersion


@for_parties
@require_POST
def confirm(request: MusterRequest, reference: str) -> HttpResponse:
    """Confirm one pledge."""
    form = ConfirmationForm(request.POST)
    if not form.is_valid():
        raise Refused(_("The pledge was not confirmed: the note verbale's reference is too long."))
    made = actions.confirm_pledge(
        request.viewer, reference, today=request.today, note_verbale=form.cleaned_data["note_verbale"]
    )
    done = {"pledge": reference, "day": long_day(made.valid_until)}
    messages.success(request, _("Pledge %(pledge)s is confirmed; it is valid until %(day)s (excluded).") % done)
    return redirect_as_of_today(request, "pledge", reference=reference)


def _choice(pledge: PledgeVersion) -> tuple[str, str]:
    """Return a pledge as a choice: what it is, and until when it is valid."""
    until = long_day(pledge.valid_until) if pledge.valid_until else _("not said")
    words = {"pledge": pledge.reference, "title": pledge.title or pledge.unit_type, "until": until}
    return pledge.reference, _("%(pledge)s · %(title)s · valid until %(until)s") % words


@for_parties
def confirm_all(request: MusterRequest) -> HttpResponse:
    """Confirm all of the viewer's pledges that still hold, by one note verbale."""
    is_own = request.viewer.kind == OrganisationKind.MEMBER_STATE and request.viewer.has_role(Role.OFFICER)
    if not is_own:
        raise NotAllowed(_("Pledges are confirmed by an officer of their State; sign in as one."))
    own = queries.visible_pledges(request.viewer, request.today).filter(
        Q(stage__in=OPEN_STAGES), pledge__state_id=request.viewer.organisation_id
    )
    rows = own.exclude(pledge__confirmations__confirmed_on=request.today).order_by(
        F("valid_until").asc(nulls_last=True), "pledge__reference"
    )
    form = ConfirmationsForm([_choice(one) for one in rows], request.POST or None)

    def save() -> HttpResponse:
        made = actions.confirm_pledges(
            request.viewer,
            form.cleaned_data["pledges"],
            today=request.today,
            note_verbale=form.cleaned_data["note_verbale"],
        )
        told = ngettext("%(number)s pledge is confirmed.", "%(number)s pledges are confirmed.", len(made))
        messages.success(request, told % {"number": len(made)})
        return redirect_as_of_today(request, "pledges")

    return answer_form(
        request,
        form,
        save,
        title=_("Confirm pledges"),
        crumbs=[Crumb(_("Pledges"), reverse("pledges"))],
        submit_label=_("Confirm those marked"),
    )
