"""Ports that could be used instead of the one planned: near the mission's headquarters, by sea from the same place."""

from dataclasses import dataclass
from datetime import date

from muster.generation.queries.movements import lift_rule
from muster.generation.rules.movement import Place, great_circle_nm, sea_days
from muster.generation.sea_routes import sea_distance_nm, terminals
from muster.reference.parameters import parameter

ALTERNATIVE_KEY = "alternative_port_nm"
MOST = 6


@dataclass(frozen=True)
class AlternativePort:
    """A port with its distances in nautical miles and the days of the voyage."""

    place: Place
    from_headquarters_nm: int
    sea_nm: int
    days: int


def alternative_ports(
    headquarters: tuple[float, float], origin: tuple[float, float], day: date
) -> list[AlternativePort]:
    """Return ports within parameter `alternative_port_nm` of a mission's headquarters, the nearest first, at most six.

    Nearness is as the crow flies: whether a road or a border is in between is for the reader to know.
    """
    within = parameter(ALTERNATIVE_KEY, day).integer
    near = sorted((great_circle_nm(one.point, headquarters), one.name, one) for one in terminals())
    rule, found = lift_rule(day), []
    for distance, _name, place in near[:MOST]:
        by_sea = sea_distance_nm(origin, place.point)
        if distance <= within and by_sea is not None:
            found.append(AlternativePort(place, distance, by_sea, sea_days(by_sea, rule)))
    return found
