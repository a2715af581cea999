"""Reads of national acts. A State's own acts are its own; the Secretariat of its registers sees them too."""

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from muster.authorisations.models import ActCeiling, ActKind, NationalAct
from muster.authorisations.queries.access import of_states
from muster.kit.facts import known_on, true_on
from muster.parties.viewer import Viewer


def visible_acts(viewer: Viewer) -> QuerySet[NationalAct]:
    """Return the acts that the viewer may see: a State its own, a secretariat all (they are published law).

    Each with its State, missions and ceilings (`ceilings_in_order`).
    """
    ceilings = Prefetch(
        "ceilings",
        queryset=ActCeiling.objects.select_related("mission").order_by("mission__acronym", "category"),
        to_attr="ceilings_in_order",
    )
    acts = NationalAct.objects.select_related("state").prefetch_related("missions", ceilings)
    return acts.filter(of_states(viewer))


def known_acts(viewer: Viewer, day: date) -> QuerySet[NationalAct]:
    """Return every act known on `day`, those over, replaced or to come too."""
    return known_on(visible_acts(viewer), day)


def acts_in_force(viewer: Viewer, day: date) -> QuerySet[NationalAct]:
    """Return the acts in force on `day` among what was known on it; one whose successor has begun holds no more."""
    successors = known_on(NationalAct.objects.filter(replaces=OuterRef("pk"), valid_from__lte=day), day)
    return true_on(visible_acts(viewer), day).filter(~Exists(successors))


def authorising_acts(acts: QuerySet[NationalAct]) -> QuerySet[NationalAct]:
    """Return those of `acts` that say who may be abroad: a ratification authorises nobody and holds nobody back."""
    return acts.exclude(kind=ActKind.RATIFICATION)
