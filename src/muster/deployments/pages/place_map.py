"""The map of places of units, of a mission or of the world."""

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments.queries.places import PlaceOfDay, PlacesOfDay
from muster.deployments.tables.units import unit_address
from muster.kit.charts.chart import Chart
from muster.kit.charts.place_map import LARGEST_RADIUS_PX, OF_A_MISSION, OF_THE_WORLD, PlaceDot, place_map
from muster.reference.outline import DISCLAIMER


def units_map(found: PlacesOfDay, mission: str = "") -> Chart | None:
    """Draw where units stand, of one mission close to; None where no coordinates are on record."""
    if not found.places:
        return None
    words = {"people": f"{sum(one.people for one in found.places):,}", "mission": mission}
    title = (
        _("%(mission)s: where %(people)s people of units stand") % words
        if mission
        else _("Where %(people)s people of units stand") % words
    )
    source = _("places and strength on record.")
    if found.illustrative:
        source += " " + _("Some places are illustrative.")
    return place_map(
        reverse("world-outline"),
        _dots(found.places, mission),
        title=title,
        closest=OF_A_MISSION if mission else OF_THE_WORLD,
        largest=LARGEST_RADIUS_PX if mission else LARGEST_RADIUS_PX / 2,
        id="units-map",
        summary=_summary(found, mission),
        source=f"{source} {DISCLAIMER}",
    )


def _summary(found: PlacesOfDay, mission: str) -> str:
    words = _("The circle's area is the number of people; circles that would cover each other step aside.")
    if mission:
        words += " " + _("The outline is coarse at this scale; the places are exact.")
    if found.unplaced:
        names = ", ".join(one.title for one in found.unplaced)
        words += " " + _("Without coordinates on record: %(units)s.") % {"units": names}
    return words


def _dots(places: tuple[PlaceOfDay, ...], mission: str) -> list[PlaceDot]:
    """Return the dots: of a mission each with its name, of the world the largest of each mission with the acronym."""
    named: set[str] = set()
    dots = []
    for one in places:
        label = one.place if mission else "" if one.mission in named else one.mission
        named.add(one.mission)
        dots.append(
            PlaceDot(
                place=one.place if mission else f"{one.mission} · {one.place}",
                longitude=one.longitude,
                latitude=one.latitude,
                people=one.people,
                label=label,
                units=", ".join(unit.title for unit in one.units),
                href=unit_address(one.units[0]) if mission else reverse("mission-strength", args=[one.mission]),
            )
        )
    return dots
