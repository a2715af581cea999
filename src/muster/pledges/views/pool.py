"""Where a pledged unit is, noted by the register by form."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muster.kit.days import day_words
from muster.kit.errors import Refused
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest
from muster.pledges import actions
from muster.pledges.forms.proof import CallForm, PoolForm
from muster.pledges.models import PoolStanding
from muster.pledges.views.proof import seen

STEPS = [(PoolStanding.DEPLOYED.value, PoolStanding.DEPLOYED.label), (PoolStanding.AVAILABLE.value, "")]


@for_parties
@require_POST
def call_pledge(request: MusterRequest, reference: str) -> HttpResponse:
    """Call a unit at the Rapid Deployment Level."""
    seen(request, reference)
    form = CallForm(request.POST)
    if not form.is_valid():
        raise Refused(_("The unit was not called: give the mission and the day."))
    said = form.cleaned_data
    event = actions.call_pledge(
        request.viewer, reference, mission=said["mission"], called_on=said["called_on"], today=request.today
    )
    due = day_words(event.answer_due_on) if event.answer_due_on else ""
    messages.success(request, _("The unit is called; it is due on the ground on %(day)s.") % {"day": due})
    return redirect_as_of_today(request, "pledge", reference=reference)


@for_parties
@require_POST
def move_in_pool(request: MusterRequest, reference: str) -> HttpResponse:
    """Note that a unit is deployed, or back in the pool."""
    seen(request, reference)
    form = PoolForm([(value, str(label)) for value, label in STEPS], request.POST)
    if not form.is_valid():
        raise Refused(_("Nothing was noted: say where the unit is, and from which day."))
    said = form.cleaned_data
    step = {"held_from": said["held_from"], "today": request.today, "reason": said["reason"]}
    if said["standing"] == PoolStanding.DEPLOYED:
        actions.mark_deployed(request.viewer, reference, mission=said["mission"], **step)
    else:
        actions.return_to_pool(request.viewer, reference, **step)
    messages.success(request, _("It is noted where the unit of %(pledge)s is.") % {"pledge": reference})
    return redirect_as_of_today(request, "pledge", reference=reference)
