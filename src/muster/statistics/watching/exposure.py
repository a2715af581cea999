"""Events of organised violence near bases: a year's events within a distance of any base on that year's maps.

The events carry a year and no month, so a base counts for the whole year in which a map shows it, and an event for the
whole of its year: what happened before a base was opened is counted with what happened after. Years of which no event
is on record are left out: nothing is known of them, which is not the same as nothing having happened.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from muster.kit.great_circle import EARTH_RADIUS_KM
from muster.statistics.store import Store, open_store

KM_A_DEGREE = 111.0
"""Of latitude; the least anywhere is 110.6, so the first look is taken a little wider than this says."""
HAVERSINE = f"""
    2 * {EARTH_RADIUS_KM} * asin(sqrt(least(1.0,
        pow(sin(radians(e.latitude - b.latitude) / 2), 2)
        + cos(radians(b.latitude)) * cos(radians(e.latitude)) * pow(sin(radians(e.longitude - b.longitude) / 2), 2))))
"""
"""Great-circle distance in kilometres between a base and an event."""
NEAR = f"""
    WITH told AS (SELECT DISTINCT year FROM conflict_events WHERE known_on <= $day),
    b AS (
        SELECT year(date) AS year, mission, base, round(latitude, 4) AS latitude, round(longitude, 4) AS longitude,
            any_value(country) AS country, max(troops) AS troops
        FROM bases WHERE known_on <= $day AND latitude IS NOT NULL AND longitude IS NOT NULL
            AND year(date) IN (SELECT year FROM told)
        GROUP BY ALL HAVING $country_count = 0 OR list_contains($countries, any_value(country))
    ),
    e AS (
        SELECT row_number() OVER () AS id, year, latitude, longitude, deaths, civilian_deaths
        FROM conflict_events WHERE known_on <= $day AND latitude IS NOT NULL AND longitude IS NOT NULL
    ),
    near AS (
        SELECT b.year, b.mission, b.base, b.latitude, b.longitude, e.id, e.deaths, e.civilian_deaths,
            {HAVERSINE} AS km
        FROM b JOIN e ON b.year = e.year
            AND e.latitude BETWEEN b.latitude - $radius / {KM_A_DEGREE - 1} AND b.latitude + $radius / {KM_A_DEGREE - 1}
        WHERE {HAVERSINE} <= $radius
    )
"""


@dataclass(frozen=True)
class Exposure:
    """One mission in one year: its bases, those with an event near, and the events, each counted once a mission."""

    year: int
    mission: str
    bases: int
    bases_near: int
    events: int
    deaths: int
    civilian_deaths: int


@dataclass(frozen=True)
class BaseExposure:
    """One base in one year: what happened within the distance; an event near two bases stands at both."""

    year: int
    mission: str
    base: str
    country: str
    latitude: float
    longitude: float
    troops: int | None
    events: int
    deaths: int
    nearest_km: float | None


def exposure_by_mission(store: Store, day: date, radius_km: float) -> list[Exposure]:
    """Every mission and year of which a map and some event were known on a day, the latest year first.

    What was reckoned for a day and distance is kept until the next import.
    """
    return list(_by_mission(store.folder, store.generation, day, radius_km))


@lru_cache(maxsize=32)
def _by_mission(folder: Path, generation: str, day: date, radius_km: float) -> tuple[Exposure, ...]:
    found = open_store(folder).query(
        NEAR
        + """,
        once AS (
            SELECT year, mission, id, any_value(deaths) AS deaths, any_value(civilian_deaths) AS civilian_deaths
            FROM near GROUP BY year, mission, id
        ),
        struck AS (SELECT year, mission, count(DISTINCT (base, latitude, longitude)) AS bases FROM near GROUP BY ALL),
        counted AS (
            SELECT year, mission, count(*) AS events, sum(deaths) AS deaths, sum(civilian_deaths) AS civilian_deaths
            FROM once GROUP BY ALL
        )
        SELECT b.year::INTEGER, b.mission, count(*)::INTEGER, coalesce(any_value(struck.bases), 0)::INTEGER,
            coalesce(any_value(counted.events), 0)::INTEGER, coalesce(any_value(counted.deaths), 0)::INTEGER,
            coalesce(any_value(counted.civilian_deaths), 0)::INTEGER
        FROM b LEFT JOIN struck USING (year, mission) LEFT JOIN counted USING (year, mission)
        GROUP BY b.year, b.mission ORDER BY b.year DESC, 5 DESC, b.mission
        """,
        {"day": day, "radius": radius_km, "countries": [""], "country_count": 0},
    )
    return tuple(Exposure(*row) for row in found)


def exposure_of_bases(store: Store, countries: list[str], day: date, radius_km: float) -> list[BaseExposure]:
    """The bases in countries (as the maps name them) in the last year of which maps and events were known on a day."""
    if not countries:
        return []
    found = store.query(
        NEAR
        + """,
        counted AS (
            SELECT year, mission, base, latitude, longitude, count(*) AS events, sum(deaths) AS deaths, min(km) AS km
            FROM near GROUP BY ALL
        )
        SELECT b.year::INTEGER, b.mission, b.base, b.country, b.latitude, b.longitude, b.troops,
            coalesce(counted.events, 0)::INTEGER, coalesce(counted.deaths, 0)::INTEGER, counted.km
        FROM b LEFT JOIN counted USING (year, mission, base, latitude, longitude)
        QUALIFY b.year = max(b.year) OVER ()
        ORDER BY 8 DESC, b.mission, b.base
        """,
        {"day": day, "radius": radius_km, "countries": countries, "country_count": len(countries)},
    )
    return [BaseExposure(*row) for row in found]


def countries_of_bases(store: Store) -> list[str]:
    """The countries of bases as the maps name them, in order."""
    found = store.query("SELECT DISTINCT country FROM bases WHERE country IS NOT NULL ORDER BY country")
    return [row[0] for row in found]
