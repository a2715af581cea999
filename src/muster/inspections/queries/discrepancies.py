"""Reads of discrepancies: the unit's State, the mission, and the secretariat that mandates it see them all."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from muster.inspections.models import Discrepancy, DiscrepancyEvent
from muster.inspections.stages import DiscrepancyStanding
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer

MISSION_PATH = "inspection__unit__post__requirement__mission"
FIELDS = visibility.Fields(
    owner="inspection__unit__state_id",
    addressee=f"{MISSION_PATH}__mandated_by_id",
    mission=f"{MISSION_PATH}__organisation_id",
)
OPEN = (DiscrepancyStanding.OPEN, DiscrepancyStanding.REPORTED)


def visible_discrepancies(viewer: Viewer, day: date) -> QuerySet[Discrepancy]:
    """Return the discrepancies that the viewer may see, known on `day`, each with `known_events` in order."""
    events = known_on(DiscrepancyEvent.objects.select_related("by"), day).filter(held_from__lte=day)
    found = known_on(Discrepancy.objects.filter(visibility.rows(viewer, FIELDS)), day)
    return found.select_related("inspection__unit__state", f"{MISSION_PATH}__organisation").prefetch_related(
        Prefetch("events", queryset=events, to_attr="known_events")
    )


def visible_discrepancy(viewer: Viewer, day: date, reference: str) -> Discrepancy:
    """Return one discrepancy. Raises NotFound if there is none that the viewer may see."""
    found = visible_discrepancies(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no discrepancy {reference!r} that you may see as of {long_day(day)}.")
    return found


def standing_on(discrepancy: Discrepancy) -> str:
    """Return the standing that held on the day as of which a discrepancy was read with its events."""
    events: list[DiscrepancyEvent] = discrepancy.known_events  # type: ignore[attr-defined]
    return events[-1].standing if events else DiscrepancyStanding.OPEN.value
