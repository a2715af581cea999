"""How cases stand on a day: schedule, forecast, lateness and what is owed, by the rules; for cases that were shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case as Choice
from django.db.models import CharField, F, QuerySet, Value, When

from muster.generation.models import Case, CaseStage, MissionBlock
from muster.generation.parameters import forecast_parameters
from muster.generation.queries.facts import blocks_by_mission, facts_of_loaded, facts_of_rows, history, spans_by_mission
from muster.generation.queries.pre_deployment import holds_on, with_holds
from muster.generation.rules.as_of import as_of
from muster.generation.rules.facts import CaseFacts
from muster.generation.rules.forecast import Forecast, forecasts
from muster.generation.rules.lateness import AT_RISK, IN_TIME, LATE, UNKNOWN, Lateness, Owed, lateness, owed_now
from muster.generation.rules.schedule import Schedule, schedule
from muster.parties.models import Organisation


@dataclass(frozen=True)
class Standing:
    """A case as of a day."""

    facts: CaseFacts
    schedule: Schedule
    forecast: Forecast
    lateness: Lateness
    owed: tuple[Owed, ...]
    history_counts: dict[str, int]


def with_verdict(cases: QuerySet[Case]) -> QuerySet[Any]:
    """Annotate cases with `verdict`, by the forecast that stands with them: late, at risk, in time or unknown."""
    verdict = Choice(
        When(arrival_p50__gt=F("wanted_on"), then=Value(LATE)),
        When(arrival_p90__gt=F("wanted_on"), then=Value(AT_RISK)),
        When(arrival_p50__isnull=False, then=Value(IN_TIME)),
        default=Value(UNKNOWN),
        output_field=CharField(),
    )
    return cases.annotate(verdict=verdict)


def standing_of(case: Any, day: date, today: date) -> Standing:
    """Return how one case, loaded with `known_phases`, stands as of `day`; what happened later had not happened."""
    facts = facts_of_loaded(case, case.known_phases, blocks_by_mission(day))
    facts = with_holds(facts, holds_on(day, case.reference).get(case.reference, {}))
    if day < today:
        facts = as_of(facts, day)
    return _standings([facts], [case.wanted_on], day)[0]


def as_they_stood(cases: "QuerySet[Any]", day: date, blocks: Iterable[MissionBlock] | None = None) -> list[Any]:
    """Return cases with what lists show of them worked out as of a day that has passed.

    `blocks`: all that are believed on that day, where they have been read.
    """
    loaded = list(cases.select_related("post__requirement"))
    rows = [(one.pk, one.reference, one.variant, one.requested_on, one.post.requirement.mission_id) for one in loaded]
    spans = None if blocks is None else spans_by_mission(blocks)
    facts = facts_of_rows(rows, cases.order_by().values("pk"), day, spans)
    told = _standings([as_of(facts[one.pk], day) for one in loaded], [one.wanted_on for one in loaded], day)
    for case, standing in zip(loaded, told, strict=True):
        if case.ended_on is not None and case.ended_on > day:
            case.stage = CaseStage.OPEN
        is_open = case.stage == CaseStage.OPEN
        first = standing.owed[0] if standing.owed and is_open else None
        case.forecast_on, case.verdict = day, standing.lateness.verdict
        case.arrival_planned = standing.schedule.arrival_on
        case.arrival_p50, case.arrival_p90 = standing.forecast.arrival_p50, standing.forecast.arrival_p90
        case.days_late = standing.lateness.days_late
        case.current_phase = first.code if first else ""
        case.owed_by, case.owed_on = (leading(case, first.side), first.due_on) if first else (None, None)
    return loaded


def _standings(facts: list[CaseFacts], wanted: Iterable[date], day: date) -> list[Standing]:
    """Hold each case against the history of the kinds of phases that are still open in any of them."""
    parameters, past = forecast_parameters(day), history(day, frozenset().union(*(one.open_kinds for one in facts)))
    found = []
    for one, wanted_on, forecast in zip(facts, wanted, forecasts(facts, day, parameters, past), strict=True):
        planned = schedule(one, day, parameters.schedule)
        counts = {code.code: len(past.get((code.code, one.variant), ())) for code in one.phases}
        found.append(Standing(one, planned, forecast, lateness(wanted_on, forecast), owed_now(one, planned), counts))
    return found


def leading(case: Case, side: str) -> Organisation:
    """Return the organisation of a side; what the Council decides is recorded by the register's secretariat."""
    if side == "state":
        return case.state
    if side == "mission":
        return case.post.requirement.mission.organisation
    return case.register
