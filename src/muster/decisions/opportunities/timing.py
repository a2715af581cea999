"""When a unit could come if its steps are begun on the day, and whether a tour still fits. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta

from muster.decisions.opportunities.facts import Demand, NeedKind, OwnUnit, Step, Stop, Timing
from muster.kit.day_text import long_day
from muster.kit.intervals import DateInterval, add_months
from muster.matching.facts import PledgeFacts
from muster.matching.window import holds_a_tour, longest_stay_months

IN_TURN = frozenset({NeedKind.SUBMIT, NeedKind.LEVEL})
"""Steps that follow one another; all others are taken side by side with them."""


def free_from(unit: OwnUnit, post: str) -> tuple[date | None, str]:
    """Return the first day on which a unit is back and rested from its stays, and the post of a stay without an end.

    A stay in the same post is the unit's own: it stays on, without the time to recover. Source: the time between tours
    is a field of the pledge (2.3 of the dossier).
    """
    latest: date | None = None
    for place, stay in sorted(unit.stays.items()):
        if stay.until is None:
            return None, place
        free = stay.until if place == post else add_months(stay.until, unit.pledge.dwell_months)
        latest = free if latest is None else max(latest, free)
    return latest, ""


def longest_days(steps: Iterable[Step], unknown_days: int) -> tuple[int, bool]:
    """Return how long the steps take together, and whether a length was assumed.

    Those of the pledge's ladder follow one another, all others run beside them. Where nothing says how long a step
    takes, `unknown_days` are assumed (parameter opportunity_unknown_step_days, local choice).
    """
    in_turn, beside, assumed = 0, 0, False
    for one in steps:
        days = unknown_days if one.days is None else one.days
        assumed = assumed or one.days is None
        if one.kind in IN_TURN:
            in_turn += days
        else:
            beside = max(beside, days)
    return max(in_turn, beside), assumed


def timing_of(unit: OwnUnit, demand: Demand, steps: Iterable[Step], day: date, unknown_days: int) -> Timing:
    """Return when the unit could come: its steps, then its notice, and never before it is available and free.

    Derived: the request comes once the steps are taken, and the notice counts from the request.
    """
    took, assumed = longest_days(steps, unknown_days)
    done = day + timedelta(days=took)
    ready = max(done + timedelta(days=unit.pledge.notice_days), unit.pledge.available.start)
    free, _standing = free_from(unit, demand.post.reference)
    if free is not None:
        ready = max(ready, free)
    gap = (ready - demand.wanted_from).days
    return Timing(demand.wanted_from, done, ready, took, assumed, max(gap, 0), max(-gap, 0))


def stops_of_time(unit: OwnUnit, demand: Demand, timing: Timing) -> tuple[Stop, ...]:
    """Return why the unit cannot come in time at all: it stands elsewhere without an end, or no tour fits any more."""
    _free, standing = free_from(unit, demand.post.reference)
    if standing and standing != demand.post.reference:
        return (Stop("time", f"The unit stands in {standing}, and no end of that stay is on record."),)
    shortest = unit.pledge.stay_minimum_months
    room = _room(unit.pledge, demand, timing.ready)
    if room is None:
        return (Stop("time", f"Ready on {long_day(timing.ready)}: by then the need or its availability is over."),)
    if not holds_a_tour(room, min(shortest, longest_stay_months(unit.pledge))):
        return (Stop("time", f"Ready on {long_day(timing.ready)}: no tour of {shortest} months fits any more."),)
    return ()


def _room(pledge: PledgeFacts, demand: Demand, ready: date) -> DateInterval | None:
    """Return what is left of need and availability from the day on which the unit is ready."""
    left = demand.post.needed.intersection(DateInterval(ready))
    return left.intersection(pledge.available) if left else None
