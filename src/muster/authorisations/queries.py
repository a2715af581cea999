"""Reads of national acts. A State's own acts are its own; the Secretariat of its registers sees them too."""

from datetime import date

from django.db.models import QuerySet

from muster.authorisations.models import NationalAct
from muster.kit.facts import true_on
from muster.parties import visibility
from muster.parties.models import OrganisationKind
from muster.parties.viewer import Viewer

ACT_FIELDS = visibility.Fields(owner="state_id")


def visible_acts(viewer: Viewer) -> QuerySet[NationalAct]:
    """Return the acts that the viewer may see: a State its own, a secretariat all (they are published law)."""
    acts = NationalAct.objects.select_related("state").prefetch_related("missions")
    if viewer.kind == OrganisationKind.SECRETARIAT:
        return acts
    return acts.filter(visibility.rows(viewer, ACT_FIELDS))


def acts_in_force(viewer: Viewer, day: date) -> QuerySet[NationalAct]:
    """Return the acts in force on `day` among what was known on it."""
    return true_on(visible_acts(viewer), day)
