"""What every page shows around its matter: the rail, the as-of date, who is looking."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster import __version__
from muster.kit.pages import RailItem
from muster.notices.queries import MOST_COUNTED, unread_count
from muster.parties.models import OrganisationKind, Role
from muster.parties.request import MusterRequest
from muster.parties.viewer import Viewer

EVERY_PARTY = frozenset(OrganisationKind)
WITH_PLEDGES = frozenset({OrganisationKind.SECRETARIAT, OrganisationKind.MEMBER_STATE})
WITH_VISITS = WITH_PLEDGES | {OrganisationKind.MISSION}
# Label, address name, icon, and which kinds of organisation it concerns.
ROOMS = (
    (_("Situation"), "situation", "situation", EVERY_PARTY),
    (_("Requirements"), "requirements", "requirements", EVERY_PARTY),
    (_("Mandates"), "mandates", "requirements", EVERY_PARTY),
    (_("Consultations"), "consultations", "consultations", EVERY_PARTY),
    (_("Pledges"), "pledges", "pledges", WITH_PLEDGES),
    (_("National law"), "national-law", "requirements", WITH_PLEDGES),
    (_("Visits"), "visits", "calendar", WITH_VISITS),
    (_("Requests"), "force-requests", "requirements", WITH_PLEDGES),
    (_("Plan"), "plans", "plan", EVERY_PARTY),
    (_("Changes"), "changes", "calendar", EVERY_PARTY),
    (_("Generation"), "generation", "cases", WITH_VISITS),
    (_("Deployments"), "deployments", "deployments", EVERY_PARTY),
    (_("Inspections"), "inspections", "inspections", WITH_VISITS),
    (_("Decisions"), "decisions", "decisions", frozenset({OrganisationKind.MEMBER_STATE})),
    (_("Training"), "training", "training", EVERY_PARTY),
    (_("Reimbursement"), "reimbursement", "money", WITH_VISITS),
    (_("Outreach"), "outreach", "consultations", EVERY_PARTY),
    (_("Capability paper"), "papers", "requirements", EVERY_PARTY),
    (_("Yardsticks"), "yardsticks", "ruler", EVERY_PARTY),
)


def rail(request: HttpRequest, viewer: Viewer) -> list[RailItem]:
    """Return the rooms that concern the viewer's kind of organisation; what is public concerns everybody."""
    rooms = [(label, name, icon) for label, name, icon, kinds in ROOMS if viewer.kind in kinds]
    rooms.append((_("Statistics"), "statistics", "statistics"))
    rooms.append((_("Reference"), "reference", "reference"))
    addresses = [reverse(name) for _label, name, _icon in rooms]
    # Requests lie below the cases' address: of several that hold, the longest is where the reader is.
    holding = [href for href in addresses if request.path == href or (href != "/" and request.path.startswith(href))]
    current = max(holding, key=len, default="")
    return [
        RailItem(label, href, icon, href == current)
        for (label, _name, icon), href in zip(rooms, addresses, strict=True)
    ]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the frame."""
    if not hasattr(request, "viewer"):
        return {}
    muster_request = cast(MusterRequest, request)
    viewer = muster_request.viewer
    context: dict[str, Any] = {
        "viewer": viewer,
        "as_of": muster_request.as_of,
        "today": muster_request.today,
        "as_of_is_today": muster_request.as_of == muster_request.today,
        "rail": rail(request, viewer),
        "reference_address": reverse("reference"),
        "version": __version__,
        "is_demonstration": settings.MUSTER_DEMONSTRATION,
    }
    if viewer.is_signed_in:
        context["acting_for"] = viewer.organisation_name
        context["unread_notices"], context["most_unread"] = unread_count(viewer, muster_request.as_of), MOST_COUNTED
        context["people_address"] = reverse("people")
        if viewer.has_role(Role.ADMINISTRATOR):
            context["audit_address"] = reverse("audit-events")
        context["search_address"] = reverse("search")
        context["other_memberships"] = [
            one for one in muster_request.memberships if one.organisation_id != viewer.organisation_id
        ]
    elif settings.MUSTER_DEMONSTRATION:
        from muster.demonstration.accounts import accounts  # the demonstration is loaded where it is shown

        context["demonstration_accounts"] = accounts()
    return context
