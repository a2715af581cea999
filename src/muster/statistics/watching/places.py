"""Missions and bases in a State, as the record of a day tells them."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from muster.statistics.importing.cells import BadCell
from muster.statistics.importing.names import state_named
from muster.statistics.store import Store, open_store
from muster.statistics.watching.exposure import BaseExposure, countries_of_bases, exposure_of_bases


@dataclass(frozen=True)
class MissionThere:
    """An operation whose host is the State, by the source that is first by name; `sources` are all that list it.

    Its end is left out: it lies ahead of the day, and no source says when it became known.
    """

    mission: str
    name: str
    start: date | None
    sources: str


def missions_in(store: Store, state: str, day: date) -> list[MissionThere]:
    """The operations in a State known and under way on a day, the oldest first; umbrellas are left out.

    One whose end is not known to any source counts as under way.
    """
    found = store.query(
        """
        SELECT mission, arg_min(name, source), min(start), string_agg(DISTINCT source, ', ' ORDER BY source)
        FROM operations
        WHERE host = $state AND NOT coalesce(umbrella, false) AND known_on <= $day AND (start IS NULL OR start <= $day)
        GROUP BY mission
        HAVING max(until) IS NULL OR max(until) > $day
        ORDER BY 3, 1
        """,
        {"state": state, "day": day},
    )
    return [MissionThere(*row) for row in found]


def bases_in(store: Store, state: str, day: date, radius_km: float) -> list[BaseExposure]:
    """The bases in a State in the last year of which maps and events were known, with what happened near each."""
    names = [name for name, code in _countries(store.folder, store.generation) if code == state]
    return exposure_of_bases(store, names, day, radius_km)


@lru_cache(maxsize=4)
def _countries(folder: Path, generation: str) -> tuple[tuple[str, str | None], ...]:
    """The countries that maps name, each with the code of its State; a name of no single State has none."""
    return tuple((name, _code(name)) for name in countries_of_bases(open_store(folder)))


def _code(name: str) -> str | None:
    try:
        return state_named(name)[0]
    except BadCell:  # a territory or a place of its time: it belongs to no State's page
        return None
