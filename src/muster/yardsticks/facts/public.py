"""The public record beside Muster's own: strengths, women and deaths from the statistics store, each with its source.

Public data have no owner: every viewer gets the same. What the store does not hold is left out, and the measure says
that there is nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from muster.deployments.rules.strength import strength_on
from muster.kit.errors import Refused
from muster.kit.intervals import add_months
from muster.missions.queries import visible_missions
from muster.missions.queries.beyond import effective_mandates
from muster.reference.missions import un_missions
from muster.reference.parameters import parameter
from muster.statistics.figures import BuildUpCurve, build_up_curve, women
from muster.statistics.figures.preference import STATE_IN_MISSION, Filter, edition_of_day, people_sql
from muster.statistics.figures.safety import UNIFORMED, person_months
from muster.statistics.store.store import Store, open_store
from muster.yardsticks.facts.reading import Reading
from muster.yardsticks.facts.standing import own_units
from muster.yardsticks.measures.contributors import OWN_RECORD, PUBLIC_RECORD, PresenceFact
from muster.yardsticks.measures.gender import PublicWomen
from muster.yardsticks.measures.record_facts import UnitFact
from muster.yardsticks.measures.safety import MonthFact
from muster.yardsticks.measures.time_to_peak import StrengthCourse
from muster.yardsticks.measures.window import quarters_until

QUARTERS_KEY = "yardstick_trend_quarters"
SAFETY_KEY = "yardstick_safety_months"
ONE_DAY = timedelta(days=1)
KEPT = 512


def counted_days(day: date) -> list[date]:
    """Return the days on which trends are told: the end of each quarter shown, and the day itself."""
    quarters = quarters_until(day, parameter(QUARTERS_KEY, day).integer)
    return sorted({min(one.last_day, day) for one in quarters})


def presences(reading: Reading) -> list[PresenceFact]:
    """Return who has how many people where, in Muster's record and in the public one, on the days of trends."""
    days = counted_days(reading.day)
    own = [one for day in days for one in _own(reading.once(own_units), day)]
    return [*own, *_public(days, reading.subject.mission, reading.subject.state)]


def _own(units: Iterable[UnitFact], day: date) -> list[PresenceFact]:
    people: dict[tuple[str, str], int] = {}
    made_up: set[tuple[str, str]] = set()
    for one in units:
        if one.is_present(day):
            key = (one.count.state, one.mission)
            people[key] = people.get(key, 0) + strength_on(one.count, day).people
            made_up |= {key} if one.illustrative else set()
    return [
        PresenceFact(state, mission, number, day, OWN_RECORD, illustrative=(state, mission) in made_up)
        for (state, mission), number in people.items()
    ]


def _public(days: Sequence[date], mission: str, state: str) -> list[PresenceFact]:
    """Return the public counts of the days, each edition once."""
    store = open_store()
    if not store.has("contributions"):
        return []
    editions = {counts[0].source: counts for day in days if (counts := _counts_of(store, day, mission, state))}
    return [one for counts in editions.values() for one in counts]


@lru_cache(maxsize=KEPT)
def _counts_of(store: Store, day: date, mission: str, state: str) -> tuple[PresenceFact, ...]:
    """Return the last public count on or before a day by State and mission. Kept as long as the store is open."""
    edition = edition_of_day(store, (STATE_IN_MISSION,), day, Filter(mission=mission or None))
    if edition is None:
        return ()
    only = Filter(mission=mission or None)
    rows = store.query(
        people_sql(("state", "mission"), f"{edition.where} AND {only.where}"),
        {**edition.parameters, **only.parameters},
    )
    source = f"{edition.file}, {edition.on.isoformat()} ({edition.kind.name})"
    return tuple(
        PresenceFact(row["state"], row["mission"], row["total"], edition.on, PUBLIC_RECORD, source)
        for row in rows.dicts()
        if row["total"] and (not state or row["state"] == state)
    )


def public_women(reading: Reading) -> list[PublicWomen]:
    """Return the women of the public record on the days of trends: of the mission, of the State, or of all."""
    store, subject = open_store(), reading.subject
    if not store.has("contributions"):
        return []
    found = (_women_of(store, day, subject.mission, subject.state) for day in counted_days(reading.day))
    return [one for one in found if one is not None]


@lru_cache(maxsize=KEPT)
def _women_of(store: Store, day: date, mission: str, state: str) -> PublicWomen | None:
    try:
        told = women(store, day, mission=mission or None)
    except Refused:  # the mission, or the time, is not in the public record: nothing to say is no error here
        return None
    rows = [one for one in told.rows if not state or one.state == state]
    counted, people = sum(one.women for one in rows), sum(one.all for one in rows)
    return PublicWomen(told.source.date or day, counted, people, str(told.source)) if people else None


def months(reading: Reading) -> list[MonthFact]:
    """Return the months of the public record that trends, and the last counts on record, need: strengths and deaths."""
    store, day, mission = open_store(), reading.day, reading.subject.mission
    if not store.has("fatalities") or not store.has("contributions"):
        return []
    first = quarters_until(day, parameter(QUARTERS_KEY, day).integer)[0].start
    last = _last_count(store, day)
    start = min(first, add_months(min(last or day, day), -parameter(SAFETY_KEY, day).integer)).replace(day=1)
    return list(_months_of(store, start, add_months(day.replace(day=1), 1), mission))


def _last_count(store: Store, day: date) -> date | None:
    """Return the day of the last monthly count on record by a day."""
    found = store.query("SELECT max(date) FROM contributions WHERE grain = 'month' AND date <= ?", (day,)).rows[0][0]
    return found if isinstance(found, date) else None


@lru_cache(maxsize=KEPT)
def _months_of(store: Store, start: date, until: date, mission: str) -> tuple[MonthFact, ...]:
    people, files, _notes = person_months(store, start, until, mission or None)
    rows = store.query(
        "SELECT date_trunc('month', date)::DATE AS month, "
        "count(*) FILTER (list_contains($uniformed, trim(personnel_type))) AS deaths, count(*) AS every "
        "FROM fatalities WHERE kind = 'Fatality' AND date >= $since AND date < $until "
        f"{'AND mission = $mission' if mission else ''} GROUP BY ALL",
        {"uniformed": list(UNIFORMED), "since": start, "until": until} | ({"mission": mission} if mission else {}),
    ).dicts()
    deaths = {row["month"]: (row["deaths"], row["every"] - row["deaths"]) for row in rows}
    found, month = [], start
    while month < until:
        following = add_months(month, 1)
        uniformed, others = deaths.get(month, (0, 0))
        of, source = mission or "all operations", f"un-psdata fatalities; {', '.join(files)}"
        found.append(MonthFact(following - ONE_DAY, people.get(month), uniformed, others, of, source))
        month = following
    return tuple(found)


def strength_courses(reading: Reading) -> list[StrengthCourse]:
    """Return how missions grew by the public record, with the ceilings of their mandates. Two queries."""
    store = open_store()
    if not store.has("contributions"):
        return []
    wanted = reading.subject.condition(mission="acronym")
    missions = list(visible_missions(reading.viewer, reading.day).filter(wanted))
    ceilings: dict[int, list[tuple[date, date | None, int]]] = {}
    periods = effective_mandates(reading.viewer, reading.day, [one.pk for one in missions])
    for key, held in periods.items():
        ceilings[key] = [(term.start, term.until, one.troop_ceiling + one.police_ceiling) for term, one in held]
    in_africa = {one.acronym for one in un_missions() if one.africa}
    found = []
    for mission in missions:
        curve = _growth_of(store, mission.acronym)
        if curve is not None:
            found.append(
                StrengthCourse(
                    mission=mission.acronym,
                    is_in_africa=mission.acronym in in_africa,
                    started_on=curve.start,
                    counts=tuple((one.date, one.count) for one in curve.points),
                    ceilings=tuple(ceilings.get(mission.pk, ())),
                    source=str(curve.source),
                )
            )
    return found


@lru_cache(maxsize=KEPT)
def _growth_of(store: Store, mission: str) -> BuildUpCurve | None:
    try:
        return build_up_curve(store, mission)
    except Refused:  # its first years are not in the public record
        return None
