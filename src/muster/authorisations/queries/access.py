"""Who reads the law of a State: the State its own, a secretariat that of all (it is published law)."""

from django.db.models import Q

from muster.kit.errors import NotAllowed, NotFound
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.queries import organisation
from muster.parties.viewer import Viewer

STATE_FIELDS = visibility.Fields(owner="state_id")


def of_states(viewer: Viewer) -> Q:
    """Return the condition that holds for the rows of States whose law the viewer may read."""
    if viewer.kind == OrganisationKind.SECRETARIAT:
        return visibility.EVERYTHING
    return visibility.rows(viewer, STATE_FIELDS)


def state_of_law(viewer: Viewer, code: str) -> Organisation:
    """Return a Member State whose law the viewer may read. Raises NotFound and NotAllowed."""
    found = organisation(code)
    if found.kind != OrganisationKind.MEMBER_STATE:
        raise NotFound(f"{code!r} is no Member State on record; give its ISO alpha-3 code.")
    if not (viewer.is_system or viewer.is_secretariat or viewer.organisation_id == found.pk):
        raise NotAllowed(f"National law of {found.name}: for that State and for secretariats.")
    return found
