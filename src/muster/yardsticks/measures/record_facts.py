"""What several measures read of the record: pledges, posts, cases and units, as plain values with their days. Pure.

Each fact carries the days on which things happened and became known, so that a measure can be taken as of any day
before the one as of which the facts were read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from muster.deployments.rules.strength import UnitCount
from muster.kit.intervals import DateInterval
from muster.pledges.levels import Level, rung
from muster.pledges.rules.caveats import binding_on

DEPLOYED = "deployed"


@dataclass(frozen=True, slots=True)
class Held:
    """A level, or a standing in the pool, that a pledge took on a day; known from another."""

    what: str
    held_from: date
    known_from: date


def last_held(steps: Sequence[Held], day: date) -> Held | None:
    """Return the step that holds on a day, as known on it; of two of one day the later in the list."""
    holding = [one for one in steps if one.held_from <= day and one.known_from <= day]
    return max(enumerate(holding), key=lambda one: (one[1].held_from, one[0]))[1] if holding else None


@dataclass(frozen=True, slots=True)
class CaveatFact:
    """A caveat of a pledge, known in `[known_from, known_until)`."""

    kind: str
    value: str
    is_hard: bool
    is_discovered: bool
    known_from: date
    known_until: date | None = None
    expires_on: date | None = None
    satisfied_on: date | None = None
    satisfied_known_from: date | None = None

    def binds(self, day: date) -> bool:
        """Return whether it is known on a day and restricts the pledge on it."""
        is_known = self.known_from <= day and (self.known_until is None or day < self.known_until)
        return is_known and binding_on(self, day)


@dataclass(frozen=True, slots=True)
class PledgeFact:
    """A pledge of a register: what it says now, and its history of levels, standings, confirmations and visits.

    `confirmed` are the days until which it was confirmed (excluded), each with the day on which that became known.
    `assessed` are the days on which an assessment and advisory visit to it was over.
    """

    reference: str
    state: str
    unit_type: str
    units: int
    strength: int
    notice_days: int
    known_from: date
    submitted_on: date | None = None
    ended_on: date | None = None
    available: DateInterval | None = None
    levels: tuple[Held, ...] = ()
    pool: tuple[Held, ...] = ()
    confirmed: tuple[tuple[date, date], ...] = ()
    caveats: tuple[CaveatFact, ...] = ()
    assessed: tuple[date, ...] = ()
    illustrative: bool = False

    def level(self, day: date) -> str:
        """Return its level on a day, a draft before the first."""
        step = last_held(self.levels, day)
        return step.what if step else Level.DRAFT.value

    def level_since(self, day: date) -> date | None:
        """Return since when it has the level of a day."""
        step = last_held(self.levels, day)
        return step.held_from if step else None

    def is_open(self, day: date) -> bool:
        """Return whether it is before the register on a day: submitted, not ended."""
        begun = self.submitted_on is not None and self.submitted_on <= day
        return begun and (self.ended_on is None or day < self.ended_on)

    def is_on_ladder(self, day: date) -> bool:
        """Return whether it has a rung above a draft on a day."""
        return rung(self.level(day)) > rung(Level.DRAFT)

    def is_confirmed(self, day: date) -> bool:
        """Return whether its last confirmation holds on a day; one never confirmed does not expire."""
        known = [until for until, known_from in self.confirmed if known_from <= day]
        return not known or day < max(known)

    def standing(self, day: date) -> str:
        """Return where it stands in the pool on a day; empty: it is there."""
        step = last_held(self.pool, day)
        return step.what if step else ""

    def hard_caveats(self, day: date) -> list[CaveatFact]:
        """Return the caveats that exclude on a day."""
        return [one for one in self.caveats if one.is_hard and one.binds(day)]


@dataclass(frozen=True, slots=True)
class PostFact:
    """A unit's place in a mission, and the days on which a unit held it."""

    reference: str
    requirement: str
    mission: str
    unit_type: str
    strength: int
    needed: DateInterval
    known_from: date
    held: tuple[DateInterval, ...] = ()
    illustrative: bool = False

    def is_held(self, day: date) -> bool:
        """Return whether a unit stands in it on a day."""
        return any(one.contains(day) for one in self.held)


@dataclass(frozen=True, slots=True)
class PhaseFact:
    """A phase of a case: when it began and was done, and when that became known."""

    code: str
    started_on: date | None
    done_on: date | None
    known_from: date | None = None


@dataclass(frozen=True, slots=True)
class CaseFact:
    """A case of force generation that is no drill. `promised_notice` are the days that the pledge promised."""

    reference: str
    state: str
    mission: str
    unit_type: str
    variant: str
    requested_on: date
    wanted_on: date
    known_from: date
    level: str = ""
    promised_notice: int | None = None
    abandoned_on: date | None = None
    refused_on: date | None = None
    phases: tuple[PhaseFact, ...] = ()
    illustrative: bool = False

    def done(self, code: str, day: date) -> date | None:
        """Return when a phase was done, as far as that had happened and was known on a day."""
        for one in self.phases:
            if one.code == code and one.done_on is not None and one.done_on <= day:
                return one.done_on if one.known_from is None or one.known_from <= day else None
        return None

    def begun(self, code: str, day: date) -> date | None:
        """Return when a phase began, as far as that had happened on a day."""
        for one in self.phases:
            if one.code == code and one.started_on is not None and one.started_on <= day:
                return one.started_on
        return None


@dataclass(frozen=True, slots=True)
class UnitFact:
    """A unit in theatre as it is counted, the mission, the unit that it serves in, and the caveats of its pledge."""

    count: UnitCount
    title: str
    mission: str
    known_from: date
    inside: str = ""
    is_led: bool = False
    has_pledge: bool = False
    caveats: tuple[CaveatFact, ...] = field(default=())
    illustrative: bool = False

    def is_present(self, day: date) -> bool:
        """Return whether it is in theatre on a day, as known on it."""
        return self.known_from <= day and self.count.present.contains(day)
