"""Who has how many people in a mission by the last public count of a month known on a day."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from muster.statistics.figures.preference import STATE_IN_MISSION, Filter, last_edition, people_sql
from muster.statistics.store import open_store


@dataclass(frozen=True)
class StatePeople:
    """One State's people in a mission."""

    state: str
    troops: int
    police: int
    experts: int
    total: int


@dataclass(frozen=True)
class PublicPeople:
    """The count of `on`, by State, the most first."""

    on: date
    source: str
    states: tuple[StatePeople, ...]


def public_people(mission: str, day: date) -> PublicPeople | None:
    """Return the last monthly count on or before the day; None where there is none. A year's mean is no count.

    A count of a month is known from the month's last day.
    """
    store = open_store()
    return _counted(store.folder, store.generation, mission, day) if store.has("contributions") else None


@lru_cache(maxsize=256)
def _counted(folder: Path, generation: str, mission: str, day: date) -> PublicPeople | None:
    store, only = open_store(folder), Filter(mission=mission)
    edition = last_edition(store, (STATE_IN_MISSION,), day, only)
    if edition is None:
        return None
    rows = store.query(
        people_sql(("state",), f"{edition.where} AND {only.where}"), {**edition.parameters, **only.parameters}
    ).dicts()
    states = [StatePeople(row["state"], row["troops"], row["police"], row["experts"], row["total"]) for row in rows]
    present = sorted((one for one in states if one.total), key=lambda one: (-one.total, one.state))
    return PublicPeople(edition.on, f"{edition.file}, {edition.on.isoformat()}", tuple(present))
