"""Rates of fatalities of operations, as known on a day: of uniformed people, per 1,000 person-years, from open data.

Deaths are counted over the last `decision_fatality_months` whole months. Strengths are those known on the day; a month
after the last strength on record is given that strength for at most `decision_strength_carried_months`, so that deaths
of the months that weigh most are not left out, and the figure says so. All causes and malicious acts stand apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from muster.kit.errors import Refused
from muster.kit.intervals import add_months
from muster.reference.parameters import parameter
from muster.statistics.figures import operations_under_way
from muster.statistics.figures.asked import mission_asked
from muster.statistics.figures.safety import UNIFORMED, Rate, interval_percent, month_of, person_months, rate
from muster.statistics.store import Store, open_store

MONTHS_KEY = "decision_fatality_months"
CARRIED_KEY = "decision_strength_carried_months"
HOSTILE = "Malicious Act"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class MissionRates:
    """A mission's rates in `[since, until)`: of every cause, and of malicious acts; `notes` say what was assumed.

    `uncovered` are deaths in months for which there is no strength, which no rate holds.
    """

    mission: str
    since: date
    until: date
    every: Rate
    hostile: Rate
    uncovered: int
    source: str
    known_from: date
    notes: tuple[str, ...] = ()


def rates_of(mission: str, day: date) -> MissionRates:
    """Return the rates of one mission as known on a day. Raises Refused where the store cannot answer."""
    store = open_store()
    return _kept(store.folder, store.generation, mission_asked(store, mission), month_of(day), *_numbers(day))


def rates_under_way(day: date) -> tuple[MissionRates, ...]:
    """Return the rates of the United Nations' operations under way on a day, those without person-years left out.

    Raises Refused where the store cannot answer.
    """
    store = open_store()
    found = (rates_of(mission, day) for mission in _under_way(store.folder, store.generation, day))
    return tuple(one for one in found if one.every.per_1000 is not None)


@lru_cache(maxsize=64)
def _under_way(folder: Path, generation: str, day: date) -> tuple[str, ...]:
    return tuple(one.mission for one in operations_under_way(open_store(folder), day).missions)


def by_danger(rates: Sequence[MissionRates], *, hostile: bool = False) -> list[MissionRates]:
    """Return missions by their rate, the least dangerous first; of equal rates the one with the lower upper bound.

    Where nobody died, more person-years say more: the upper bound is lower.
    """
    return sorted(rates, key=lambda one: (*_danger(one.hostile if hostile else one.every), one.mission))


def rank_of(mission: str, rates: Sequence[MissionRates], *, hostile: bool = False) -> int | None:
    """Return the place of a mission among others, from 1, the least dangerous; None where it is not among them."""
    places = [one.mission for one in by_danger(rates, hostile=hostile)]
    return places.index(mission) + 1 if mission in places else None


def _danger(one: Rate) -> tuple[float, float]:
    return (one.per_1000 or 0.0, one.interval[1] if one.interval else 0.0)


def _numbers(day: date) -> tuple[int, int, float]:
    """Return months looked back, months a strength is carried, and the level of the interval, by the parameters."""
    months, carried = (parameter(key, day).integer for key in (MONTHS_KEY, CARRIED_KEY))
    return months, carried, interval_percent(day) / 100


@lru_cache(maxsize=512)
def _kept(
    folder: Path, generation: str, mission: str, until: date, months: int, carried: int, level: float
) -> MissionRates:
    """Reckon once a month and import: everything before the first of a month was known on its last day."""
    return _reckoned(open_store(folder), mission, until, months, carried, level)


def _reckoned(store: Store, mission: str, until: date, months: int, carried: int, level: float) -> MissionRates:
    since, last_day = add_months(until, -months), until - ONE_DAY
    told, files, _notes = person_months(store, add_months(since, -carried), until, mission, last_day)
    wanted = [add_months(since, step) for step in range(months)]
    strength, last = _carried(told, wanted, carried)
    rows = store.query(
        "SELECT date, incident, file FROM fatalities WHERE kind = 'Fatality' AND mission = $mission "
        "AND date >= $since AND date < $until AND known_on < $until "
        "AND list_contains($uniformed, trim(personnel_type)) ORDER BY date, file",
        {"mission": mission, "since": since, "until": until, "uniformed": list(UNIFORMED)},
    ).rows
    if not rows and not store.has("fatalities"):
        raise Refused("The statistics hold no fatalities: load them with muster import un-psdata PATH.")
    counted = [incident for day, incident, _file in rows if month_of(day) in strength]
    years = sum(strength.values()) / 12
    names = dict.fromkeys([*(file for _day, _incident, file in rows), *files])
    return MissionRates(
        mission=mission,
        since=since,
        until=until,
        every=rate(len(counted), years, level),
        hostile=rate(sum(one == HOSTILE for one in counted), years, level),
        uncovered=len(rows) - len(counted),
        source=", ".join(names),
        known_from=last_day,
        notes=_remarks(wanted, told, strength, last),
    )


def _carried(told: Mapping[date, float], wanted: Sequence[date], most: int) -> tuple[dict[date, float], date | None]:
    """Return the people of each month wanted, and the last month on record, whose people stand for those after it."""
    last = max(told, default=None)
    found = {}
    for month in wanted:
        if month in told:
            found[month] = told[month]
        elif last is not None and last < month <= add_months(last, most):
            found[month] = told[last]
    return found, last


def _remarks(
    wanted: Sequence[date], told: Mapping[date, float], strength: Mapping[date, float], last: date | None
) -> tuple[str, ...]:
    """Say which strengths were carried on and which lack."""
    notes = []
    carried = [month for month in strength if month not in told]
    if carried and last is not None:
        notes.append(f"the strength of {last:%Y-%m}, the last on record, stands for {len(carried)} later months")
    if len(strength) < len(wanted):
        notes.append(f"no strength for {len(wanted) - len(strength)} of {len(wanted)} months")
    return tuple(notes)
