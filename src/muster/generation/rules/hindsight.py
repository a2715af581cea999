"""Forecasts of past days held against what happened. Pure.

A forecast of a day is drawn from what was known of the case on it (`as_of`). What happened may be known by a day, or
only within bounds: the unit came no earlier than the last step before its arrival, no later than it was known to be
there. Where the bounds do not decide, nothing is said.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from muster.generation.rules.as_of import as_of, before_it
from muster.generation.rules.durations import Kind
from muster.generation.rules.facts import DONE, CaseFacts, Span
from muster.generation.rules.forecast import ForecastParameters, forecasts
from muster.generation.rules.schedule import ARRIVAL, schedule

EARLIER, WITHIN, LATER, OPEN, UNDECIDED = "earlier", "within", "later", "open", "undecided"
"""The arrival: before the even chance, up to nine in ten, after nine in ten, still to come, or not decided."""


@dataclass(frozen=True)
class Known:
    """What a forecast of a past day may draw on beside the case: blocks by phase, ratios of finished phases by kind."""

    blocks: Mapping[str, tuple[Span, ...]]
    history: Mapping[Kind, Sequence[float]]


@dataclass(frozen=True)
class Arrival:
    """What is known of an arrival: its day (`on`), or the bounds within which it lies. `until` None: still to come."""

    on: date | None
    not_before: date
    until: date | None


@dataclass(frozen=True)
class Hindsight:
    """The forecast as of `day` against what happened.

    `steps` are the phases that were first known to be over on that day. `days_after_even` and `days_after_nine` count
    from the forecast to the arrival (negative: it came earlier), None where its day is not known.
    """

    day: date
    steps: tuple[str, ...]
    arrival_p50: date
    arrival_p90: date
    verdict: str
    days_after_even: int | None
    days_after_nine: int | None


def known_steps(case: CaseFacts) -> dict[date, tuple[str, ...]]:
    """Return by day the phases that were first known to be over on it, in order of days; the request opens the list."""
    found: dict[date, list[str]] = {case.requested_on: []}
    for one in case.phases:
        days = [day for day in (one.done_on, one.ended_known_from) if day is not None]
        if one.stage == DONE and days:
            found.setdefault(max(days), []).append(one.code)
    return {day: tuple(found[day]) for day in sorted(found)}


def arrival_of(case: CaseFacts, day: date, parameters: ForecastParameters) -> Arrival:
    """Return what is known of a case's arrival as of `day`."""
    told = as_of(case, day)
    planned = schedule(told, day, parameters.schedule)
    if not planned.has_arrived:
        return Arrival(None, day, None)
    phases = told.by_code
    if planned.arrival_on is not None:
        return Arrival(planned.arrival_on, planned.arrival_on, planned.arrival_on)
    earlier = [phases[code].done_on for code in before_it(ARRIVAL, case.variant) if code in phases]
    known = phases[ARRIVAL].ended_known_from if ARRIVAL in phases else None
    return Arrival(None, max((one for one in earlier if one is not None), default=case.requested_on), known or day)


def hindsight(
    case: CaseFacts, day: date, parameters: ForecastParameters, known_on: Callable[[date], Known]
) -> tuple[Hindsight, ...]:
    """Return the forecasts of the days before the arrival was known on which something became known, up to `day`.

    `case` is as it is on record; `known_on` tells what else was known on a day.
    """
    arrival = arrival_of(case, day, parameters)
    last = day if arrival.until is None else min(day, arrival.until)
    found = []
    for then, steps in known_steps(case).items():
        if then > last or (arrival.until is not None and then >= last):
            continue
        around = known_on(then)
        told = as_of(CaseFacts(case.variant, case.requested_on, case.phases, around.blocks), then)
        drawn = forecasts([told], then, parameters, around.history)[0]
        if drawn.arrival_p50 is not None and drawn.arrival_p90 is not None:
            found.append(_against(arrival, then, steps, drawn.arrival_p50, drawn.arrival_p90))
    return tuple(found)


def _against(arrival: Arrival, day: date, steps: tuple[str, ...], even: date, nine: date) -> Hindsight:
    """Return a forecast with how the arrival fell against it."""
    on = arrival.on
    after = (None, None) if on is None else ((on - even).days, (on - nine).days)
    return Hindsight(day, steps, even, nine, verdict(arrival, even, nine), *after)


def verdict(arrival: Arrival, even: date, nine: date) -> str:
    """Return how an arrival fell against a forecast, as far as its bounds decide."""
    if arrival.not_before > nine:
        return LATER
    if arrival.until is None:
        return OPEN
    if arrival.until < even:
        return EARLIER
    if arrival.not_before >= even and arrival.until <= nine:
        return WITHIN
    return UNDECIDED
