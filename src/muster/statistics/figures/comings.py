"""Entries and exits: when a State's people in a mission come to number as many as a contingent, and when no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from muster.reference.parameters import parameter
from muster.statistics.figures.asked import mission_asked, need, state_asked
from muster.statistics.figures.preference import (
    STATE_IN_MISSION,
    Edition,
    Filter,
    editions_between,
    people_sql,
    types_asked,
)
from muster.statistics.figures.source import Source, files_named
from muster.statistics.figures.state_strength import FIRST_DAY, LAST_DAY
from muster.statistics.store import Store

ENTRY, EXIT = "entry", "exit"
IN_ROLL_UP = ("troops",)
"""The types that the store adds up by State and mission at import; others are read row by row."""


@dataclass(frozen=True)
class Crossing:
    """A month in which a State's people in a mission crossed the threshold, with the count before and then."""

    date: date
    state: str
    mission: str
    kind: str
    before: int
    count: int

    def as_json(self) -> dict[str, object]:
        """The crossing as JSON content."""
        return {
            "date": self.date.isoformat(),
            "state": self.state,
            "mission": self.mission,
            "kind": self.kind,
            "before": self.before,
            "count": self.count,
        }


@dataclass(frozen=True)
class Comings:
    """Crossings of a threshold, by day; `contingents` are the pairs of State and mission that ever reached it."""

    type: str
    threshold: int
    rows: tuple[Crossing, ...]
    contingents: int
    source: Source

    def as_json(self) -> dict[str, object]:
        """The figure as JSON content."""
        return {
            "type": self.type,
            "threshold": self.threshold,
            "rows": [row.as_json() for row in self.rows],
            "contingents": self.contingents,
            "source": self.source.as_json(),
        }


def comings_and_goings(
    store: Store,
    since: date | None = None,
    until: date | None = None,
    *,
    state: str | None = None,
    mission: str | None = None,
    of_type: str = "troops",
    threshold: int | None = None,
) -> Comings:
    """Entries and exits in `[since, until)`, told from one month on record to the next.

    What is there in the first month on record has not entered. Without `threshold`, it is the parameter
    `statistics_contingent_people`. Raises Refused.
    """
    need(store, "contributions", "ipi", "un-contributions")
    code, acronym = state_asked(state) if state else None, mission_asked(store, mission) if mission else None
    first, last = since or FIRST_DAY, until or LAST_DAY
    least = threshold or parameter("statistics_contingent_people", until or date.max).integer
    only = Filter(state=code, mission=acronym, types=types_asked(of_type))
    # The month before the period tells who was there already.
    editions = editions_between(store, (STATE_IN_MISSION,), FIRST_DAY, last)
    found = _crossings(store, editions, only, least, first) if editions else []
    rows = [
        Crossing(day, state_code, name, ENTRY if now >= least else EXIT, was, now)
        for day, state_code, name, was, now in found
        if day is not None
    ]
    chosen = ", ".join(f"{word} {value}" for word, value in (("State", code), ("mission", acronym)) if value)
    return Comings(
        type=of_type,
        threshold=least,
        rows=tuple(rows),
        contingents=next((count for day, *_, count in found if day is None), 0),
        source=Source(
            files_named(one.file for one in editions.values()),
            max(editions, default=None),
            f"{chosen or 'all States and missions'}, type {of_type}, crossing {least} people from month to month",
        ),
    )


_TROOPS = """
    SELECT date, source, file, state, mission, count AS total FROM troop_totals
    WHERE grain = 'month' AND sex = 'all' AND {where}"""
"""Troops of a State in a mission, out of the roll-up."""
_CROSSED = """
    WITH edition AS (
        SELECT unnest($days::DATE[]) AS date, unnest($sources::VARCHAR[]) AS source, unnest($files::VARCHAR[]) AS file,
            unnest(range(len($days))) AS number
    ), there AS MATERIALIZED (
        SELECT number, date, state, mission, total FROM ({people}) JOIN edition USING (date, source, file)
    ), beside AS (
        SELECT *, CASE WHEN lag(number) OVER pair = number - 1 THEN lag(total) OVER pair ELSE 0 END AS before,
            coalesce(lead(number) OVER pair = number + 1, false) AS stays
        FROM there WINDOW pair AS (PARTITION BY state, mission ORDER BY number)
    ), crossed AS (
        SELECT date, state, mission, before, total AS now FROM beside
        WHERE number > 0 AND (before >= $least) <> (total >= $least)
        UNION ALL
        SELECT edition.date, state, mission, total, 0 FROM beside JOIN edition ON edition.number = beside.number + 1
        WHERE NOT stays AND total >= $least
    )
    SELECT date, state, mission, before, now FROM crossed WHERE date >= $first
    UNION ALL
    SELECT NULL, NULL, NULL, 0, count(*) FROM (
        SELECT DISTINCT state, mission FROM there WHERE total >= $least AND date >= $first
    )
    ORDER BY date, mission, state"""
"""Crossings between one month on record and the next; the row without a date numbers the pairs that reach the least."""


def _crossings(
    store: Store, editions: Mapping[date, Edition], only: Filter, least: int, first: date
) -> list[tuple[Any, ...]]:
    """Day, State, mission, people before and then; each month from the edition that is taken for it."""
    people = _TROOPS.format(where=Filter(only.state, only.mission).where)
    if only.types != IN_ROLL_UP:
        where = f"{STATE_IN_MISSION.where} AND {only.where}"
        if all(_gives_both_sexes(store, one) for one in {(one.source, one.file) for one in editions.values()}):
            where += " AND sex = 'all'"
        people = people_sql(("date", "source", "file", "state", "mission"), where)
    asked = {
        **(Filter(only.state, only.mission) if only.types == IN_ROLL_UP else only).parameters,
        "days": list(editions),
        "sources": [one.source for one in editions.values()],
        "files": [one.file for one in editions.values()],
        "least": least,
        "first": first,
    }
    return list(store.query(_CROSSED.format(people=people), asked).rows)


def _gives_both_sexes(store: Store, named: tuple[str, str]) -> bool:
    """Whether a file has rows of all sexes, so that those of one need not be read."""
    return bool(
        store.query("SELECT 1 FROM contributions WHERE sex = 'all' AND source = ? AND file = ? LIMIT 1", named).rows
    )
