"""What the sides of a unit in theatre are told of as its day comes near. Pure; the limits are parameters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from muster.deployments.rules.legal_basis import Instrument
from muster.kit.day_text import long_day
from muster.kit.intervals import DateInterval

BASIS_LAPSES, REPORT_MISSING, OUTLASTS_MANDATE = "unit-basis-lapses", "unit-report-missing", "unit-outlasts-mandate"
"""Topics of notices."""


@dataclass(frozen=True)
class UnitFacts:
    """A unit as far as notices go: its presence, instruments, last report, and the end of the mandate in force."""

    title: str
    present: DateInterval
    instruments: tuple[Instrument, ...]
    reported_on: date | None
    mandate_until: date | None


@dataclass(frozen=True)
class NoticeLimits:
    """How long ahead a lapse is told, and after how many days without a report one is missing."""

    basis_days: int
    report_days: int
    mandate_days: int


@dataclass(frozen=True)
class DueNotice:
    """One thing to tell; `key` tells it once."""

    topic: str
    title: str
    body: str
    key: str


def due_notices(facts: UnitFacts, day: date, limits: NoticeLimits) -> tuple[DueNotice, ...]:
    """Return what is to be told of a unit on a day; nothing of one that is not present."""
    if not facts.present.contains(day):
        return ()
    return (*_lapses(facts, day, limits.basis_days), *_missing(facts, day, limits.report_days),
            *_outlasts(facts, day, limits.mandate_days))  # fmt: skip


def _lapses(facts: UnitFacts, day: date, ahead: int) -> Sequence[DueNotice]:
    """Tell the first day within reach on which nobody's instrument holds though the unit is still there."""
    gaps = facts.present.difference(*(one.valid for one in facts.instruments))
    coming = [gap.start for gap in gaps if day < gap.start <= day + timedelta(days=ahead)]
    if not coming:
        return ()
    title = f"{facts.title}: its legal basis lapses on {long_day(coming[0])}"
    return [DueNotice(BASIS_LAPSES, title, "Enter the instrument that follows, or agree one.", str(coming[0]))]


def _missing(facts: UnitFacts, day: date, after: int) -> Sequence[DueNotice]:
    since = facts.reported_on or facts.present.start
    if (day - since).days <= after:
        return ()
    words = f"last reported as of {long_day(since)}" if facts.reported_on else f"present since {long_day(since)}"
    title = f"{facts.title}: no strength report for more than {after} days"
    return [DueNotice(REPORT_MISSING, title, f"Its strength was {words}." if facts.reported_on else f"It is {words}.",
                      str(since))]  # fmt: skip


def _outlasts(facts: UnitFacts, day: date, ahead: int) -> Sequence[DueNotice]:
    until = facts.mandate_until
    if until is None or not day < until <= day + timedelta(days=ahead):
        return ()
    if facts.present.until is not None and facts.present.until <= until:
        return ()
    title = f"{facts.title}: it stays past the mandate, which ends on {long_day(until)}"
    return [
        DueNotice(OUTLASTS_MANDATE, title, "Enter the renewal once it is decided, or plan the way home.", str(until))
    ]
