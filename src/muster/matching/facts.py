"""What the rules of matching read: a pledge, a post and their surroundings as plain values. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from muster.authorisations.rules.acts import Limit
from muster.kit.intervals import DateInterval
from muster.matching.fit.facts import FitShare


@dataclass(frozen=True)
class PledgeFacts:
    """A pledge as of the planning day. Times in days and months as named, `level` a code of the ladder.

    Of its caveats only those that bind on the day and are hard; `remarks` are the binding ones that no rule reads, in
    words. `unmet_conditions` are hard conditions in words; partners are States by ISO code. `unit_deployed_for`: the
    other register for which the same national unit stands in theatre. `category`: as which of the categories of
    national acts its people count.
    """

    reference: str
    state: str
    state_name: str
    unit_type: str
    strength: int
    level: str
    available: DateInterval
    notice_days: int
    stay_minimum_months: int
    stay_maximum_months: int
    dwell_months: int
    languages: frozenset[str] = frozenset()
    excluded_missions: frozenset[str] = frozenset()
    excluded_regions: frozenset[str] = frozenset()
    excluded_tasks: frozenset[str] = frozenset()
    caveat_stay_months: int | None = None
    needed_partners: frozenset[str] = frozenset()
    unmet_conditions: tuple[str, ...] = ()
    unanswered_partners: tuple[str, ...] = ()
    withdrawn_partners: tuple[str, ...] = ()
    unit_deployed_for: str = ""
    remarks: tuple[str, ...] = ()
    illustrative: bool = False
    category: str = "contingent"


@dataclass(frozen=True)
class PostFacts:
    """A post as of the planning day. `held_by_partners`: agreed stays of other States in the same requirement.

    `statement`: the reference of the statement of unit requirement that it means, empty where it means none.
    """

    reference: str
    requirement: str
    mission: str
    region: str
    unit_type: str
    strength: int
    priority: int
    needed: DateInterval
    latitude: float
    longitude: float
    is_lead: bool = False
    tasks: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    statement: str = ""
    held_by_partners: Mapping[str, tuple[DateInterval, ...]] = field(default_factory=dict)
    illustrative: bool = False


@dataclass(frozen=True)
class MatchingParameters:
    """The rows of the parameter table that matching uses, read once for the planning day."""

    minimum_level: str
    level_1_to_2_months: int
    minimum_strength_percent: int
    value_scale_points: int
    level_base_percent: int
    level_step_percent: int
    start_cost_base_points: int
    start_cost_points_per_1000_km: int
    fit_value_percent: int
    fit_gaps_percent: int
    fit_neutral_percent: int


@dataclass(frozen=True)
class ActDays:
    """The days on which an act lets people into a mission, and the ceilings that it sets there besides its total."""

    act: str
    days: DateInterval
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True)
class PeopleCommitted:
    """The people of a State in an agreed stay, from when to when."""

    pledge: str
    mission: str
    category: str
    people: int
    days: DateInterval


@dataclass(frozen=True)
class Surroundings:
    """What surrounds the pairs: the day, the parameters, the missions that States' acts name, and their coordinates.

    A State that is missing from `authorised_missions` has no act on record and is not held back by one. `fits`: how
    well pledges fit statements of unit requirement in force, by the references of pledge and statement. `act_days`: by
    State, mission and category, when acts let people in; what is not in it is not held back by days or ceilings.
    `committed`: by State, who is bound to stays on record.
    """

    day: date
    parameters: MatchingParameters
    authorised_missions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    state_coordinates: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    fits: Mapping[tuple[str, str], FitShare] = field(default_factory=dict)
    act_days: Mapping[tuple[str, str, str], tuple[ActDays, ...]] = field(default_factory=dict)
    committed: Mapping[str, tuple[PeopleCommitted, ...]] = field(default_factory=dict)

    def acts_for(self, pledge: PledgeFacts, post: PostFacts) -> "tuple[ActDays, ...] | None":
        """Return when acts of the pledge's State let it into the post's mission; None: nothing on record says so."""
        return self.act_days.get((pledge.state, post.mission, pledge.category))


@dataclass(frozen=True)
class Finding:
    """What a rule says of a pair: it fits, or in words why not; `earliest`: the first day on which it might fit."""

    rule: str
    fits: bool
    words: str
    earliest: date | None = None


@dataclass(frozen=True)
class Worth:
    """What a covered month is worth and what a start costs, in points, with the inputs of the formula.

    `fit` is None where the post means no statement in force; `fit_share` is then the whole.
    """

    value_points: int
    start_cost_points: int
    strength_share: Decimal
    level_share: Decimal
    distance_km: int
    fit: FitShare | None = None
    fit_share: Decimal = Decimal(1)
