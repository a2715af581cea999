"""Late against the day on which the unit is wanted, and who owes what now. Pure."""

from dataclasses import dataclass
from datetime import date

from muster.generation.rules.facts import DONE, CaseFacts
from muster.generation.rules.forecast import Forecast
from muster.generation.rules.schedule import Schedule, stands
from muster.reference.phases import phase

IN_TIME, AT_RISK, LATE, UNKNOWN = "in-time", "at-risk", "late", "unknown"


@dataclass(frozen=True)
class Lateness:
    """How a case stands against the day on which it is wanted.

    `days_late` counts from the wanted day to the arrival by an even chance (negative: early); `days_late_at_most` to
    that of nine draws in ten. Both None where the arrival has passed on a day that nobody recorded.
    """

    verdict: str
    days_late: int | None
    days_late_at_most: int | None


def lateness(wanted_on: date, forecast: Forecast) -> Lateness:
    """Return whether the unit comes late: by an even chance (late), only in a bad case (at risk), or not (in time)."""
    if forecast.arrival_p50 is None or forecast.arrival_p90 is None:
        return Lateness(UNKNOWN, None, None)
    even, most = (forecast.arrival_p50 - wanted_on).days, (forecast.arrival_p90 - wanted_on).days
    verdict = LATE if even > 0 else AT_RISK if most > 0 else IN_TIME
    return Lateness(verdict, even, most)


@dataclass(frozen=True)
class Owed:
    """A phase that its side could work on now. `days_overdue` is positive once the due day has passed.

    `held_until`: a block holds it up, and the side is not to blame.
    """

    code: str
    side: str
    due_on: date
    days_overdue: int
    is_critical: bool
    promised_for: date | None
    is_promise_broken: bool
    held_until: date | None


def owed_now(case: CaseFacts, schedule: Schedule) -> tuple[Owed, ...]:
    """Return what could be worked on now, what delays the whole first, then by the day that it is due."""
    known = case.by_code
    found = []
    for one in schedule.phases:
        if not one.is_ready or one.due_on is None:
            continue
        promised = known[one.code].promised_for
        found.append(
            Owed(
                code=one.code,
                side=phase(one.code).lead,
                due_on=one.due_on,
                days_overdue=(schedule.today - one.due_on).days,
                is_critical=one.is_critical,
                promised_for=promised,
                is_promise_broken=promised is not None and not stands(promised, schedule.today),
                held_until=one.held_until,
            )
        )
    return tuple(sorted(found, key=lambda one: (not one.is_critical, one.due_on, phase(one.code).number)))


@dataclass(frozen=True)
class Promises:
    """How many promises about phases were kept, broken, and can still be kept."""

    kept: int
    broken: int
    standing: int


def promises(case: CaseFacts, today: date) -> Promises:
    """Return the count of promises: kept if the phase was done by the day that was named, however the rest went."""
    kept = broken = standing = 0
    for one in case.phases:
        if one.promised_for is None or (one.stage == DONE and one.done_on is None):
            continue
        if one.stage == DONE and one.done_on is not None:
            kept, broken = kept + (one.done_on <= one.promised_for), broken + (one.done_on > one.promised_for)
        elif one.promised_for >= today:
            standing += 1
        else:
            broken += 1
    return Promises(kept, broken, standing)
