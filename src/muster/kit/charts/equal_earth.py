"""The Equal Earth projection (Savric, Patterson and Jenny 2018): areas are true, so circles may be compared with land.

The map's labels are placed here, in pixels, with the same formula that Vega uses for the outline.
"""

import math
from dataclasses import dataclass

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = math.sqrt(3) / 2
Bounds = tuple[float, float, float, float]


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """A place in degrees as x to the east and y to the north, in radians of the plane."""
    at = math.asin(M * math.sin(math.radians(latitude)))
    two = at * at
    six = two**3
    x = math.radians(longitude) * math.cos(at) / (M * (A1 + 3 * A2 * two + six * (7 * A3 + 9 * A4 * two)))
    return x, at * (A1 + A2 * two + six * (A3 + A4 * two))


@dataclass(frozen=True)
class Frame:
    """Where the plane lies in a picture: pixels for each radian, and the pixel of the plane's origin."""

    scale: float
    left: float
    top: float

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The pixel of a place, from the top left corner."""
        x, y = project(longitude, latitude)
        return self.left + self.scale * x, self.top - self.scale * y


def frame_for(places: list[tuple[float, float]], width: int, height: int, margin: int, most: float) -> Frame:
    """The frame that shows all places (longitude, latitude) with a margin, at no more than ``most`` pixels a radian."""
    points = [project(*place) for place in places] or [(0.0, 0.0)]
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    across, down = (width - 2 * margin) / max(east - west, 1e-6), (height - 2 * margin) / max(north - south, 1e-6)
    scale = min(across, down, most)
    return Frame(scale, width / 2 - scale * (west + east) / 2, height / 2 + scale * (south + north) / 2)
