"""The figures that pages share, kept until the store changes; a figure that the record cannot give is None."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from muster.kit.errors import Refused
from muster.reference.parameters import parameter
from muster.statistics.explorer.kept import kept
from muster.statistics.explorer.series import Scope
from muster.statistics.figures.build_up import BuildUpCurve, build_up_curve
from muster.statistics.figures.burden import Burden, burden
from muster.statistics.figures.comings import Crossing, comings_and_goings
from muster.statistics.figures.concentration import herfindahl
from muster.statistics.figures.contributors import Ranking, contributors
from muster.statistics.figures.operations import UnderWay, operations_under_way
from muster.statistics.figures.preference import file_rank
from muster.statistics.figures.safety import UNIFORMED, interval_percent, person_months, rate
from muster.statistics.figures.women import WomenShare, light_of, women
from muster.statistics.store import Store

Told = TypeVar("Told", Ranking, WomenShare)
TYPES_WITH_TARGETS = ("troops", "experts", "formed_police", "individual_police")


@kept
def ranking(store: Store, on: date, mission: str = "") -> Ranking | None:
    """Contributors on a day, in all missions or in one; None where nobody is on record by then."""

    def told(day: date) -> Ranking | None:
        try:
            return contributors(store, day, mission or None)
        except Refused:
            return None

    return _known(told, on)


@kept
def under_way(store: Store, on: date) -> UnderWay | None:
    """Operations under way on a day; None where no register is on record."""
    try:
        return operations_under_way(store, on)
    except Refused:
        return None


@kept
def share_of_women(store: Store, on: date, kind: str = "all", mission: str = "") -> WomenShare | None:
    """The share of women on a day, of a type; None where no file tells it."""

    def told(day: date) -> WomenShare | None:
        try:
            return women(store, day, kind, mission or None)
        except Refused:
            return None

    return _known(told, on)


def _known(told: Callable[[date], Told | None], on: date) -> Told | None:
    """A figure of a day; where it is the mean of a year that was not over yet, that of the end of the year before."""
    found = told(on)
    if found is not None and found.source.date is not None and found.source.date > on:
        found = told(date(on.year - 1, 12, 31))
    return found


@kept
def crossings(store: Store, scope: Scope, as_of: date) -> tuple[Crossing, ...]:
    """Entries and exits of contingents that were known on a day, the newest first."""
    until = as_of + timedelta(days=1)
    try:
        found = comings_and_goings(store, until=until, state=scope.state or None, mission=scope.mission or None)
    except Refused:
        return ()
    return tuple(reversed(found.rows))


@dataclass(frozen=True)
class ShownCurve:
    """A build-up as it was known on a day: its peak and the months to each milestone are those of the points shown."""

    curve: BuildUpCurve
    points: tuple[tuple[float, int], ...]
    peak: int
    months_to_half: int
    months_to_full: int
    is_whole: bool


@kept
def build_up(store: Store, mission: str, as_of: date) -> ShownCurve | None:
    """How a mission filled up, as far as was known on a day; None where its first months are not on record."""
    try:
        curve = build_up_curve(store, mission)
    except Refused:
        return None
    points = [one for one in curve.points if one.date <= as_of]
    if not points:
        return None
    peak = max(one.count for one in points)
    half, full = (
        parameter(f"statistics_build_up_{name}_percent", curve.start).integer * peak / 100 for name in ("half", "full")
    )
    return ShownCurve(
        curve,
        tuple((float(one.month), one.count) for one in points),
        peak,
        next(one.month for one in points if one.count >= half),
        next(one.month for one in points if one.count >= full),
        len(points) == len(curve.points),
    )


@dataclass(frozen=True)
class Concentrated:
    """The Herfindahl index at one month's end or of a year's mean, of how many States."""

    date: date
    index: float
    states: int
    file: str
    is_year: bool


@kept
def concentration_over_time(store: Store, scope: Scope, as_of: date) -> tuple[Concentrated, ...]:
    """The concentration of contributors at every month's end that tells States, and of years after the last of them."""
    words, given = scope.where()
    table, is_total = ("pair_totals", "false") if scope.mission else ("state_totals", "missions IS NULL")
    rows = store.query(
        f"""
        SELECT date, grain, source, file, {is_total} AS is_total, sum(count::DOUBLE ^ 2) / sum(count) ^ 2, count(*)
        FROM {table} WHERE personnel_type = 'all' AND sex = 'all' AND count > 0 AND known_on <= $as_of{words}
        GROUP BY ALL
        """,
        {**given, "as_of": as_of},
    ).rows
    chosen: dict[tuple[date, str], Concentrated] = {}
    for day, grain, _source, file, _total, index, states in sorted(
        rows, key=lambda row: (row[0], row[1], row[4], file_rank(row[2], row[3]))
    ):
        chosen.setdefault((day, grain), Concentrated(day, index, states, file, grain == "year"))
    last = max((one.date for one in chosen.values() if not one.is_year), default=date.min)
    return tuple(one for one in chosen.values() if not one.is_year or one.date > last)


def index_of(found: Ranking) -> float:
    """The Herfindahl index of a ranking."""
    return herfindahl(row.count for row in found.rows)


@dataclass(frozen=True)
class DeathsOfYear:
    """Deaths of a State's people in one year, by mission."""

    year: int
    mission: str
    deaths: int


@kept
def deaths_of_state(store: Store, state: str, as_of: date) -> tuple[DeathsOfYear, ...]:
    """Deaths of a State's people by year and mission, the newest first."""
    rows = store.query(
        "SELECT year(date), mission, count(*) FROM fatalities WHERE kind = 'Fatality' AND state = $state "
        "AND known_on <= $as_of GROUP BY ALL ORDER BY 1 DESC, 3 DESC, 2",
        {"state": state, "as_of": as_of},
    )
    return tuple(DeathsOfYear(year, mission or "", count) for year, mission, count in rows)


@dataclass(frozen=True)
class Light:
    """The women of a State, or of all, in one type against its target."""

    kind: str
    women: int
    people: int
    share: float
    target: float | None
    light: str | None
    on: date | None
    file: str


@kept
def lights(store: Store, on: date, state: str = "", mission: str = "") -> tuple[Light, ...]:
    """The share of women by type with its target and light, of a State, a mission or the world, on a day."""
    found: list[Light] = []
    for kind in ("all", *TYPES_WITH_TARGETS):
        told = share_of_women(store, on, kind, mission)
        if told is None:
            continue
        rows = [row for row in told.rows if not state or row.state == state]
        women_there, people = sum(row.women for row in rows), sum(row.all for row in rows)
        if people:
            share = women_there / people
            found.append(
                Light(kind, women_there, people, share, told.target, light_of(share, told.target, on),
                      told.source.date, told.source.file)
            )  # fmt: skip
    return tuple(found)


def all_of(found: Sequence[Light]) -> Light | None:
    """The light of all types together."""
    return next((one for one in found if one.kind == "all"), None)


@dataclass(frozen=True)
class DeathRate:
    """Deaths of uniformed people in whole years `[year, until)`, and their rate per 1,000 person-years."""

    year: int
    until: int
    deaths: int
    person_years: float
    per_1000: float | None
    low: float | None
    high: float | None


@kept
def death_rates(store: Store, mission: str, as_of: date) -> tuple[DeathRate, ...]:
    """Deaths in a mission by year, the newest first, and of all years together in front.

    Whole years only, of those that were over on the day: the mean of a year is known at its end.
    """
    end = as_of.year + 1 if (as_of.month, as_of.day) == (12, 31) else as_of.year
    rows = store.query(
        "SELECT year(date), month(date), count(*) FROM fatalities WHERE kind = 'Fatality' AND mission = $mission "
        "AND list_contains($uniformed, trim(personnel_type)) AND year(date) < $end GROUP BY ALL",
        {"mission": mission, "uniformed": list(UNIFORMED), "end": end},
    ).rows
    first = min((year for year, _month, _count in rows), default=None)
    if first is None or not store.has("contributions"):
        return ()
    people, _files, _notes = person_months(store, date(first, 1, 1), date(end, 1, 1), mission)
    died = {date(year, month, 1): count for year, month, count in rows}
    level = interval_percent(as_of) / 100

    def over(start: int, until: int) -> DeathRate:
        months = [day for day in people if start <= day.year < until and people[day]]
        found = rate(sum(died.get(day, 0) for day in months), sum(people[day] for day in months) / 12, level)
        low, high = found.interval or (None, None)
        deaths_then = sum(count for day, count in died.items() if start <= day.year < until)
        return DeathRate(start, until, deaths_then, found.person_years, found.per_1000, low, high)

    by_year = [over(year, year + 1) for year in range(end - 1, first - 1, -1)]
    told = [one for one in by_year if one.deaths or one.person_years]
    return (over(first, end), *told)


@kept
def last_burden(store: Store, as_of: date) -> Burden | None:
    """Who pays against who sends in the last year that was over on a day and of which both are on record, if any."""
    end = as_of.year if (as_of.month, as_of.day) == (12, 31) else as_of.year - 1
    rows = store.query(
        "SELECT DISTINCT year FROM assessments WHERE year <= $end AND known_on <= $as_of ORDER BY year DESC",
        {"end": end, "as_of": as_of},
    )
    for (year,) in rows:
        try:
            return burden(store, year)
        except Refused:  # no contributors of that year are on record
            continue
    return None
