"""The strength of a State over time, in one mission or in all: monthly counts, or yearly means where months lack."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from muster.statistics.figures.asked import mission_asked, need, state_asked
from muster.statistics.figures.partial_years import MONTHS_A_YEAR, PartialYear, YearFigure, partial_year
from muster.statistics.figures.preference import (
    STATE_IN_MISSION,
    STATE_TOTAL,
    YEAR_MEAN,
    Edition,
    Kind,
    by_file,
    editions_between,
    people_sql,
)
from muster.statistics.figures.source import Source, files_named
from muster.statistics.names import yearly_gaps
from muster.statistics.store import Store

MONTH_GRAIN, YEAR_GRAIN = "month", "year mean"
GRAINS = (MONTH_GRAIN, YEAR_GRAIN)
FIRST_DAY, LAST_DAY = date(1948, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True)
class StrengthRow:
    """A State's people in one period (`2018` or `2018-03`).

    `as_stored` is the figure as the file has it. `count` is the strength: of a year, over the `months_present`, the
    months of the year for which somebody is counted. A month has no `months_present`.
    """

    period: str
    count: int
    as_stored: float
    months_present: int | None
    grain: str

    def as_json(self) -> dict[str, object]:
        """The row as JSON content."""
        stored = int(self.as_stored) if float(self.as_stored).is_integer() else self.as_stored
        return {
            "period": self.period,
            "count": self.count,
            "as_stored": stored,
            "months_present": self.months_present,
        }


@dataclass(frozen=True)
class StateStrength:
    """A State's strength over time; `missing` are the periods of which no source speaks, none of them a zero."""

    state: str
    mission: str | None
    grain: str
    rows: tuple[StrengthRow, ...]
    missing: tuple[str, ...]
    source: Source

    def as_json(self) -> dict[str, object]:
        """The figure as JSON content."""
        return {
            "state": self.state,
            "mission": self.mission,
            "grain": self.grain,
            "rows": [row.as_json() for row in self.rows],
            "missing": list(self.missing),
            "source": self.source.as_json(),
        }


@dataclass(frozen=True)
class _Part:
    """What one grain has of the time asked for."""

    rows: tuple[StrengthRow, ...]
    missing: tuple[str, ...]
    files: tuple[str, ...]
    last: date | None
    notes: tuple[str, ...] = ()


def state_strength(
    store: Store,
    state: str,
    mission: str | None = None,
    since: date | None = None,
    until: date | None = None,
    grain: str | None = None,
) -> StateStrength:
    """A State's people in `[since, until)`, in a mission or in all.

    Without `grain`, months are given unless yearly means cover more of the time; the two are never mixed or averaged.
    A period that a file covers without naming the State is a 0; one that no file covers is missing. Raises Refused.
    """
    need(store, "contributions", "ipi", "un-yearly", "un-contributions")
    code, acronym = state_asked(state), mission_asked(store, mission) if mission else None
    first, last = since or FIRST_DAY, until or LAST_DAY
    months, years = _months(store, code, acronym, first, last), _years(store, code, acronym, first, last)
    wanted = grain or (YEAR_GRAIN if 12 * len(years.rows) > len(months.rows) else MONTH_GRAIN)
    part, other = (months, years) if wanted == MONTH_GRAIN else (years, months)
    chosen = f"State {code}, {f'mission {acronym}' if acronym else 'all missions'}, {_span(since, until)}, all types"
    return StateStrength(
        state=code,
        mission=acronym,
        grain=wanted,
        rows=part.rows,
        missing=part.missing,
        source=Source(files_named(part.files), part.last, f"{chosen}, {wanted}", (*part.notes, *_other(other))),
    )


def strength_series(
    store: Store, state: str, mission: str | None = None, since: date | None = None, until: date | None = None
) -> tuple[StrengthRow, ...]:
    """Months where there are any, and yearly means for years of which no month is on record; by period.

    For a line over all time: each row names its grain. Raises Refused.
    """
    months = state_strength(store, state, mission, since, until, MONTH_GRAIN).rows
    years = state_strength(store, state, mission, since, until, YEAR_GRAIN).rows
    counted = {row.period[:4] for row in months}
    return tuple(sorted((*months, *(row for row in years if row.period not in counted)), key=lambda row: row.period))


def _months(store: Store, state: str, mission: str | None, since: date, until: date) -> _Part:
    kinds: tuple[Kind, ...] = (STATE_IN_MISSION,) if mission else (STATE_IN_MISSION, STATE_TOTAL)
    editions = editions_between(store, kinds, since, until)
    counts = _people(store, editions, state, mission)
    rows = [StrengthRow(f"{day:%Y-%m}", counts.get(day, 0), counts.get(day, 0), None, MONTH_GRAIN) for day in editions]
    lacking = [f"{day:%Y-%m}" for day in _month_ends(since, until, editions) if day not in editions]
    return _Part(tuple(rows), tuple(lacking), _files(editions), max(editions, default=None))


def _years(store: Store, state: str, mission: str | None, since: date, until: date) -> _Part:
    """Years that have a day in `[since, until)`; the neighbours of each are read for the rule of partial years."""
    every = {day.year: one for day, one in editions_between(store, (YEAR_MEAN,), FIRST_DAY, LAST_DAY).items()}
    asked = [year for year in every if year >= since.year and date(year, 1, 1) < until]
    figures = _year_figures(store, {one.on: one for one in every.values()}, state)
    rows, lacking, notes = [], [], []
    for year in asked:
        gap = _gap(state, mission, year, figures)
        if gap:
            lacking.append(str(year))
            notes.append(gap)
            continue
        found = _year_row(figures, year, mission)
        rows.append(found[0])
        notes += found[1]
    span = range(since.year, (until - timedelta(days=1)).year + 1)
    inside = range(min(every, default=0), max(every, default=-1) + 1)
    bounds = [year for year in span if (since != FIRST_DAY and until != LAST_DAY) or year in inside]
    lacking += [str(year) for year in bounds if year not in every]
    used = {every[year].on: every[year] for year in asked}
    return _Part(tuple(rows), tuple(sorted(lacking)), _files(used), max(used, default=None), tuple(notes))


def _year_row(
    figures: Mapping[int, Mapping[str, YearFigure]], year: int, mission: str | None
) -> tuple[StrengthRow, list[str]]:
    """The row of a year, with a word on each mission whose figure covers a part of it."""
    of_year, whole_file = figures[year], _file_months(figures[year])
    parts = {
        name: part
        for name, figure in of_year.items()
        if name and (part := partial_year(_of(figures, year - 1, name), figure, _of(figures, year + 1, name)))
    }
    if mission:
        figure = of_year.get(mission) or YearFigure(0, whole_file)
        part = parts.get(mission)
        count, months = (part.count, part.months) if part else (_half_up(figure.mean), figure.months_present)
        stored = figure.stored
        parts = {mission: part} if part else {}
    else:
        stored = sum(figure.stored for name, figure in of_year.items() if name)
        count, months = _half_up(YearFigure(stored, whole_file).mean), whole_file
    row = StrengthRow(str(year), count, stored, months, YEAR_GRAIN)
    return row, [_told(year, name, part, of_year[name].stored) for name, part in sorted(parts.items())]


def _told(year: int, mission: str, part: PartialYear, stored: float) -> str:
    months = f"{part.months} of 12 months"
    return (
        f"{mission} {year}: stored {stored:g} is {part.count:,} people over {months}, told from the neighbouring years"
    )


def _half_up(figure: float) -> int:
    return int(figure + 0.5)


def _of(figures: Mapping[int, Mapping[str, YearFigure]], year: int, mission: str) -> YearFigure | None:
    """A mission's figure of a year: of nobody where the file has the year; `None` where it has not."""
    if year not in figures:
        return None
    return figures[year].get(mission) or YearFigure(0, _file_months(figures[year]))


def _file_months(of_year: Mapping[str, YearFigure]) -> int:
    return of_year[""].months_present


def _gap(state: str, mission: str | None, year: int, figures: Mapping[int, Mapping[str, YearFigure]]) -> str:
    """Why a year that the file covers says nothing of a State; empty where it does."""
    for gap in yearly_gaps():
        named = gap.state in ("", state) and (not mission or gap.mission in ("", mission)) and gap.year == year
        if named and (gap.state or not any(figures[year].get(name) for name in figures[year] if name)):
            return f"{year}: {gap.note}"
    return ""


def _year_figures(store: Store, editions: Mapping[date, Edition], state: str) -> dict[int, dict[str, YearFigure]]:
    """By year and mission, what the State had; under the empty name, the months that the file has of the year."""
    found: dict[int, dict[str, YearFigure]] = {}
    for (kind, source, file), days in by_file(editions).items():
        of_file, given = f"source = $source AND file = $file AND {kind.where}", {"source": source, "file": file}
        months = store.query(
            f"SELECT date, max(months_present) FROM contributions WHERE {of_file} GROUP BY date", given
        )
        for day, present in months:
            if day in days:
                found[day.year] = {"": YearFigure(0, present or MONTHS_A_YEAR)}
        rows = store.query(people_sql(("date", "mission"), f"{of_file} AND state = $state"), {**given, "state": state})
        for row in rows.dicts():
            if row["date"] in days:
                figure = YearFigure(row["stored"], row["months"] or MONTHS_A_YEAR)
                found[row["date"].year][row["mission"]] = figure
    return found


def _people(store: Store, editions: Mapping[date, Edition], state: str, mission: str | None) -> dict[date, int]:
    """By day, the State's people, each day from its edition, as the roll-ups have them."""
    found: dict[date, int] = {}
    table, only = ("pair_totals", "AND mission = $mission") if mission else ("state_totals", "")
    for (_kind, source, file), days in by_file(editions).items():
        rows = store.query(
            f"SELECT date, count FROM {table} WHERE source = $source AND file = $file AND grain = 'month' "
            f"AND state = $state AND personnel_type = 'all' AND sex = 'all' {only}",
            {"source": source, "file": file, "state": state} | ({"mission": mission} if mission else {}),
        )
        found |= {day: count for day, count in rows if day in days}
    return found


def _month_ends(since: date, until: date, covered: Mapping[date, Edition]) -> Iterator[date]:
    """The month ends of `[since, until)`; where a side is open, only those that are covered bound it."""
    if not covered and (since == FIRST_DAY or until == LAST_DAY):
        return
    first = min(covered) if since == FIRST_DAY else since
    last = max(covered) + timedelta(days=1) if until == LAST_DAY else until
    year, month = first.year, first.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        day = date(year, month, 1) - timedelta(days=1)
        if day >= last:
            return
        if day >= first:
            yield day


def _files(editions: Mapping[date, Edition]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.file for one in editions.values()))


def _span(since: date | None, until: date | None) -> str:
    start = f"from {since.isoformat()}" if since else "from the first"
    return f"{start} until {until.isoformat()} (exclusive)" if until else f"{start} on"


def _other(other: _Part) -> tuple[str, ...]:
    """A word on the other grain, where it has something of the time."""
    if not other.rows:
        return ()
    first, last = other.rows[0], other.rows[-1]
    return (f"{files_named(other.files)} has {first.grain}s from {first.period} to {last.period} too",)
