"""What the rules of opportunities read and answer, as plain values. Money in cents, times in days and months."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from muster.kit.intervals import DateInterval
from muster.matching.facts import Finding, PledgeFacts, PostFacts, Worth
from muster.matching.fit.facts import FitLine


class DemandKind(StrEnum):
    """How sure it is that a post is to be had: nobody holds it, or its holder's tour ends."""

    OPEN = "open"
    FORECAST = "forecast"


@dataclass(frozen=True)
class Demand:
    """A post with its first open time: `post.needed` is that time alone.

    `holder` is the State whose tour ends when it begins, empty for an open post. `mandate_until` is the first day
    without a known mandate (None: no end is known), `is_mandated`: a mandate is known to hold. `others` are the States
    with a unit in the same requirement, `beside` those with one in the mission. `themes` are codes, see `themes`.
    """

    kind: DemandKind
    post: PostFacts
    holder: str = ""
    holder_name: str = ""
    mission_name: str = ""
    hosts: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    is_mandated: bool = True
    mandate_until: date | None = None
    illustrative: bool = False

    @property
    def wanted_from(self) -> date:
        """Return the first day on which somebody is wanted."""
        return self.post.needed.start

    @property
    def rests_on_renewal(self) -> bool:
        """Return whether the mandate known does not reach the first day."""
        return not self.is_mandated or (self.mandate_until is not None and self.mandate_until <= self.wanted_from)


@dataclass(frozen=True)
class OwnUnit:
    """A unit that the State pledged, or drafts a pledge of. `stays` are its own stays agreed or under way, by post."""

    pledge: PledgeFacts
    title: str
    is_submitted: bool = True
    stays: Mapping[str, DateInterval] = field(default_factory=dict)
    is_individuals: bool = False


@dataclass(frozen=True)
class FitFacts:
    """How well a unit fits the statement behind a post: percent, the blocking lines and those to be shown."""

    percent: int
    blocking: tuple[FitLine, ...] = ()
    to_be_shown: tuple[FitLine, ...] = ()


class NeedKind(StrEnum):
    """What kind of step it is. The order is that in which steps are told."""

    SUBMIT = "submit"
    LEVEL = "level"
    LINE = "line"
    EVIDENCE = "evidence"
    STRENGTH = "strength"
    LANGUAGE = "language"
    TRAINING = "training"
    PARTNER = "partner"
    CAVEAT = "caveat"
    CONDITION = "condition"
    AUTHORISATION = "authorisation"


@dataclass(frozen=True)
class Step:
    """One thing to do. `days` None: nobody knows how long it takes; `basis` says where the days come from."""

    kind: NeedKind
    words: str
    days: int | None = None
    basis: str = ""


@dataclass(frozen=True)
class Stop:
    """A hard stop: nothing that the State does before the day removes it."""

    rule: str
    words: str


@dataclass(frozen=True)
class LawPoint:
    """A mandated task against the law: `standing` is allowed, conditional, catch-all or not-covered."""

    task: str
    words: str
    standing: str
    law: str = ""
    condition: str = ""


@dataclass(frozen=True)
class Timing:
    """When a unit could come. `steps_done` is the day by which its steps are taken; `ready` its first day in theatre.

    `late_days` is how far `ready` lies after the day on which it is wanted, `spare_days` how far before.
    """

    wanted_from: date
    steps_done: date
    ready: date
    longest_days: int
    assumed_days: bool
    late_days: int
    spare_days: int


@dataclass(frozen=True)
class Money:
    """What a first tour of `months` would earn and cost; None where nothing says. `calculation`: the State's own."""

    months: int
    earned_cents: int | None = None
    cost_cents: int | None = None
    words: str = ""
    source: str = ""
    standing: str = ""
    calculation: str = ""

    @property
    def net_cents(self) -> int | None:
        """Return what is left, None unless both are known."""
        if self.earned_cents is None or self.cost_cents is None:
            return None
        return self.earned_cents - self.cost_cents


@dataclass(frozen=True)
class Risk:
    """The deaths per 1,000 person-years of a mission with their interval, None where nothing says; all data in words.

    `absence` says why there is no rate.
    """

    rate: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    trend: str = ""
    words: tuple[str, ...] = ()
    source: str = ""
    absence: str = ""


@dataclass(frozen=True)
class Interest:
    """A State's interest in force: `kind` is what it is in, `weight` from -2 to 2."""

    kind: str
    value: str
    weight: int
    words: str = ""
    source: str = ""
    standing: str = ""


@dataclass(frozen=True)
class OpportunityNumbers:
    """The rows of the parameter table that opportunities are reckoned with; every one a number of points or days."""

    acceptance_days: int
    note_verbale_days: int
    evidence_days: int
    training_days: int
    unknown_step_days: int
    points_suitability: int
    points_step: int
    points_wait_month: int
    points_late_month: int
    points_interest: int
    points_money_million: int
    points_money_most: int
    points_risk: int
    points_risk_most: int


@dataclass(frozen=True)
class AuthorisationTime:
    """How long a national authorisation takes by the templates, in days, and where that is said."""

    days: int
    basis: str


class PartKey(StrEnum):
    """The parts of a score."""

    SUITABILITY = "suitability"
    STEPS = "steps"
    WAIT = "wait"
    LATE = "late"
    INTERESTS = "interests"
    MONEY = "money"
    RISK = "risk"


@dataclass(frozen=True)
class ScorePart:
    """A part of a score: what was measured (`figure`, in words), what a unit of it is worth, and the points."""

    key: PartKey
    figure: str
    parameter: str
    weight: int
    points: Decimal


@dataclass(frozen=True)
class Opportunity:
    """A State's own unit for an open or forecast post, with everything that speaks for and against it."""

    demand: Demand
    unit: OwnUnit
    findings: tuple[Finding, ...]
    worth: Worth
    is_eligible: bool
    fit: FitFacts | None
    suitability: Decimal
    steps: tuple[Step, ...]
    stops: tuple[Stop, ...]
    law: tuple[LawPoint, ...]
    timing: Timing
    money: Money
    risk: Risk
    touched: tuple[Interest, ...]
    parts: tuple[ScorePart, ...] = ()

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """Return what the rules of matching say against it today."""
        return tuple(one for one in self.findings if not one.fits)

    @property
    def interest(self) -> int:
        """Return the sum of the weights of the interests that it touches."""
        return sum(one.weight for one in self.touched)

    @property
    def score(self) -> Decimal:
        """Return the sum of the parts' points."""
        return sum((one.points for one in self.parts), Decimal(0))

    @property
    def is_stopped(self) -> bool:
        """Return whether a hard stop stands against it."""
        return bool(self.stops)

    @property
    def illustrative(self) -> bool:
        """Return whether what it rests on is made up for demonstration."""
        return self.demand.illustrative or self.unit.pledge.illustrative
