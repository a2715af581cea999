"""Entries and exits: when a State's people in a mission come to number as many as a contingent, and when no more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from muster.reference.parameters import parameter
from muster.statistics.figures.asked import mission_asked, need, state_asked
from muster.statistics.figures.preference import STATE_IN_MISSION, Filter, editions_between, people_sql, types_asked
from muster.statistics.figures.source import Source, files_named
from muster.statistics.figures.state_strength import FIRST_DAY, LAST_DAY
from muster.statistics.store import Store

ENTRY, EXIT = "entry", "exit"


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
    counts = _counts(store, only, {day: (one.source, one.file) for day, one in editions.items()})
    rows = [one for pair, by_day in counts.items() for one in _crossings(pair, by_day, list(editions), least)]
    rows = [one for one in rows if one.date >= first]
    reached = [by_day for by_day in counts.values() if any(by_day[day] >= least for day in by_day if day >= first)]
    rows.sort(key=lambda one: (one.date, one.mission, one.state))
    chosen = ", ".join(f"{word} {value}" for word, value in (("State", code), ("mission", acronym)) if value)
    return Comings(
        type=of_type,
        threshold=least,
        rows=tuple(rows),
        contingents=len(reached),
        source=Source(
            files_named(one.file for one in editions.values()),
            max(editions, default=None),
            f"{chosen or 'all States and missions'}, type {of_type}, crossing {least} people from month to month",
        ),
    )


def _crossings(
    pair: tuple[str, str], by_day: Mapping[date, int], days: Sequence[date], least: int
) -> Iterator[Crossing]:
    """The crossings of one State in one mission, from each day on record to the next."""
    for before, day in pairwise(days):
        was, now = by_day.get(before, 0), by_day.get(day, 0)
        if (was >= least) != (now >= least):
            yield Crossing(day, *pair, ENTRY if now >= least else EXIT, was, now)


def _counts(store: Store, only: Filter, used: dict[date, tuple[str, str]]) -> dict[tuple[str, str], dict[date, int]]:
    """People by State and mission and day, each day from the edition that is taken for it."""
    found: dict[tuple[str, str], dict[date, int]] = {}
    rows = store.query(
        people_sql(("date", "source", "file", "state", "mission"), f"{STATE_IN_MISSION.where} AND {only.where}"),
        only.parameters,
    )
    for row in rows.dicts():
        if used.get(row["date"]) == (row["source"], row["file"]):
            found.setdefault((row["state"], row["mission"]), {})[row["date"]] = row["total"]
    return found
