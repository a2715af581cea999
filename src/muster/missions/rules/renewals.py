"""The chain of a mission's renewals: length of each term, days without a mandate, what falls due and who is late. Pure.

Source: section 8.2 of the dossier (renewal drives rotation; the usual rhythm is recalled, to be verified). That a
mission under way whose last known period is over counts as late is a local choice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from muster.kit.intervals import DateInterval
from muster.missions.rules.mandates import MandateTerm, cover_from

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ChainLink:
    """A period as it holds, its length in days (None without an end), and the days without a mandate before it."""

    term: MandateTerm
    days: int | None
    gap: DateInterval | None


def chain(terms: Sequence[MandateTerm]) -> tuple[ChainLink, ...]:
    """Return periods (as they hold, see `effective_terms`) as links, by first day."""
    links: list[ChainLink] = []
    reached: date | None = None
    for term in terms:
        gap = DateInterval(reached, term.start) if links and reached is not None and reached < term.start else None
        links.append(ChainLink(term, None if term.until is None else (term.until - term.start).days, gap))
        reached = term.until
    return tuple(links)


def gap_words(gap: DateInterval) -> str:
    """Return in words that no mandate is on record: from the first such day until the day of the next one."""
    return f"no mandate from {gap.start} until {gap.until} (excluded)"


class RenewalState(StrEnum):
    """How a mission stands with its mandate on a day."""

    OPEN = "open-ended"
    RUNNING = "running"
    DUE = "due"
    LATE = "late"
    UNKNOWN = "unknown"
    OVER = "over"


@dataclass(frozen=True)
class Renewal:
    """How a mission stands: `until` is the first day without a mandate, ahead or past; `days` those until or since."""

    state: RenewalState
    until: date | None = None
    days: int | None = None


def renewal(terms: Sequence[MandateTerm], day: date, *, warning_days: int, ended_on: date | None = None) -> Renewal:
    """Return how a mission stands on `day` by periods as they hold, renewals known on it included.

    Due: the mandate ends within `warning_days`. Late: the operation is under way and its last period is over. Over: the
    operation has ended. Unknown: no period that began is on record.
    """
    if ended_on is not None and ended_on <= day:
        return Renewal(RenewalState.OVER, ended_on, (day - ended_on).days)
    cover = cover_from(terms, day)
    if not cover.is_covered:
        ends = [one.until for one in terms if one.start <= day and one.until is not None]
        if not ends:
            return Renewal(RenewalState.UNKNOWN)
        return Renewal(RenewalState.LATE, max(ends), (day - max(ends)).days)
    if cover.until is None:
        return Renewal(RenewalState.OPEN)
    left = (cover.until - day).days
    return Renewal(RenewalState.DUE if left <= warning_days else RenewalState.RUNNING, cover.until, left)


def next_usual_end(last_days: Sequence[str], day: date) -> date | None:
    """Return the first usual end after `day`, excluded: `last_days` are usual last days as month and day (12-31).

    None where the mission has no rhythm.
    """
    ends = [
        date(year, int(month), int(last)) + ONE_DAY
        for year in (day.year - 1, day.year, day.year + 1)
        for month, _hyphen, last in (one.partition("-") for one in last_days)
    ]
    return min((one for one in ends if one > day), default=None)
