"""What other rooms say of a State in a mission: the law in force, the room under its acts, and the risk.

A room that is not there yet says nothing, and that is told; nothing is put in its place.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from importlib import import_module
from typing import Any

from muster.decisions.data import Asked, DataPoint, read_data
from muster.decisions.models import Criterion
from muster.decisions.opportunities.facts import LawPoint, Risk
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer

RATE_KEY, LOW_KEY, HIGH_KEY, TREND_KEY = "fatality-rate", "fatality-low", "fatality-high", "threat-trend"
"""The names under which the data of the criterion of risk have the rate, its interval and its trend."""
LAW_READER = ("muster.authorisations.queries.tasks", "tasks_by_mission")
RATE_READER = ("muster.decisions.data.risk", "fatality_points")
ROOM_READER = ("muster.deployments.queries.room", "room_left")


def _reader(place: tuple[str, str]) -> Callable[..., Any] | None:
    """Return a neighbour's function, None where the room has none."""
    module, name = place
    try:
        found: Callable[..., Any] | None = getattr(import_module(module), name, None)
    except ModuleNotFoundError:
        return None
    return found


def law_by_mission(
    viewer: Viewer, state: Organisation, day: date, missions: Iterable[str]
) -> dict[str, tuple[LawPoint, ...]]:
    """Return each mission's mandated tasks against the State's law in force on `day`; three queries for all."""
    read = _reader(LAW_READER)
    if read is None:
        return {}
    return {
        mission: tuple(LawPoint(one.task, one.words, one.standing, one.law, one.condition) for one in matches)
        for mission, matches in read(viewer, state, day, missions=tuple(missions)).items()
    }


@dataclass(frozen=True)
class RoomSaid:
    """The room under a State's acts on a day in a mission; `left` None: no ceiling."""

    is_authorised: bool
    ceiling: int | None
    held: int
    left: int | None
    act: str
    words: str


def room_said(viewer: Viewer, state: Organisation, day: date, on: date, mission: str) -> RoomSaid | None:
    """Return the room under the State's acts in a mission on a later day, as known on `day`."""
    read = _reader(ROOM_READER)
    if read is None:
        return None
    found = read(viewer, state, day, on=on, mission=mission)
    return RoomSaid(
        found.is_authorised, found.ceiling, found.held, found.left, str(found.act or ""), str(found.words or "")
    )


def risk_by_mission(viewer: Viewer, state: Organisation, day: date, missions: Iterable[str]) -> dict[str, Risk]:
    """Return each mission's rate of fatalities as known on `day`, out of the public record: no query for any."""
    read = _reader(RATE_READER)
    if read is None:
        return {mission: risk_of(risk_data(viewer, state, day, mission)) for mission in missions}
    return {mission: risk_of(read(mission, day)) for mission in missions}


def risk_data(viewer: Viewer, state: Organisation, day: date, mission: str) -> tuple[DataPoint, ...]:
    """Return all data of the criterion of risk on one mission, as known on `day`."""
    return read_data(viewer, Asked(state.pk, state.code, mission, people=0), Criterion.RISK.value, day)


def risk_of(points: Iterable[DataPoint]) -> Risk:
    """Return the risk that data say; without a rate it says that none is on record."""
    by_key = {one.key: one for one in points}
    rate = by_key.get(RATE_KEY)
    if rate is None or _number(rate) is None:
        absence = rate.words if rate is not None else "no rate of fatalities is on record for this mission"
        return Risk(words=_words(by_key.values()), absence=absence)
    trend = by_key.get(TREND_KEY)
    return Risk(
        rate=_number(rate),
        low=_number(by_key.get(LOW_KEY)),
        high=_number(by_key.get(HIGH_KEY)),
        trend=trend.value if trend else "",
        words=_words(by_key.values()),
        source=rate.source,
    )


def _words(points: Iterable[DataPoint]) -> tuple[str, ...]:
    return tuple(one.words for one in points if one.words)


def _number(point: DataPoint | None) -> Decimal | None:
    if point is None or not point.value:
        return None
    try:
        return Decimal(point.value)
    except InvalidOperation:
        return None
