"""What the gates and the criteria of a selection read: an offer and what surrounds it, as plain values. Pure.

Every value here goes into the audit event of a selection as it is, so that everything can be reckoned again from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from muster.matching.facts import MatchingParameters, PledgeFacts, PostFacts


@dataclass(frozen=True)
class Bar:
    """A host objection, vetting block or sanction in force against an offer. `to_state`: what its State is told."""

    kind: str
    words: str
    to_state: str


@dataclass(frozen=True)
class TheatreFacts:
    """What was last found of a unit of the State in theatre: its kind, the share in percent, the result in words."""

    kind: str
    unit: str
    on: date
    percent: int | None = None
    word: str = ""


@dataclass(frozen=True)
class OfferFacts:
    """One offer as of the day. People, kilometres and counts are whole numbers; what is not on record is None.

    `pledges`: those it is made of (the lead first), or one made of a new offer's terms. `confirmed_until`: by pledge,
    the day on which its last confirmation ends (excluded). `fit_hundredths`: the fit to the statement in hundredths of
    a per cent. `calls`: calls of the State's units whose day has come; `calls_kept` those on the ground in time.
    `visit_outcomes`: the last outcome of a visit for each pledge that was seen. `beside`: States on the ground of the
    mission or chosen for it; `served_with` and `incompatible_with` are those among them. `group_people`: people of the
    mission by regional group. `theatre`: what was last found of the State's units of the type in theatre, of each unit
    and kind once; records of selections from before these were kept have none.
    """

    reference: str
    state: str
    state_name: str
    made_on: date
    pledges: tuple[PledgeFacts, ...]
    is_new: bool = False
    bars: tuple[Bar, ...] = ()
    confirmed_until: Mapping[str, date | None] = field(default_factory=dict)
    act_ceiling: int | None = None
    act_missions: frozenset[str] | None = None
    people_abroad: int = 0
    fit_hundredths: int | None = None
    fit_words: str = ""
    items: int = 0
    items_lacking: int = 0
    calls: int = 0
    calls_kept: int = 0
    caveats: int | None = None
    visit_outcomes: tuple[str, ...] = ()
    women: int | None = None
    people: int = 0
    women_target_percent: int | None = None
    regional_group: str = ""
    group_people: Mapping[str, int] = field(default_factory=dict)
    beside: frozenset[str] = frozenset()
    incompatible_with: frozenset[str] = frozenset()
    has_unit_profile: bool = False
    served_with: frozenset[str] = frozenset()
    distance_km: int | None = None
    rotations: int | None = None
    announced: int = 0
    announced_unkept: int = 0
    theatre: tuple[TheatreFacts, ...] = ()

    @property
    def strength(self) -> int:
        """Return the people of all pledges together."""
        return sum(one.strength for one in self.pledges)


@dataclass(frozen=True)
class SelectionNumbers:
    """The numbers of the parameter table that the criteria read besides their weights; named as their parameters."""

    time_zero_days: int
    caveat_step_percent: int
    distance_zero_km: int
    rotations_full: int
    known_minimum_percent: int
    advice_criteria: int


@dataclass(frozen=True)
class Weight:
    """The weight of a criterion in points, and whether the request sets it instead of the parameter."""

    criterion: str
    points: int
    is_of_request: bool = False


@dataclass(frozen=True)
class SelectionInput:
    """Everything that a selection rests on. `ceiling`: most people of the mission's mandate (None: none on record)."""

    request: str
    day: date
    post: PostFacts
    matching: MatchingParameters
    numbers: SelectionNumbers
    weights: tuple[Weight, ...]
    offers: tuple[OfferFacts, ...]
    parameters: tuple[Mapping[str, str], ...]
    ceiling: int | None = None
    ceiling_source: str = ""
    people_in_mission: int = 0
    chosen: str = ""
    weights_reason: str = ""
