"""Distance on the globe."""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


def great_circle_km(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return the great-circle distance in kilometres between two points given as (latitude, longitude) in degrees."""
    (latitude_1, longitude_1), (latitude_2, longitude_2) = first, second
    phi_1, phi_2 = radians(latitude_1), radians(latitude_2)
    half_chord = (
        sin((phi_2 - phi_1) / 2) ** 2 + cos(phi_1) * cos(phi_2) * sin(radians(longitude_2 - longitude_1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half_chord)))
