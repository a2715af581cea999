"""Who contributes on a day: the ranking of States, in all missions or in one, of all types or of one."""

from dataclasses import dataclass
from datetime import date

from muster.statistics.figures.asked import mission_asked, need, nothing_on_record
from muster.statistics.figures.preference import (
    STATE_IN_MISSION,
    STATE_TOTAL,
    Edition,
    Filter,
    edition_of_day,
    people_sql,
    remarks,
    types_asked,
)
from muster.statistics.figures.source import Source
from muster.statistics.store import Store


@dataclass(frozen=True)
class Contributor:
    """A State in the ranking; States with as many people have the same rank."""

    rank: int
    state: str
    count: int

    def as_json(self) -> dict[str, object]:
        """The row as JSON content."""
        return {"rank": self.rank, "state": self.state, "count": self.count}


@dataclass(frozen=True)
class Ranking:
    """Contributors on a day, the largest first."""

    on: date
    mission: str | None
    type: str
    rows: tuple[Contributor, ...]
    source: Source

    def as_json(self) -> dict[str, object]:
        """The figure as JSON content."""
        return {
            "on": self.on.isoformat(),
            "mission": self.mission,
            "type": self.type,
            "rows": [row.as_json() for row in self.rows],
            "source": self.source.as_json(),
        }


def contributors(
    store: Store, on: date, mission: str | None = None, of_type: str = "all", top: int | None = None
) -> Ranking:
    """States by how many people they have on a day, with `top` only the first of them. Raises Refused."""
    need(store, "contributions", "ipi", "un-yearly", "un-contributions")
    acronym, types = mission_asked(store, mission) if mission else None, types_asked(of_type)
    kinds = (STATE_IN_MISSION,) if acronym else (STATE_IN_MISSION, STATE_TOTAL)
    edition = edition_of_day(store, kinds, on, Filter(mission=acronym, types=types))
    where = f"mission {acronym}" if acronym else "all missions"
    if edition is None:
        raise nothing_on_record(
            f"no contributors to {where} on or before {on.isoformat()} are on record",
            "muster import ipi PATH or muster import un-yearly PATH",
        )
    people = people_by_state(store, edition, Filter(mission=acronym, types=types))
    rows = tuple(
        Contributor(1 + sum(count > one for count in people.values()), state, one) for state, one in people.items()
    )
    return Ranking(
        on=on,
        mission=acronym,
        type=of_type,
        rows=rows if top is None else rows[:top],
        source=Source(
            edition.file,
            edition.on,
            f"{where}, type {of_type}, all sexes, States with anybody there ({edition.kind.name})",
            remarks(edition, on),
        ),
    )


def people_by_state(store: Store, edition: Edition, only: Filter) -> dict[str, int]:
    """People of each State with anybody there, the most first, States of as many in the order of their codes."""
    given = {**edition.parameters, **only.parameters}
    if only.types:
        counted = f"SELECT state, total AS count FROM ({people_sql(('state',), f'{edition.where} AND {only.where}')})"
    else:
        table = "pair_totals" if only.mission else "state_totals"
        counted = (
            f"SELECT state, count FROM {table} WHERE date = $day AND source = $source AND file = $file "
            f"AND grain = '{edition.kind.grain}' AND personnel_type = 'all' AND sex = 'all' AND {only.where}"
        )
    rows = store.query(f"SELECT state, count FROM ({counted}) WHERE count > 0 ORDER BY count DESC, state", given)
    return dict(rows.rows)
