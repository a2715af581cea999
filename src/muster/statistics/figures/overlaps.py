"""One figure in every source that has it: their values beside each other, never averaged."""

from dataclasses import dataclass
from datetime import date

from muster.kit.errors import Problem, Refused
from muster.statistics.figures.asked import mission_asked, need, state_asked
from muster.statistics.figures.preference import (
    MISSION_TOTAL,
    STATE_IN_MISSION,
    STATE_TOTAL,
    YEAR_MEAN,
    Edition,
    Filter,
    last_edition,
    last_editions,
    people_sql,
)
from muster.statistics.figures.source import Source, files_named
from muster.statistics.store import Store


@dataclass(frozen=True)
class SourceValue:
    """What one file says: `count` with the figure `as_stored`, of which day, and how far from the one that is taken.

    `difference` is over the value that is taken and is 0 for that one; `is_taken` says which it is.
    """

    source: str
    file: str
    kind: str
    as_of: date
    count: int
    as_stored: float
    months_present: int | None
    is_taken: bool
    difference: int

    def as_json(self) -> dict[str, object]:
        """What the file says as JSON content."""
        return {
            "source": self.source,
            "file": self.file,
            "kind": self.kind,
            "as_of": self.as_of.isoformat(),
            "count": self.count,
            "as_stored": self.as_stored,
            "months_present": self.months_present,
            "is_taken": self.is_taken,
            "difference": self.difference,
        }


@dataclass(frozen=True)
class Overlaps:
    """All sources of one figure on a day, in the order of preference."""

    on: date
    state: str | None
    mission: str | None
    rows: tuple[SourceValue, ...]
    source: Source

    def as_json(self) -> dict[str, object]:
        """The figure as JSON content."""
        return {
            "on": self.on.isoformat(),
            "state": self.state,
            "mission": self.mission,
            "rows": [row.as_json() for row in self.rows],
            "source": self.source.as_json(),
        }


def overlaps(store: Store, on: date, *, mission: str | None = None, state: str | None = None) -> Overlaps:
    """What each source says of a mission, of a State, or of a State in a mission on a day. Raises Refused.

    Of each file the last month not after the day; of yearly files the year of the day. The value that is taken is that
    of the last month, as `preference` orders the sources of one month.
    """
    if mission is None and state is None:
        raise Refused(problems=[Problem("", "neither a mission nor a State is named", "name one of them, or both")])
    need(store, "contributions", "ipi", "un-yearly", "un-contributions")
    code, acronym = state_asked(state) if state else None, mission_asked(store, mission) if mission else None
    only = Filter(state=code, mission=acronym)
    kinds = [STATE_IN_MISSION]
    if code is None:
        kinds.append(MISSION_TOTAL)
    elif acronym is None:
        kinds.append(STATE_TOTAL)
    year = [one for one in last_editions(store, (YEAR_MEAN,), date(on.year, 12, 31), only) if one.on.year == on.year]
    taken = last_edition(store, kinds, on, only) or min(year, key=lambda one: one.rank, default=None)
    editions = [*sorted(last_editions(store, kinds, on, only), key=lambda one: one.rank), *year]
    rows = {one: _value(store, one, only) for one in editions}
    base = rows[taken][0] if taken else 0
    return Overlaps(
        on=on,
        state=code,
        mission=acronym,
        rows=tuple(
            SourceValue(one.source, one.file, one.kind.name, one.on, count, stored, months, one == taken, count - base)
            for one, (count, stored, months) in rows.items()
        ),
        source=Source(
            files_named(one.file for one in editions),
            max((one.on for one in editions), default=None),
            f"{f'State {code}' if code else 'all States'}, {f'mission {acronym}' if acronym else 'all missions'}, of "
            f"each file the last count not after {on.isoformat()}, and the mean of {on.year}",
        ),
    )


def _value(store: Store, edition: Edition, only: Filter) -> tuple[int, float, int | None]:
    """A file's count, the figure as stored, and the months that it has of the year."""
    rows = store.query(
        people_sql(("date",), f"{edition.where} AND {only.where}"), {**edition.parameters, **only.parameters}
    ).dicts()
    row = rows[0]
    return row["total"], row["stored"], row["months"]
