"""Bases on the last deployment map, of a mission or of a State."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from muster.statistics.explorer.kept import kept
from muster.statistics.store import Store


@dataclass(frozen=True)
class Base:
    """A place on a map: the estimate of its people, its kinds of unit, and who stands there."""

    date: date
    mission: str
    place: str
    country: str
    latitude: float | None
    longitude: float | None
    troops: int | None
    unit_types: tuple[str, ...]
    contributors: tuple[str, ...]
    source: str
    file: str


@kept
def bases_of_mission(store: Store, mission: str, as_of: date) -> tuple[Base, ...]:
    """The bases on the last map of a mission that was known on a day, the largest first.

    Files that draw the same base are taken together: the most people that one of them gives, and every kind of unit.
    """
    rows = store.query(
        """
        WITH last AS (SELECT max(date) AS day FROM bases WHERE mission = $mission AND known_on <= $as_of),
        there AS (
            SELECT base, list_sort(list(DISTINCT coalesce(state, contributor))) AS who FROM base_contributors, last
            WHERE mission = $mission AND date = last.day AND known_on <= $as_of GROUP BY base
        )
        SELECT any_value(date), any_value(mission), base, min(country), min(latitude), min(longitude), max(troops),
            list_sort(list_distinct(flatten(list(unit_types)))), any_value(who), min(source), min(file)
        FROM bases LEFT JOIN there USING (base), last
        WHERE mission = $mission AND date = last.day AND known_on <= $as_of
        GROUP BY base ORDER BY max(troops) DESC NULLS LAST, base
        """,
        {"mission": mission, "as_of": as_of},
    )
    return tuple(_base(row) for row in rows)


@kept
def bases_of_state(store: Store, state: str, as_of: date, months: int) -> tuple[Base, ...]:
    """The bases of a State on the last map of each mission, the largest first.

    Maps that are more than `months` older than the newest on record are left out: their missions have closed. The
    kinds of unit are those of the base, of all who stand there.
    """
    rows = store.query(
        """
        WITH newest AS (
            SELECT mission, max(date) AS day FROM base_contributors WHERE known_on <= $as_of GROUP BY mission
        ), latest AS (SELECT max(day) AS day FROM newest), there AS (
            SELECT b.* FROM base_contributors b JOIN newest n ON b.mission = n.mission AND b.date = n.day, latest
            WHERE b.known_on <= $as_of AND n.day >= latest.day - to_months($months)
        ), own AS (
            SELECT mission, base, any_value(date) AS date, min(country) AS country, min(latitude) AS latitude,
                min(longitude) AS longitude, max(troops) AS troops, min(source) AS source, min(file) AS file
            FROM there WHERE state = $state GROUP BY mission, base
        ), everybody AS (
            SELECT mission, base, list_sort(list_distinct(flatten(list(unit_types)))) AS unit_types,
                list_sort(list(DISTINCT coalesce(state, contributor))) AS who
            FROM there GROUP BY mission, base
        )
        SELECT date, mission, base, country, latitude, longitude, troops, unit_types, who, source, file
        FROM own JOIN everybody USING (mission, base) ORDER BY troops DESC NULLS LAST, mission, base
        """,
        {"state": state, "as_of": as_of, "months": months},
    )
    return tuple(_base(row) for row in rows)


def _base(row: tuple[Any, ...]) -> Base:
    day, mission, place, country, latitude, longitude, troops, kinds, who, source, file = row
    return Base(
        day, mission, place, country or "", latitude, longitude, troops, tuple(kinds or ()), tuple(who or ()), source,
        file,
    )  # fmt: skip
