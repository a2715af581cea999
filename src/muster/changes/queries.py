"""Reads of changed facts and of what they reach, always starting from what the viewer may see.

Facts of missions are every party's. A change of a State's law or act is that State's and the secretariats', as the acts
are. A reached record is its owner's and its addressee's.
"""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from muster.changes.models import FactChange, Reached
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer

FACT_FIELDS = visibility.Fields(is_to_every_party=True)
STATE_FIELDS = visibility.Fields(owner="state_id")
REACHED_FIELDS = visibility.Fields(owner="owner_id", addressee="addressee_id")


def visible_changes(viewer: Viewer, day: date) -> QuerySet[FactChange]:
    """Return the changes known on `day` that the viewer may see, the latest first, each with `seen_reached`."""
    of_missions = visibility.rows(viewer, FACT_FIELDS) & Q(state__isnull=True)
    of_states = visibility.EVERYTHING if viewer.is_secretariat else visibility.rows(viewer, STATE_FIELDS)
    mine = visibility.rows(viewer, REACHED_FIELDS)
    seen = Prefetch("reached", queryset=Reached.objects.filter(mine).select_related("owner"), to_attr="seen_reached")
    found = FactChange.objects.filter(of_missions | (of_states & Q(state__isnull=False)))
    return known_on(found, day).select_related("state").prefetch_related(seen)


def visible_change(viewer: Viewer, day: date, number: int) -> FactChange:
    """Return one change. Raises NotFound if there is none that the viewer may see."""
    found = visible_changes(viewer, day).filter(pk=number).first()
    if found is None:
        raise NotFound(f"There is no changed fact {number} that you may see.")
    return found


def reached_by(viewer: Viewer, day: date, kind: str, references: "list[str]") -> "dict[str, list[Reached]]":
    """Return by reference what reached records of a kind, as far as the viewer may see it, the latest change first."""
    rows = Reached.objects.filter(
        visibility.rows(viewer, REACHED_FIELDS), kind=kind, reference__in=references, change__known_from__lte=day
    ).select_related("change")
    found: dict[str, list[Reached]] = {}
    for one in rows.order_by("-change__known_from", "-change_id"):
        found.setdefault(one.reference, []).append(one)
    return found
