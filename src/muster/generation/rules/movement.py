"""How far, how long and with how many lifts: pure reckoning for the movements of a case."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil

from muster.kit.errors import Problem
from muster.kit.great_circle import great_circle_km

KM_PER_NM = 1.852
HOURS_PER_DAY = 24
CASPIAN = (36.4, 47.3, 46.6, 55.0)
"""A box around the Caspian: least and greatest latitude, least and greatest longitude, in degrees."""
SEA, AIR, ROAD = "sea", "air", "road"
PEOPLE, EQUIPMENT = "people", "equipment"


@dataclass(frozen=True)
class Place:
    """A port or airport: degrees, and its code (UN/LOCODE or ICAO)."""

    name: str
    latitude: float
    longitude: float
    code: str = ""

    @property
    def point(self) -> tuple[float, float]:
        """Return latitude and longitude."""
        return self.latitude, self.longitude


@dataclass(frozen=True)
class MovementTerms:
    """A movement as it is said; see the model. Places are codes or names; coordinates are for those of no list."""

    mode: str
    carries: str
    origin: str
    destination: str
    departs_on: date
    arrives_on: date
    people: int = 0
    origin_latitude: float | None = None
    origin_longitude: float | None = None
    destination_latitude: float | None = None
    destination_longitude: float | None = None
    sea_route_nm: int | None = None
    later_by_days: int = 0
    note: str = ""


@dataclass(frozen=True)
class LiftRule:
    """The parameters of lifts: knots, days in port, seats, tonnes, cubic metres and lane metres of one craft."""

    ship_speed_knots: Decimal
    ship_port_days: int
    ship_lane_metres: int
    air_speed_knots: Decimal
    passenger_seats: int
    cargo_payload_t: Decimal
    cargo_volume_m3: Decimal


def in_caspian(latitude: float, longitude: float) -> bool:
    """Return whether a point lies on the Caspian or its shore, from which no open sea is reached."""
    south, north, west, east = CASPIAN
    return south <= latitude <= north and west <= longitude <= east


def great_circle_nm(origin: tuple[float, float], destination: tuple[float, float]) -> int:
    """Return the shortest way through the air in nautical miles."""
    return round(great_circle_km(origin, destination) / KM_PER_NM)


def sea_days(distance_nm: int, rule: LiftRule) -> int:
    """Return the days of a voyage at the stated speed, with loading and unloading; begun days count."""
    return ceil(distance_nm / (float(rule.ship_speed_knots) * HOURS_PER_DAY)) + rule.ship_port_days


def air_hours(distance_nm: int, rule: LiftRule) -> Decimal:
    """Return the hours of one flight at the stated block speed."""
    return (Decimal(distance_nm) / rule.air_speed_knots).quantize(Decimal("0.1"))


def passenger_flights(people: int, rule: LiftRule) -> int:
    """Return how many flights carry so many people."""
    return ceil(people / rule.passenger_seats)


def cargo_flights(weight_t: Decimal, volume_m3: Decimal, rule: LiftRule) -> int:
    """Return how many flights carry a load: by weight or by volume, whichever needs more."""
    return max(ceil(weight_t / rule.cargo_payload_t), ceil(volume_m3 / rule.cargo_volume_m3))


def ships(lane_metres: Decimal, containers: int, container_lane_m: Decimal, rule: LiftRule) -> int:
    """Return how many ships carry what rolls and the containers on their trailers, by lane metres; at least one."""
    return max(1, ceil((lane_metres + containers * container_lane_m) / rule.ship_lane_metres))


def movement_problems(terms: MovementTerms) -> list[Problem]:
    """Return what is wrong with a movement besides its places, a line each with its remedy."""
    problems = []
    if terms.mode not in (SEA, AIR, ROAD):
        problems.append(Problem("mode", f"{terms.mode!r} is unknown", "by sea, air or road", "mode"))
    if terms.carries not in (PEOPLE, EQUIPMENT):
        problems.append(Problem("carries", f"{terms.carries!r} is unknown", "people or equipment", "carries"))
    if terms.arrives_on < terms.departs_on:
        told = f"{terms.arrives_on} is before the departure on {terms.departs_on}"
        problems.append(Problem("arrives on", told, "give that day or a later one", "arrives_on"))
    if terms.carries == PEOPLE and terms.people < 1:
        problems.append(Problem("people", "is not given", "say how many travel", "people"))
    if terms.carries == EQUIPMENT and terms.people:
        problems.append(
            Problem("people", "travel with equipment", "record the people as a movement of their own", "people")
        )
    if terms.sea_route_nm is not None and terms.mode != SEA:
        problems.append(
            Problem("sea route", f"is given for a movement by {terms.mode}", "leave it empty", "sea_route_nm")
        )
    for which in ("origin", "destination"):
        pair = (getattr(terms, f"{which}_latitude"), getattr(terms, f"{which}_longitude"))
        if (pair[0] is None) != (pair[1] is None):
            problems.append(Problem(which, "has one coordinate", "give latitude and longitude, or neither", which))
    return problems


STEPS: dict[str, tuple[str, ...]] = {"planned": ("arrived", "cancelled"), "arrived": (), "cancelled": ("planned",)}
"""From each stage of a movement those that may follow (local choice)."""


def step_problems(stage: str, following: str, arrives_on: date, today: date) -> list[Problem]:
    """Return why a movement cannot take a step."""
    if following not in STEPS[stage]:
        ways = ", ".join(STEPS[stage]) or "none, it has arrived"
        return [Problem("stage", f"what is {stage} cannot become {following}", f"possible: {ways}")]
    if following == "arrived" and arrives_on > today:
        return [Problem("arrives on", f"{arrives_on} has not come yet", "change the day of arrival first")]
    return []
