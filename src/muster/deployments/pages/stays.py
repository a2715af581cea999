"""What the page of a stay shows, as the kit's plain values."""

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments.models import Stay
from muster.deployments.tables.stays import stage_badge
from muster.kit.pages import Action, Crumb, Fact, PageHead
from muster.parties.models import Role
from muster.parties.viewer import Viewer


def stay_head(stay: Stay, viewer: Viewer) -> PageHead:
    """Return the head of a stay's page."""
    mission = stay.post.requirement.mission
    doors = []
    if viewer.organisation_id == mission.mandated_by_id and viewer.has_role(Role.OFFICER):
        doors.append(Action(_("Change"), reverse("change-stay", args=[stay.pk]), icon="edit"))
    return PageHead(
        title=_("%(state)s in %(post)s") % {"state": stay.pledge.state.name, "post": stay.post.reference},
        crumbs=[Crumb(_("Deployments"), reverse("deployments")), Crumb(mission.acronym)],
        status=stage_badge(stay),
        actions=doors,
        illustrative=stay.illustrative,
    )


def stay_facts(stay: Stay, *, shows_pledge: bool) -> list[Fact]:
    """Return what is on record of a stay; the pledge behind it only to those who may see the pledge."""
    requirement = stay.post.requirement
    pledge = Fact(_("Pledge"), stay.pledge.reference, href=reverse("pledge", args=[stay.pledge.reference]))
    return [
        *([pledge] if shows_pledge else []),
        Fact(_("Requirement"), requirement.title, href=reverse("requirement", args=[requirement.reference])),
        Fact(_("Mission"), requirement.mission.acronym, href=reverse("mission", args=[requirement.mission.acronym])),
        Fact(_("Unit type"), stay.post.unit_type, href=reverse("fact", args=["unit_types", stay.post.unit_type])),
        Fact(_("Strength"), stay.pledge_strength, unit=_("people")),
        Fact(_("From"), stay.stay_from),
        Fact(_("Until (excluded)"), stay.stay_until or _("no end agreed")),
        Fact(_("Known from"), stay.known_from),
        Fact(_("Source"), stay.source or "—", standing=stay.standing),
    ]
