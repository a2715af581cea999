"""Ports, airports and the way between them. The libraries are loaded by the first question: that takes a second.

Sea routes are reckoned on the network of searoute, which holds the Volga-Don canal open; here the Caspian is closed, as
no ship of a mission's size goes through it: a place on it has no sea route.
"""

import warnings
from functools import cache
from typing import Any

from muster.generation.rules.movement import Place, in_caspian


@cache
def _ports() -> dict[str, Place]:
    """Return the ports by UN/LOCODE, by name, and by "name, country"; of like names the larger port is first."""
    from searoute.data.ports_dict import node_list  # type: ignore[import-untyped]

    found: dict[str, Place] = {}
    ordered = sorted(node_list.items(), key=lambda one: -(one[1]["t"] or 0.0))
    for _place, port in ordered:
        country = str(port["cty"]).replace("_", " ")
        place = Place(f"{port['name']}, {country}", float(port["y"]), float(port["x"]), str(port["port"]))
        for name in (place.code, str(port["name"]), place.name):
            found.setdefault(name.casefold(), place)
    return found


@cache
def _airports() -> dict[str, Place]:
    """Return the airports by ICAO and IATA code."""
    import airportsdata

    found: dict[str, Place] = {}
    for code, row in airportsdata.load("ICAO").items():
        place = Place(str(row["name"]), float(row["lat"]), float(row["lon"]), code)
        found[code.casefold()] = place
        if row["iata"]:
            found.setdefault(str(row["iata"]).casefold(), place)
    return found


def find_port(text: str) -> Place | None:
    """Return a port by UN/LOCODE, name, or "name, country"; None where the list has none."""
    return _ports().get(" ".join(text.split()).casefold())


def find_airport(text: str) -> Place | None:
    """Return an airport by ICAO or IATA code; None where the list has none."""
    return _airports().get(text.strip().casefold())


@cache
def terminals() -> tuple[Place, ...]:
    """Return the ports that the list marks as terminals, each once, those of the Caspian left out."""
    from searoute.data.ports_dict import node_list

    codes = {str(port["port"]) for port in node_list.values() if port["t"] == 1.0}
    every = {place.code: place for place in _ports().values() if place.code in codes}
    return tuple(place for place in every.values() if not in_caspian(place.latitude, place.longitude))


@cache
def sea_distance_nm(origin: tuple[float, float], destination: tuple[float, float]) -> int | None:
    """Return the shortest sea route between two points (latitude, longitude) in nautical miles; None where none is.

    Suez, the Bosporus and the other straits are open but the north-west passage.
    """
    import searoute  # type: ignore[import-untyped]

    if in_caspian(*origin) or in_caspian(*destination):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where there is no way; that is told below
        route: Any = searoute.searoute(
            [origin[1], origin[0]], [destination[1], destination[0]], units="naut", append_orig_dest=True
        )
    length = float(route["properties"]["length"])
    return round(length) if route["geometry"]["coordinates"] and length != float("inf") else None
