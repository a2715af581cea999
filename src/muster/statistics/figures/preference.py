"""Which of several sources a figure is taken from: written down here alone, for every figure of contributions.

Sources overlap: one month may stand in the record by State, mission, type and sex, as a total of the mission, as a
total of the State, and within a year's mean. They are never added together and never averaged. A figure takes, in this
order: monthly counts by State and mission (summed where a total is asked for); totals by month that a source gives for
the mission, the State or the world; yearly means, and these only for a period of which no month is on record. Between
files of one kind, the United Nations' own feed comes before compilations of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from muster.kit.errors import Problem, Refused
from muster.reference.parameters import parameter
from muster.statistics.store import Store

MONTH, YEAR = "month", "year"
SOURCES = ("un-contributions", "ipi", "un-yearly")
"""Data sets in the order in which one is taken before another."""
FILES = ("Gender.Full.csv",)
"""Files of a set that come before its other files of the same kind: those told by sex."""


@dataclass(frozen=True)
class Kind:
    """What a row of contributions counts: over which States, which missions and which time."""

    name: str
    grain: str
    by_state: bool
    by_mission: bool

    @property
    def where(self) -> str:
        """The condition that its rows of contributions fulfil."""
        return " AND ".join(
            (
                f"grain = '{self.grain}'",
                f"state IS {'NOT ' if self.by_state else ''}NULL",
                f"mission IS {'NOT ' if self.by_mission else ''}NULL",
            )
        )

    def days(self, only: "Filter") -> tuple[str, str]:
        """The smallest table in which to look for its days and files, and the condition there.

        A roll-up has a day wherever the contributions have one; whether a total is the file's own or was added up from
        States and missions is told by their number.
        """
        sex = "" if only.with_sex else " AND sex = 'all'"
        of_grain = f"grain = '{self.grain}'{sex}"
        if self.by_state and self.by_mission:
            if only.state and only.mission:
                return ("contributions", self.where) if only.types else ("pair_totals", of_grain)
            if only.state:
                return "state_totals", f"{of_grain} AND missions IS NOT NULL"
            return "mission_totals", f"{of_grain} AND states IS NOT NULL"
        if self.by_mission:
            return "mission_totals", f"{of_grain} AND states IS NULL"
        if self.by_state:
            return "state_totals", f"{of_grain} AND missions IS NULL"
        return "contributions", self.where


STATE_IN_MISSION = Kind("by State and mission, monthly", MONTH, by_state=True, by_mission=True)
MISSION_TOTAL = Kind("totals of missions, monthly", MONTH, by_state=False, by_mission=True)
STATE_TOTAL = Kind("totals of States, monthly", MONTH, by_state=True, by_mission=False)
WORLD_TOTAL = Kind("totals of the world, monthly", MONTH, by_state=False, by_mission=False)
YEAR_MEAN = Kind("by State and mission, yearly means", YEAR, by_state=True, by_mission=True)
ORDER = (STATE_IN_MISSION, MISSION_TOTAL, STATE_TOTAL, WORLD_TOTAL, YEAR_MEAN)


def month_kind(by_state: bool, by_mission: bool) -> Kind:
    """The kind of a month's rows by whether they name a State and a mission."""
    return next(one for one in ORDER if (one.grain, one.by_state, one.by_mission) == (MONTH, by_state, by_mission))


def file_rank(source: str, file: str) -> tuple[int, int, str, str]:
    """The place of a file among others of one kind: the least is taken."""
    return (
        SOURCES.index(source) if source in SOURCES else len(SOURCES),
        FILES.index(file) if file in FILES else len(FILES),
        source,
        file,
    )


@dataclass(frozen=True)
class Edition:
    """What one file says of one day: rows of one kind that may be summed."""

    kind: Kind
    on: date
    source: str
    file: str

    @property
    def rank(self) -> tuple[int, int, int, str, str]:
        """Its place among the editions of one day: the least is taken."""
        return (ORDER.index(self.kind), *file_rank(self.source, self.file))

    @property
    def where(self) -> str:
        """The condition of its rows; its parameters are `day`, `source` and `file`."""
        return f"date = $day AND source = $source AND file = $file AND {self.kind.where}"

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters of the condition."""
        return {"day": self.on, "source": self.source, "file": self.file}


@dataclass(frozen=True)
class Filter:
    """Which rows are asked for; what is `None` is not asked."""

    state: str | None = None
    mission: str | None = None
    with_sex: bool = False
    types: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The condition, after an AND; its parameters are those of `parameters`."""
        parts = [
            "state = $state" if self.state else "",
            "mission = $mission" if self.mission else "",
            "sex = 'female'" if self.with_sex else "",
            "list_contains($types, personnel_type)" if self.types else "",
        ]
        return " AND ".join(part for part in parts if part) or "true"

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters of the condition."""
        given: dict[str, Any] = {"state": self.state, "mission": self.mission, "types": list(self.types) or None}
        return {name: value for name, value in given.items() if value is not None}


def last_edition(store: Store, kinds: Sequence[Kind], on: date, only: Filter) -> Edition | None:
    """The edition to take for a day: the last one not after it, and of several of that day the preferred one.

    `only` names what the edition must speak of.
    """
    return min(last_editions(store, kinds, on, only), key=lambda one: (-one.on.toordinal(), one.rank), default=None)


def last_editions(store: Store, kinds: Sequence[Kind], on: date, only: Filter) -> list[Edition]:
    """Of every file of these kinds, its last day not after `on`."""
    found: list[Edition] = []
    for kind in kinds:
        table, of_kind = kind.days(only)
        rows = store.query(
            f"SELECT max(date), source, file FROM {table} WHERE {of_kind} AND date <= $on AND {only.where} "
            "GROUP BY source, file",
            {"on": on, **only.parameters},
        )
        found += [Edition(kind, day, source, file) for day, source, file in rows]
    return found


def editions_between(store: Store, kinds: Sequence[Kind], since: date, until: date) -> dict[date, Edition]:
    """For every day of `[since, until)` that a file of these kinds covers, the edition to take."""
    found: dict[date, Edition] = {}
    for kind in kinds:
        table, of_kind = kind.days(Filter())
        rows = store.query(
            f"SELECT DISTINCT date, source, file FROM {table} WHERE {of_kind} AND date >= $since AND date < $until",
            {"since": since, "until": until},
        )
        for day, source, file in rows:
            one = Edition(kind, day, source, file)
            if day not in found or one.rank < found[day].rank:
                found[day] = one
    return dict(sorted(found.items()))


def by_file(editions: Mapping[date, Edition]) -> dict[tuple[Kind, str, str], set[date]]:
    """The days that are taken from each file: its kind, data set and name."""
    found: dict[tuple[Kind, str, str], set[date]] = {}
    for day, one in editions.items():
        found.setdefault((one.kind, one.source, one.file), set()).add(day)
    return found


POLICE = ("police", "individual_police", "formed_police")
TROOPS = ("troops", "staff_officers")
"""Staff officers count as troops in the older files, so they do wherever troops are one figure."""


def people_sql(keys: Iterable[str], where: str) -> str:
    """A query of people by `keys`, of rows of one edition a day: `troops`, `police`, `experts`, `total`, `women`.

    A file that gives no rows of all sexes is summed over the sexes, and one without rows of all types over the types,
    individual and formed police being part of the police where the file gives them as such too.
    `women` is NULL where the file does not tell them. `stored` is the total as it stands in the file.
    """
    names = ", ".join(keys)
    return f"""
        WITH by_type AS (
            SELECT {names}, personnel_type, max(months_present) AS months,
                coalesce(sum(count) FILTER (sex = 'all'), sum(count)) AS people,
                coalesce(sum(stored) FILTER (sex = 'all'), sum(stored)) AS stored,
                sum(count) FILTER (sex = 'female') AS women,
                count(*) FILTER (sex <> 'all') > 0 AS by_sex
            FROM contributions WHERE {where} GROUP BY {names}, personnel_type
        ), parted AS (
            SELECT *, personnel_type NOT IN ('individual_police', 'formed_police')
                OR NOT bool_or(personnel_type = 'police') OVER (PARTITION BY {names}) AS counts
            FROM by_type
        )
        SELECT {names},
            coalesce(sum(people) FILTER (personnel_type IN {TROOPS}), 0)::BIGINT AS troops,
            coalesce(
                sum(people) FILTER (personnel_type = 'police'), sum(people) FILTER (personnel_type IN {POLICE}), 0
            )::BIGINT AS police,
            coalesce(sum(people) FILTER (personnel_type = 'experts'), 0)::BIGINT AS experts,
            coalesce(sum(people) FILTER (personnel_type = 'all'), sum(people) FILTER (counts))::BIGINT AS total,
            coalesce(sum(stored) FILTER (personnel_type = 'all'), sum(stored) FILTER (counts)) AS stored,
            CASE WHEN bool_or(by_sex) THEN coalesce(
                sum(women) FILTER (personnel_type = 'all'), sum(women) FILTER (counts), 0
            )::BIGINT END AS women,
            max(months)::INTEGER AS months
        FROM parted GROUP BY {names}
    """


TYPE_WORDS = {
    "all": (),
    "troops": ("troops",),
    "police": POLICE,
    "individual_police": ("individual_police",),
    "formed_police": ("formed_police",),
    "experts": ("experts",),
    "staff_officers": ("staff_officers",),
}
"""Types of personnel that can be asked for, and the rows of each; of all types where there are none."""


def types_asked(word: str) -> tuple[str, ...]:
    """The types of row behind a word; none for all of them. Raises Refused for a word that is no type."""
    try:
        return TYPE_WORDS[word.strip().lower().replace("-", "_").replace(" ", "_")]
    except KeyError:
        problem = Problem("", f"no type of personnel is called {word!r}", f"name one of {', '.join(TYPE_WORDS)}")
        raise Refused(problems=[problem]) from None


def edition_of_day(store: Store, kinds: Sequence[Kind], on: date, only: Filter) -> Edition | None:
    """The edition for a day where any grain will do: the last monthly count, or a year's mean where that is too old.

    A count is too old once it is `statistics_count_stale_months` before the day, and then the mean of the day's own
    year is taken (or of the last year before it on record), if it is nearer. No year is taken for a question about
    types, which the yearly files do not tell.
    """
    count = last_edition(store, kinds, on, only)
    stale = parameter("statistics_count_stale_months", on).integer
    if only.types or (count is not None and months_between(count.on, on) < stale):
        return count
    year = last_edition(store, (YEAR_MEAN,), date(on.year, 12, 31), only)
    if year is None or (count is not None and year.on <= count.on):
        return count
    return year


def months_between(earlier: date, later: date) -> int:
    """Calendar months from the month of one day to that of another."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def remarks(edition: Edition, on: date) -> tuple[str, ...]:
    """What has to be said of an edition that is not of the day itself."""
    if edition.kind is YEAR_MEAN:
        return (f"mean of {edition.on.year}, no count of the day: a State there for a part of the year reads too low",)
    return () if edition.on == on else (f"the last count not after {on.isoformat()} is of {edition.on.isoformat()}",)
