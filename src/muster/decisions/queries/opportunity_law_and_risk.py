"""What is said of a State in missions beside an opportunity: its law against their mandates, and the risk."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from muster.authorisations.queries.tasks import tasks_by_mission
from muster.decisions.data import Asked, DataPoint, read_data
from muster.decisions.data.risk import fatality_points
from muster.decisions.models import Criterion
from muster.decisions.opportunities.facts import LawPoint, Risk
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer

RATE_KEY, LOW_KEY, HIGH_KEY, TREND_KEY = "fatality-rate", "fatality-low", "fatality-high", "threat-trend"
"""The names under which the data of the criterion of risk have the rate, its interval and its trend."""


def law_by_mission(
    viewer: Viewer, state: Organisation, day: date, missions: Iterable[str]
) -> dict[str, tuple[LawPoint, ...]]:
    """Return each mission's mandated tasks against the State's law in force on `day`; three queries for all."""
    found = tasks_by_mission(viewer, state, day, missions=tuple(missions))
    return {
        mission: tuple(LawPoint(one.task, one.words, one.standing, one.law, one.condition) for one in matches)
        for mission, matches in found.items()
    }


def risk_by_mission(day: date, missions: Iterable[str]) -> dict[str, Risk]:
    """Return each mission's rate of fatalities as known on `day`, out of the public record: no query for any."""
    return {mission: risk_of(fatality_points(mission, day)) for mission in missions}


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
