"""Reads of calls and exercises: for those who may see the case, whole; each row on the same three sides as the case."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from muster.generation.models import (
    BreachDecision,
    CallAnswer,
    CallAnswerKind,
    Case,
    Exercise,
    Inject,
    PhaseStage,
    PlaybookTick,
)
from muster.generation.parameters import forecast_parameters
from muster.generation.queries.cases import NOTE_FIELDS as OF_A_CASE
from muster.generation.queries.facts import blocks_by_mission, facts_of_loaded, history
from muster.generation.rules.breach import CallFacts, Consequence, consequences
from muster.generation.rules.forecast import Forecast, forecasts
from muster.generation.rules.playbook import Debrief, Placed, case_of_exercise, day_of_call, debrief, placed
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.levels import Level
from muster.pledges.models import PoolEvent, PoolStanding
from muster.reference.parameters import parameter
from muster.reference.playbook import playbook_steps

ARRIVAL = "movement"


@dataclass(frozen=True)
class PlayedCall:
    """A call, or a drill of one, as of a day: the day of the call, the steps, and the forecast of the arrival.

    `days` is the response time in days; `ticks` are the steps done, by code; `played_on` is the calendar day that the
    day of the call stands for.
    """

    case: Any
    day: int
    days: int
    played_on: date
    steps: tuple[Placed, ...]
    ticks: dict[str, PlaybookTick]
    injects: tuple[Inject, ...]
    forecast: Forecast

    @property
    def summary(self) -> Debrief:
        """Return how the steps were kept so far."""
        return debrief(self.steps)


def ticks_of(viewer: Viewer, case: Case, day: date) -> "QuerySet[PlaybookTick]":
    """Return the steps done in a case, as believed on `day`."""
    seen = PlaybookTick.objects.filter(visibility.rows(viewer, OF_A_CASE), case=case)
    believed = known_on(seen, day).filter(Q(taken_back_on__gt=day) | Q(taken_back_on__isnull=True))
    return believed.select_related("by").order_by("day", "pk")


def injects_of(viewer: Viewer, case: Case, day: date) -> "QuerySet[Inject]":
    """Return the events that the leader of an exercise brought in."""
    seen = Inject.objects.filter(visibility.rows(viewer, OF_A_CASE), case=case)
    return known_on(seen, day).select_related("by").order_by("day", "pk")


def answers_to(viewer: Viewer, case: Case, day: date) -> "QuerySet[CallAnswer]":
    """Return what the State answered to the call."""
    seen = CallAnswer.objects.filter(visibility.rows(viewer, OF_A_CASE), case=case)
    return known_on(seen, day).select_related("by").order_by("said_on", "pk")


def decisions_on(viewer: Viewer, case: Case, day: date) -> "QuerySet[BreachDecision]":
    """Return what the register decided on the consequences of a missed call."""
    seen = BreachDecision.objects.filter(visibility.rows(viewer, OF_A_CASE), case=case)
    return known_on(seen, day).select_related("by").order_by("pk")


def drill_day_of(case: Case) -> int | None:
    """Return the day to which the clock of a drill is set; None: it runs by the calendar."""
    return Exercise.objects.filter(case=case).values_list("drill_day", flat=True).first() if case.is_drill else None


def played(viewer: Viewer, case: Any, day: date) -> PlayedCall:
    """Return the call of a case, loaded by `visible_case`, as of `day`.

    The forecast of a drill follows from the steps that were ticked, on the day that is played.
    """
    number = day_of_call(case.requested_on, day, drill_day_of(case))
    ticks = {one.step: one for one in ticks_of(viewer, case, day)}
    done = {code: one.day for code, one in ticks.items()}
    steps = placed(playbook_steps(), done, number, parameter("playbook_next_days", day).integer)
    facts = facts_of_loaded(case, case.known_phases, {} if case.is_drill else blocks_by_mission(day))
    played_on = day
    if case.is_drill:
        played_on = date.fromordinal(case.requested_on.toordinal() + number)
        facts = case_of_exercise(facts, playbook_steps(), done, number)
    forecast = forecasts([facts], played_on, forecast_parameters(day), history(day))[0]
    return PlayedCall(
        case=case,
        day=number,
        days=(case.wanted_on - case.requested_on).days,
        played_on=played_on,
        steps=steps,
        ticks=ticks,
        injects=tuple(injects_of(viewer, case, day)),
        forecast=forecast,
    )


def arrival_of(case: Case, day: date) -> tuple[bool, date | None]:
    """Return whether the unit of a case had arrived by `day`, as was known then, and when, as far as it is recorded."""
    stored = case.phases.filter(phase=ARRIVAL, stage=PhaseStage.DONE)
    row = stored.values_list("done_on", "ended_known_from").first()
    if row is None or any(one is not None and one > day for one in row):
        return False, None
    return True, row[0]


def call_facts(case: Case, day: date) -> CallFacts:
    """Return a call as the rules of its breach want it on `day`; for those who have been shown the case."""
    last = known_on(CallAnswer.objects.filter(case=case), day).order_by("said_on", "pk").last()
    refusal = last if last is not None and last.answer == CallAnswerKind.REFUSED else None
    has_arrived, arrived_on = arrival_of(case, day)
    return CallFacts(
        pledge=case.pledge.reference if case.pledge else "",
        level=str(Level.RAPID_DEPLOYMENT.label),
        called_on=case.requested_on,
        due_on=case.wanted_on,
        today=day,
        confidence_points=parameter("confidence_not_come_points", day).integer,
        incentive_percent=parameter("rdl_incentive_share_percent", day).integer,
        refused_on=refusal.said_on if refusal else None,
        refused_because=refusal.reason if refusal else "",
        arrived_on=arrived_on,
        has_arrived=has_arrived,
    )


def proposed_consequences(case: Case, day: date) -> tuple[Consequence, ...]:
    """Return what a missed call may lead to; of a drill nothing does, whatever happens in it."""
    return () if case.is_drill or case.variant != "rapid" else consequences(call_facts(case, day))


def standing_in_pool(case: Case, day: date) -> str:
    """Return where the unit of a call stands in the pool on `day`, in words."""
    events = known_on(PoolEvent.objects.filter(pledge=case.pledge, held_from__lte=day), day)
    last = events.order_by("held_from", "pk").values_list("standing_in_pool", flat=True).last()
    return str(PoolStanding(last or PoolStanding.AVAILABLE).label)
