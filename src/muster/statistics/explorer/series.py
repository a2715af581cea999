"""Strength over time, by type or mission: of the world, of a State, or of a mission.

Files overlap. A series takes each month from one file, in the order of `figures.preference`, and says which files it
took; years' means are a series of their own. What the other files say stands beside it, see `overlaps`.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from muster.statistics.explorer.kept import kept
from muster.statistics.figures.preference import Edition, month_kind
from muster.statistics.store import Store

TYPES = ("troops", "police", "experts", "staff_officers")
"""Types of personnel that a series tells apart, the largest first; individual and formed police are police."""
OF_TYPE = {
    "troops": "troops",
    "police": "police",
    "individual_police": "police",
    "formed_police": "police",
    "experts": "experts",
    "staff_officers": "staff_officers",
}
ALL = "all"


@dataclass(frozen=True)
class Scope:
    """Whose strength: of a State, of a mission, of a State in a mission, or of all where neither is named."""

    state: str = ""
    mission: str = ""

    @property
    def table(self) -> str:
        """The totals that are kept of it."""
        if self.state and self.mission:
            return "pair_totals"
        return "state_totals" if self.state else "mission_totals" if self.mission else "world_totals"

    @property
    def by_state(self) -> str:
        """Whether a file's totals are added up from States, in SQL."""
        return "true" if self.state else "states IS NOT NULL"

    @property
    def by_mission(self) -> str:
        """Whether a file's totals are added up from missions, in SQL."""
        return "true" if self.mission else "missions IS NOT NULL"

    def where(self) -> tuple[str, dict[str, str]]:
        """The condition on rows, beginning with AND, and its parameters."""
        words, given = "", {}
        if self.state:
            words, given["state"] = f"{words} AND state = $state", self.state
        if self.mission:
            words, given["mission"] = f"{words} AND mission = $mission", self.mission
        return words, given


@dataclass(frozen=True)
class Month:
    """The strength at one month's end: people by type and in all, and the file that says so."""

    date: date
    by_type: dict[str, int]
    total: int
    file: str


@dataclass(frozen=True)
class Year:
    """One year's mean strength, of one mission or of all: people, women and men, and what the file holds.

    `stored` is the figure as it stands there, `months` the fewest months of the year that the file has.
    """

    year: int
    mission: str
    count: int
    women: int
    men: int
    stored: float
    months: int
    file: str

    @property
    def share(self) -> float | None:
        """Women among all whose sex is told."""
        told = self.women + self.men
        return self.women / told if told else None


@kept
def months(store: Store, scope: Scope, as_of: date) -> tuple[Month, ...]:
    """The strength at each month's end that was known on a day, the oldest first."""
    words, given = scope.where()
    rows = store.query(
        f"SELECT date, source, file, {scope.by_state}, {scope.by_mission}, personnel_type, "
        f"coalesce(sum(count) FILTER (sex = 'all'), sum(count))::BIGINT FROM {scope.table} "
        f"WHERE grain = 'month' AND known_on <= $as_of{words} GROUP BY ALL",
        {**given, "as_of": as_of},
    )
    people: dict[Edition, dict[str, int]] = defaultdict(dict)
    for on, source, file, by_state, by_mission, kind, count in rows:
        name = OF_TYPE.get(kind, kind)
        of_file = people[Edition(month_kind(by_state, by_mission), on, source, file)]
        of_file[name] = of_file.get(name, 0) + count
    chosen: dict[date, Edition] = {}
    for edition in sorted(people, key=lambda one: (one.on, one.rank)):
        chosen.setdefault(edition.on, edition)
    return tuple(_month(on, edition.file, people[edition]) for on, edition in chosen.items())


def _month(on: date, file: str, people: dict[str, int]) -> Month:
    by_type = {kind: people[kind] for kind in TYPES if people.get(kind)}
    return Month(on, by_type, people.get(ALL, sum(by_type.values())), file)


@kept
def years(store: Store, scope: Scope, as_of: date) -> tuple[Year, ...]:
    """The means of years by mission that were known on a day, by year and the largest first."""
    words, given = scope.where()
    rows = store.query(
        "SELECT year(date), mission, file, "
        "sum(count) FILTER (sex = 'all')::BIGINT, sum(count) FILTER (sex = 'female')::BIGINT, "
        "sum(count) FILTER (sex = 'male')::BIGINT, sum(stored) FILTER (sex = 'all'), min(months_present) "
        f"FROM contributions WHERE grain = 'year' AND personnel_type = 'all' AND known_on <= $as_of{words} "
        "GROUP BY ALL ORDER BY 1, 4 DESC, 2",
        {**given, "as_of": as_of},
    )
    return tuple(
        Year(year, mission or "", count or 0, women or 0, men or 0, stored or 0.0, present or 12, file)
        for year, mission, file, count, women, men, stored, present in rows
    )


def whole_years(found: tuple[Year, ...]) -> tuple[Year, ...]:
    """The same, all missions of a year added up."""
    by_year: dict[int, list[Year]] = defaultdict(list)
    for one in found:
        by_year[one.year].append(one)
    return tuple(
        Year(
            year,
            "",
            sum(one.count for one in parts),
            sum(one.women for one in parts),
            sum(one.men for one in parts),
            sum(one.stored for one in parts),
            min(one.months for one in parts),
            parts[0].file,
        )
        for year, parts in sorted(by_year.items())
    )


def files_of(found: tuple[Month, ...]) -> tuple[str, ...]:
    """The files that a series is taken from, by name."""
    return tuple(sorted({one.file for one in found}))


@dataclass(frozen=True)
class Said:
    """What the files say of one December: people by file."""

    year: int
    by_file: dict[str, int]

    @property
    def difference(self) -> int:
        """Between the most and the least that is said."""
        return max(self.by_file.values()) - min(self.by_file.values())


@kept
def overlaps(store: Store, scope: Scope, as_of: date) -> tuple[Said, ...]:
    """What each file says of the Decembers of which more than one speaks: month's ends and the year's means."""
    words, given = scope.where()
    rows = store.query(
        f"SELECT year(date), file, sum(count)::BIGINT FROM {scope.table} "
        "WHERE sex = 'all' AND personnel_type = 'all' AND month(date) = 12 AND known_on <= $as_of"
        f"{words} GROUP BY ALL ORDER BY 1, 2",
        {**given, "as_of": as_of},
    )
    by_year: dict[int, dict[str, int]] = defaultdict(dict)
    for year, file, count in rows:
        by_year[year][file] = count
    return tuple(Said(year, by_file) for year, by_file in by_year.items() if len(by_file) > 1)
