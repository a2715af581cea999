"""What is on record on a day, as the planner needs it: plain values, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from muster.kit.intervals import DateInterval
from muster.matching.facts import PledgeFacts, PostFacts, Surroundings


@dataclass(frozen=True)
class RequirementFacts:
    """A requirement: its mission, how many States may share it, and which post leads."""

    reference: str
    mission: str
    maximum_states: int
    lead: str | None


@dataclass(frozen=True)
class StayFacts:
    """A stay agreed or under way on the planning day."""

    pledge: str
    post: str
    interval: DateInterval


@dataclass(frozen=True)
class ApartPair:
    """Two States (ISO alpha-3) kept out of one requirement, and why."""

    first: str
    second: str
    reason: str
    source: str = ""
    illustrative: bool = False


@dataclass(frozen=True)
class RecordOfDay:
    """The record as of a day. Ceilings and limits in people; `parameters` are the rows shown beside the results."""

    day: date
    requirements: tuple[RequirementFacts, ...]
    posts: tuple[PostFacts, ...]
    pledges: tuple[PledgeFacts, ...]
    stays: tuple[StayFacts, ...]
    surroundings: Surroundings
    state_ceilings: Mapping[str, int] = field(default_factory=dict)
    arrival_limits: Mapping[str | None, int] = field(default_factory=dict)
    apart: tuple[ApartPair, ...] = ()
    parameters: tuple[Mapping[str, str], ...] = ()

    @property
    def incompatible(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs of States kept out of one requirement, as the planner wants them."""
        return tuple((pair.first, pair.second) for pair in self.apart)
