"""Deaths in peace operations per 1,000 person-years, with an exact interval."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from scipy.special import gammaincinv

from muster.reference.parameters import parameter
from muster.statistics.figures.asked import mission_asked, need
from muster.statistics.figures.preference import (
    MISSION_TOTAL,
    MONTH,
    STATE_IN_MISSION,
    YEAR,
    YEAR_MEAN,
    Edition,
    by_file,
    editions_between,
)
from muster.statistics.figures.source import Source, files_named
from muster.statistics.store import Store

UNIFORMED = ("Military", "Police", "Military Observer")
"""Types of casualty that the counts of uniformed people hold too."""
LEVEL_KEY = "statistics_interval_percent"
PER = 1000


@dataclass(frozen=True)
class Rate:
    """Deaths over person-years. `per_1000` and `interval` are `None` where there are no person-years."""

    count: int
    person_years: float
    per_1000: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True)
class Fatalities:
    """Deaths in a period and their rate.

    `count` holds everybody whom the register names, civilians too. `all` is their rate over the person-years of
    uniformed people, the only ones that are counted by month; `uniformed` that of uniformed people alone, which is
    like for like. Both rates leave out months without strengths.
    """

    since: date
    until: date
    mission: str | None
    count: int
    all: Rate
    uniformed: Rate
    source: Source

    def as_json(self) -> dict[str, object]:
        """The figure as JSON content."""
        return {
            "from": self.since.isoformat(),
            "until": self.until.isoformat(),
            "mission": self.mission,
            "count": self.count,
            "person_years": self.all.person_years,
            "per_1000_person_years": self.all.per_1000,
            "interval_95": _listed(self.all.interval),
            "uniformed": {
                "count": self.uniformed.count,
                "per_1000_person_years": self.uniformed.per_1000,
                "interval_95": _listed(self.uniformed.interval),
            },
            "source": self.source.as_json(),
        }


def fatalities(store: Store, since: date, until: date, mission: str | None = None) -> Fatalities:
    """Deaths in `[since, until)`, of all operations or of one, with their rate. Raises Refused."""
    need(store, "fatalities", "un-psdata")
    need(store, "contributions", "ipi", "un-contributions")
    acronym = mission_asked(store, mission) if mission else None
    rows = store.query(
        "SELECT date, list_contains($uniformed, trim(personnel_type)), file FROM fatalities "
        f"WHERE kind = 'Fatality' AND date >= $since AND date < $until {'AND mission = $mission' if acronym else ''}",
        {"uniformed": list(UNIFORMED), "since": since, "until": until} | ({"mission": acronym} if acronym else {}),
    ).rows
    strength, files, notes = person_months(store, since, until, acronym)
    covered = [(day, uniformed) for day, uniformed, _ in rows if month_of(day) in strength]
    years = sum(strength.values()) / 12
    level = interval_percent(until) / 100
    if len(covered) < len(rows):
        notes = (
            *notes,
            f"{len(rows) - len(covered)} deaths in months without strengths are in the count, not the rate",
        )
    return Fatalities(
        since=since,
        until=until,
        mission=acronym,
        count=len(rows),
        all=rate(len(covered), years, level),
        uniformed=rate(sum(uniformed for _, uniformed in covered), years, level),
        source=Source(
            files_named((*sorted({file for _, _, file in rows}), *files)),
            max((day for day, _, _ in rows), default=None),
            f"{f'mission {acronym}' if acronym else 'all operations'}, from {since.isoformat()} until "
            f"{until.isoformat()} (exclusive), kind Fatality, all personnel; person-years of uniformed people",
            notes,
        ),
    )


def rate(count: int, person_years: float, level: float) -> Rate:
    """A rate per 1,000 person-years with the exact Poisson interval; without person-years there is none."""
    if person_years <= 0:
        return Rate(count, 0.0, None, None)
    low, high = poisson_interval(count, level)
    return Rate(count, person_years, PER * count / person_years, (PER * low / person_years, PER * high / person_years))


def interval_percent(day: date) -> int:
    """The level of the intervals of rates in per cent, by the parameter in force on a day."""
    return parameter(LEVEL_KEY, day).integer


def poisson_interval(count: int, level: float) -> tuple[float, float]:
    """The exact interval of a Poisson mean of which `count` was seen (Garwood 1936), at a level from 0 to 1.

    Half the quantiles of chi-squared with 2 x count and 2 x count + 2 degrees of freedom, which are those of the gamma
    distribution with shapes count and count + 1.
    """
    tail = (1 - level) / 2
    low = float(gammaincinv(count, tail)) if count else 0.0
    return low, float(gammaincinv(count + 1, 1 - tail))


def person_months(
    store: Store, since: date, until: date, mission: str | None, as_of: date | None = None
) -> tuple[dict[date, float], tuple[str, ...], tuple[str, ...]]:
    """Uniformed people in each month of `[since, until)` by its first day, the files they are from, and remarks.

    Monthly counts first; the mean of its year for a month that has none; a month lacking between two that are there is
    the mean of both, and told. A month with only some of its days in the period counts for that part. With `as_of`
    only from counts and means that were known on that day.
    """
    first, last = month_of(since), month_of(until - timedelta(days=1))
    asked = list(_months(first, last))
    # A month on each side, so that one lacking at an edge lies between two.
    around = list(_months(month_of(first - timedelta(days=1)), _next(last)))
    by_day, files = monthly_strength(store, around[0], _known(_next(around[-1]), as_of), mission)
    counted = {month_of(day): count for day, count in by_day.items()}
    means, more = _yearly(store, asked[0].year, _known(date(asked[-1].year + 1, 1, 1), as_of), mission)
    between = {
        month: (counted[before] + counted[after]) / 2
        for before, month, after in zip(around, around[1:], around[2:], strict=False)
        if month not in counted and before in counted and after in counted
    }
    found, notes, years = {}, [], set()
    for month in asked:
        people = counted.get(month, between.get(month))
        if people is None and month.year in means:
            people = means[month.year]
            years.add(month.year)
        if people is not None:
            found[month] = people * _part(month, since, until)
    lacking = [f"{month:%Y-%m}" for month in asked if month in between]
    if lacking:
        notes.append(f"strength of {', '.join(lacking)} lacks: the mean of the months beside it")
    if years:
        notes.append(f"months without a count in {', '.join(map(str, sorted(years)))}: the mean of the year")
    uncovered = len(asked) - len(found)
    if uncovered:
        notes.append(f"no strengths for {uncovered} of {len(asked)} months")
    return found, (*files, *(more if years else ())), tuple(notes)


def monthly_strength(
    store: Store, since: date, until: date, mission: str | None
) -> tuple[dict[date, int], tuple[str, ...]]:
    """Uniformed people at every month end of `[since, until)` that is on record, and the files they are from.

    A mission of which a month's file does not speak had nobody then.
    """
    editions = editions_between(store, (STATE_IN_MISSION, MISSION_TOTAL), since, until)
    found = dict.fromkeys(editions, 0)
    found |= _totals(store, editions, mission, MONTH)
    return found, tuple(dict.fromkeys(one.file for one in editions.values()))


def _yearly(store: Store, first: int, until: date, mission: str | None) -> tuple[Mapping[int, float], tuple[str, ...]]:
    editions = editions_between(store, (YEAR_MEAN,), date(first, 1, 1), until)
    found = dict.fromkeys(editions, 0)
    found |= _totals(store, editions, mission, YEAR)
    means = {day.year: float(count) for day, count in found.items()}
    return means, tuple(dict.fromkeys(one.file for one in editions.values()))


def _totals(store: Store, editions: Mapping[date, Edition], mission: str | None, grain: str) -> dict[date, int]:
    """By day, the people of a mission or of all, each day from its edition, as the roll-ups have them."""
    found: dict[date, int] = {}
    table, only = ("mission_totals", "AND mission = $mission") if mission else ("world_totals", "")
    for (_kind, source, file), days in by_file(editions).items():
        rows = store.query(
            f"SELECT date, count FROM {table} WHERE source = $source AND file = $file AND grain = '{grain}' "
            f"AND personnel_type = 'all' AND sex = 'all' {only}",
            {"source": source, "file": file} | ({"mission": mission} if mission else {}),
        )
        found |= {day: count for day, count in rows if day in days}
    return found


def _known(until: date, as_of: date | None) -> date:
    """The end of what may be read: a count of a month, and a mean of a year, is known from its last day."""
    return until if as_of is None else min(until, as_of + timedelta(days=1))


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _months(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = _next(first)


def _part(month: date, since: date, until: date) -> float:
    """How much of a month lies in `[since, until)`."""
    end = _next(month)
    return (min(end, until) - max(month, since)).days / (end - month).days


def _listed(interval: tuple[float, float] | None) -> list[float] | None:
    return list(interval) if interval else None
