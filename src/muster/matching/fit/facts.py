"""What the fit reads and says: what a statement wants, what is pledged, and the standing of each line. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class LineKind(StrEnum):
    """What a line of a statement is about (structure of a statement of unit requirement: 3.2 of the dossier)."""

    STRENGTH = "strength"
    WOMEN = "women"
    LANGUAGES = "languages"
    NOTICE = "notice"
    ENVIRONMENT = "environment"
    TASK = "task"
    CAPABILITY = "capability"
    POST = "post"
    EQUIPMENT = "equipment"
    SELF_SUSTAINMENT = "self-sustainment"


class LineStanding(StrEnum):
    """How a line is met. `TO_BE_SHOWN`: no list can prove it, a visit can; it is not counted until it was shown."""

    MET = "met"
    SUBSTITUTE = "substitute"
    SHOWN = "shown"
    DEVIATION = "deviation"
    TO_BE_SHOWN = "to-be-shown"
    SHORT = "short"
    MISSING = "missing"


WHOLE_PERCENT = 100
UNMET = (LineStanding.SHORT, LineStanding.MISSING)


@dataclass(frozen=True)
class WantedWords:
    """A task, or a capability statement with its measure."""

    words: str
    measure: str = ""
    is_mandatory: bool = True


@dataclass(frozen=True)
class WantedPost:
    """`count` people of one speciality; `language` (ISO 639) if the post needs one."""

    title: str
    count: int
    specialist_code: str = ""
    rank: str = ""
    language: str = ""
    is_mandatory: bool = True


@dataclass(frozen=True)
class Substitute:
    """`substitutes` of this item stand for `replaced` of the required; cents a month for each replaced item."""

    item: str
    substitutes: int = 1
    replaced: int = 1
    cost_cents: int = 0


@dataclass(frozen=True)
class WantedEquipment:
    """A line of major equipment, with what is accepted instead."""

    category: str
    item: str
    quantity: int
    substitutes: tuple[Substitute, ...] = ()
    is_mandatory: bool = True


@dataclass(frozen=True)
class WantedSustainment:
    """A category of self-sustainment; `provider`: unit, organisation or either; days of stock at arrival."""

    category: str
    provider: str = "unit"
    level: str = ""
    stock_days: int | None = None
    is_mandatory: bool = True


@dataclass(frozen=True)
class Wanted:
    """What one version of a statement wants of one unit. Strengths are people, `notice_days` from the request."""

    statement: str
    version: int
    unit_type: str
    strength_minimum: int
    strength_maximum: int
    women_minimum_percent: int = 0
    notice_days: int | None = None
    languages: frozenset[str] = frozenset()
    environment: str = ""
    tasks: tuple[WantedWords, ...] = ()
    capabilities: tuple[WantedWords, ...] = ()
    posts: tuple[WantedPost, ...] = ()
    equipment: tuple[WantedEquipment, ...] = ()
    self_sustainment: tuple[WantedSustainment, ...] = ()


@dataclass(frozen=True)
class PledgedPost:
    """A line of the table of organisation; `state` brings it."""

    title: str
    count: int
    state: str
    specialist_code: str = ""
    language: str = ""


@dataclass(frozen=True)
class PledgedEquipment:
    """A line of major equipment; `serviceable` None: the State does not say, and all count as serviceable."""

    category: str
    item: str
    quantity: int
    state: str
    serviceable: int | None = None
    is_owned: bool = True

    @property
    def usable(self) -> int:
        """Return how many count: those that the State owns and that are serviceable."""
        if not self.is_owned:
            return 0
        return self.quantity if self.serviceable is None else min(self.quantity, self.serviceable)


@dataclass(frozen=True)
class PledgedSustainment:
    """A category of self-sustainment; `provider`: state, organisation or contingent."""

    category: str
    provider: str
    state: str
    level: str = ""
    stock_days: int | None = None


@dataclass(frozen=True)
class Pledged:
    """What one version of a pledge brings. `state` pledges; lines of a joint pledge name the partner that brings them.

    `excluded_tasks` are of hard caveats that bind on the day, `doubted_tasks` of those to be weighed.
    """

    pledge: str
    version: int
    state: str
    strength: int
    women: int
    notice_days: int
    languages: frozenset[str] = frozenset()
    environment_limits: str = ""
    excluded_tasks: frozenset[str] = frozenset()
    doubted_tasks: frozenset[str] = frozenset()
    posts: tuple[PledgedPost, ...] = ()
    equipment: tuple[PledgedEquipment, ...] = ()
    self_sustainment: tuple[PledgedSustainment, ...] = ()


@dataclass(frozen=True)
class AgreedDeviation:
    """A deviation that both sides agreed for a line. `accepted`: the quantity that suffices, None: the line is waived.

    For a line of notice `accepted` is the most days. `evidence`: what proof shows the line, empty where none is named.
    """

    kind: str
    key: str
    accepted: int | None = None
    words: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class FitParameters:
    """The weight of each kind of line, and of an optional line in percent of a mandatory one; rows of the table."""

    weights: tuple[tuple[LineKind, int], ...]
    optional_percent: int

    def weight_of_kind(self, kind: LineKind) -> int:
        """Return the weight of all lines of a kind together."""
        return next((weight for name, weight in self.weights if name == kind), 0)

    def weight_of_line(self, is_mandatory: bool) -> int:
        """Return the weight of a line among those of its kind."""
        return WHOLE_PERCENT if is_mandatory else self.optional_percent


@dataclass(frozen=True)
class Brought:
    """Who brings what to a line: `quantity` of `item`, which stand for `covers` of the required."""

    pledge: str
    state: str
    item: str
    quantity: int
    covers: int
    is_substitute: bool = False
    cost_cents: int = 0


@dataclass(frozen=True)
class FitLine:
    """One line of a statement with its standing. `share` from 0 to 1; None: not counted, for no list can prove it.

    `wanted`, `have` and `short` are in the line's own unit: people, days, items, 1 for what is there or not.
    """

    kind: LineKind
    key: str
    name: str
    is_mandatory: bool
    standing: LineStanding
    wanted: int = 1
    have: int = 0
    short: int = 0
    share: Fraction | None = None
    category: str = ""
    brought: tuple[Brought, ...] = ()
    words: str = ""

    @property
    def cost_cents(self) -> int:
        """Return what the substitutes of the line cost more, in cents a month."""
        return sum(one.cost_cents for one in self.brought)

    @property
    def is_blocking(self) -> bool:
        """Return whether the line is mandatory, and short or missing."""
        return self.is_mandatory and self.standing in UNMET


@dataclass(frozen=True)
class Fit:
    """The fit of one or several pledges together to a statement; `percent` is rounded down."""

    statement: str
    version: int
    pledges: tuple[str, ...]
    lines: tuple[FitLine, ...]
    percent: int

    @property
    def blocking(self) -> tuple[FitLine, ...]:
        """Return the mandatory lines that are short or missing."""
        return tuple(line for line in self.lines if line.is_blocking)

    @property
    def to_be_shown(self) -> tuple[FitLine, ...]:
        """Return the lines that no list can prove and nothing has shown yet."""
        return tuple(line for line in self.lines if line.standing == LineStanding.TO_BE_SHOWN)

    @property
    def cost_cents(self) -> int:
        """Return what all substitutes cost more, in cents a month."""
        return sum(line.cost_cents for line in self.lines)


@dataclass(frozen=True)
class FitShare:
    """What the planner reads of a fit: percent, and how many mandatory lines are short or missing."""

    percent: int
    gaps: int = 0
