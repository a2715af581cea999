"""Where the people of units in theatre stand on a day, place by place."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from muster.deployments.models import DeployedUnit
from muster.deployments.queries.strength import unit_counts, visible_locations
from muster.deployments.queries.units import in_theatre_on, visible_units
from muster.deployments.rules.strength import Strength, strength_on
from muster.kit.facts import true_on
from muster.parties.viewer import Viewer


@dataclass(frozen=True)
class PlaceOfDay:
    """A place of a mission on a day, with the units that stand there and their people."""

    place: str
    mission: str
    latitude: float
    longitude: float
    units: tuple[DeployedUnit, ...]
    people: int


@dataclass(frozen=True)
class PlacesOfDay:
    """The places of units on a day, the largest first; `unplaced` are units of which no coordinates are on record."""

    places: tuple[PlaceOfDay, ...]
    unplaced: tuple[DeployedUnit, ...]
    illustrative: bool


def places_of_units(viewer: Viewer, day: date, strengths: Mapping[DeployedUnit, Strength]) -> PlacesOfDay:
    """Return where units with their strength stand on a day. One query."""
    by_key = {unit.pk: unit for unit in strengths}
    rows = true_on(visible_locations(viewer, day).filter(unit__in=list(by_key)), day, "held_from", "held_until")
    standing: dict[tuple[str, str, float, float], list[DeployedUnit]] = defaultdict(list)
    unplaced = dict(by_key)
    illustrative = False
    for row in rows.order_by("held_from"):
        if row.latitude is None or row.longitude is None:
            continue
        unit = unplaced.pop(row.unit_id, None)
        if unit is not None:
            mission = unit.post.requirement.mission.acronym
            standing[row.place, mission, row.latitude, row.longitude].append(unit)
            illustrative = illustrative or row.illustrative
    places = [
        PlaceOfDay(place, mission, latitude, longitude, tuple(units), sum(strengths[one].people for one in units))
        for (place, mission, latitude, longitude), units in standing.items()
    ]
    places.sort(key=lambda one: (-one.people, one.place))
    return PlacesOfDay(tuple(places), tuple(sorted(unplaced.values(), key=lambda one: one.reference)), illustrative)


def places_in_theatre(viewer: Viewer, day: date) -> PlacesOfDay:
    """Return where all units present on a day stand."""
    units = list(visible_units(viewer, day).filter(in_theatre_on(day)))
    counts = unit_counts(viewer, day, units)
    strengths = {unit: strength_on(count, day) for unit, count in zip(units, counts, strict=True)}
    return places_of_units(viewer, day, strengths)
