"""The backlog of visits by State and age, with the trips that would serve most of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.errors import NotAllowed
from muster.kit.pages import Crumb, PageHead
from muster.parties.access import for_parties
from muster.parties.models import OrganisationKind
from muster.parties.request import MusterRequest
from muster.pledges.queries.waiting import waiting_pledges
from muster.visits.pages import bundling_view_model

SIDES = (OrganisationKind.SECRETARIAT, OrganisationKind.MEMBER_STATE)


@for_parties
@require_safe
def visits_backlog(request: MusterRequest) -> HttpResponse:
    """Show which pledges wait for an assessment and advisory visit: the register's, or a State's own."""
    if request.viewer.kind not in SIDES:
        raise NotAllowed(_("The backlog of visits is between the States and the Secretariat of the register."))
    units, names = waiting_pledges(request.viewer, request.as_of)
    context = bundling_view_model(
        request, units, request.as_of, names, lambda unit: reverse("pledge", args=[unit.reference])
    )
    if isinstance(context, HttpResponse):
        return context
    head = PageHead(
        title=_("Pledges that wait for a visit"),
        crumbs=[Crumb(_("Visits"), reverse("visits")), Crumb(_("Backlog"))],
        lead=_("Only after an assessment and advisory visit can a unit be selected; teams are the scarce resource."),
    )
    return render(request, "visits/bundling.html", {**context, "head": head})
