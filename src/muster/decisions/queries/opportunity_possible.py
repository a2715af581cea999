"""Demand that is only possible: States at risk by the crisis watch, each with its chance and the interests it touches.

What unit would be asked for is not known, so nothing is reckoned and nothing ranked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from muster.decisions.opportunities.facts import Interest
from muster.parties.viewer import Viewer
from muster.plans.demand import PossibleDemand, possible_demand
from muster.reference.errors import UnknownStateError
from muster.reference.states import state
from muster.statistics.store import open_store


@dataclass(frozen=True)
class PossibleOpportunity:
    """A possible demand with the State's interests in its host, region or mission."""

    demand: PossibleDemand
    touched: tuple[Interest, ...]

    @property
    def interest(self) -> int:
        """Return the sum of the weights of the interests that it touches."""
        return sum(one.weight for one in self.touched)


def possible_opportunities(viewer: Viewer, day: date, interests: Iterable[Interest]) -> tuple[PossibleOpportunity, ...]:
    """Return what may come as of `day`, the likeliest first."""
    known = tuple(interests)
    return tuple(
        PossibleOpportunity(one, tuple(interest for interest in known if _touches(interest, one)))
        for one in possible_demand(viewer, open_store(), day)
    )


def _touches(interest: Interest, demand: PossibleDemand) -> bool:
    value = interest.value.casefold()
    if interest.kind == "host":
        return value == demand.state.casefold()
    if interest.kind == "mission":
        return value in {one.casefold() for one in demand.missions}
    return interest.kind == "region" and value == _region(demand.state).casefold()


def _region(iso3: str) -> str:
    try:
        return state(iso3).region
    except UnknownStateError:
        return ""
