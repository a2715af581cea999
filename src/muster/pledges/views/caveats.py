"""Pages on which caveats are discovered, satisfied and dropped."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import OrganisationKind, Role
from muster.parties.request import MusterRequest
from muster.pledges import actions, queries
from muster.pledges.forms.caveats import DiscoveredCaveatForm, ReasonForm, SatisfactionForm
from muster.pledges.queries.caveats import require_deployed_to


def _crumbs(reference: str) -> list[Crumb]:
    return [Crumb(_("Pledges"), reverse("pledges")), Crumb(reference, reverse("pledge", args=[reference]))]


def _require_officer(request: MusterRequest, organisation_id: int, what: str) -> None:
    """Raise NotAllowed unless the viewer is an officer of the organisation: the form is for nobody else."""
    if request.viewer.organisation_id != organisation_id or not request.viewer.has_role(Role.OFFICER):
        raise NotAllowed(what)


@for_parties
def discover_caveat(request: MusterRequest, reference: str) -> HttpResponse:
    """Record a caveat that came to light: an officer of the register, or of the mission where the unit stands."""
    is_mission = request.viewer.kind == OrganisationKind.MISSION
    if is_mission:
        require_deployed_to(request.viewer, reference, request.today)
    else:
        found = queries.visible_pledge(request.viewer, request.as_of, reference)
        words = _("Only an officer of the register, or of the mission where the unit stands, records it.")
        _require_officer(request, found.register_id, words)
    form = DiscoveredCaveatForm(request.POST or None)

    def save() -> HttpResponse:
        source = form.cleaned_data["source"]
        actions.record_discovered_caveat(request.viewer, reference, form.terms(), today=request.today, source=source)
        messages.success(request, _("The caveat of %(pledge)s is recorded.") % {"pledge": reference})
        return redirect("situation") if is_mission else redirect_as_of_today(request, "pledge", reference=reference)

    title = _("A caveat that came to light")
    return answer_form(request, form, save, title=title, crumbs=[] if is_mission else _crumbs(reference))


@for_parties
def satisfy_caveat(request: MusterRequest, reference: str, number: int) -> HttpResponse:
    """Say that a caveat or condition is satisfied."""
    found = queries.visible_pledge(request.viewer, request.as_of, reference)
    if queries.is_partner_only(request.viewer, found) or not request.viewer.has_role(Role.OFFICER):
        raise NotAllowed(_("Caveats are between the State and the register; an officer of either acts on them."))
    form = SatisfactionForm(request.POST or None, initial={"satisfied_on": request.today})

    def save() -> HttpResponse:
        actions.satisfy_caveat(request.viewer, reference, number, today=request.today, **form.cleaned_data)
        messages.success(request, _("The caveat of %(pledge)s is satisfied.") % {"pledge": reference})
        return redirect_as_of_today(request, "pledge", reference=reference)

    return answer_form(request, form, save, title=_("The caveat is satisfied"), crumbs=_crumbs(reference))


@for_parties
def drop_caveat(request: MusterRequest, reference: str, number: int) -> HttpResponse:
    """Drop a discovered caveat that proved to be none."""
    found = queries.visible_pledge(request.viewer, request.as_of, reference)
    _require_officer(request, found.register_id, _("Only an officer of the register drops what was discovered."))
    form = ReasonForm(request.POST or None)

    def save() -> HttpResponse:
        reason = form.cleaned_data["reason"]
        actions.drop_discovered_caveat(request.viewer, reference, number, reason=reason, today=request.today)
        messages.success(request, _("The caveat of %(pledge)s is dropped.") % {"pledge": reference})
        return redirect_as_of_today(request, "pledge", reference=reference)

    return answer_form(request, form, save, title=_("Drop the discovered caveat"), crumbs=_crumbs(reference))
