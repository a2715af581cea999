"""Pages on which a partner of a joint pledge answers by note verbale."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.pledges import actions, queries
from muster.pledges.forms.caveats import PartnerForm, PartnerWithdrawalForm
from muster.pledges.models import PartnerNote


def _answer_page(
    request: MusterRequest, reference: str, form: PartnerForm, act: Callable[..., PartnerNote], title: str
) -> HttpResponse:
    """Show the form to an officer of a partner, or write its answer."""
    found = queries.visible_pledge(request.viewer, request.as_of, reference)
    if not queries.is_partner_only(request.viewer, found) or not request.viewer.has_role(Role.OFFICER):
        raise NotAllowed(_("Only an officer of a partner named in the pledge answers for it."))

    def save() -> HttpResponse:
        act(request.viewer, reference, today=request.today, **form.cleaned_data)
        messages.success(request, _("The answer on %(pledge)s is recorded.") % {"pledge": reference})
        return redirect_as_of_today(request, "pledge", reference=reference)

    crumbs = [Crumb(_("Pledges"), reverse("pledges")), Crumb(reference, reverse("pledge", args=[reference]))]
    return answer_form(request, form, save, title=title, crumbs=crumbs)


@for_parties
def partner_agrees(request: MusterRequest, reference: str) -> HttpResponse:
    """Agree to one's part of a joint pledge."""
    form = PartnerForm(request.POST or None, initial={"held_from": request.today})
    return _answer_page(request, reference, form, actions.partner_agrees, _("We agree to our part"))


@for_parties
def partner_withdraws(request: MusterRequest, reference: str) -> HttpResponse:
    """Withdraw or decline one's part of a joint pledge."""
    form = PartnerWithdrawalForm(request.POST or None, initial={"held_from": request.today})
    return _answer_page(request, reference, form, actions.partner_withdraws, _("We withdraw our part"))
