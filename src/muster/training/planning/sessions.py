"""The problem of seats: people who lack training before a day, sessions with free seats, and a plan for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

BusyDays = tuple[date, date]
"""Days `[from, until)` on which somebody is in another session already."""


@dataclass(frozen=True)
class Trainee:
    """A person who lacks `standards`, deploys on `deploys_on`, and may take the sessions that ask for no more.

    `proven` are the languages proven; `rank` is as written. `busy` are days of sessions that are settled.
    """

    number: int
    standards: tuple[str, ...]
    deploys_on: date
    proven: frozenset[str] = frozenset()
    rank: str = ""
    busy: tuple[BusyDays, ...] = ()


@dataclass(frozen=True)
class OfferedSession:
    """A session in `[held_from, held_until)` with free seats. `ranks` empty: any; `language` empty: none is asked."""

    reference: str
    standard: str
    held_from: date
    held_until: date
    seats: int
    apply_by: date | None = None
    language: str = ""
    ranks: frozenset[str] = frozenset()
    is_abroad: bool = False


@dataclass(frozen=True)
class SessionProblem:
    """People and sessions as of `today`; a seat abroad costs `abroad_cost_days`, an earlier session fewer days."""

    today: date
    trainees: tuple[Trainee, ...]
    sessions: tuple[OfferedSession, ...]
    abroad_cost_days: int = 0

    @cached_property
    def session_by_reference(self) -> Mapping[str, OfferedSession]:
        """Return the sessions by their reference."""
        return {one.reference: one for one in self.sessions}

    @cached_property
    def by_standard(self) -> Mapping[str, tuple[OfferedSession, ...]]:
        """Return the sessions by standard, the earliest first."""
        found: dict[str, list[OfferedSession]] = {}
        for one in sorted(self.sessions, key=lambda one: (one.held_until, one.reference)):
            found.setdefault(one.standard, []).append(one)
        return {standard: tuple(rows) for standard, rows in found.items()}

    def cost_days(self, session: OfferedSession) -> int:
        """Return what a seat costs: the days until it is over, and the cost of going abroad, in days."""
        return (session.held_until - self.today).days + (self.abroad_cost_days if session.is_abroad else 0)


class Without(StrEnum):
    """Why somebody stays without an item."""

    NO_SESSION = "no-session"
    TOO_LATE = "too-late"
    NOT_ELIGIBLE = "not-eligible"
    CLASH = "clash"
    NO_SEAT = "no-seat"


@dataclass(frozen=True)
class SessionPlan:
    """Who takes which sessions (by number), and why others stay without, by number and standard.

    `trained` people get everything they lack, `items` are the seats given, `cost_days` what they cost; the bounds are
    what no plan exceeds (goes below, of the cost). Proven: the plan meets them.
    """

    seats: Mapping[int, tuple[str, ...]]
    trained: int
    items: int
    cost_days: int
    trained_bound: int
    items_bound: int
    cost_bound: int
    is_proven: bool
    without: Mapping[tuple[int, str], Without] = field(default_factory=dict)


def in_time(problem: SessionProblem, session: OfferedSession, deploys_on: date) -> bool:
    """Return whether a session begins after today, may still be applied for, and is over by the deployment."""
    may_apply = session.apply_by is None or problem.today <= session.apply_by
    return problem.today < session.held_from and may_apply and session.held_until <= deploys_on


def admits(session: OfferedSession, proven: frozenset[str], rank: str) -> bool:
    """Return whether a session takes somebody with these languages and this rank."""
    speaks = not session.language or session.language in proven
    return speaks and (not session.ranks or rank.strip().lower() in session.ranks)


def overlap(one: BusyDays, other: BusyDays) -> bool:
    """Return whether two half-open spans of days share a day."""
    return one[0] < other[1] and other[0] < one[1]
