"""The rotation board: the tours of all units over three years."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.deployments.pages.rotation_board import rotation_chart
from muster.deployments.queries.blocks import missions_held
from muster.deployments.queries.units import visible_units, with_tours
from muster.kit.pages import Action, Crumb, PageHead
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def rotation_board(request: MusterRequest) -> HttpResponse:
    """Show the tours of all units over three years, by mission or (`by=state`) by State."""
    by_state = request.GET.get("by") == "state"
    order = ("state__name", "post__requirement__mission__acronym") if by_state else (
        "post__requirement__mission__acronym", "state__name",
    )  # fmt: skip
    seen = with_tours(
        request.viewer, visible_units(request.viewer, request.as_of).order_by(*order, "title"), request.as_of
    )
    other = Action(_("By mission"), reverse("rotation-board")) if by_state else Action(
        _("By State"), f"{reverse('rotation-board')}?by=state"
    )  # fmt: skip
    doors = [
        Action(_("%(mission)s through its blocks") % {"mission": one}, reverse("rotation-blocks", args=[one]))
        for one in missions_held(request.viewer, request.as_of)
    ]
    if request.viewer.is_secretariat:
        doors.append(Action(_("Plan the lift"), reverse("plan-lift")))
    head = PageHead(
        title=_("Rotation board"),
        crumbs=[Crumb(_("Deployments"), reverse("deployments")), Crumb(_("Rotation board"))],
        lead=_(
            "The tours of all units over three years: who is there, who relieves whom, and where no tour is planned."
        ),
        actions=[*doors, other, Action(_("Units"), reverse("deployed-units"))],
    )
    context = {"head": head, "chart": rotation_chart(seen, request.as_of, by_state=by_state)}
    return render(request, "deployments/rotation_board.html", context)
