"""Who pays for peacekeeping against who sends people: assessed shares beside shares of uniformed people."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from muster.kit.errors import Problem, Refused
from muster.statistics.figures.asked import need
from muster.statistics.figures.contributors import people_by_state
from muster.statistics.figures.preference import (
    STATE_IN_MISSION,
    STATE_TOTAL,
    YEAR_MEAN,
    Filter,
    editions_between,
)
from muster.statistics.figures.source import Source, files_named
from muster.statistics.store import Store

WHOLE_PERCENT = 100
SLACK_PERCENT = 0.5
"""How far the shares of a year may be from a whole hundred before it is said: those of a scale are rounded."""


@dataclass(frozen=True)
class BurdenRow:
    """A State: `pays`, its assessed part of the budget (of 1; `None` where the file does not name it); `people`, its
    mean strength in the year; `sends`, their part of all people (of 1).
    """

    state: str
    pays: float | None
    people: float
    sends: float

    def as_json(self) -> dict[str, object]:
        """The row as JSON content."""
        return {"state": self.state, "pays": self.pays, "people": self.people, "sends": self.sends}


@dataclass(frozen=True)
class Burden:
    """Who pays and who sends in a year: who pays most first, then who sends most."""

    year: int
    rows: tuple[BurdenRow, ...]
    source: Source

    def as_json(self) -> dict[str, object]:
        """The figure as JSON content."""
        return {"year": self.year, "rows": [row.as_json() for row in self.rows], "source": self.source.as_json()}


def burden(store: Store, year: int) -> Burden:
    """Who pays for peacekeeping in a year against who sends people. Raises Refused where either is not on record.

    People are the mean of the months on record of the year, or the yearly means where it has no months.
    """
    need(store, "assessments", "assessments")
    need(store, "contributions", "ipi", "un-yearly", "un-contributions")
    assessed = store.query(
        "SELECT state, share / 100, file FROM assessments WHERE year = ? ORDER BY state", (year,)
    ).rows
    if not assessed:
        (years,) = store.query(
            "SELECT string_agg(DISTINCT year::VARCHAR, ', ' ORDER BY year::VARCHAR) FROM assessments"
        )
        raise Refused(
            problems=[Problem("", f"no assessed shares of {year} are on record", f"there are those of {years[0]}")]
        )
    people, files, note = _people(store, year)
    everybody = sum(people.values())
    pays = {state: share for state, share, _ in assessed}
    rows = [
        BurdenRow(state, pays.get(state), of_state, of_state / everybody if everybody else 0.0)
        for state in sorted({*pays, *people})
        for of_state in (people.get(state, 0.0),)
    ]
    rows.sort(key=lambda row: (-(row.pays or 0), -row.people, row.state))
    whole = WHOLE_PERCENT * sum(pays.values())
    notes = [note]
    if abs(whole - WHOLE_PERCENT) > SLACK_PERCENT:
        notes.append(f"the shares on record add up to {whole:.1f} per cent")
    return Burden(
        year=year,
        rows=tuple(rows),
        source=Source(
            files_named((*(file for _, _, file in assessed), *files)),
            date(year, 12, 31),
            f"shares of {year}, uniformed people of all missions and types",
            tuple(notes),
        ),
    )


def _people(store: Store, year: int) -> tuple[dict[str, float], tuple[str, ...], str]:
    """Mean people of each State in a year, the files, and a word on how they were reckoned."""
    first, until = date(year, 1, 1), date(year + 1, 1, 1)
    editions = editions_between(store, (STATE_IN_MISSION, STATE_TOTAL), first, until)
    note = f"mean of {len(editions)} months"
    if not editions:
        editions = editions_between(store, (YEAR_MEAN,), first, until)
        note = "yearly means"
    if not editions:
        raise Refused(
            problems=[
                Problem("", f"no contributors of {year} are on record", "load them: muster import un-yearly PATH")
            ]
        )
    people: dict[str, float] = defaultdict(float)
    for one in editions.values():
        for state, count in people_by_state(store, one, Filter()).items():
            people[state] += count / len(editions)
    return people, tuple(one.file for one in editions.values()), note
