"""Distances on the globe, held against those that geometry gives and against what any distance keeps."""

from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.great_circle import EARTH_RADIUS_KM, great_circle_km

HALF_WAY_ROUND = pi * EARTH_RADIUS_KM
places = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("first", "second", "km"),
    [
        ((0.0, 0.0), (0.0, 90.0), HALF_WAY_ROUND / 2),
        ((90.0, 0.0), (-90.0, 0.0), HALF_WAY_ROUND),
        ((0.0, 0.0), (0.0, 180.0), HALF_WAY_ROUND),
        ((0.0, 179.0), (0.0, -179.0), HALF_WAY_ROUND / 90),  # across the date line, not round the globe
        ((0.0, 0.0), (1.0, 0.0), 111.195),  # a degree of latitude
        ((60.0, 0.0), (60.0, 1.0), 55.597),  # at 60 degrees, a degree of longitude is half as long
    ],
)
def test_distances_that_geometry_gives(first: tuple[float, float], second: tuple[float, float], km: float) -> None:
    assert great_circle_km(first, second) == pytest.approx(km, rel=1e-4)


@given(places, places)
def test_the_way_back_is_as_long_and_no_way_is_longer_than_half_round(
    first: tuple[float, float], second: tuple[float, float]
) -> None:
    there = great_circle_km(first, second)
    assert there == pytest.approx(great_circle_km(second, first), abs=1e-6)
    assert 0 <= there <= HALF_WAY_ROUND + 1e-6


@given(places)
def test_a_place_is_at_no_distance_from_itself(place: tuple[float, float]) -> None:
    assert great_circle_km(place, place) == pytest.approx(0, abs=1e-6)


@given(places, places, places)
def test_no_detour_is_shorter(
    first: tuple[float, float], second: tuple[float, float], third: tuple[float, float]
) -> None:
    detour = great_circle_km(first, second) + great_circle_km(second, third)
    assert great_circle_km(first, third) <= detour + 1e-3
